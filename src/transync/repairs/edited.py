"""What a text would be with some edits, so that a repair is known to work before it is said."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from transync.comparison import Page
from transync.documents.decoding import Unreadable
from transync.documents.document import Document, Link
from transync.documents.editing import EditedText
from transync.documents.parse import parse
from transync.documents.stray import Stray
from transync.model import Edit

# Quotes and list items around a line; what stands behind it is the line's own.
_CONTAINERS = re.compile(r"(?:[ \t]*+(?:>|(?:[-*+]|\d{1,9}[.)])(?=[ \t])))*+[ \t]*+")
# What may go on behind an empty line, or be meant elsewhere: code, HTML, definitions.
_GOES_ON = re.compile(r"[`~<]|\[[^\]]*+\]:")


def document_with(page: Page, edits: Iterable[Edit]) -> Document | None:
    """The facts of a page's file with these edits; None where it can't be read any more."""
    if page.text is None:
        return None
    document = parse(page.path, page.text.with_edits(edits))
    if isinstance(document, Unreadable):
        return None
    return document


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
    if isinstance(document, Unreadable):
        return None
    return document


class Read(NamedTuple):
    """What a line has if it stands alone; columns begin behind its marks of quotes and lists."""

    links: list[Link]
    strays: list[Stray]


def read_apart(lines: Sequence[str]) -> Sequence[Read]:
    """What each of these lines has if it stands alone; most are read together, as paragraphs."""
    contents = [line[len(container(line)) :] for line in lines]
    # Many lines of a page may be alike, and are read once.
    found = {content: Read([], []) for content in contents}
    together = [content for content in found if not _GOES_ON.match(content)]
    # Two empty lines above, lest it be front matter.
    document = read_lines(["", "", *(f"{content}\n" for content in together)])
    if document is None:
        together = []
    else:
        for link in document.links:
            found[together[link.line // 2 - 1]].links.append(link._replace(line=1))
        for stray in document.strays:
            found[together[stray.line // 2 - 1]].strays.append(stray._replace(line=1))
    for content in found.keys() - set(together):
        if alone := read_lines([content]):
            found[content] = Read(list(alone.links), list(alone.strays))
    return [found[content] for content in contents]


def line_of(text: EditedText | None, number: int) -> str | None:
    """A line of a text; None where there is no such line, or nobody can read the text."""
    if text is None:
        return None
    return text.line(number)


def container(line: str) -> str:
    """What stands before the text of a line: marks of quotes and lists, and indentation."""
    found = _CONTAINERS.match(line)
    if found:
        return found[0]
    return ""
