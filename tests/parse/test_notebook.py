"""Notebooks: the facts of their Markdown cells, at the lines of the file itself."""

from __future__ import annotations

import json
from typing import Any

import pytest

from transync.parse.notebook import NotebookError, read_notebook


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
