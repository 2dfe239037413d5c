"""Jupyter notebook -> Document: its cells, and the facts of those in Markdown, at the file's lines.

Format: nbformat 4 (https://nbformat.readthedocs.io/en/latest/format_description.html).
"""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import replace
from itertools import chain
from typing import Any

from transync.co_op_translator import NOTEBOOK_KEY
from transync.documents.document import (
    ActiveTag,
    Block,
    BlockKind,
    Directive,
    Document,
    Embedded,
    ExplicitAnchor,
    Link,
)
from transync.documents.moved import moved
from transync.documents.notebook import NotebookCell
from transync.documents.parse.cell_tags import tag_directives
from transync.documents.parse.markdown import read_markdown
from transync.documents.parse.notebook_cell import language_of, read_cell
from transync.documents.parse.notebook_format import find_invalid
from transync.documents.parse.notebook_output import active_in_cell, active_in_metadata
from transync.documents.parse.notebook_places import CellPlaces, Places, find_places
from transync.documents.parse.prose import sample
from transync.documents.parse.slug import unique_slugs
from transync.errors import NotComparedError
from transync.untrusted.json_value import JsonFault, as_object, load_json

# In characters, as much as a page in Markdown may have; a notebook may be larger for its pictures.
_MOST_TEXT = 5 * 2**20


class NotebookError(ValueError):
    """The text is no notebook: the message says why, with line and column."""

    def __init__(self, message: str, line: int = 1, column: int = 1) -> None:
        super().__init__(message)
        self.line, self.column = line, column


def read_notebook(text: str) -> Document:
    """The facts of a notebook.

    Raises NotebookError when it is none, and NotComparedError when its cells have too much text.
    """
    notebook = _load(text)
    places = find_places(text)
    language = language_of(notebook)
    parts: list[Document] = []
    cells: list[NotebookCell] = []
    directives: list[Directive] = []
    active: list[ActiveTag] = []
    blocks, size, raw = 0, 0, text.split("\n")
    for number, fields in enumerate(map(as_object, notebook["cells"])):
        where = places.cells.get(number) or CellPlaces(1, 1)
        source, lines = _source(fields.get("source"), where)
        size += len(source)
        if size > _MOST_TEXT:
            raise NotComparedError("its cells have more than 5 MiB of text")
        facts = read_cell(fields, source, lines, (where.first, where.last), language)
        if facts.kind == "markdown":
            part = moved(read_markdown(source), _places_of(lines))
            parts.append(part)
            facts = facts._replace(blocks=(blocks, blocks + len(part.blocks)))
            blocks += len(part.blocks)
        else:
            facts = facts._replace(blocks=(blocks, blocks))
        cells.append(facts)
        active += active_in_cell(fields, source, where.first, facts.language)
        directives += tag_directives(fields, where.first, where.last, raw)
    active += active_in_metadata(notebook.get("metadata"), text)
    joined = _joined(parts)
    return replace(
        joined,
        active=(*joined.active, *active),
        directives=(*joined.directives, *directives),
        embedded=_embedded(notebook, places),
        is_notebook=True,
        cells=tuple(cells),
        invalid=find_invalid(notebook),
    )


def read_notebook_record(text: str) -> Embedded | None:
    """The record of a notebook alone; raises NotebookError when it is none."""
    notebook = _load(text)
    if not _has_record(notebook):
        return None
    return _embedded(notebook, find_places(text))


def _joined(parts: Sequence[Document]) -> Document:
    """The facts of all Markdown cells as those of one document."""
    headings = [heading for part in parts for heading in part.headings]
    slugs = unique_slugs(heading.text for heading in headings)
    tables = above = 0
    links: list[Link] = []
    anchors: list[ExplicitAnchor] = []
    blocks: list[Block] = []
    for part in parts:
        anchors += [_anchor_below(anchor, above) for anchor in part.ids]
        blocks += [_block_below(block, len(links), tables, above) for block in part.blocks]
        links += [_link_below(link, tables) for link in part.links]
        above += len(part.headings)
        tables += len(part.tables)
    return Document(
        headings=tuple(h._replace(slug=s) for h, s in zip(headings, slugs, strict=True)),
        links=tuple(links),
        tables=tuple(chain.from_iterable(part.tables for part in parts)),
        blocks=tuple(blocks),
        ids=tuple(anchors),
        placeholders=tuple(chain.from_iterable(part.placeholders for part in parts)),
        strays=tuple(chain.from_iterable(part.strays for part in parts)),
        tags=tuple(chain.from_iterable(part.tags for part in parts)),
        active=tuple(chain.from_iterable(part.active for part in parts)),
        hidden=tuple(chain.from_iterable(part.hidden for part in parts)),
        directives=tuple(chain.from_iterable(part.directives for part in parts)),
        prose=sample([part.prose for part in parts]),
    )


def _anchor_below(anchor: ExplicitAnchor, headings: int) -> ExplicitAnchor:
    """An anchor as it is called below so many headings."""
    if anchor.heading is None:
        return anchor
    return anchor._replace(heading=anchor.heading + headings)


def _block_below(block: Block, links: int, tables: int, headings: int) -> Block:
    """A block as it is called below so many links, tables and headings."""
    first, end = block.links
    above = headings
    if block.kind is BlockKind.TABLE:
        above = tables
    return block._replace(links=(first + links, end + links), ordinal=block.ordinal + above)


def _link_below(link: Link, tables: int) -> Link:
    """A link as it is called below so many tables."""
    if link.cell is None:
        return link
    return link._replace(cell=link.cell._replace(table=link.cell.table + tables))


def _load(text: str) -> dict[str, Any]:
    notebook = load_json(text)
    if isinstance(notebook, JsonFault):
        raise NotebookError(f"not JSON: {notebook.message}", notebook.line, notebook.column)
    if not isinstance(notebook, dict) or not isinstance(notebook.get("cells"), list):
        raise NotebookError("JSON, but no notebook: it has no list of cells")
    return notebook


def _source(source: object, places: CellPlaces) -> tuple[str, tuple[int, ...]]:
    """A cell's text, and the line of the file on which each of its lines is written."""
    text, lines = "", list[int]()
    pieces = source
    if not isinstance(pieces, list):
        pieces = [source]
    for number, piece in enumerate(pieces):
        if isinstance(piece, str) and piece:
            line = places.source.get(number, places.first)
            piece = piece.replace("\r\n", "\n").replace("\r", "\n")
            # A piece may go on with the line of the one before.
            goes_on = text[-1:] not in ("", "\n")
            lines += [line] * (piece.count("\n") + (piece[-1] != "\n") - goes_on)
            text += piece
    return text, tuple(lines)


def _places_of(lines: Sequence[int]) -> Callable[[int], int]:
    """The lines of the file on which those of a cell stand."""
    if not lines:
        return lambda line: 1
    return lambda line: lines[min(line, len(lines)) - 1]


def _embedded(notebook: dict[str, Any], places: Places) -> Embedded | None:
    if not _has_record(notebook):
        return None
    return Embedded(json.dumps(notebook["metadata"][NOTEBOOK_KEY]), *places.record)


def _has_record(notebook: dict[str, Any]) -> bool:
    metadata = notebook.get("metadata")
    return isinstance(metadata, dict) and NOTEBOOK_KEY in metadata


def cell_texts(text: str) -> list[str]:
    """The text of each cell of a notebook, as its cells in `Document` stand for them."""
    cells = map(as_object, _load(text)["cells"])
    return [_source(cell.get("source"), CellPlaces(1, 1))[0] for cell in cells]
