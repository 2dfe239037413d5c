"""A translation as it is read where a text breaks off in a block, and another one goes on in it.

Translators work on pieces of a page. Where one piece breaks off, the next one begins on the next
line, and Markdown makes one block of both: a paragraph, or a table with the rows of another one.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

from transync.comparison.fences import OPENING_FENCE
from transync.comparison.lost_breaks import LostBreak, find_lost_breaks
from transync.comparison.lost_context import beginning_of_table
from transync.comparison.lost_lines import NO_BREAKS
from transync.comparison.odd_markers import is_item, stands_for_source, with_markers
from transync.comparison.page import AddedLines, Page
from transync.comparison.reading import Reading, cut_rows, with_lines
from transync.comparison.restored_context import with_context
from transync.comparison.structure import Structure, align_structure
from transync.comparison.swallowed_code import find_lost_fence
from transync.documents.document import Block, BlockKind
from transync.documents.info_string import kept

# Digits of any script but ASCII's, as the number of an item.
_NUMBER = re.compile(r"[ \t>]*+(?P<digits>(?![0-9])\d{1,9}+)[.)][ \t]")
# So many fences of a page are looked for that were lost.
_MOST_FENCES = 4
# What stands below one lost break is read otherwise with it, and may hold another one.
_MOST_ROUNDS = 8


class AlignedPage(NamedTuple):
    """A translation as it is read, its blocks aligned with the source's.

    On the `numbered` lines, items of lists begin with digits that Markdown does not know, so that
    what is indented below them is shown as code. At `lost_breaks`, the translation lacks lines.
    On the lines of `odd_markers`, headings and items are none for a character that nobody sees.
    """

    page: Page
    structure: Structure
    numbered: Sequence[int]
    lost_breaks: Sequence[LostBreak]
    odd_markers: Sequence[int]


def align_parts(source: Page, translation: Page) -> AlignedPage:
    """The translation as it is to be read, and its blocks aligned with the source's."""
    reading = Reading(translation, align_structure(source, translation))
    reading = _with_numbers(source, _with_markers(source, reading))
    reading = _with_breaks(source, reading)
    if _may_have_holes(reading):
        reading = with_context(source, reading)
    reading = _with_fences(source, reading)
    texts = reading.structure.blocks.breaks
    rows = tuple(cut_rows(source, reading.page))
    if texts or rows:
        parted = _parted(source, reading, texts, rows)
        anothers = tuple(row for row in rows if _is_anothers(parted.structure, row))
        reading = parted if anothers == rows else _parted(source, reading, texts, anothers)
    is_code = _indented_code(translation) > _indented_code(reading.page)
    numbered = sorted(reading.numbered) if is_code else ()
    markers = [line for line in reading.markers if stands_for_source(reading.structure, line)]
    return AlignedPage(reading.page, reading.structure, numbered, reading.lost_breaks, markers)


def _with_markers(source: Page, reading: Reading) -> Reading:
    found = with_markers(source, reading.page)
    return Reading(found.page, found.structure, markers=found.markers) if found else reading


def _with_numbers(source: Page, reading: Reading) -> Reading:
    """The translation with the digits that Markdown knows, where items of lists begin so."""
    page = reading.page
    if page.document.is_notebook or _number_of_items(source) <= _number_of_items(page):
        return reading
    if page.text is None:
        return reading
    numbered = dict[int, str]()
    for number, line in enumerate(page.text.lines, 1):
        if line and not line.isascii() and (found := _NUMBER.match(line)):
            digits = "".join(str(int(digit)) for digit in found["digits"])
            end = found.end("digits")
            numbered[number] = line[: found.start("digits")] + digits + line[end:]
    if not numbered:
        return reading
    read = page.read_with({}, {**reading.markers, **numbered})
    structure = align_structure(source, read)
    items = [line for line in numbered if is_item(structure, line)]
    is_better = 2 * len(items) > len(numbered)
    other = reading._replace(page=read, structure=structure, numbered=numbered)
    return other if is_better else reading


def _indented_code(page: Page) -> int:
    blocks = page.document.blocks
    return sum(block.kind is BlockKind.CODE and not block.is_fenced for block in blocks)


def _number_of_items(page: Page) -> int:
    return sum(block.nesting.endswith("i") for block in page.document.blocks)


def _with_breaks(source: Page, reading: Reading) -> Reading:
    """The translation with the line breaks that it lost, as far as these make sense of it."""
    known: frozenset[int] = frozenset()
    for _ in range(_MOST_ROUNDS):
        found = [
            lost
            for lost in find_lost_breaks(source, reading.page)
            if lost.line not in known and lost.line not in reading.numbered
        ]
        if not found:
            return reading
        known = known.union(lost.line for lost in found)
        added = {lost.line: AddedLines(end=[lost.below]) for lost in found}
        other = reading._replace(lost_breaks=(*reading.lost_breaks, *found))
        read = with_lines(source, other, added, NO_BREAKS)
        if _worth(source, read) <= _worth(source, reading):
            return reading
        reading = read
    return reading


def _worth(source: Page, reading: Reading) -> int:
    """How well a reading fits: the code that it has of the source, less what is lost or added."""
    codes = (
        Counter(_code(block) for block in page.document.blocks if block.kind is BlockKind.CODE)
        for page in (source, reading.page)
    )
    source_codes, translation_codes = codes
    structure = reading.structure
    gaps = len(structure.lost) + len(structure.added)
    return (source_codes & translation_codes).total() - gaps


def _code(block: Block) -> tuple[str, str]:
    return kept(block.info), block.code or block.digest


def _with_fences(source: Page, reading: Reading) -> Reading:
    """The translation with the fences that it lost, as far as these make sense of it."""
    if reading.page.document.is_notebook:
        return reading
    for _ in range(_MOST_FENCES):
        endless = _endless(reading)
        fence = find_lost_fence(source, reading.page, *endless) if endless else None
        if endless is None or fence is None or fence.below in reading.added:
            return reading
        lines = [fence.text]
        added = {fence.below: AddedLines(end=lines) if fence.closes else AddedLines(rest=lines)}
        read = with_lines(source, reading, added, {fence.below: None})
        later = _endless(read)
        is_further = later is None or later.block.line > endless.block.line
        if not is_further or len(read.structure.added) > len(reading.structure.added):
            return reading
        reading = read
    return reading


def _may_have_holes(reading: Reading) -> bool:
    """Whether anything is lost, or swallowed, in a page with lines of its own."""
    structure = reading.structure
    is_whole = not structure.missing and not structure.swallow and not _endless(reading)
    return not is_whole and not reading.page.document.is_notebook


class _Endless(NamedTuple):
    """A block of code that has no end where it should, and the index of its source."""

    block: Block
    source: int


def _endless(reading: Reading) -> _Endless | None:
    """The first block of code that swallows text: to its fence, or to that of the next code."""
    structure = reading.structure
    for i, j in structure.pairs:
        source, translation = structure.source[i], structure.translation[j]
        lines = translation.last_line - translation.line
        if not source.kind is translation.kind is BlockKind.CODE or source.is_cut:
            continue
        if lines > source.last_line - source.line and _has_fence(reading.page, translation):
            return _Endless(translation, i)
    swallow = structure.swallow
    if swallow is None or swallow.is_whole:
        return None
    return _Endless(swallow.block, swallow.source_above)


def _has_fence(page: Page, block: Block) -> bool:
    """Whether there is a fence with a language within a block of code."""
    text = page.text
    if text is None:
        return False
    lines = range(block.line + 1, block.last_line)
    return any(OPENING_FENCE.match(text.line(line) or "") for line in lines)


def _parted(source: Page, reading: Reading, texts: Sequence[int], rows: Sequence[int]) -> Reading:
    text = reading.page.text
    below = {row: beginning_of_table(text.line(row + 1) or "") for row in rows if text}
    added = {line: AddedLines(rest=["", *below.get(line, ())]) for line in (*texts, *rows)}
    return with_lines(source, reading, added, dict.fromkeys((*texts, *rows)))


def _is_anothers(structure: Structure, row: int) -> bool:
    """Whether what stands below a row is part of another block of the source than the row."""
    above, below = (
        structure.lines.counterpart_index(row),
        structure.lines.counterpart_index(row + 1),
    )
    return above is not None and below is not None and above < below
