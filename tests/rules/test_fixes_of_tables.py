"""Fixes of tables: rows below an empty line, and rows that only the source has."""

from __future__ import annotations

import pytest

from tests.conftest import Repository
from tests.rules.fixing import fix_page, has_fix, has_fix_in_notebook

SOURCE = """\
# A

| No. | Name | Text |
|-----|------|------|
| 1 | alpha | one |
| 2 | beta | two |
| 3 | gamma | three |
| 4 | delta | four |

End.
"""
GOOD = """\
# Ạ

| Số | Tên | Chữ |
|:----|------|------|
| 1   | alpha | một |
| 2   | beta  | hai |
| 3   | gamma | ba  |
| 4   | delta | bốn |

Hết.
"""
ROWS = GOOD.splitlines(keepends=True)[4:8]


@pytest.mark.parametrize("empty", ["\n", "\n\n", "  \n"])
@pytest.mark.parametrize("above", [1, 2, 3])
def test_an_empty_line_in_a_table_is_taken_out(folder: Repository, empty: str, above: int) -> None:
    there = GOOD.replace(ROWS[above], empty + ROWS[above])

    assert fix_page(folder, "table-shape", SOURCE, there) == GOOD


def test_empty_lines_between_all_rows_are_taken_out(folder: Repository) -> None:
    there = GOOD.replace("|\n| 2", "|\n\n| 2").replace("|\n| 4", "|\n\n| 4")

    assert fix_page(folder, "table-shape", SOURCE, there) == GOOD


def test_rows_with_empty_cells_count_for_nothing(folder: Repository) -> None:
    row = "|     |       |     |\n"
    source, good = SOURCE.replace("\nEnd", f"{row}\nEnd"), GOOD.replace("\nHết", f"{row}\nHết")

    there = good.replace(ROWS[3], f"\n{ROWS[3]}")

    assert fix_page(folder, "table-shape", source, there) == good


@pytest.mark.parametrize(
    ("old", "new"),
    [
        pytest.param("|\n| 2", "|\n\nChữ.\n\n| 2", id="a text stands between them"),
        pytest.param("|\n| 4", "|\n\n 4", id="they are written in another way"),
        pytest.param("|\n| 2", "|\n\n| 2 | beta | hai |\n| 2", id="there are too many of them"),
        pytest.param(ROWS[1] + ROWS[2], "\n" + ROWS[2], id="there are too few of them"),
    ],
)
def test_rows_that_may_be_no_part_of_the_table_are_left(
    folder: Repository, old: str, new: str
) -> None:
    assert not has_fix(folder, "table-shape", SOURCE, GOOD.replace(old, new))


@pytest.mark.parametrize("lost", [[0], [1], [3], [1, 2], [0, 3], [0, 1, 3]])
def test_missing_rows_are_copied_from_the_source(folder: Repository, lost: list[int]) -> None:
    copies = SOURCE.splitlines(keepends=True)[4:8]
    there = mended = GOOD
    for number in lost:
        there = there.replace(ROWS[number], "")
        mended = mended.replace(ROWS[number], copies[number])

    assert fix_page(folder, "table-shape", SOURCE, there, unsafe=True) == mended


def test_a_row_is_copied_to_the_end_of_a_file(folder: Repository) -> None:
    source, there = SOURCE.removesuffix("\n\nEnd.\n"), GOOD.removesuffix(f"{ROWS[3]}\nHết.\n")

    fixed = fix_page(folder, "table-shape", source, there.removesuffix("\n"), unsafe=True)

    assert fixed == there + "| 4 | delta | four |"


@pytest.mark.parametrize(
    ("source", "there"),
    [
        pytest.param(
            "| A | B |\n|---|---|\n| a | b |\n| c | d |\n| e | f |\n",
            "| Ạ | Ḅ |\n|---|---|\n| ạ | ḅ |\n| ẹ | f́ |\n",
            id="rows of words",
        ),
        pytest.param(
            SOURCE,
            GOOD.replace(ROWS[1], "").replace(ROWS[2], "| 9 | chi | chín |\n").replace(ROWS[3], ""),
            id="another row in its place",
        ),
        pytest.param(
            SOURCE.replace("\n|", "\n   |"), GOOD.replace(ROWS[1], ""), id="another indentation"
        ),
    ],
)
def test_rows_whose_place_is_not_certain_are_left(
    folder: Repository, source: str, there: str
) -> None:
    assert not has_fix(folder, "table-shape", source, there)


LINKS = """\
# A

| Page | Code |
|---|---|
| [a](https://e.com/a) | [x](code/x.py) |
| [b](b.md) | ![i](i.png) [y](<code/y z.py> "Y") |
| [c](https://e.com/c) | - |
"""
LINKED = """\
# Ạ

| Trang | Mã |
|---|---|
| [ạ](https://e.com/a) | [x](../../../docs/code/x.py) |
| [c](https://e.com/c) | - |
"""
FILES = {
    "docs/code/x.py": "",
    "docs/code/y z.py": "",
    "docs/i.png": "x",
    "docs/b.md": "# B",
    "translations/vi/docs/b.md": "# Ḅ",
}


def test_links_of_a_copied_row_are_re_based(folder: Repository) -> None:
    fixed = fix_page(folder, "link-table", LINKS, LINKED, FILES, unsafe=True)

    row = '| [b](b.md) | ![i](../../../docs/i.png) [y](<../../../docs/code/y z.py> "Y") |\n'
    assert fixed == LINKED.replace("| [c]", row + "| [c]")


def test_each_of_two_rows_is_copied_to_its_place(folder: Repository) -> None:
    source = LINKS.replace("| [c]", "| [e](https://e.com/e) | = |\n| [c]")

    fixed = fix_page(folder, "link-table", source, LINKED, FILES, unsafe=True)

    assert fixed.index("| [b]") < fixed.index("| [e]") < fixed.index("| [c]")
    assert len(fixed.splitlines()) == len(LINKED.splitlines()) + 2


def test_a_row_whose_link_nobody_can_re_base_is_left(folder: Repository) -> None:
    reference = LINKS.replace("[y](<", "[y][ref] [z](<") + "\n[ref]: https://e.com/ref\n"
    dead = LINKS.replace("i.png", "gone.png")

    assert not has_fix(folder, "link-table", reference, LINKED, FILES)
    assert not has_fix(folder, "link-table", dead, LINKED, FILES)


def test_rows_of_a_notebook_are_left(folder: Repository) -> None:
    source, there = SOURCE.splitlines(keepends=True), GOOD.replace(ROWS[1], "")

    assert not has_fix_in_notebook(folder, "table-shape", source, there.splitlines(keepends=True))
