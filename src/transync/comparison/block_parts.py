"""The parts of two documents whose blocks can stand for each other."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from transync.comparison.moved_sections import MovedSections
from transync.comparison.notebook_cells import CellAlignment


class BlocksOfPart(NamedTuple):
    """The blocks of the source, by index, whose counterparts are among those of the translation.

    Those of one that `is_moved` stand elsewhere.
    """

    source: Sequence[int]
    translation: Sequence[int]
    is_moved: bool = False


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
