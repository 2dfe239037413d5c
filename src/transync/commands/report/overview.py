"""A report, and what history adds to it -> the state of every page in every language."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from transync.model import Behind, Fault, Finding, Head, Pair, Report, Severity, State
from transync.wording import count

# What they say of a page is its state, and no defect of its text.
STATES_BY_RULE = {
    "stale": State.STALE,
    "missing-translation": State.MISSING,
    "orphan": State.ORPHAN,
}


class PageStatus(NamedTuple):
    """A source in one language: its pair, how far it is behind, and what is wrong with it.

    `behind` is None where it is not stale, or where history does not hold the source that it was
    made from. `findings` are those about its text and records; that it is stale, missing or an
    orphan is none of them. `defects` leaves out those that are there only since the source changed.
    """

    pair: Pair
    behind: Behind | None
    findings: tuple[Finding, ...]

    @property
    def defects(self) -> tuple[Finding, ...]:
        return tuple(finding for finding in self.findings if not finding.is_stale)

    @property
    def errors(self) -> int:
        return _errors(self.defects)

    @property
    def warnings(self) -> int:
        return len(self.defects) - self.errors

    @property
    def is_current(self) -> bool:
        """Whether it says what its source says, as far as the records tell."""
        return self.pair.state is State.CURRENT

    @property
    def is_wanted(self) -> bool:
        """Whether there should be a current translation: a missing page counts, an orphan not."""
        return self.pair.state is not State.ORPHAN


class Language(NamedTuple):
    """One language: its pages, by source; and its findings that are about none of them.

    Those are what is wrong with a sidecar itself, or with a translated image.
    """

    code: str
    pages: tuple[PageStatus, ...]
    findings: tuple[Finding, ...] = ()

    def count(self, state: State) -> int:
        return sum(page.pair.state is state for page in self.pages)

    @property
    def wanted(self) -> int:
        return sum(page.is_wanted for page in self.pages)

    @property
    def current(self) -> int:
        return sum(page.is_current for page in self.pages)

    @property
    def current_share(self) -> float:
        """The share of the language's sources that have a current translation, from 0 to 1.

        A missing page counts, an orphan does not: its source is gone.
        """
        if self.wanted:
            return self.current / self.wanted
        return 1.0

    @property
    def errors(self) -> int:
        return sum(page.errors for page in self.pages) + _errors(self.findings)

    @property
    def warnings(self) -> int:
        of_pages = sum(page.warnings for page in self.pages)
        return of_pages + len(self.findings) - _errors(self.findings)

    @property
    def oldest(self) -> int | None:
        """The days that its oldest stale page is behind, as far as history tells."""
        return max((page.behind.days for page in self.pages if page.behind), default=None)


@dataclass(frozen=True, slots=False)
class Overview:
    """All that a dashboard shows, in a stable order; nothing in it depends on the clock.

    `faults` are findings about the sources themselves. `forge` is the address of the repository in
    a browser (`https://github.com/owner/name`), from the `origin` remote; None without one that is
    known. `head` is None without git. `report` is the check that it was made from. `stopped` says
    on which pages transync failed, or that they were not compared.
    """

    report: Report
    languages: tuple[Language, ...]
    faults: tuple[Finding, ...]
    head: Head | None
    forge: str | None
    notes: tuple[str, ...]
    stopped: tuple[Finding | Fault, ...] = ()

    @cached_property
    def sources(self) -> tuple[str, ...]:
        """Every source that some language translates, or should."""
        return tuple(sorted({page.pair.source for page in self.pages}))

    @cached_property
    def pages(self) -> Sequence[PageStatus]:
        """Every page of every language."""
        return [page for language in self.languages for page in language.pages]

    @property
    def wanted(self) -> int:
        return sum(language.wanted for language in self.languages)

    @property
    def current(self) -> int:
        return sum(language.current for language in self.languages)

    @property
    def current_share(self) -> float:
        """The share of all pages of all languages that are current, from 0 to 1."""
        if self.wanted:
            return self.current / self.wanted
        return 1.0

    def count(self, state: State) -> int:
        return sum(language.count(state) for language in self.languages)


def build_overview(
    report: Report,
    behind: Mapping[str, Behind],
    head: Head | None = None,
    forge: str | None = None,
    notes: Iterable[str] = (),
) -> Overview:
    """The report by language and page; `behind` tells by translation what history knows of it.

    Translations of somebody's own, which nobody can tell the age of, are left out.
    """
    pairs = [pair for pair in report.pairs if not pair.is_left_alone]
    found = _by_subject(pairs, report.findings)
    by_language: dict[str, list[PageStatus]] = defaultdict(list)
    for pair in pairs:
        of_page = tuple(found.pages.get(pair.translation, ()))
        page = PageStatus(pair, behind.get(pair.translation), of_page)
        by_language[pair.language].append(page)
    languages = []
    for code, pages in sorted(by_language.items()):
        of_language = tuple(found.languages.get(code, ()))
        languages.append(Language(code, tuple(pages), of_language))
    said = (*report.notes, *_left_out(report, len(report.pairs) - len(pairs)), *notes)
    return Overview(
        report, tuple(languages), tuple(found.sources), head=head, forge=forge, notes=said
    )


def _left_out(report: Report, own: int) -> Iterator[str]:
    if own:
        yield f"{count(own, 'translation')} in folders without any record left out"
    if report.known:
        yield f"{count(report.known, 'known finding')} left out: the baseline holds them"


class _FindingsBySubject(NamedTuple):
    """Findings by what they are about: a page (its translation), a language, or a source."""

    pages: Mapping[str, Sequence[Finding]]
    languages: Mapping[str, Sequence[Finding]]
    sources: Sequence[Finding]


def _by_subject(pairs: Sequence[Pair], findings: Iterable[Finding]) -> _FindingsBySubject:
    pages: dict[str, list[Finding]] = {pair.translation: [] for pair in pairs}
    languages: dict[str, list[Finding]] = {pair.language: [] for pair in pairs}
    sources: list[Finding] = []
    # Two folders can be of one language: the first stands for what names only the source.
    by_source: dict[tuple[str | None, str | None], str] = {}
    for pair in pairs:
        by_source.setdefault((pair.source, pair.language), pair.translation)
    for finding in findings:
        if finding.rule in STATES_BY_RULE:
            continue
        page = finding.path
        if page not in pages:
            page = by_source.get((finding.source_path, finding.language), "")
        if page:
            pages[page].append(finding)
        elif finding.language in languages:
            languages[finding.language].append(finding)
        else:
            sources.append(finding)
    return _FindingsBySubject(pages, languages, sources)


def _errors(findings: Iterable[Finding]) -> int:
    return sum(finding.severity is Severity.ERROR for finding in findings)
