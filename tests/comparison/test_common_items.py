"""What two sequences have in common: in order, all of it if little differs, and in linear time."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache, partial
from itertools import pairwise
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.stepping import steps as steps_of
from transync.comparison.common_items import common_pairs, equal_ends, steps

letters = st.text("abc", max_size=14)


@given(letters, letters)
def test_pairs_are_equal_and_in_order(left: str, right: str) -> None:
    pairs = common_pairs(left, right)

    assert all(left[i] == right[j] for i, j in pairs)
    assert all(a < b and i < j for (a, i), (b, j) in pairwise(pairs))


@given(letters, letters)
def test_steps_lead_from_one_sequence_to_the_other(left: str, right: str) -> None:
    found = list(steps(left, right))

    assert "".join(left[step.left.start : step.left.stop] for step in found) == left
    assert "".join(right[step.right.start : step.right.stop] for step in found) == right
    assert all(a.is_equal != b.is_equal for a, b in pairwise(found))
    assert all(len(step.left) == len(step.right) for step in found if step.is_equal)


@given(st.text("ab", min_size=1, max_size=4), st.text("ab", min_size=1, max_size=4))
def test_no_more_could_be_paired_where_little_differs(left: str, right: str) -> None:
    # What stands once on both sides is paired first, which may cost others their pair.
    ours, theirs = left * 2, right * 2

    assert len(common_pairs(ours, theirs)) == longest(ours, theirs)


@cache
def longest(left: str, right: str) -> int:
    """The length of the longest common subsequence."""
    if not left or not right:
        return 0
    if left[0] == right[0]:
        return 1 + longest(left[1:], right[1:])
    return max(longest(left[1:], right), longest(left, right[1:]))


@pytest.mark.parametrize(
    ("left", "right", "expected"),
    [
        pytest.param("abc", "abc", [(0, 0), (1, 1), (2, 2)], id="equal"),
        pytest.param("abcd", "abd", [(0, 0), (1, 1), (3, 2)], id="one lost"),
        pytest.param("aaaa", "aaa", [(0, 0), (1, 1), (2, 2)], id="one of equal ones lost"),
        pytest.param("xaay", "yaax", [(1, 1), (2, 2)], id="equal ones between others that moved"),
        pytest.param("abc", "xyz", [], id="nothing in common"),
        pytest.param("", "abc", [], id="nothing at all"),
    ],
)
def test_which_items_are_paired(left: str, right: str, expected: list[tuple[int, int]]) -> None:
    assert common_pairs(left, right) == expected


def test_ends_don_t_overlap() -> None:
    assert equal_ends("aaa", "aa") == (2, 0)
    assert equal_ends("abxc", "abyyc") == (2, 1)


def of_two(number: int, seed: int) -> list[int]:
    random = Random(seed)
    return [random.randrange(2) for _ in range(number)]


def of_many(number: int, seed: int) -> list[int]:
    random = Random(seed)
    return [random.randrange(20) for _ in range(number)]


Make = Callable[[int], tuple[list[int], list[int]]]
SEQUENCES: dict[str, Make] = {
    "equal items around one that moved": lambda n: ([1, *[0] * n], [*[0] * n, 1]),
    "two in turn, a step apart": lambda n: ([0, 1] * n, [1, 0] * n),
    "three in turn, backwards": lambda n: ([0, 1, 2] * n, [2, 1, 0] * n),
    "different ones backwards": lambda n: (list(range(n)), list(range(n))[::-1]),
    "nothing in common": lambda n: ([0] * n, [1] * n),
    "half of them lost": lambda n: (of_many(n, 1), of_many(n, 1)[::2]),
    "two at random": lambda n: (of_two(n, 1), of_two(n, 2)),
    "twenty at random": lambda n: (of_many(n, 1), of_many(n, 2)),
}


@pytest.mark.parametrize("make", SEQUENCES.values(), ids=SEQUENCES)
def test_four_times_as_many_items_take_four_times_as_many_steps(make: Make) -> None:
    few, many = (steps_of(partial(common_pairs, *make(number))) for number in (400, 1600))

    assert many < 5 * few
    assert many < 2000 * 1600
