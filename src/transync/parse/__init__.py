"""Bytes of a file -> its facts, or why it can't be read."""

from __future__ import annotations

from dataclasses import replace
from typing import NamedTuple

from transync.document import Document, Embedded
from transync.parse.record_comment import UNSURE, find_record

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

MARKDOWN_SUFFIXES = (".md", ".mdx", ".markdown")
SUFFIXES = (*MARKDOWN_SUFFIXES, ".ipynb")
IMAGE_SUFFIXES = (".png", ".jpg", ".jpeg", ".webp", ".gif", ".svg", ".bmp")
# Prose is far smaller; parsing more than this would cost minutes and gigabytes for one file.
# Notebooks hold pictures too, which are not parsed, and images are only hashed.
_LARGEST_TEXT = 5 * 2**20
_LARGEST_WITH_PICTURES = 50 * 2**20


class Unreadable(NamedTuple):
    """Why a file can't be read as text, and where."""

    message: str
    line: int = 1
    column: int = 1


def largest_size(name: str) -> int:
    """The size in bytes beyond which a file of this name is not read."""
    has_pictures = name.lower().endswith((".ipynb", *IMAGE_SUFFIXES))
    return _LARGEST_WITH_PICTURES if has_pictures else _LARGEST_TEXT


def parse(name: str, data: bytes) -> Document | Unreadable:
    """The document in `data`, which stands in a file of this name (only its suffix matters)."""
    text = decode(data)
    if isinstance(text, Unreadable):
        return text
    document = _read(name, text)
    return document if isinstance(document, Unreadable) else replace(document, size=len(data))


def _read(name: str, text: str) -> Document | Unreadable:
    # The parser is imported when something is to be parsed: most runs remember all documents.
    if name.lower().endswith(".ipynb"):
        from transync.parse.notebook import NotebookError, read_notebook

        try:
            return read_notebook(text)
        except NotebookError as error:
            return Unreadable(str(error), error.line, error.column)
    from transync.parse.markdown import read_markdown

    document = read_markdown(text)
    if name.lower().endswith(".mdx"):
        from transync.parse.mdx import mdx_code

        return replace(document, active=(*document.active, *mdx_code(text)))
    return document


def parse_record(name: str, data: bytes) -> Embedded | Unreadable | None:
    """The record that `parse` would find in a file, without a look at the rest of the text."""
    text = decode(data)
    if isinstance(text, Unreadable):
        return text
    if name.lower().endswith(".ipynb"):
        from transync.parse.notebook import NotebookError, read_notebook_record

        try:
            return read_notebook_record(text)
        except NotebookError as error:
            return Unreadable(str(error), error.line, error.column)
    found = find_record(text)
    if found is not UNSURE:
        return found
    from transync.parse.markdown import read_markdown

    return read_markdown(text).embedded


def decode(data: bytes) -> str | Unreadable:
    """UTF-8 text with `\\n` line endings and no byte order mark."""
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line, column = _position(data, error.start)
        return Unreadable(f"not UTF-8: byte 0x{data[error.start]:02x}", line, column)
    # Bytes are searched faster than text, and this is done with every file of every run.
    if b"\0" in data:
        return Unreadable("holds a NUL byte, so it is no text", *_position(data, data.index(0)))
    return text.replace("\r\n", "\n").replace("\r", "\n") if b"\r" in data else text


def _position(data: bytes, offset: int) -> tuple[int, int]:
    before = data[:offset]
    return before.count(b"\n") + 1, offset - before.rfind(b"\n")
