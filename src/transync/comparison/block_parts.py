"""The parts of two documents whose blocks can stand for each other."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from transync.comparison.lost_lines import Breaks
from transync.comparison.moved_sections import MovedSections
from transync.comparison.notebook_cells import CellAlignment
from transync.documents.document import Block


class BlocksOfPart(NamedTuple):
    """The blocks of the source, by index, whose counterparts are among those of the translation.

    Those of one that `is_moved` stand elsewhere; one that `is_lost` is known to have none.
    """

    source: Sequence[int]
    translation: Sequence[int]
    is_moved: bool = False
    is_lost: bool = False


def parts_of_cells(cells: CellAlignment, source: int, translation: int) -> list[BlocksOfPart]:
    """The blocks of cells that stand for each other, within so many blocks of both bodies."""
    return [
        BlocksOfPart(
            range(i.start, min(i.stop, source)), range(j.start, min(j.stop, translation)), is_moved
        )
        for i, j, is_moved in cells.compared_blocks
    ]


def parts_around(
    moved: Sequence[MovedSections], source: int, translation: int
) -> list[BlocksOfPart]:
    """What moved, each by itself, and all the rest of so many blocks of both documents."""
    lefts = {i for each in moved for i in each.source}
    rights = {j for each in moved for j in each.translation}
    rest = BlocksOfPart(
        [i for i in range(source) if i not in lefts],
        [j for j in range(translation) if j not in rights],
    )
    return [rest, *(BlocksOfPart(each.source, each.translation, is_moved=True) for each in moved)]


def parts_at(
    breaks: Breaks,
    parts: Sequence[BlocksOfPart],
    source: Sequence[Block],
    translation: Sequence[Block],
) -> list[BlocksOfPart]:
    """The same parts, but apart from each other where lines are known to be lost."""
    for lost in breaks.values():
        if lost is not None:
            # A block that breaks off stands above what is lost, one that goes on below it.
            above = bisect_right(source, lost.stump, key=lambda block: block.line)
            below = bisect_left(source, lost.goes_on, key=lambda block: block.last_line)
            other = bisect_left(translation, lost.first, key=lambda block: block.last_line)
            parts = [each for part in parts for each in _parted(part, above, below, other)]
    return list(parts)


def _parted(part: BlocksOfPart, above: int, below: int, other: int) -> Iterator[BlocksOfPart]:
    """What stands above blocks of the source that are lost, these, and what stands below.

    They are those from `above` up to before `below`; in the translation, `other` is the first block
    that stands below. What moved stays whole.
    """
    if part.is_moved:
        yield part
        return
    first, end = bisect_left(part.source, above), bisect_left(part.source, below)
    middle = bisect_left(part.translation, other)
    yield BlocksOfPart(part.source[:first], part.translation[:middle])
    yield BlocksOfPart(part.source[first:end], (), is_lost=True)
    yield BlocksOfPart(part.source[end:], part.translation[middle:])
