"""What one run looks at: only of that can it say that something is no longer so."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Set

from transync.model import Pair, State


class Scope:
    """Which rules run, and on which files to the full.

    `readable` are the files whose text is known. `is_wanted` says of a source whether it was asked
    for; it is seen to the full only with all its translations, as what it says holds for each.
    """

    def __init__(
        self,
        pairs: Iterable[Pair],
        readable: Set[str],
        rules: Iterable[str],
        is_wanted: Callable[[str], bool],
        has_every_page: bool,
        has_every_language: bool,
    ) -> None:
        self.is_wanted = is_wanted
        self.is_whole = has_every_page and has_every_language
        self._rules = frozenset(rules)
        self._seen: set[str] = set()
        self._uncompared: set[str] = set()
        for pair in pairs:
            self._seen.add(pair.translation)
            if has_every_language and is_wanted(pair.source):
                self._seen.add(pair.source)
            if pair.is_compared and not {pair.source, pair.translation} <= readable:
                self._uncompared |= {pair.source, pair.translation}
            elif not pair.is_compared and pair.state is not State.MISSING:
                self._uncompared.add(pair.translation)

    def leave_out(self, paths: Iterable[str]) -> None:
        """Note files that the rules could not be asked about, or not all of them."""
        self._uncompared.update(paths)

    def has_run(self, rule: str, path: str) -> bool:
        """Whether the rule has had its say on everything in the file."""
        if rule not in self._rules or path in self._uncompared:
            return False
        return self.is_whole or path in self._seen
