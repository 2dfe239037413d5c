"""Which parts of a source are lost as a whole: its end, and sections with all that they hold."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from transync.comparison.block_alignment import AlignedBlocks, is_unfinished
from transync.documents.document import Block, BlockKind, Table

# A lost end of fewer characters is a farewell.
_LEAST_END = 80


class LostSection(NamedTuple):
    """A run of blocks of the source that is lost as a whole: from `first` up to before `end`."""

    first: int
    end: int


def first_of_lost_end(
    blocks: AlignedBlocks, lost: frozenset[int], added: frozenset[int], tables: Sequence[Table]
) -> int:
    """The first block of the source's end that the translation does not have.

    Where the translation goes on to the end, it is the number of the source's blocks. `tables` are
    those of the translation.
    """
    end = len(blocks.source)
    compared = lost - blocks.source_apart
    if not blocks.translation:
        return 0 if compared else end
    first = end
    while first - 1 in compared:
        first -= 1
    last = blocks.pairs[-1][1] if blocks.pairs else -1
    if first == end or last < max(added, default=-1):
        return end
    if blocks.pairs and _is_cut_off(blocks, *blocks.pairs[-1], tables):
        return first
    opening = blocks.source[first]
    is_section = opening.kind is BlockKind.HEADING and section_of(blocks.source, first).end == end
    if end - first == 1 or is_section:
        return end
    # A farewell may be missing, unless all is.
    return first if last < 0 or _is_substantial(blocks.source[first:]) else end


def lost_sections(blocks: AlignedBlocks, lost: frozenset[int], end: int) -> Iterator[LostSection]:
    """The outermost lost sections above the block at which the lost end begins."""
    section_end = 0
    for index in sorted(lost - blocks.source_apart):
        is_heading = blocks.source[index].kind is BlockKind.HEADING
        if is_heading and section_end <= index < end:
            section = section_of(blocks.source, index)
            is_whole = lost.issuperset(range(index, section.end))
            if is_whole and section.end - index > 1:
                section_end = section.end
                yield section


def section_of(source: Sequence[Block], index: int) -> LostSection:
    """The section that a heading opens: up to the next heading of its level or above."""
    level = source[index].level
    for end in range(index + 1, len(source)):
        if source[end].kind is BlockKind.HEADING and source[end].level <= level:
            return LostSection(index, end)
    return LostSection(index, len(source))


def _is_cut_off(blocks: AlignedBlocks, i: int, j: int, tables: Sequence[Table]) -> bool:
    """Whether the last pair ends inside a link or a row, or in the middle of a sentence."""
    block = blocks.translation[j]
    if block.kind is BlockKind.TABLE:
        table = tables[block.ordinal]
        return bool(table.rows) and table.rows[-1].cells < table.columns
    has_ending = bool(blocks.source[i].ending)
    return block.is_cut or (has_ending and is_unfinished(blocks.translation))


def _is_substantial(lost: Sequence[Block]) -> bool:
    """Whether a lost end is more than a farewell."""
    if any(block.kind in (BlockKind.CODE, BlockKind.TABLE) for block in lost):
        return True
    said = (BlockKind.TEXT, BlockKind.HEADING)
    return sum(block.length for block in lost if block.kind in said) >= _LEAST_END
