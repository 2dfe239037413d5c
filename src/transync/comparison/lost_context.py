"""The markup that a hole took along, without which what is left is read as something else.

A text breaks off within code, so that its lower fence is gone; it goes on within code, within an
item of a list, or with the rows of a table, so that what made them so is gone.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from transync.comparison.fences import FENCE
from transync.comparison.line_similarity import Mark, line_of
from transync.comparison.lost_lines import LostLines
from transync.comparison.page import AddedLines, Page
from transync.documents.document import Block, BlockKind
from transync.documents.editing import EditedText

# What an item of a list may hold that nobody sees.
_NOTHING = "<!-- -->"
# So many blocks are no single one.
_FEWEST = 2
# How many columns the mark of an item takes with the blanks behind it, at least and at most.
_NARROWEST, _WIDEST = 2, 5


def lost_context(source: Page, translation: Page, lost: LostLines) -> AddedLines | None:
    """The lines with which both edges of a hole are read as what they were.

    None where no block is lost as a whole: what is lost is a part of one, or of two. Which one is
    lost alone, blocks tell better than lines.
    """
    if source.text is None or translation.text is None:
        return None
    above, below = _block_at(source, lost.stump), _block_at(source, lost.goes_on)
    blocks = source.document.blocks
    number = sum(lost.stump < b.line and b.last_line < lost.goes_on for b in blocks)
    if not number:
        return None
    edges = _Edges(source.text, translation.text, lost, above, below)
    end, beginning = list(_end_of_code(edges)), [*_items(edges), *_beginning(edges)]
    if number < _FEWEST and not end and not beginning:
        return None
    return AddedLines(end=[*end, ""], rest=beginning)


def beginning_of_table(row: str) -> list[str]:
    """An empty header, and the line below it, where a table begins with this row."""
    if not row.lstrip().startswith("|"):
        return []
    columns = row.strip().strip("|").count("|") + 1
    return ["|" + " |" * columns, "|" + "-|" * columns]


class _Edges(NamedTuple):
    """The two edges of a hole, and the blocks of the source in which they stand."""

    source: EditedText
    translation: EditedText
    lost: LostLines
    above: Block | None
    below: Block | None


def _block_at(page: Page, line: int) -> Block | None:
    """The block on a line."""
    found = (block for block in page.document.blocks if block.line <= line <= block.last_line)
    return next(found, None)


def _end_of_code(edges: _Edges) -> Iterator[str]:
    """The fence below code that breaks off, as it is written above it."""
    block, lost = edges.above, edges.lost
    if block is None or not _is_fenced(block) or lost.stump >= block.last_line:
        return
    for number in range(lost.last, 0, -1):
        line = edges.translation.line(number) or ""
        if opening := FENCE.match(line):
            yield line[: opening.start("mark")] + opening["mark"]
            return


def _items(edges: _Edges) -> Iterator[str]:
    """The items around what goes on, unless it stands in those of what breaks off."""
    block, lost = edges.below, edges.lost
    if block is None:
        return
    depth = block.nesting.count("i")
    is_within = lost.goes_on > block.line
    # Code is indented as far as its fence.
    line = edges.source.line(block.line if is_within and _is_fenced(block) else lost.goes_on) or ""
    if not is_within and line_of(line).mark in (Mark.BULLET, Mark.NUMBER):
        depth -= 1
    indent = len(line) - len(line.lstrip())
    if depth <= (edges.above.nesting.count("i") if edges.above else 0) or not indent:
        return
    width = min(indent // depth, _WIDEST)
    if width >= _NARROWEST:
        yield ("-" + " " * (width - 1)) * depth + _NOTHING


def _beginning(edges: _Edges) -> Sequence[str]:
    """The upper fence of code that goes on, or the header of a table."""
    block, lost = edges.below, edges.lost
    if block is None or lost.goes_on == block.line:
        return []
    if _is_fenced(block):
        return [edges.source.line(block.line) or ""]
    if block.kind is BlockKind.TABLE:
        return beginning_of_table(edges.translation.line(lost.first) or "")
    return []


def _is_fenced(block: Block) -> bool:
    return block.kind is BlockKind.CODE and block.is_fenced
