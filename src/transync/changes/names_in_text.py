"""Whether a text has one of many names, in a time that hardly depends on how many there are."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Set
from typing import NamedTuple

# So many are sought one after the other: that is a matter of microseconds for each.
_FEW = 100
# By so many bytes at their ends, or by all that they have, names are looked up.
_END = 3


class SoughtNames(NamedTuple):
    """Names of files, in bytes: by what they end with, those of each length."""

    names: Set[bytes]
    by_end: Mapping[bytes, Mapping[int, Set[bytes]]]

    def are_in(self, text: bytes) -> bool:
        """Whether a text has one of them anywhere."""
        if len(self.names) <= _FEW:
            return any(name in text for name in self.names)
        lengths = set(map(len, self.by_end))
        return any(self._ends_at(text, at, length) for length in lengths for at in range(len(text)))

    def _ends_at(self, text: bytes, start: int, length: int) -> bool:
        """Whether a name ends with so many bytes that begin there."""
        by_length = self.by_end.get(text[start : start + length])
        if by_length is None:
            return False
        stop = start + length
        return any(text[max(0, stop - n) : stop] in names for n, names in by_length.items())


def seek_names(names: Iterable[bytes]) -> SoughtNames:
    by_end: dict[bytes, dict[int, set[bytes]]] = defaultdict(lambda: defaultdict(set))
    found = frozenset(names)
    if len(found) > _FEW:
        for name in found:
            by_end[name[-_END:]][len(name)].add(name)
    return SoughtNames(found, by_end)
