"""What a text would be with some edits, so that a repair is known to work before it is said."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from transync.comparison import Page
from transync.document import Document
from transync.model import Edit
from transync.parse import Unreadable, parse

# Quotes and list items around a line; what stands behind it is the line's own.
_CONTAINERS = re.compile(r"(?:[ \t]*+(?:>|(?:[-*+]|\d{1,9}[.)])(?=[ \t])))*+[ \t]*+")


def document_with(page: Page, edits: Iterable[Edit]) -> Document | None:
    """The facts of a page's file with these edits; None where it can't be read any more."""
    if page.text is None:
        return None
    document = parse(page.path, page.text.with_edits(edits))
    return None if isinstance(document, Unreadable) else document


def lines_with(page: Page, edits: Iterable[Edit], numbers: Iterable[int]) -> Sequence[str]:
    """Lines of a page's file as they are with these edits, which leave the number of lines."""
    if page.text is None:
        return []
    return [line or "" for line in page.text.lines_with(edits, numbers)]


def read_lines(lines: Iterable[str]) -> Document | None:
    """The facts of lines of one text, without what stands before them.

    A page may have many faults, and reading all of it for each takes too long.
    """
    content = "\n".join(line[len(container(line)) :] for line in lines)
    document = parse("lines.md", content.encode(errors="surrogatepass"))
    return None if isinstance(document, Unreadable) else document


def container(line: str) -> str:
    """What stands before the text of a line: marks of quotes and lists, and indentation."""
    found = _CONTAINERS.match(line)
    return found[0] if found else ""
