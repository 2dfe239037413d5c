"""`table-shape`: tables without links; their rows are counted, and all tables' columns."""

from __future__ import annotations

import pytest

from tests.rules.conftest import Check

SOURCE = "# A\n\n| a | b |\n| - | - |\n| c | d |\n| e | f |\n| g | h |\n\nend\n"


@pytest.mark.parametrize(
    ("before", "after", "message"),
    [
        pytest.param("| e | f |\n", "", "the table has 2 rows, not 3", id="a row lost"),
        pytest.param("| e |", "\n| e |", "the table has 1 row, not 3", id="an empty line"),
        pytest.param(
            "| e | f |\n", "| e | f |\n| x | y |\n", "the table has 4 rows, not 3", id="a row added"
        ),
        pytest.param(
            "b |\n| - |", "b | x |\n| - | - |", "the table has 3 columns, not 2",
            id="a column added",
        ),
        pytest.param("| - | - |\n", "", "the table is no table here", id="its second line lost"),
        pytest.param(
            SOURCE[5:-5], "", "a table of 3 rows is missing", id="the whole table lost"
        ),
    ],
)  # fmt: skip
def test_a_table_that_differs_is_one_finding(
    compare: Check, before: str, after: str, message: str
) -> None:
    (finding,) = compare(SOURCE, SOURCE.replace(before, after))

    assert (finding["rule"], finding["severity"]) == ("table-shape", "error")
    assert finding["message"] == message
    assert abs(finding["line"] - 3) <= 2


@pytest.mark.parametrize(
    ("before", "after"),
    [
        pytest.param("| c | d |", "|   c |d|", id="padding"),
        pytest.param("| g | h |\n", "| g | h |\n|  |  |\n", id="an empty row"),
        pytest.param("| - | - |", "| :-: | --- |", id="alignment"),
    ],
)
def test_a_table_that_looks_the_same_is_none(compare: Check, before: str, after: str) -> None:
    assert compare(SOURCE, SOURCE.replace(before, after)) == []
