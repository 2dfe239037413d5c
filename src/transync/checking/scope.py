"""What one run has looked at: only of that can it say that something is no longer there."""

from __future__ import annotations

from collections.abc import Iterable, Sequence, Set
from dataclasses import dataclass, replace

from transync.checking.plan import Run
from transync.model import Pair, State


@dataclass(frozen=True, slots=True)
class Scope:
    """Which rules have run, and on which files to the full.

    `seen` are the files of which every text was asked for; all there are, where `is_whole`. Of
    these, the rules could not be asked, or not all of them, about those that are `uncompared`.
    """

    rules: frozenset[str]
    seen: frozenset[str]
    uncompared: frozenset[str]
    is_whole: bool

    def without(self, paths: Iterable[str]) -> Scope:
        """The same without files that the rules could not be asked about, or not all of them."""
        return replace(self, uncompared=self.uncompared.union(paths))

    def has_run(self, rule: str, path: str) -> bool:
        """Whether the rule has had its say on everything in the file."""
        if rule not in self.rules or path in self.uncompared:
            return False
        return self.is_whole or path in self.seen


def scope_of(run: Run, pairs: Sequence[Pair], readable: Set[str], unchecked: int) -> Scope:
    """What a run looks at, of whose files those are `readable` whose text is known.

    A source is seen to the full only with all its translations, as what it says holds for each:
    not where only some languages are asked for, nor where some translations are `unchecked`.
    """
    has_every_language = not run.languages and not unchecked
    seen, uncompared = set[str](), set[str]()
    for pair in pairs:
        seen.add(pair.translation)
        if has_every_language and run.asks_for(pair.source):
            seen.add(pair.source)
        if pair.is_compared and not {pair.source, pair.translation} <= readable:
            uncompared |= {pair.source, pair.translation}
        elif not pair.is_compared and pair.state is not State.MISSING:
            uncompared.add(pair.translation)
    return Scope(
        frozenset(rule.id for rule in run.rules),
        frozenset(seen),
        frozenset(uncompared),
        is_whole=run.is_whole and has_every_language,
    )
