"""What one run checks: a project, by which settings, of which files, and with what resources."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property

from transync.checking.selection import chosen_rules
from transync.checking.wanted import Wanted, chosen_languages
from transync.config import Settings
from transync.model import Fault, KnownFinding
from transync.repository.cache import Cache
from transync.repository.project import Project
from transync.rules import Rule
from transync.untrusted.budget import ORDINARY, Budget


@dataclass(frozen=True, slots=True)
class Resources:
    """What a run may use: so many processes, a cache or none; and who hears how far it is.

    `advance` is told how many of how many files have been read. `budget` is what each page may use.
    Of a rule in a file, no more findings than `most_listed` are told one by one.
    """

    jobs: int = 1
    cache: Cache | None = None
    advance: Callable[[int, int], None] = lambda done, total: None
    budget: Budget = ORDINARY
    most_listed: int | None = None


ONE_PROCESS = Resources()


@dataclass(frozen=True)
class Run:
    """One check of a project; of all of it, where nothing is `wanted` in particular.

    What the `baseline` holds is counted, but no finding of the report. `faults` are what else is
    known to be wrong. The files that a change has `changed` are no evidence of what is right, and
    where the state before it `is_former`, all is told that was there. One that `is_quick` looks at
    no other translations for evidence.
    """

    project: Project
    settings: Settings
    wanted: Wanted | None = None
    resources: Resources = ONE_PROCESS
    baseline: frozenset[KnownFinding] = frozenset()
    faults: Sequence[Fault] = ()
    changed: frozenset[str] = frozenset()
    is_former: bool = False
    is_quick: bool = False

    @property
    def is_whole(self) -> bool:
        """Whether all of the project is asked for."""
        return self.wanted is None

    @cached_property
    def rules(self) -> Sequence[Rule]:
        """The rules that the settings choose."""
        return chosen_rules(self.settings)

    @cached_property
    def languages(self) -> frozenset[str]:
        """The languages that the settings choose, none for all.

        Raises UsageError for one that has no folder.
        """
        return chosen_languages(self.project, self.settings)

    @property
    def needs_texts(self) -> bool:
        """Whether texts are to be compared, and not only records."""
        return not self.is_whole or any(rule.needs_texts for rule in self.rules)

    def asks_for(self, path: str) -> bool:
        return self.wanted is None or path in self.wanted

    def asks_for_all_of(self, sidecar: str) -> bool:
        """Whether all that a sidecar tells of is asked for."""
        return self.wanted is None or self.wanted.holds_all_of(sidecar)
