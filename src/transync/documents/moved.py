"""The facts of a text at other lines than those at which they were read."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from transync.documents.document import Document


def moved(document: Document, place: Callable[[int], int]) -> Document:
    """The document with each of its lines where `place` says; what names no line stays."""
    return replace(
        document,
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
            b._replace(
                line=place(b.line),
                last_line=place(b.last_line),
                code_lines=tuple(map(place, b.code_lines)),
                cut_line=place(b.cut_line) if b.cut_line else 0,
            )
            for b in document.blocks
        ),
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
