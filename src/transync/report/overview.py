"""A report, and what history adds to it -> the state of every page in every language."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from transync.model import Behind, Finding, Head, Pair, Report, Severity, State


class Page(NamedTuple):
    """A source in one language: its pair, how far it is behind, and what is wrong with it.

    `behind` is None where it is not stale, or where history does not hold the source that it was
    made from. `findings` are those about its text, records and images; that it is stale or missing
    is none of them.
    """

    pair: Pair
    behind: Behind | None
    findings: tuple[Finding, ...]

    @property
    def errors(self) -> int:
        return sum(finding.severity is Severity.ERROR for finding in self.findings)

    @property
    def warnings(self) -> int:
        return len(self.findings) - self.errors

    @property
    def is_current(self) -> bool:
        """Whether it says what its source says, as far as the records tell."""
        return self.pair.state is State.CURRENT


class Language(NamedTuple):
    """One language: its pages, by source."""

    code: str
    pages: tuple[Page, ...]

    def count(self, state: State) -> int:
        return sum(page.pair.state is state for page in self.pages)

    @property
    def current_share(self) -> float:
        """The share of the language's sources that have a current translation, from 0 to 1.

        A missing page counts, an orphan does not: its source is gone.
        """
        wanted = [page for page in self.pages if page.pair.state is not State.ORPHAN]
        return sum(page.is_current for page in wanted) / len(wanted) if wanted else 1.0


@dataclass(frozen=True, slots=False)
class Overview:
    """All that a dashboard shows, in a stable order; nothing in it depends on the clock.

    `faults` are findings about the sources themselves. `forge` is the address of the repository in
    a browser (`https://github.com/owner/name`), from the `origin` remote; None without one that is
    known. `head` is None without git. `report` is the check that it was made from.
    """

    report: Report
    languages: tuple[Language, ...]
    faults: tuple[Finding, ...]
    head: Head | None
    forge: str | None
    notes: tuple[str, ...]

    @cached_property
    def sources(self) -> tuple[str, ...]:
        """Every source that some language translates, or should."""
        return tuple(sorted({page.pair.source for lang in self.languages for page in lang.pages}))

    @cached_property
    def pages(self) -> Sequence[Page]:
        """Every page of every language."""
        return [page for language in self.languages for page in language.pages]
