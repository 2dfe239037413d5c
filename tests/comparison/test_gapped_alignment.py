"""The alignment with gaps: the best one there is, and what breaks off stands at a gap."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from transync.comparison.gapped_alignment import (
    Scores,
    Step,
    align_gapped,
    align_graded,
)

GAP = 0.2
# Sixteenths, so that sums are exact.
worths = st.integers(-8, 16).map(lambda n: n / 16)


def graded(left: str, right: str) -> list[tuple[str, str]]:
    """Letters in either case are worth a pair; upper-case letters lead what follows them."""
    pairs = align_graded(
        range(len(left)),
        range(len(right)),
        lambda i, j: (
            0.5 if left[i] == right[j] else 0.1 if left[i].lower() == right[j].lower() else 0
        ),
        GAP,
        leads=lambda i: left[i].isupper(),
    )
    return [(left[i], right[j]) for i, j in pairs]


@pytest.mark.parametrize(
    ("left", "right", "expected"),
    [
        pytest.param("abc", "abc", "aa bb cc", id="equal"),
        pytest.param("abc", "ac", "aa cc", id="one lost"),
        pytest.param("abc", "xyz", "", id="nothing in common"),
        pytest.param("abc", "aBc", "aa bB cc", id="a little alike"),
        pytest.param("", "abc", "", id="nothing at all"),
    ],
)
def test_graded_pairs_are_those_of_the_greatest_worth(left: str, right: str, expected: str) -> None:
    assert " ".join(a + b for a, b in graded(left, right)) == expected


def test_a_lost_run_is_one_run() -> None:
    left = "axxbxxc"
    pairs = align_graded(range(7), range(5), lambda i, j: float(left[i] == "axxbc"[j]), GAP)

    assert [i for i, _ in pairs] == [0, 1, 2, 3, 6]


def test_what_leads_stays_with_what_follows_it() -> None:
    """Of two headings, the lost one is that whose text is lost."""
    left, right = "HaHb", "Hb"
    pairs = align_graded(
        range(4),
        range(2),
        lambda i, j: 0.5 if left[i] == right[j] else 0,
        GAP,
        leads=lambda i: left[i] == "H",
    )

    assert pairs == [(2, 0), (3, 1)]


Table = tuple[list[list[float]], list[bool], list[int]]


@st.composite
def tables(draw: st.DrawFn) -> Table:
    """Worths of pairs, which items lead, and of how many pieces each item of the right is."""
    pieces = draw(st.lists(st.integers(1, 3), max_size=3))
    rows = draw(st.integers(0, 4))
    worth = [[draw(worths) for _ in range(sum(pieces))] for _ in range(rows)]
    return worth, [draw(st.booleans()) for _ in range(rows)], pieces


def scores_of(table: Table) -> Scores:
    """A part is worth less the more pieces it has; that of a whole is in the table."""
    worth, leading, pieces = table
    ends = list[Sequence[int]]()
    for number in pieces:
        first = len(ends)
        ends += [range(at + 1, first + number + 1) for at in range(first, first + number)]
    return Scores(
        len(worth),
        ends,
        whole=lambda a, b: worth[a][b],
        part=lambda a, b, end: worth[a][b] - (end - b) / 8,
        leads=lambda a: leading[a],
    )


def worth_of(steps: Sequence[Step], scores: Scores) -> float:
    """What an alignment is worth by the definition, step by step."""
    total, a, b = 0.0, 0, 0
    leads = False
    for step in steps:
        is_beside = (step.left, step.first) == (a, b)
        total += (GAP / 2 if leads else 0.0) if is_beside else -gap_before(a, scores)
        value = scores.part(*step[:3]) if step.breaks_off else scores.whole(step.left, step.first)
        total += value
        leads = not step.breaks_off and scores.leads(step.left)
        leads = leads and not scores.leads_on(step.left)
        a, b = step.left + 1, step.end
    at_end = (a, b) == (scores.lefts, len(scores.ends))
    if at_end:
        return total + (GAP / 2 if leads else 0.0)
    return total - gap_before(a, scores)


def gap_before(left: int, scores: Scores) -> float:
    """What a gap costs; one that begins with what leads is cheaper."""
    return GAP * 0.85 if left < scores.lefts and scores.leads(left) else GAP


def every_alignment(scores: Scores, a: int = 0, b: int = 0) -> Iterator[list[Step]]:
    """Every alignment that is allowed, from two places on."""
    yield []
    starts = {b}
    at = b
    while at < len(scores.ends):
        at = scores.ends[at][-1]
        starts.add(at)
    for left in range(a, scores.lefts):
        for first in sorted(starts - {len(scores.ends)}):
            ends = scores.ends[first]
            if scores.whole(left, first) > 0:
                step = Step(left, first, ends[-1])
                yield from ([step, *rest] for rest in every_alignment(scores, left + 1, ends[-1]))
            for end in ends:
                if scores.part(left, first, end) > 0 and left + 1 < scores.lefts:
                    broken = Step(left, first, end, breaks_off=True)
                    for rest in every_alignment(scores, left + 2, end):
                        yield [broken, *rest]


@given(tables())
def test_no_other_alignment_is_worth_more(table: Table) -> None:
    scores = scores_of(table)
    found = align_gapped(scores, GAP)
    best = max(worth_of(steps, scores) for steps in every_alignment(scores))

    assert worth_of(found, scores) == pytest.approx(best)


@given(tables())
def test_steps_rise_on_both_sides_and_a_gap_follows_what_breaks_off(table: Table) -> None:
    scores = scores_of(table)
    found = align_gapped(scores, GAP)
    for one, next_one in pairwise(found):
        assert one.end <= next_one.first
        assert one.left + one.breaks_off < next_one.left


def test_a_part_is_taken_where_the_rest_stands_for_what_comes_later() -> None:
    """Of an item of two lines, the first is the beginning of `a` and the second is `d`."""
    lines = "ad"
    scores = Scores(
        4,
        [(1, 2), (2,)],
        whole=lambda a, b: 1.0 if b == 1 and "abcd"[a] == lines[b] else 0.0,
        part=lambda a, b, end: 0.5 if end == 1 and "abcd"[a] == lines[b] else 0.0,
    )

    assert align_gapped(scores, GAP) == [Step(0, 0, 1, breaks_off=True), Step(3, 1, 2)]
