"""Notebooks: the facts of their Markdown cells, at the lines of the file itself."""

from __future__ import annotations

import json
from typing import Any

import pytest

from transync.comparison import place_in_cells
from transync.documents.notebook import Invalid
from transync.documents.parse.notebook import NotebookError, read_notebook
from transync.errors import NotComparedError


def notebook(*cells: dict[str, Any], **metadata: object) -> str:
    whole = {"cells": list(cells), "metadata": metadata, "nbformat": 4, "nbformat_minor": 5}
    return json.dumps(whole, indent=1, ensure_ascii=False)


def cell(*lines: str, cell_type: str = "markdown") -> dict[str, Any]:
    return {"cell_type": cell_type, "metadata": {}, "source": list(lines)}


def test_links_and_headings_stand_at_the_lines_of_the_file() -> None:
    text = notebook(
        cell("# One\n", "\n", "see [a](a.md)"),
        cell("print('[no](link)')", cell_type="code"),
        cell("## One\n", "[b](b.md)"),
    )
    document = read_notebook(text)
    lines = text.split("\n")

    assert [(h.slug, "# One" in lines[h.line - 1]) for h in document.headings] == [
        ("one", True),
        ("one-1", True),
    ]
    assert [link.target for link in document.links] == ["a.md", "b.md"]
    assert all(f"({link.target})" in lines[link.line - 1] for link in document.links)


def test_the_source_of_a_cell_may_be_one_text() -> None:
    text = notebook({"cell_type": "markdown", "metadata": {}, "source": "# A\n\n[b](c)"})

    assert [link.target for link in read_notebook(text).links] == ["c"]


def test_tables_of_several_cells_are_counted_through() -> None:
    table = cell("| [a](a) |\n", "| - |\n", "| [b](b) |")
    cells = [link.cell for link in read_notebook(notebook(table, table)).links]

    assert [(c.table, c.row) for c in cells if c] == [(0, -1), (0, 0), (1, -1), (1, 0)]


def test_the_record_is_found_where_it_stands() -> None:
    text = notebook(cell("a"), coopTranslator={"original_hash": "x"})
    embedded = read_notebook(text).embedded

    assert embedded is not None
    assert json.loads(embedded.text) == {"original_hash": "x"}
    assert text.split("\n")[embedded.line - 1][embedded.column - 1 :].startswith('"coopTranslator"')


@pytest.mark.parametrize(
    ("text", "reason", "place"),
    [
        pytest.param("{", "not JSON", (1, 2), id="broken JSON"),
        pytest.param("[]", "no notebook", (1, 1), id="another JSON"),
        pytest.param('{"cells": 1}', "no notebook", (1, 1), id="no list of cells"),
        pytest.param("[" * 100_000, "nested too deeply", (1, 1), id="endless nesting"),
    ],
)
def test_what_is_no_notebook_is_refused(text: str, reason: str, place: tuple[int, int]) -> None:
    with pytest.raises(NotebookError, match=reason) as caught:
        read_notebook(text)

    assert (caught.value.line, caught.value.column) == place


@pytest.mark.parametrize("source", [7, None, [1, "a"], {"a": 1}])
def test_a_cell_with_an_odd_source_is_read_as_far_as_it_goes(source: object) -> None:
    text = notebook({"cell_type": "markdown", "source": source}, cell("[a](b)"))

    assert [link.target for link in read_notebook(text).links] == ["b"]


def test_text_that_stands_elsewhere_in_the_file_too_has_its_own_line() -> None:
    printed = {"output_type": "stream", "name": "stdout", "text": ["# Two\n", "[a](b)"]}
    code = cell("# Two\n", "[a](b)", cell_type="code") | {"outputs": [printed]}
    text = notebook(cell("# One"), code | {"metadata": {"x": "# Two\n"}}, cell("# Two\n", "[a](b)"))
    document = read_notebook(text)
    last = max(n for n, line in enumerate(text.split("\n"), 1) if "# Two" in line)

    assert [h.line for h in document.headings][1] == last
    assert [link.line for link in document.links] == [last + 1]
    assert place_in_cells(document.cells, last + 1) == (3, 2)


@pytest.mark.parametrize("escape", [True, False])
def test_escapes_do_not_matter(escape: bool) -> None:
    cells = [cell('Bột "500" \\ 😀\n', "[lò](a)"), cell("\t[b](b)\n", "[c](c)")]
    whole = {"cells": cells, "metadata": {}, "nbformat": 4, "nbformat_minor": 4}
    text = json.dumps(whole, indent=2, ensure_ascii=escape).replace("/", "\\/")
    lines = text.split("\n")

    for link in read_notebook(text).links:
        assert f"({link.target})" in lines[link.line - 1]


def test_a_piece_may_go_on_with_the_line_of_the_one_before() -> None:
    text = notebook(cell("# O", "ne\ntw", "o\n", "\n", "[a](b)"))
    document = read_notebook(text)
    (found,) = document.cells

    assert document.headings[0].text == "One"
    assert place_in_cells(document.cells, document.links[0].line) == (1, 4)
    assert [line - found.first for line in found.lines] == [4, 5, 7, 8]


@pytest.mark.parametrize("ending", ["\n", "\r\n", "\r"])
def test_a_cell_may_end_its_lines_as_it_likes(ending: str) -> None:
    text = notebook(cell(f"# One{ending}", ending, "<!-- transync: ignore link-target -->"))
    document = read_notebook(text)

    assert [heading.text for heading in document.headings] == ["One"]
    assert [directive.rules for directive in document.directives] == [("link-target",)]
    assert "transync" in text.split("\n")[document.directives[0].line - 1]


def test_cells_on_one_line_of_the_file_are_not_told_apart() -> None:
    whole = {"cells": [cell("# A\n", "[a](b)"), cell("# B")], "metadata": {}}
    document = read_notebook(json.dumps(whole))

    assert {cell.line for cell in document.cells} == {1}
    assert place_in_cells(document.cells, 1) is None


def test_a_key_that_stands_twice_counts_once_more() -> None:
    text = '{\n"cells": [7],\n"cells": [\n{"cell_type": "markdown", "source":\n"# A",'
    text += '"source":\n["# B"]}]}'

    assert [(h.text, h.line) for h in read_notebook(text).headings] == [("B", 6)]


@pytest.mark.parametrize(
    ("changes", "invalid"),
    [
        ({}, None),
        ({"nbformat": "4"}, Invalid("it has no number nbformat")),
        ({"nbformat_minor": None}, Invalid("it has no number nbformat_minor")),
        ({"nbformat_minor": -1}, Invalid("there is no nbformat 4.-1")),
        ({"nbformat_minor": 99}, None),
        ({"metadata": []}, Invalid("metadata: [] is not of type 'object'")),
        ({"extra": 1}, None),
        ({"cells": [cell("a")]}, None),
        ({"cells": [cell("a") | {"extra": 1}]}, None),
        (
            {"cells": [cell("a"), cell("a") | {"metadata": 1}]},
            Invalid("cell metadata: 1 is not of type 'object'", 1),
        ),
        (
            {"cells": [cell("a", cell_type="code")]},
            Invalid("cell: 'outputs' is a required property", 0),
        ),
        (
            {"cells": [cell("a", cell_type="prose")]},
            Invalid("the cell is not as the format wants it", 0),
        ),
        (
            {
                "cells": [
                    cell("a", cell_type="code")
                    | {"execution_count": 1, "outputs": [{"output_type": "stream", "text": "a"}]}
                ]
            },
            Invalid("cell output: 'name' is a required property", 0),
        ),
    ],
)
def test_a_notebook_is_held_against_its_format(
    changes: dict[str, object], invalid: Invalid | None
) -> None:
    whole = {"cells": [], "metadata": {}, "nbformat": 4, "nbformat_minor": 5, **changes}

    assert read_notebook(json.dumps(whole)).invalid == invalid


@pytest.mark.parametrize("cell_type", ["markdown", "code"])
def test_a_notebook_with_more_text_than_a_page_may_have_is_not_read(cell_type: str) -> None:
    half = "a" * (5 * 2**19)
    whole = [cell(half, cell_type=cell_type), cell(half, cell_type=cell_type)]
    assert len(read_notebook(notebook(*whole)).cells) == 2

    with pytest.raises(NotComparedError, match="cells have more than 5 MiB of text"):
        read_notebook(notebook(*whole, cell("a", cell_type=cell_type)))
