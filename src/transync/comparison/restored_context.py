"""A translation with the markup that holes took along, where it is read better so.

What is better, the blocks tell: no more of them are added, and none loses the one that it surely
stands for.
"""

from __future__ import annotations

from collections.abc import Sequence

from transync.comparison.lost_context import lost_context
from transync.comparison.lost_lines import LostLines, find_lost_lines
from transync.comparison.page import AddedLines, Page
from transync.comparison.reading import Reading, with_lines
from transync.comparison.structure import Structure
from transync.documents.document import Block


def with_context(source: Page, reading: Reading) -> Reading:
    """The translation with the markup that holes took along, where it is read better so."""
    structure = reading.structure
    added, breaks = dict[int, AddedLines](), dict[int, LostLines | None]()
    for lost in find_lost_lines(source, reading.page):
        context = lost_context(source, reading.page, lost)
        if context is None or _is_within_sure_block(structure, lost):
            continue
        above, below = lost.last, lost.first - 1
        breaks[below] = lost
        added[above] = AddedLines(end=context.end)
        added[below] = AddedLines(added.get(below, AddedLines()).end, context.rest)
    if not breaks:
        return reading
    read = with_lines(source, reading, added, breaks)
    return read if _is_as_good(read.structure, structure) else reading


def _is_as_good(new: Structure, old: Structure) -> bool:
    """Whether another reading swallows nothing, adds no block, and keeps what was sure."""
    if new.swallow or len(new.added) > len(old.added):
        return False
    return _number_of_sure_pairs(new) >= _number_of_sure_pairs(old)


def _is_within_sure_block(structure: Structure, lost: LostLines) -> bool:
    """Whether lines would be lost in the middle of a block that has all of its code."""
    pair = structure.lines.pair_at(lost.last)
    return pair is not None and lost.first <= pair[1].last_line and _is_sure(*pair)


def _number_of_sure_pairs(structure: Structure) -> int:
    source, translation = structure.source, structure.translation
    return sum(_is_sure(source[i], translation[j]) for i, j in structure.pairs)


def _is_sure(source: Block, translation: Block) -> bool:
    """Whether a block has the code, the code spans and the numbers of its counterpart, and any."""
    return any(_kept(source)) and _kept(source) == _kept(translation)


def _kept(block: Block) -> tuple[str, Sequence[str], Sequence[str]]:
    return block.code, block.codes, block.numbers
