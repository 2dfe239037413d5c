"""Lines are read as if each stood alone, many of them at once."""

from __future__ import annotations

import pytest

from tests.stepping import steps
from transync.repairs.edited import read_apart, read_lines

LINES = [
    "[a](b.md) and [c] (d.md)",
    "> - [a](b.md)",
    "# [a](b.md)",
    "[a]: b.md",
    "<b>[a](b.md)</b>",
    "`[a](b.md)`",
    "[a] [c] (d.md)",
    "---",
    "",
    "word",
]


@pytest.mark.parametrize("lines", [LINES, LINES * 3, [*LINES[::-1], *LINES]])
def test_each_line_has_what_it_has_alone(lines: list[str]) -> None:
    def alone(line: str) -> tuple[list[str], list[str]]:
        document = read_lines([line])
        assert document
        return [x.target for x in document.links], [x.mark for x in document.strays]

    found = [([x.target for x in r.links], [x.mark for x in r.strays]) for r in read_apart(lines)]
    assert found == [alone(line) for line in lines]


def test_lines_that_are_alike_are_read_once() -> None:
    alike = steps(lambda: read_apart(["[a](b.md)"] * 200))
    different = steps(lambda: read_apart([f"[a](b{n}.md)" for n in range(200)]))

    assert alike < different / 5
