"""Definitions of links, as GitHub takes them out of the beginning of a paragraph.

Rules: CommonMark 0.31, section 4.7, and `cmark_parse_reference_inline` of cmark-gfm.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from markdown_it import helpers

from transync.documents.parse.label import LABEL, LONGEST_LABEL, same_label
from transync.documents.parse.link_rule import destination

_LABEL = re.compile(f"{LABEL}:")
_BEFORE_NEXT = re.compile(r"[ \t]*+\n?[ \t]*+")
_REST_OF_LINE = re.compile(r"[ \t]*+(?:\n|\Z)")
_SPACE = " \t\n\v\f\r"


class Definition(NamedTuple):
    """What a label stands for, and where the line behind the definition begins."""

    label: str
    href: str
    end: int


def read_definition(text: str, start: int) -> Definition | None:
    """The definition that begins at an offset of a paragraph's text, if one does."""
    opening = _LABEL.match(text, start)
    if not opening or len(opening[1]) > LONGEST_LABEL or not opening[1].strip(_SPACE):
        return None
    target = destination(text, _behind(text, opening.end()), len(text))
    if not target.ok:
        return None
    end = _behind_title(text, target.pos) or _end_of_line(text, target.pos)
    return Definition(same_label(opening[1]), target.str, end) if end else None


def _behind_title(text: str, at: int) -> int | None:
    start = _behind(text, at)
    if start == at:
        return None
    title = helpers.parseLinkTitle(text, start, len(text))
    return _end_of_line(text, title.pos) if title.ok else None


def _end_of_line(text: str, at: int) -> int | None:
    rest = _REST_OF_LINE.match(text, at)
    return rest.end() if rest else None


def _behind(text: str, at: int) -> int:
    found = _BEFORE_NEXT.match(text, at)
    return found.end() if found else at
