"""The definitions of links that a text has, and how much may be made of them.

As in cmark-gfm (`cmark_map_lookup`), the targets and titles that references stand for are as long
as the text, all together, and what refers to more is text: otherwise a few letters for each of many
links would lead to a target of any length.
"""

from __future__ import annotations

from typing import NamedTuple

# So many bytes are there for the references of any text.
_LEAST = 100_000


class Reference(NamedTuple):
    """What a label stands for, and the size in bytes of its target and its title."""

    href: str
    size: int


class References:
    """What labels stand for, in a text of `size` bytes: the first that is said of each."""

    def __init__(self, size: int) -> None:
        self._by_label: dict[str, Reference] = {}
        self._left = max(size, _LEAST)

    def define(self, label: str, reference: Reference) -> None:
        self._by_label.setdefault(label, reference)

    def get(self, label: str) -> Reference | None:
        """What a label stands for; nothing where there is no more room for it."""
        found = self._by_label.get(label)
        if found and found.size <= self._left:
            return found
        return None

    def take(self, size: int) -> bool:
        """Make use of a reference of this size; whether there is room for it."""
        has_room = size <= self._left
        if has_room:
            self._left -= size
        return has_room
