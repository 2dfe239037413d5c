"""Keys of the blocks of two documents, and the blocks that have the same."""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Iterator, Mapping, Sequence
from typing import NamedTuple

from transync.comparison.block_similarity import PlacedBlock, distinctive_key, features, shape
from transync.comparison.common_items import common_pairs, in_order


class BlockKeys(NamedTuple):
    """A key of each block of both documents."""

    source: Sequence[Hashable]
    translation: Sequence[Hashable]


def common(left: range, right: range, keys: BlockKeys) -> list[tuple[int, int]]:
    """The blocks with the same key, in order."""
    lefts = keys.source[left.start : left.stop]
    rights = keys.translation[right.start : right.stop]
    return [(left[i], right[j]) for i, j in common_pairs(lefts, rights)]


def common_unique(left: range, right: range, keys: BlockKeys) -> list[tuple[int, int]]:
    """The blocks with the same key that no other block of these has, in order."""
    lefts = unique_keys(keys.source[left.start : left.stop])
    rights = unique_keys(keys.translation[right.start : right.stop])
    both = [(left[i], right[rights[key]]) for key, i in lefts.items() if key in rights]
    return in_order(sorted(both))


def features_of(placed: Sequence[PlacedBlock]) -> Sequence[Hashable]:
    return [features(each.block, each.places) for each in placed]


def shapes_of(placed: Sequence[PlacedBlock]) -> Sequence[Hashable]:
    return [shape(each.block) for each in placed]


def distinctive_keys(placed: Sequence[PlacedBlock]) -> Mapping[Hashable, int]:
    """The keys that one block has and no other, and its index."""
    return unique_keys([distinctive_key(each.block, each.places) for each in placed])


def recognized(
    targets: Mapping[int, int], source: Sequence[PlacedBlock], translation: Sequence[PlacedBlock]
) -> Iterator[int]:
    """The blocks of the source that have, as their counterparts do, what no other block has."""
    found = distinctive_keys(translation)
    for key, i in distinctive_keys(source).items():
        if key in found and targets.get(i) == found[key]:
            yield i


def unique_keys(keys: Sequence[Hashable]) -> Mapping[Hashable, int]:
    """The keys that stand once, and their indices."""
    counts = Counter(keys)
    return {key: n for n, key in enumerate(keys) if key is not None and counts[key] == 1}
