"""Jupyter notebook -> Document: the facts of its Markdown cells, at the notebook file's own lines.

Format: nbformat 4 (https://nbformat.readthedocs.io/en/latest/format_description.html).
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from transync.document import Block, BlockKind, Document, Embedded, ExplicitAnchor, Link
from transync.parse.markdown import read_markdown
from transync.parse.slug import unique_slugs
from transync.untrusted_json import JsonFault, load_json


class NotebookError(ValueError):
    """The text is no notebook: the message says why, with line and column."""

    def __init__(self, message: str, line: int = 1, column: int = 1) -> None:
        super().__init__(message)
        self.line, self.column = line, column


def read_notebook(text: str) -> Document:
    """The facts of a notebook; raises NotebookError when it is not one."""
    notebook = _load(text)
    parts = [
        _moved(read_markdown("".join(source)), lines)
        for source, lines in _markdown_cells(notebook, text)
    ]
    headings = [heading for part in parts for heading in part.headings]
    slugs = unique_slugs(heading.text for heading in headings)
    tables = above = 0
    links: list[Link] = []
    anchors: list[ExplicitAnchor] = []
    blocks: list[Block] = []
    for part in parts:
        anchors += [
            a._replace(heading=None if a.heading is None else a.heading + above) for a in part.ids
        ]
        blocks += [
            b._replace(
                links=(b.links[0] + len(links), b.links[1] + len(links)),
                ordinal=b.ordinal + (tables if b.kind is BlockKind.TABLE else above),
            )
            for b in part.blocks
        ]
        above += len(part.headings)
        links += [
            link._replace(cell=link.cell._replace(table=link.cell.table + tables))
            if link.cell
            else link
            for link in part.links
        ]
        tables += len(part.tables)
    return Document(
        headings=tuple(h._replace(slug=s) for h, s in zip(headings, slugs, strict=True)),
        links=tuple(links),
        tables=tuple(table for part in parts for table in part.tables),
        blocks=tuple(blocks),
        ids=tuple(anchors),
        placeholders=tuple(found for part in parts for found in part.placeholders),
        strays=tuple(found for part in parts for found in part.strays),
        tags=tuple(found for part in parts for found in part.tags),
        embedded=_embedded(notebook, text),
        is_notebook=True,
    )


def _load(text: str) -> dict[str, Any]:
    notebook = load_json(text)
    if isinstance(notebook, JsonFault):
        raise NotebookError(f"not JSON: {notebook.message}", notebook.line, notebook.column)
    if not isinstance(notebook, dict) or not isinstance(notebook.get("cells"), list):
        raise NotebookError("JSON, but no notebook: it has no list of cells")
    return notebook


def _markdown_cells(notebook: dict[str, Any], text: str) -> Iterator[tuple[list[str], list[int]]]:
    """Each Markdown cell's lines, and the line of the file on which each is written."""
    cursor, line = 0, 1
    for cell in notebook["cells"]:
        if not isinstance(cell, dict):
            continue
        source = cell.get("source", "")
        pieces = source if isinstance(source, list) else [source]
        lines: list[str] = []
        places: list[int] = []
        for piece in pieces if cell.get("cell_type") == "markdown" else ():
            if not isinstance(piece, str):
                continue
            found = _find_string(text, piece, cursor) if piece else -1
            if found >= 0:
                line += text.count("\n", cursor, found)
                cursor = found
            for part in piece.replace("\r\n", "\n").split("\n"):
                lines.append(part + "\n")
                places.append(line)
            lines[-1] = lines[-1].removesuffix("\n")
            if not lines[-1]:
                del lines[-1], places[-1]
        if cell.get("cell_type") == "markdown":
            yield lines, places


def _find_string(text: str, piece: str, cursor: int) -> int:
    for ensure_ascii in (False, True):
        found = text.find(json.dumps(piece, ensure_ascii=ensure_ascii), cursor)
        if found >= 0:
            return found
    return -1


def _moved(document: Document, places: list[int]) -> Document:
    """The cell's facts at the lines of the file instead of those of the cell."""

    def place(line: int) -> int:
        return places[min(line, len(places)) - 1] if places else 1

    return Document(
        headings=tuple(h._replace(line=place(h.line)) for h in document.headings),
        links=tuple(x._replace(line=place(x.line)) for x in document.links),
        tables=tuple(
            t._replace(
                line=place(t.line),
                rows=tuple(r._replace(line=place(r.line)) for r in t.rows),
            )
            for t in document.tables
        ),
        blocks=tuple(
            b._replace(line=place(b.line), code_lines=tuple(map(place, b.code_lines)))
            for b in document.blocks
        ),
        ids=document.ids,
        placeholders=tuple(p._replace(line=place(p.line)) for p in document.placeholders),
        strays=tuple(s._replace(line=place(s.line)) for s in document.strays),
        tags=tuple(t._replace(line=place(t.line)) for t in document.tags),
    )


def _embedded(notebook: dict[str, Any], text: str) -> Embedded | None:
    metadata = notebook.get("metadata")
    if not isinstance(metadata, dict) or "coopTranslator" not in metadata:
        return None
    at = max(text.rfind('"coopTranslator"'), 0)
    return Embedded(
        text=json.dumps(metadata["coopTranslator"]),
        line=text.count("\n", 0, at) + 1,
        column=at - text.rfind("\n", 0, at),
    )
