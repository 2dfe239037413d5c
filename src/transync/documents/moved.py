"""The facts of a text at other lines than those at which they were read."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from transync.documents.document import Block, Document, Table


def moved(document: Document, place: Callable[[int], int]) -> Document:
    """The document with each of its lines where `place` says; what names no line stays."""
    return replace(
        document,
        headings=tuple(h._replace(line=place(h.line)) for h in document.headings),
        links=tuple(x._replace(line=place(x.line)) for x in document.links),
        tables=tuple(_moved_table(table, place) for table in document.tables),
        blocks=tuple(_moved_block(block, place) for block in document.blocks),
        placeholders=tuple(p._replace(line=place(p.line)) for p in document.placeholders),
        strays=tuple(s._replace(line=place(s.line)) for s in document.strays),
        tags=tuple(t._replace(line=place(t.line)) for t in document.tags),
        active=tuple(a._replace(line=place(a.line)) for a in document.active),
        hidden=tuple(h._replace(line=place(h.line)) for h in document.hidden),
        directives=tuple(
            d._replace(line=place(d.line), first=place(d.first), last=place(d.last))
            for d in document.directives
        ),
        prose=document.prose._replace(line=place(document.prose.line)),
    )


def _moved_table(table: Table, place: Callable[[int], int]) -> Table:
    rows = tuple(row._replace(line=place(row.line)) for row in table.rows)
    return table._replace(line=place(table.line), rows=rows)


def _moved_block(block: Block, place: Callable[[int], int]) -> Block:
    if block.is_cut:
        block = block._replace(cut_line=place(block.cut_line))
    return block._replace(
        line=place(block.line),
        last_line=place(block.last_line),
        code_lines=tuple(map(place, block.code_lines)),
    )
