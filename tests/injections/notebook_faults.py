"""Faults of notebooks, which are made from the blocks of a page."""

from __future__ import annotations

import copy
import json
import posixpath
from collections.abc import Callable, Mapping
from dataclasses import replace
from random import Random
from typing import Any

from tests.injections.blocks import Block, paired
from tests.injections.pages import Page
from tests.injections.rawtext import disclaimer_line
from tests.injections.verdict import Expected, Injection, Kind

Cell = dict[str, Any]
Cells = list[Cell]
_LANGUAGES = {"bash", "python", "sh", "javascript"}
_OWN_CODE = (
    'print("one")\ntotal = 1 + 1\n',
    "for name in sorted(names):\n    total += len(name)\n",
)


def as_notebook(page: Page) -> Page | None:
    """The page as a notebook: a cell for each section, and for each block of code."""
    pairs = paired(page)
    text = page.source + page.translation
    if not pairs or len(pairs) > 150 or "](#" in text or "<details" in text or "\n[" in text:
        return None
    cells = [_cells([pair[side] for pair in pairs]) for side in (0, 1)]
    assert len(cells[0]) == len(cells[1])
    if len(cells[0]) < 6:
        return None
    lines = page.translation.split("\n")
    cells[1].append(_cell("markdown", "\n".join(lines[disclaimer_line(page.translation) :]), 99))
    path = f"{posixpath.splitext(page.source_path)[0]}-notebook.ipynb"
    record = {
        "original_hash": "0" * 32,
        "translation_date": "2026-01-02T03:04:05+00:00",
        "source_file": path,
        "language_code": page.folder,
    }
    source, translation = _notebook(cells[0], {}), _notebook(cells[1], {"coopTranslator": record})
    return Page(page.root, path, page.folder, source, translation, None).recorded()


def _cells(blocks: list[Block]) -> Cells:
    """Markdown up to each heading of the first two levels; fences of programs are code."""
    parts: list[tuple[str, list[str]]] = [("markdown", [])]
    for block in blocks:
        if block.kind == "fence" and block.language in _LANGUAGES:
            parts += [("code", ["\n".join(block.text.split("\n")[1:-1])]), ("markdown", [])]
        elif block.kind == "heading" and block.level <= 2:
            parts.append(("markdown", [block.text]))
        else:
            parts[-1][1].append(block.text)
    filled = [(kind, "\n\n".join(texts)) for kind, texts in parts if texts]
    for number, code in enumerate(_OWN_CODE):
        filled.insert(2 * number + 2, ("code", code))
    return [_cell(kind, text, number) for number, (kind, text) in enumerate(filled)]


def _cell(kind: str, text: str, number: int) -> Cell:
    cell: Cell = {"cell_type": kind, "id": f"cell-{number}", "metadata": {}}
    if kind == "code":
        stream = {"name": "stdout", "output_type": "stream", "text": ["done\n"]}
        cell |= {"execution_count": number, "outputs": [stream]}
    return cell | {"source": text.splitlines(keepends=True)}


def _notebook(cells: Cells, metadata: dict[str, object]) -> str:
    kernel = {"display_name": "Python 3", "language": "python", "name": "python3"}
    content = {
        "cells": cells,
        "metadata": {"kernelspec": kernel, **metadata},
        "nbformat": 4,
        "nbformat_minor": 5,
    }
    return json.dumps(content, indent=1, ensure_ascii=False) + "\n"


def edit_cells(
    edit: Callable[[Cells, list[int], Page, Random], None], kind: str, rule: str = "notebook-cell"
) -> Kind:
    """Edits the translation's cells, given the places of those of a kind."""

    def inject(page: Page, rng: Random) -> Injection | None:
        before = as_notebook(page)
        if not before:
            return None
        notebook = json.loads(before.translation)
        original = copy.deepcopy(notebook["cells"])
        at = [n for n, cell in enumerate(original[:-1]) if cell["cell_type"] == kind and n]
        edit(notebook["cells"], at, page, rng)
        if notebook["cells"] == original:
            return None
        text = json.dumps(notebook, indent=1, ensure_ascii=False) + "\n"
        after = replace(before, translation=text)
        path = before.translation_path
        expected = Expected(rule, path, frozenset(), elsewhere=frozenset({path}))
        return Injection(before, after, expected)

    return inject


def drop_cell(cells: Cells, at: list[int], page: Page, rng: Random) -> None:
    del cells[rng.choice(at)]


def add_cell(cells: Cells, at: list[int], page: Page, rng: Random) -> None:
    kind = cells[at[0]]["cell_type"]
    text = "import os\nos.getcwd()" if kind == "code" else f"{page.words[0]}, {page.words[2]}"
    cells.insert(rng.choice(at) + 1, _cell(kind, text, 77))


def swap_cells(cells: Cells, at: list[int], page: Page, rng: Random) -> None:
    """Swaps a cell of code with the Markdown above it."""
    places = [n for n in at if cells[n - 1]["cell_type"] == "markdown"]
    place = rng.choice(places)
    cells[place - 1], cells[place] = cells[place], cells[place - 1]


def change_type(cells: Cells, at: list[int], page: Page, rng: Random) -> None:
    cell = cells[rng.choice(at)]
    if cell["cell_type"] == "code":
        cell["cell_type"] = "markdown"
        del cell["outputs"], cell["execution_count"]
    else:
        cell["cell_type"] = "raw"


def change_code(cells: Cells, at: list[int], page: Page, rng: Random) -> None:
    own = [n for n in at if "".join(cells[n]["source"]) in _OWN_CODE]
    source = cells[rng.choice(own)]["source"]
    source[-1] = source[-1].replace("total", rng.choice(page.words).replace(" ", "_"))


def lose_outputs(cells: Cells, at: list[int], page: Page, rng: Random) -> None:
    cells[rng.choice(at)]["outputs"] = []


def lose_type(cells: Cells, at: list[int], page: Page, rng: Random) -> None:
    """Leaves a cell that no notebook may have."""
    del cells[rng.choice(at)]["cell_type"]


def change_link(cells: Cells, at: list[int], page: Page, rng: Random) -> None:
    for place in rng.sample(at, len(at)):
        source = cells[place]["source"]
        for number, line in enumerate(source):
            if line.count("](https://") == 1 and "![" not in line and line[0] != "|":
                source[number] = line.replace("](https://", "](https://changed.")
                return


NOTEBOOK_FAULTS: Mapping[str, Kind] = {
    "a Markdown cell dropped": edit_cells(drop_cell, "markdown"),
    "a code cell dropped": edit_cells(drop_cell, "code"),
    "a Markdown cell added": edit_cells(add_cell, "markdown"),
    "a code cell added": edit_cells(add_cell, "code"),
    "two cells swapped": edit_cells(swap_cells, "code"),
    "a code cell made Markdown": edit_cells(change_type, "code"),
    "a Markdown cell made raw": edit_cells(change_type, "markdown"),
    "a code cell's code changed": edit_cells(change_code, "code"),
    "a code cell's output lost": edit_cells(lose_outputs, "code"),
    "a cell without a type": edit_cells(lose_type, "markdown"),
    "a link changed in a Markdown cell": edit_cells(change_link, "markdown", "link-target"),
}
