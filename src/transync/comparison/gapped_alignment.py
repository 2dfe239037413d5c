"""Two sequences aligned so that what is lost lies in few gaps, and what breaks off stands at one.

Source of the method: Gotoh's alignment with affine gaps
(https://doi.org/10.1016/0022-2836(82)90398-9), with nothing to pay for a longer gap.

From an item and a piece on, `paired` is the worth of the best way that begins with their pair, and
`in_gap` that of the best way from within a gap that is paid for. A pair of all of the item leads to
the last `end` of its pieces, one of its beginning to any:

    paired(item, piece) = max(
        whole + max(paired(item + 1, end) + bonus, in_gap(item + 1, end) - cost(item + 1)),
        part(end) + in_gap(item + 2, end) - gap,
    )
    in_gap(item, piece) = max(
        paired(item, piece), in_gap(item + 1, piece), in_gap(item, last end of the piece)
    )

The gap behind a beginning is never a cheap one: it begins within a text, before no heading.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from math import inf
from typing import NamedTuple

# What a gap costs that begins where a new part does, as a share of any other.
_LED = 0.85
# What it is worth that an item which leads is followed by a pair, as a share of what a gap costs.
_LEADING = 0.5


class Step(NamedTuple):
    """An item of the left, and the pieces of the right that stand for it, from `first` to `end`.

    Where it `breaks_off`, they are only its beginning.
    """

    left: int
    first: int
    end: int
    breaks_off: bool = False

    @property
    def next_left(self) -> int:
        """The first item that may come next: behind what breaks off, at least one is lost."""
        return self.left + 2 if self.breaks_off else self.left + 1


@dataclass(frozen=True)
class Scores:
    """How much it is worth that items stand for each other; 0 and below is worth no pair.

    The right consists of pieces. An item of the right begins at any piece and ends where
    `ends[piece]` says last; what stands there before are places at which it may be parted.
    `whole(left, piece)` is for all of it, `part(left, piece, end)` for its beginning up to a place,
    which stands for an item that breaks off, so that a gap follows. An item that `leads` what
    follows it (a heading) rather stands beside it than apart, and a gap rather begins with one.
    """

    lefts: int
    ends: Sequence[Sequence[int]]
    whole: Callable[[int, int], float]
    part: Callable[[int, int, int], float] = lambda _left, _piece, _end: 0.0
    leads: Callable[[int], bool] = lambda _left: False

    def leads_on(self, left: int) -> bool:
        """Whether an item is followed by one that leads, too: it has nothing of its own to lead."""
        return left + 1 < self.lefts and self.leads(left + 1)

    def cost(self, gap: float, left: int) -> float:
        """What a gap costs that begins before an item of the left."""
        return gap * _LED if left < self.lefts and self.leads(left) else gap

    def bonus(self, gap: float, left: int) -> float:
        """What it is worth that an item is followed by a pair."""
        return gap * _LEADING if self.leads(left) and not self.leads_on(left) else 0.0


class _Choice(NamedTuple):
    """The best way on that begins with a pair: its worth, the pair, and whether one follows it."""

    worth: float
    step: Step | None = None
    is_followed: bool = False


_NO_WAY = _Choice(-inf)


class _Best(NamedTuple):
    """The best ways on from each item and piece, as the module says."""

    paired: list[list[_Choice]]
    in_gap: list[list[float]]


def align_gapped(scores: Scores, gap: float) -> list[Step]:
    """The steps, in order, with the greatest sum of scores less what each `gap` costs."""
    return _way_back(scores, gap, _best_ways(scores, gap))


def _best_ways(scores: Scores, gap: float) -> _Best:
    """Both tables, from the end of both sequences upwards."""
    items, pieces = scores.lefts, len(scores.ends)
    # The last row has no way on: it stands below the end, for what is looked up from there.
    paired = [[_NO_WAY] * (pieces + 1) for _ in range(items + 2)]
    in_gap = [[-inf] * (pieces + 1) for _ in range(items + 2)]
    best = _Best(paired, in_gap)
    paired[items][pieces] = _Choice(0.0)
    in_gap[items][pieces] = 0.0
    for item in range(items, -1, -1):
        for piece in range(pieces, -1, -1):
            if item < items and piece < pieces:
                paired[item][piece] = _best_pair(scores, gap, item, piece, best)
            worth = paired[item][piece].worth
            if in_gap[item + 1][piece] > worth:
                worth = in_gap[item + 1][piece]
            if piece < pieces and (over := in_gap[item][scores.ends[piece][-1]]) > worth:
                worth = over
            if worth > in_gap[item][piece]:
                in_gap[item][piece] = worth
    return best


def _best_pair(scores: Scores, gap: float, item: int, piece: int, best: _Best) -> _Choice:
    """The best way on that begins with an item and the pieces from one on."""
    paired, in_gap = best
    found = _NO_WAY
    ends = scores.ends[piece]
    if (worth := scores.whole(item, piece)) > 0:
        end = ends[-1]
        near = paired[item + 1][end].worth + scores.bonus(gap, item)
        far = in_gap[item + 1][end] - scores.cost(gap, item + 1)
        found = _Choice(worth + max(near, far), Step(item, piece, end), near >= far)
    # At least one item of the left is in the gap behind what breaks off.
    for end in ends if item + 1 < scores.lefts else ():
        after = in_gap[item + 2][end] - gap
        if after == -inf:
            continue
        worth = scores.part(item, piece, end)
        if worth > 0 and worth + after > found.worth:
            found = _Choice(worth + after, Step(item, piece, end, breaks_off=True))
    return found


def _way_back(scores: Scores, gap: float, best: _Best) -> list[Step]:
    """The steps of the best way; whether a gap is open decides what the next one may be."""
    paired, in_gap = best
    steps = list[Step]()
    items, pieces = scores.lefts, len(scores.ends)
    item = piece = 0
    is_gap_open = in_gap[0][0] - scores.cost(gap, 0) > paired[0][0].worth
    while item < items or piece < pieces:
        if is_gap_open and paired[item][piece].worth < in_gap[item][piece]:
            # What goes on unchanged was copied, so that equal floats are the same.
            if in_gap[item + 1][piece] == in_gap[item][piece]:
                item += 1
            else:
                piece = scores.ends[piece][-1]
            continue
        choice = paired[item][piece]
        if choice.step is None:
            break
        steps.append(choice.step)
        item, piece = choice.step.next_left, choice.step.end
        is_gap_open = not choice.is_followed
    return steps


def align_graded(
    left: range,
    right: range,
    score: Callable[[int, int], float],
    gap: float,
    leads: Callable[[int], bool] = lambda _left: False,
) -> list[tuple[int, int]]:
    """The pairs, in order, of items that are of one piece and break off nowhere."""
    scores = Scores(
        len(left),
        [(piece + 1,) for piece in range(len(right))],
        whole=lambda a, b: score(left[a], right[b]),
        leads=lambda a: leads(left[a]),
    )
    return [(left[step.left], right[step.first]) for step in align_gapped(scores, gap)]
