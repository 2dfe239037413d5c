"""Definitions of links, as GitHub takes them out of the beginning of a paragraph.

Rules: CommonMark 0.31, section 4.7, and `cmark_parse_reference_inline` of cmark-gfm.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from markdown_it import helpers

from transync.documents.parse.label import LABEL, LONGEST_LABEL, same_label
from transync.documents.parse.link_rule import destination
from transync.documents.parse.references import Reference

_LABEL = re.compile(f"{LABEL}:")
_BEFORE_NEXT = re.compile(r"[ \t]*+\n?[ \t]*+")
_REST_OF_LINE = re.compile(r"[ \t]*+(?:\n|\Z)")
_SPACE = " \t\n\v\f\r"


class Definition(NamedTuple):
    """A label, what it stands for, and where the line behind the definition begins."""

    label: str
    reference: Reference
    end: int


def read_definition(text: str, start: int) -> Definition | None:
    """The definition that begins at an offset of a paragraph's text, if one does."""
    opening = _LABEL.match(text, start)
    if not opening or len(opening[1]) > LONGEST_LABEL or not opening[1].strip(_SPACE):
        return None
    target = destination(text, _behind(text, opening.end()), len(text))
    if not target.ok:
        return None
    title, end = _title(text, target.pos)
    if not end:
        title, end = "", _end_of_line(text, target.pos)
    reference = Reference(target.str, _size(target.str) + _size(title))
    if end:
        return Definition(same_label(opening[1]), reference, end)
    return None


def _title(text: str, at: int) -> tuple[str, int | None]:
    """The title behind a target, and where its line ends; None where it is none."""
    start = _behind(text, at)
    if start == at:
        return "", None
    title = helpers.parseLinkTitle(text, start, len(text))
    if not title.ok:
        return "", None
    return title.str, _end_of_line(text, title.pos)


def _size(text: str) -> int:
    return len(text.encode(errors="surrogatepass"))


def _end_of_line(text: str, at: int) -> int | None:
    rest = _REST_OF_LINE.match(text, at)
    return rest.end() if rest else None


def _behind(text: str, at: int) -> int:
    found = _BEFORE_NEXT.match(text, at)
    return found.end() if found else at
