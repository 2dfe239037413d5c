"""Bytes of a file -> its facts, or why it can't be read."""

from __future__ import annotations

from dataclasses import replace

from transync.documents.decoding import Unreadable, decode
from transync.documents.document import Document, Embedded
from transync.documents.kinds import (
    IMAGE_SUFFIXES,
    MARKDOWN_SUFFIXES,
    SUFFIXES,
    is_notebook,
    largest_size,
)
from transync.documents.parse.conflict import START_OF_CONFLICT, conflict_line
from transync.documents.parse.record_comment import UNSURE, find_record

__all__ = [
    "IMAGE_SUFFIXES",
    "MARKDOWN_SUFFIXES",
    "SUFFIXES",
    "Unreadable",
    "decode",
    "largest_size",
    "parse",
    "parse_record",
]


def parse(name: str, data: bytes) -> Document | Unreadable:
    """The document in `data`, which stands in a file of this name (only its suffix matters)."""
    text = decode(data)
    if isinstance(text, Unreadable):
        return text
    document = _read(name, text)
    if isinstance(document, Unreadable):
        return document
    return replace(document, size=len(data))


def _read(name: str, text: str) -> Document | Unreadable:
    # The parser is imported when something is to be parsed: most runs remember all documents.
    if is_notebook(name):
        from transync.documents.parse.notebook import NotebookError, read_notebook

        try:
            return read_notebook(text)
        except NotebookError as error:
            return Unreadable(str(error), error.line, error.column)
    from transync.documents.parse.markdown import read_markdown

    is_mdx = name.lower().endswith(".mdx")
    document = read_markdown(text, is_mdx)
    if START_OF_CONFLICT in text and (line := conflict_line(text, document)):
        return Unreadable("holds the markers of a merge that was never finished", line)
    if is_mdx:
        from transync.documents.parse.mdx import mdx_code

        return replace(document, active=(*document.active, *mdx_code(text)))
    return document


def parse_record(name: str, data: bytes) -> Embedded | Unreadable | None:
    """The record that `parse` would find in a file, without a look at the rest of the text."""
    text = decode(data)
    if isinstance(text, Unreadable):
        return text
    if is_notebook(name):
        from transync.documents.parse.notebook import NotebookError, read_notebook_record

        try:
            return read_notebook_record(text)
        except NotebookError as error:
            return Unreadable(str(error), error.line, error.column)
    # Whether a merge was left unfinished, the whole text tells.
    found = UNSURE if START_OF_CONFLICT in text else find_record(text)
    if found is not UNSURE:
        return found
    document = _read(name, text)
    return document if isinstance(document, Unreadable) else document.embedded
