"""The links of a page that no counterpart was looked for yet."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator

from transync.comparison.link_identity import Key
from transync.comparison.link_similarity import Item


class Leftover:
    """Links in their order; to drop one takes the same time, however many there are."""

    def __init__(self, items: Iterable[Item]) -> None:
        self._items = {item.number: item for item in items}
        self._by_key: dict[Key, dict[int, Item]] = defaultdict(dict)
        for number, item in self._items.items():
            self._by_key[item.key][number] = item

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
