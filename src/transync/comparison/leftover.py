"""The links of a page that no counterpart was looked for yet."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator

from transync.comparison.link_identity import Key
from transync.comparison.link_similarity import Item


def leftover_of(items: Iterable[Item]) -> Leftover:
    """Links of a page, none of which was looked for yet."""
    by_number = {item.number: item for item in items}
    by_key: dict[Key, dict[int, Item]] = defaultdict(dict)
    for number, item in by_number.items():
        by_key[item.key][number] = item
    return Leftover(by_number, by_key)


class Leftover:
    """Links in their order; to drop one takes the same time, however many there are.

    The numbers of links are their keys, in all of them and in those with the same key.
    """

    def __init__(self, items: dict[int, Item], by_key: dict[Key, dict[int, Item]]) -> None:
        self._items, self._by_key = items, by_key

    def __iter__(self) -> Iterator[Item]:
        return iter(self._items.values())

    def __contains__(self, item: Item) -> bool:
        return item.number in self._items

    def drop(self, items: Iterable[Item]) -> None:
        """Take these out, if they are still there."""
        for item in items:
            if self._items.pop(item.number, None):
                del self._by_key[item.key][item.number]

    def drop_surplus(self, other: Leftover, lost: Iterable[Item]) -> None:
        """Take out the last of those that equal lost ones, as far as `other` has fewer of them."""
        numbers = Counter(item.key for item in lost)
        for key, number in numbers.items():
            surplus = self._count(key) - other._count(key)
            for _ in range(min(surplus, number)):
                last = self._by_key[key].popitem()[0]
                del self._items[last]

    def _count(self, key: Key) -> int:
        return len(self._by_key.get(key, ()))
