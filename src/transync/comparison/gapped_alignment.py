"""Two sequences aligned so that what is lost lies in few gaps, and what breaks off stands at one.

Source of the method: Gotoh's alignment with affine gaps
(https://doi.org/10.1016/0022-2836(82)90398-9), with nothing to pay for a longer gap.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from math import inf
from typing import NamedTuple

# What a gap costs that begins where a new part does, as a share of any other.
_LED = 0.85


class Step(NamedTuple):
    """An item of the left, and the pieces of the right that stand for it, from `first` to `end`.

    Where it `breaks_off`, they are only its beginning.
    """

    left: int
    first: int
    end: int
    breaks_off: bool = False


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


class _Choice(NamedTuple):
    """The best way on from a place, its worth, the step that it begins with, and what follows."""

    worth: float
    step: Step | None = None
    is_beside: bool = False


_NO_WAY = _Choice(-inf)


def align_gapped(scores: Scores, gap: float) -> list[Step]:
    """The steps, in order, with the greatest sum of scores less what each `gap` costs."""
    rows, columns = scores.lefts, len(scores.ends)
    # The best way on that begins with a step, and the best one from within a gap that is paid for.
    beside = [[_NO_WAY] * (columns + 1) for _ in range(rows + 2)]
    apart = [[-inf] * (columns + 1) for _ in range(rows + 2)]
    beside[rows][columns] = _Choice(0.0)
    apart[rows][columns] = 0.0
    for a in range(rows, -1, -1):
        for b in range(columns, -1, -1):
            if a < rows and b < columns:
                beside[a][b] = _best_step(scores, gap, a, b, beside, apart)
            best = beside[a][b].worth
            if apart[a + 1][b] > best:
                best = apart[a + 1][b]
            if b < columns and (over := apart[a][scores.ends[b][-1]]) > best:
                best = over
            if best > apart[a][b]:
                apart[a][b] = best
    return _way_back(scores, gap, beside, apart)


def _best_step(
    scores: Scores,
    gap: float,
    a: int,
    b: int,
    beside: Sequence[Sequence[_Choice]],
    apart: Sequence[Sequence[float]],
) -> _Choice:
    """The best way on that begins with the item `a` and the pieces from `b` on."""
    best = _NO_WAY
    ends = scores.ends[b]
    if (worth := scores.whole(a, b)) > 0:
        end = ends[-1]
        bonus = gap / 2 if scores.leads(a) and not scores.leads_on(a) else 0.0
        near, far = beside[a + 1][end].worth + bonus, apart[a + 1][end] - scores.cost(gap, a + 1)
        best = _Choice(worth + max(near, far), Step(a, b, end), near >= far)
    # At least one item of the left is in the gap behind what breaks off.
    for end in ends if a + 1 < scores.lefts else ():
        after = apart[a + 2][end] - gap
        if after > -inf and (worth := scores.part(a, b, end)) > 0 and worth + after > best.worth:
            best = _Choice(worth + after, Step(a, b, end, breaks_off=True))
    return best


def _way_back(
    scores: Scores,
    gap: float,
    beside: Sequence[Sequence[_Choice]],
    apart: Sequence[Sequence[float]],
) -> list[Step]:
    """The steps of the best way; whether a gap is open decides what the next one may be."""
    steps = list[Step]()
    rows, columns = scores.lefts, len(scores.ends)
    a = b = 0
    is_apart = apart[0][0] - scores.cost(gap, 0) > beside[0][0].worth
    while a < rows or b < columns:
        if is_apart and beside[a][b].worth < apart[a][b]:
            if apart[a + 1][b] == apart[a][b]:
                a += 1
            else:
                b = scores.ends[b][-1]
            continue
        choice = beside[a][b]
        if choice.step is None:
            break
        steps.append(choice.step)
        a, b = choice.step.left + 1 + choice.step.breaks_off, choice.step.end
        is_apart = not choice.is_beside
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
