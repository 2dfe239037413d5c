"""Alignment: one lost item is one loss, not a shifted cascade."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from transync.comparison.alignment import Alignment, Work, align
from transync.comparison.common_items import in_order


def aligned(left: str, right: str, similar: float = 0.1) -> Alignment:
    return align(left, right, lambda i, j: similar)


@pytest.mark.parametrize(
    ("left", "right", "expected"),
    [
        pytest.param("abc", "abc", (3, 0, 0, 0), id="equal"),
        pytest.param("abcd", "acd", (3, 0, 1, 0), id="one lost"),
        pytest.param("acd", "abcd", (3, 0, 0, 1), id="one added"),
        pytest.param("abcd", "abXd", (4, 0, 0, 0), id="one in the place of another"),
        pytest.param("abcd", "acbd", (3, 1, 0, 0), id="neighbours swapped"),
        pytest.param("axyb", "bxya", (2, 2, 0, 0), id="distant ones swapped"),
        pytest.param("aaa", "aa", (2, 0, 1, 0), id="a repetition lost"),
        pytest.param("abc", "", (0, 0, 3, 0), id="everything lost"),
        pytest.param("xxxx", "yxxx", (4, 0, 0, 0), id="the first of equal ones changed"),
        pytest.param("axbxcx", "aybxcx", (6, 0, 0, 0), id="one between others changed"),
    ],
)
def test_what_stands_for_what(left: str, right: str, expected: tuple[int, int, int, int]) -> None:
    found = aligned(left, right)

    assert tuple(map(len, found)) == expected


def test_what_is_not_similar_does_not_take_anothers_place() -> None:
    found = aligned("abc", "aXc", similar=0)

    assert (found.left_only, found.right_only) == ((1,), (1,))


def test_what_may_not_move_is_not_recognised_elsewhere() -> None:
    found = align("abX", "Xab", lambda i, j: 0.0, may_move=lambda i: False)

    assert (found.moved, found.left_only, found.right_only) == ((), (2,), (0,))


letters = st.text("abcd", max_size=12)


@given(letters, letters)
def test_every_item_is_accounted_for_once_and_pairs_keep_their_order(left: str, right: str) -> None:
    found = aligned(left, right)
    both = (*found.pairs, *found.moved)

    assert sorted([i for i, _ in both] + list(found.left_only)) == list(range(len(left)))
    assert sorted([j for _, j in both] + list(found.right_only)) == list(range(len(right)))
    assert list(found.pairs) == sorted(found.pairs)
    assert [j for _, j in found.pairs] == sorted(j for _, j in found.pairs)
    assert all(left[i] == right[j] for i, j in found.moved)


@given(letters, letters)
def test_nothing_that_both_have_is_called_lost(left: str, right: str) -> None:
    found = aligned(left, right, similar=0)
    lost = Counter(left[i] for i in found.left_only)

    assert not lost & Counter(right[j] for j in found.right_only)


@given(st.lists(st.tuples(st.integers(0, 9), st.integers(0, 9)), max_size=12))
def test_pairs_in_order_rise_on_both_sides(pairs: list[tuple[int, int]]) -> None:
    by_left = sorted(dict(pairs).items())
    found = in_order(by_left)

    assert set(found) <= set(by_left)
    assert all(a[0] < b[0] and a[1] < b[1] for a, b in pairwise(found))
    assert bool(found) == bool(by_left)


def scored(left: Sequence[int], right: Sequence[int]) -> int:
    """How many pairs of items are held against each other."""
    asked = 0

    def similarity(i: int, j: int) -> float:
        nonlocal asked
        asked += 1
        return 0.5

    align(left, right, similarity)
    return asked


def test_a_lot_of_unlike_items_is_paired_by_position() -> None:
    """Each with each while they are few; each once where that would be too many."""
    few, many, more = (
        scored(range(number), range(number, 2 * number)) for number in (100, 1_000, 4_000)
    )

    assert few == 100**2
    assert (many, more) == (1_000, 4_000)


def test_many_gaps_share_what_work_there_is() -> None:
    # Between two items that both sides have, a hundred that only one has.
    left = [n if n % 101 == 0 else -n for n in range(101 * 60)]
    right = [n if n % 101 == 0 else -n - 10**6 for n in range(101 * 60)]

    assert scored(left, right) <= Work(len(left) + len(right)).left + len(left)


def test_lost_items_among_many_are_those_that_are_lost() -> None:
    left = list(range(5_000))
    right = [n for n in range(5_000) if n % 7]

    found = align(left, right, lambda i, j: 0.5)

    assert found.left_only == tuple(range(0, 5_000, 7))
    assert not found.moved and not found.right_only
