"""Sequences of the source against those of the translation: what stands for what.

Never by index: equal items are matched first, then those that moved, then what stands in the same
gap between matches. Each item is held against every other as long as a page has `Work` left for it;
what is more than that is matched as `common_items` does it, and in its order.
"""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Callable, Hashable, Sequence
from typing import NamedTuple, TypeVar

from transync.comparison.common_items import common_pairs, equal_ends

K = TypeVar("K", bound=Hashable)

# What two sequences of 200 items take that have nothing in common, and what each item adds: so many
# cells are half a second at most. Pages that people write take 9,000; measured by
# `python -m bench.growth`.
_CELLS, _CELLS_AN_ITEM = 40_000, 4


class Work:
    """How many pairs of items may be held against each other yet, as cells of tables."""

    def __init__(self, items: int) -> None:
        self.left = _CELLS + _CELLS_AN_ITEM * items
        self.done = 0

    def take(self, rows: int, columns: int) -> bool:
        """Whether a table of this size may be filled; if so, it counts."""
        cells = rows * columns
        if cells > self.left:
            return False
        self.left -= cells
        self.done += cells
        return True


class Alignment(NamedTuple):
    """Index pairs (left, right): in order, and moved; and what has no counterpart.

    `pairs` holds equal items and items that take each other's place; both in order of `left`.
    """

    pairs: tuple[tuple[int, int], ...]
    moved: tuple[tuple[int, int], ...]
    left_only: tuple[int, ...]
    right_only: tuple[int, ...]


def align(
    left: Sequence[K],
    right: Sequence[K],
    similarity: Callable[[int, int], float],
    may_move: Callable[[int], bool] = lambda i: True,
    work: Work | None = None,
) -> Alignment:
    """Align two sequences of keys.

    `similarity(i, j)` says how well two unequal items could stand for each other; those at 0 are
    never paired. `may_move(i)` says whether an item of the left may be recognised where it is out
    of order. Where there is not enough `work` left, what stands in a gap is paired by position.
    """
    if left == right:
        return Alignment(tuple((i, i) for i in range(len(left))), (), (), ())
    work = work or Work(len(left) + len(right))
    pairs = _equal_pairs(left, right, work)
    moved = _moved(left, right, pairs, may_move)
    taken_left = {i for i, _ in moved}
    taken_right = {j for _, j in moved}
    for lefts, rights in _gaps(pairs, len(left), len(right)):
        pairs += _best_pairs(
            [i for i in lefts if i not in taken_left],
            [j for j in rights if j not in taken_right],
            similarity,
            work,
        )
    pairs.sort()
    taken_left |= {i for i, _ in pairs}
    taken_right |= {j for _, j in pairs}
    return Alignment(
        tuple(pairs),
        tuple(sorted(moved)),
        tuple(i for i in range(len(left)) if i not in taken_left),
        tuple(j for j in range(len(right)) if j not in taken_right),
    )


def _equal_pairs(left: Sequence[K], right: Sequence[K], work: Work) -> list[tuple[int, int]]:
    """Equal items in order, as many as possible; of equal choices, the one with the evenest gaps.

    In `xxxx` and `yxxx`, that is the last three: the first ones stand for each other.
    """
    head, tail = equal_ends(left, right)
    lefts, rights = range(head, len(left) - tail), range(head, len(right) - tail)
    if not work.take(len(lefts), len(rights)):
        return common_pairs(left, right)
    pairs = _filled(lefts, rights, lambda i, j: 1.0 if left[i] == right[j] else 1e-6)
    return [
        *((k, k) for k in range(head)),
        *((i, j) for i, j in pairs if left[i] == right[j]),
        *((len(left) - k, len(right) - k) for k in range(tail, 0, -1)),
    ]


def _moved(
    left: Sequence[K],
    right: Sequence[K],
    pairs: Sequence[tuple[int, int]],
    may_move: Callable[[int], bool],
) -> list[tuple[int, int]]:
    matched_left = {i for i, _ in pairs}
    matched_right = {j for _, j in pairs}
    places: dict[K, deque[int]] = defaultdict(deque)
    for j, key in enumerate(right):
        if j not in matched_right:
            places[key].append(j)
    moved = []
    for i, key in enumerate(left):
        if i not in matched_left and places.get(key) and may_move(i):
            moved.append((i, places[key].popleft()))
    return moved


def _gaps(pairs: Sequence[tuple[int, int]], left: int, right: int) -> list[tuple[range, range]]:
    gaps = []
    last_i, last_j = -1, -1
    for i, j in (*pairs, (left, right)):
        if i - last_i > 1 and j - last_j > 1:
            gaps.append((range(last_i + 1, i), range(last_j + 1, j)))
        last_i, last_j = i, j
    return gaps


def _best_pairs(
    lefts: Sequence[int],
    rights: Sequence[int],
    similarity: Callable[[int, int], float],
    work: Work,
) -> list[tuple[int, int]]:
    """The pairing in order with the greatest sum; by position where that is too much work."""
    if not work.take(len(lefts), len(rights)):
        return [(i, j) for i, j in zip(lefts, rights, strict=False) if similarity(i, j) > 0]
    return _filled(lefts, rights, similarity)


def _filled(
    lefts: Sequence[int], rights: Sequence[int], similarity: Callable[[int, int], float]
) -> list[tuple[int, int]]:
    """The pairing in order with the greatest sum (Needleman-Wunsch without a gap cost)."""
    if not lefts or not rights:
        return []
    scores = [[similarity(i, j) for j in rights] for i in lefts]
    best = [[0.0] * (len(rights) + 1) for _ in range(len(lefts) + 1)]
    for a in range(len(lefts) - 1, -1, -1):
        for b in range(len(rights) - 1, -1, -1):
            paired = scores[a][b] + best[a + 1][b + 1] if scores[a][b] > 0 else 0.0
            best[a][b] = max(paired, best[a + 1][b], best[a][b + 1])
    pairs = []
    a = b = 0
    while a < len(lefts) and b < len(rights):
        score = scores[a][b]
        if score > 0 and best[a][b] == score + best[a + 1][b + 1]:
            pairs.append((lefts[a], rights[b]))
            a, b = a + 1, b + 1
        elif best[a][b] == best[a + 1][b]:
            a += 1
        else:
            b += 1
    return pairs
