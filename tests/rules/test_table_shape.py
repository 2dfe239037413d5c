"""`table-shape`: tables without links; their rows are counted, and all tables' columns."""

from __future__ import annotations

import pytest

from tests.rules.conftest import Check

SOURCE = "# A\n\n| a | b |\n| - | - |\n| c | 1 |\n| e | 2 |\n| g | 3 |\n\nend\n"


@pytest.mark.parametrize(
    ("before", "after", "line", "message"),
    [
        pytest.param("| e | 2 |\n", "", 5, "the table has 2 rows, not 3", id="a row lost"),
        pytest.param("| e |", "\n| e |", 5, "the table has 1 row, not 3", id="an empty line"),
        pytest.param(
            "| e | 2 |\n", "| e | 2 |\n| x | 9 |\n", 7, "the table has 4 rows, not 3",
            id="a row added",
        ),
        pytest.param(
            "b |\n| - |", "b | x |\n| - | - |", 3, "the table has 3 columns, not 2",
            id="a column added",
        ),
        pytest.param("| - | - |\n", "", 3, "the table is no table here", id="its second line lost"),
        pytest.param(
            SOURCE[5:-5], "", 1, "a table of 3 rows is missing", id="the whole table lost"
        ),
    ],
)  # fmt: skip
def test_a_table_that_differs_is_one_finding(
    compare: Check, before: str, after: str, line: int, message: str
) -> None:
    (finding,) = compare(SOURCE, SOURCE.replace(before, after))

    assert (finding["rule"], finding["severity"]) == ("table-shape", "error")
    assert (finding["line"], finding["message"]) == (line, message)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        pytest.param("| c | 1 |", "|   c |1|", id="padding"),
        pytest.param("| g | 3 |\n", "| g | 3 |\n|  |  |\n", id="an empty row"),
        pytest.param("| - | - |", "| :-: | --- |", id="alignment"),
    ],
)
def test_a_table_that_looks_the_same_is_none(compare: Check, before: str, after: str) -> None:
    assert compare(SOURCE, SOURCE.replace(before, after)) == []
