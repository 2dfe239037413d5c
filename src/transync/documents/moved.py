"""The facts of a text at other lines than those at which they were read."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from typing import TypeVar

from transync.documents.admonition import Admonition
from transync.documents.document import (
    ActiveTag,
    Block,
    Document,
    Heading,
    HiddenLink,
    HtmlTag,
    Link,
    Placeholder,
    Table,
    TableRow,
)
from transync.documents.stray import Stray

_Fact = TypeVar(
    "_Fact", ActiveTag, Admonition, Heading, HiddenLink, HtmlTag, Link, Placeholder, Stray, TableRow
)


def moved(document: Document, place: Callable[[int], int]) -> Document:
    """The document with each of its lines where `place` says; what names no line stays."""
    return replace(
        document,
        headings=_moved_lines(document.headings, place),
        links=_moved_lines(document.links, place),
        tables=tuple(_moved_table(table, place) for table in document.tables),
        blocks=tuple(_moved_block(block, place) for block in document.blocks),
        placeholders=_moved_lines(document.placeholders, place),
        strays=_moved_lines(document.strays, place),
        tags=_moved_lines(document.tags, place),
        admonitions=_moved_lines(document.admonitions, place),
        active=_moved_lines(document.active, place),
        hidden=_moved_lines(document.hidden, place),
        directives=tuple(
            d._replace(line=place(d.line), first=place(d.first), last=place(d.last))
            for d in document.directives
        ),
        prose=document.prose._replace(line=place(document.prose.line)),
    )


def _moved_lines(facts: Iterable[_Fact], place: Callable[[int], int]) -> tuple[_Fact, ...]:
    """Facts that name one line, each at its new place."""
    return tuple(fact._replace(line=place(fact.line)) for fact in facts)


def _moved_table(table: Table, place: Callable[[int], int]) -> Table:
    return table._replace(line=place(table.line), rows=_moved_lines(table.rows, place))


def _moved_block(block: Block, place: Callable[[int], int]) -> Block:
    if block.is_cut:
        block = block._replace(cut_line=place(block.cut_line))
    return block._replace(
        line=place(block.line),
        last_line=place(block.last_line),
        code_lines=tuple(map(place, block.code_lines)),
    )
