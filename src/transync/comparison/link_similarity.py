"""How well one link could stand for another that it does not equal.

The weights were set by hand; nobody has measured them one by one.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Hashable
from functools import lru_cache
from typing import NamedTuple, TypeVar

from transync.comparison.common_items import number_in_common
from transync.comparison.link_identity import Key
from transync.comparison.page import ResolvedLink
from transync.links.target import Target

T = TypeVar("T", bound=Hashable)

_WORD = re.compile(r"[^\W_]+")
# What two links share of which only one leads out of the repository; what any other two share, and
# what the words of their places add if all are the same.
_OTHER_REACH, _ANY_LINKS, _WORDS = 0.1, 0.2, 0.7


class Item(NamedTuple):
    """A link that takes part in the comparison; its number is unique in its document."""

    number: int
    link: ResolvedLink
    key: Key

    @property
    def target(self) -> Target:
        return self.link.target

    @property
    def column(self) -> int:
        """The column of its table, for a link in one."""
        return self.link.written.cell.column if self.link.written.cell else 0


class ItemPair(NamedTuple):
    """Two links that stand for each other; one of them None when it stands alone.

    `moved_column` is set for a link that stands in another column of its table row.
    """

    source: Item | None
    translation: Item | None
    moved_column: bool = False


def link_similarity(left: Item, right: Item) -> float:
    """0 to 1: 1 for the same place, a little for any two links, more for URLs with shared words."""
    if left.target.place == right.target.place:
        return 1.0
    if left.target.is_local != right.target.is_local:
        return _OTHER_REACH
    words = overlap(_words(left.target.place), _words(right.target.place))
    return _ANY_LINKS + _WORDS * words


def overlap(left: Counter[T], right: Counter[T]) -> float:
    """Shared items over all items, counted with repetitions; 0 when there are none."""
    shared = number_in_common(left, right)
    union = left.total() + right.total() - shared
    return shared / union if union else 0.0


@lru_cache(maxsize=4096)
def _words(place: str) -> Counter[str]:
    return Counter(_WORD.findall(place))
