"""What people read of a file whose record has changed."""

from __future__ import annotations

import pytest

from transync.changes.bumped_records import readable


@pytest.mark.parametrize(
    "cells", ["5", "true", "null", '"text"', "{}", '["text"]'], ids=lambda cells: f"cells {cells}"
)
def test_of_a_notebook_without_cells_nobody_reads_anything(cells: str) -> None:
    assert readable("a.ipynb", f'{{"cells": {cells}}}'.encode()) == ""


@pytest.mark.parametrize("notebook", ["[]", "5", "no JSON"])
def test_of_what_is_no_notebook_nobody_reads_anything(notebook: str) -> None:
    assert readable("a.ipynb", notebook.encode()) == ""


def test_the_texts_of_all_cells_are_read() -> None:
    notebook = b'{"cells": [{"source": ["one\\n", "two"]}, {"source": "three"}]}'
    assert readable("a.ipynb", notebook) == "one two three"


def test_comments_are_not_read() -> None:
    assert readable("a.md", b"# Title\n\n<!-- a comment -->\n\nText.\n") == "# Title Text."


def test_bytes_that_are_no_text_can_not_be_told() -> None:
    assert readable("a.md", b"\xff\xfe") is None
