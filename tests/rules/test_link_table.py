"""`link-table`: rows are aligned before they are compared."""

from __future__ import annotations

import pytest

from tests.rules.conftest import Check

HEADER = ["| Page | About |", "| --- | --- |"]
ROWS = [f"| [{name}](https://e.com/{name}) | all of {name} |" for name in "abcdef"]
SOURCE = "\n".join(HEADER + ROWS)


def table(*rows: str) -> str:
    return "\n".join([*HEADER, *rows])


@pytest.mark.parametrize(
    ("rows", "line", "source_line", "message"),
    [
        pytest.param(
            ROWS[1:],
            1,
            3,
            "table 1: row 1 of the source is missing: https://e.com/a",
            id="the first",
        ),
        pytest.param(
            [*ROWS[:3], "| [x](https://e.com/x) | x |", *ROWS[3:]],
            6,
            None,
            "table 1: row 4 is not in the source: https://e.com/x",
            id="a row added",
        ),
        pytest.param(
            [*ROWS[1:5], ROWS[0], ROWS[5]],
            7,
            3,
            "table 1: row 1 of the source is row 5 here: https://e.com/a",
            id="a row moved",
        ),
        pytest.param(
            [*ROWS[:2], "| [c](https://e.com/c) | [x](https://e.com/x) |", *ROWS[3:]],
            5,
            None,
            "table 1, row 3, column 2: the link to https://e.com/x is not in the source",
            id="a link added",
        ),
        pytest.param(
            [*ROWS[:2], "| c | [c](https://e.com/c) |", *ROWS[3:]],
            5,
            5,
            "table 1, row 3, column 1: a link stands in another column: https://e.com/c",
            id="a link in another column",
        ),
    ],
)
def test_a_difference_is_one_finding_at_its_row(
    compare: Check, rows: list[str], line: int, source_line: int | None, message: str
) -> None:
    (finding,) = compare(SOURCE, table(*rows))

    assert (finding["rule"], finding["severity"]) == ("link-table", "error")
    assert (finding["line"], finding["source"]["line"]) == (line, source_line)
    assert finding["message"] == message


@pytest.mark.parametrize(
    "rows",
    [
        pytest.param(
            [row.replace("[", "**[").replace(")", ")**") for row in ROWS], id="emphasised"
        ),
    ],
)
def test_what_a_reader_does_not_notice_is_none(compare: Check, rows: list[str]) -> None:
    assert compare(SOURCE, table(*rows)) == []


def test_a_table_that_is_gone_is_one_finding(compare: Check) -> None:
    (finding,) = compare(f"a\n\n{SOURCE}\n\nb", "ạ\n\nḅ")

    assert finding["rule"] == "link-table"
    assert finding["message"].startswith("table 1 of the source, with 6 links, is missing: ")


def test_a_table_before_it_does_not_shift_the_others(compare: Check) -> None:
    plain = "| x |\n| --- |\n| y |"
    changed = table(*ROWS[:5], ROWS[5].replace("e.com/f", "e.com/g"))
    findings = compare(f"{plain}\n\n{SOURCE}", changed)

    assert [f["rule"] for f in findings] == ["table-shape", "link-table"]
    assert findings[1]["message"].startswith("table 2, row 6, column 1: ")


def test_two_links_of_a_cell_may_change_places(compare: Check) -> None:
    source = table("| [a](https://e.com/a) and [b](https://e.com/b) | c |")

    assert compare(source, table("| [b](https://e.com/b) và [a](https://e.com/a) | c |")) == []
