"""Headings and items of lists that are none for a character that looks like nothing.

Behind `#`, `-` and `1.`, Markdown wants a plain space, and before them nothing else: a no-break
space, or a mark of the direction of writing, makes a text of what should be a heading or an item.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import NamedTuple

from transync.comparison.page import Page
from transync.comparison.structure import Structure, align_structure
from transync.documents.document import BlockKind

SPACES = "\xa0\u2002\u2003\u2007\u2009\u202f\u3000"
_UNSEEN = "\u200b\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff"
MARKER = re.compile(
    rf"\A(?P<before>[ \t>]*+)(?P<unseen>[{_UNSEEN}]?)(?P<mark>#{{1,6}}|[-*+]|\d{{1,9}}[.)])"
    rf"(?P<space>[{SPACES}]|[ \t])(?=\S)",
    re.ASCII,
)


class MarkedPage(NamedTuple):
    """A page as it is read with plain spaces on some lines, and aligned."""

    page: Page
    structure: Structure
    markers: Mapping[int, str]


def with_markers(source: Page, translation: Page) -> MarkedPage | None:
    """The translation with its headings and items, where that is what the source has."""
    markers = _read_markers(source, translation)
    if not markers:
        return None
    page = translation.read_with({}, markers)
    structure = align_structure(source, page)
    found = [line for line in markers if stands_for_source(structure, line)]
    if 2 * len(found) > len(markers):
        return MarkedPage(page, structure, markers)
    return None


def stands_for_source(structure: Structure, line: int) -> bool:
    """Whether a heading or an item that begins on a line stands for one of the source."""
    pair = structure.lines.pair_at(line)
    if pair is None or pair[1].line != line:
        return False
    is_heading = pair[0].kind is pair[1].kind is BlockKind.HEADING
    return is_heading or is_item(structure, line)


def is_item(structure: Structure, line: int) -> bool:
    """Whether an item of a list stands on a line, and stands for one of the source."""
    pair = structure.lines.pair_at(line)
    return pair is not None and all(block.nesting.endswith("i") for block in pair)


def _read_markers(source: Page, translation: Page) -> Mapping[int, str]:
    """The lines with such a character as they are with a space, of the same length, by number."""
    if translation.document.is_notebook or _count(source) <= _count(translation):
        return {}
    text = translation.text
    if text is None:
        return {}
    read = dict[int, str]()
    for number, line in enumerate(text.lines, 1):
        if line is None or line.isascii():
            continue
        found = MARKER.match(line)
        if found and (found["unseen"] or found["space"] in SPACES):
            unseen = " " * len(found["unseen"])
            read[number] = f"{found['before']}{unseen}{found['mark']} {line[found.end() :]}"
    return read


def _count(page: Page) -> int:
    """The number of headings and items."""
    blocks = page.document.blocks
    items = sum(block.nesting.endswith("i") for block in blocks)
    return items + sum(block.kind is BlockKind.HEADING for block in blocks)
