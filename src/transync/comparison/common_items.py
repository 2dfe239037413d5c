"""The items that two sequences have in common, in order, in time that grows with their length.

What is equal at both ends is matched first, then what lies between, by the fewest steps from one to
the other (Myers, An O(ND) difference algorithm and its variations,
https://doi.org/10.1007/BF01840446). Where these are many, what stands once in each sequence is
matched before, and each search begins again from the furthest place that it has reached.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Hashable, Iterator, Mapping, Sequence
from typing import NamedTuple, TypeVar

K = TypeVar("K", bound=Hashable)

# So many items that only one of two sequences has are told apart from each other; each item costs
# at most half as many comparisons.
_REACH = 16


class CommonPart(NamedTuple):
    """A part of one sequence, and the part of another that stands in its place."""

    is_equal: bool
    left: range
    right: range


class _Way(NamedTuple):
    """A run of equal items on a diagonal, by its places in the left; and the diagonal before."""

    start: int
    end: int
    before: int


def common_pairs(left: Sequence[K], right: Sequence[K]) -> list[tuple[int, int]]:
    """Index pairs of equal items, in order."""
    head, tail = equal_ends(left, right)
    lefts, rights = range(head, len(left) - tail), range(head, len(right) - tail)
    both = {left[i] for i in lefts} & {right[j] for j in rights}
    common_lefts = [i for i in lefts if left[i] in both]
    common_rights = [j for j in rights if right[j] in both]
    middle = _pairs_between([left[i] for i in common_lefts], [right[j] for j in common_rights])
    return [
        *((k, k) for k in range(head)),
        *((common_lefts[i], common_rights[j]) for i, j in middle),
        *((len(left) - k, len(right) - k) for k in range(tail, 0, -1)),
    ]


def steps(left: Sequence[K], right: Sequence[K]) -> Iterator[CommonPart]:
    """The parts of both sequences in order: by turns what is equal, and what is not."""
    end = len(left), len(right)
    i = j = first_i = first_j = 0
    for a, b in (*common_pairs(left, right), end):
        if (a, b) != (i, j) or (a, b) == end:
            if i > first_i:
                yield CommonPart(True, range(first_i, i), range(first_j, j))
            if (a, b) != (i, j):
                yield CommonPart(False, range(i, a), range(j, b))
            first_i, first_j = a, b
        i, j = a + 1, b + 1


def number_in_common(left: Counter[K], right: Counter[K]) -> int:
    """How many items two counters share, with repetitions."""
    if len(left) > len(right):
        left, right = right, left
    # `&` makes a counter of its own, which takes four times as long.
    return sum(min(number, right[item]) for item, number in left.items() if item in right)


def in_order(pairs: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """The longest run of pairs (sorted by the left) in which the right rises too."""
    ends: list[int] = []
    tops: list[int] = []
    before: list[int] = []
    for number, (_, right) in enumerate(pairs):
        at = bisect_left(tops, right)
        before.append(ends[at - 1] if at else -1)
        tops[at : at + 1] = [right]
        ends[at : at + 1] = [number]
    found = []
    number = ends[-1] if ends else -1
    while number >= 0:
        found.append(pairs[number])
        number = before[number]
    return found[::-1]


def equal_ends(left: Sequence[K], right: Sequence[K]) -> tuple[int, int]:
    """How many items are equal at the beginning, and how many of the rest at the end."""
    return _ends(left, right, range(len(left)), range(len(right)))


def _pairs_between(left: Sequence[K], right: Sequence[K]) -> Iterator[tuple[int, int]]:
    """Pairs of equal items: where much differs, those that stand once on both sides first."""
    pairs, i, j = _search(left, right, range(len(left)), range(len(right)))
    if (i, j) == (len(left), len(right)):
        yield from pairs
        return
    last_i = last_j = 0
    for i, j in (*_anchors(left, right), (len(left), len(right))):
        yield from _fewest_steps(left, right, range(last_i, i), range(last_j, j))
        if i < len(left):
            yield i, j
        last_i, last_j = i + 1, j + 1


def _ends(left: Sequence[K], right: Sequence[K], lefts: range, rights: range) -> tuple[int, int]:
    shorter = min(len(lefts), len(rights))
    i, j = lefts.start, rights.start
    head = next((k for k in range(shorter) if left[i + k] != right[j + k]), shorter)
    rest = shorter - head
    last_i, last_j = lefts.stop - 1, rights.stop - 1
    tail = next((k for k in range(rest) if left[last_i - k] != right[last_j - k]), rest)
    return head, tail


def _between(lefts: range, rights: range, head: int, tail: int) -> tuple[range, range]:
    return (
        range(lefts.start + head, lefts.stop - tail),
        range(rights.start + head, rights.stop - tail),
    )


def _anchors(left: Sequence[K], right: Sequence[K]) -> list[tuple[int, int]]:
    """The pairs of items that stand once on each side, as many as are in order."""
    counts = Counter(left), Counter(right)
    places = {key: j for j, key in enumerate(right) if counts[1][key] == 1}
    both = [(i, places[key]) for i, key in enumerate(left) if key in places and counts[0][key] == 1]
    return in_order(both)


def _fewest_steps(
    left: Sequence[K], right: Sequence[K], lefts: range, rights: range
) -> Iterator[tuple[int, int]]:
    """Pairs of equal items, in order: as many as possible, unless what differs is a lot."""
    head, tail = _ends(left, right, lefts, rights)
    yield from ((lefts.start + k, rights.start + k) for k in range(head))
    left_rest, right_rest = _between(lefts, rights, head, tail)
    while left_rest and right_rest:
        pairs, i, j = _search(left, right, left_rest, right_rest)
        yield from pairs
        left_rest, right_rest = range(i, left_rest.stop), range(j, right_rest.stop)
    yield from ((lefts.stop - k, rights.stop - k) for k in range(tail, 0, -1))


def _search(
    left: Sequence[K], right: Sequence[K], lefts: range, rights: range
) -> tuple[list[tuple[int, int]], int, int]:
    """The pairs on the way to the furthest place that few steps lead to, and that place.

    A diagonal is how many more items were passed of the left than of the right.
    """
    size = len(lefts), len(rights)
    reached: dict[int, int] = {}
    ways: list[dict[int, _Way]] = []
    for cost in range(_REACH + 1):
        found: dict[int, _Way] = {}
        for diagonal in range(-min(cost, size[1]), min(cost, size[0]) + 1):
            start = _next_start(reached, diagonal, size) if cost else (0, 0)
            if start is None:
                continue
            i, before = start
            first = i
            while (
                i < size[0]
                and i - diagonal < size[1]
                and left[lefts.start + i] == right[rights.start + i - diagonal]
            ):
                i += 1
            found[diagonal] = _Way(first, i, before)
        ways.append(found)
        reached = {diagonal: way.end for diagonal, way in found.items()}
        if reached.get(size[0] - size[1]) == size[0]:
            break
    last = max(reached, key=lambda d: (2 * reached[d] - d, -abs(d)))
    i, j = lefts.start + reached[last], rights.start + reached[last] - last
    return list(_way_back(ways, last, lefts.start, rights.start))[::-1], i, j


def _next_start(
    reached: Mapping[int, int], diagonal: int, size: tuple[int, int]
) -> tuple[int, int] | None:
    """From which place of the left a diagonal goes on after one more step, and from which other."""
    # An item of the right is passed, or one of the left.
    beside = reached.get(diagonal + 1, -1), reached.get(diagonal - 1, -1)
    down = beside[0] if beside[0] - diagonal <= size[1] else -1
    along = beside[1] + 1 if 0 <= beside[1] < size[0] else -1
    if max(down, along) < 0:
        return None
    return (down, diagonal + 1) if down > along else (along, diagonal - 1)


def _way_back(
    ways: Sequence[Mapping[int, _Way]], diagonal: int, i: int, j: int
) -> Iterator[tuple[int, int]]:
    """The pairs on a way, the last one first; `i` and `j` are where it began."""
    for found in reversed(ways):
        way = found[diagonal]
        yield from ((i + n, j + n - diagonal) for n in range(way.end - 1, way.start - 1, -1))
        diagonal = way.before
