"""Runs of a source that its translation does not have: where they begin and end, what they hold."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from typing import NamedTuple

from transync.comparison.aligned_blocks import AlignedBlocks
from transync.comparison.lost_text import is_text
from transync.documents.document import Block, BlockKind


class MissingText(NamedTuple):
    """A run of blocks of the source without counterpart, from `first` up to before `end`.

    Above it stands the block of the source `above` (-1 for none), which the translation has; where
    that `breaks_off`, only its beginning. `is_end` says that the translation ends there; if not, it
    goes on with a line of the source, which may be a row of the table `end`. `rows` are the lines
    of the rows of tables above and below that are missing as well.
    """

    first: int
    end: int
    above: int
    breaks_off: bool
    is_end: bool
    goes_on: int | None = None
    rows: tuple[int, ...] = ()

    def holds(self, index: int) -> bool:
        """Whether a block of the source is in it."""
        return self.first <= index < self.end


def find_missing_text(
    blocks: AlignedBlocks,
    lost: Collection[int],
    added: Collection[int],
    broken_off: Collection[int],
) -> Iterator[MissingText]:
    """The runs of lost blocks between pairs, each with all that lies in it.

    Of the blocks of the source that are `broken_off`, the translation has the beginning.
    """
    compared = sorted(set(lost) - blocks.source_apart)
    if not compared:
        return
    last_added = max(added, default=-1)
    above, above_translation, number = -1, -1, 0
    for i, j in (*blocks.pairs, (len(blocks.source), len(blocks.translation))):
        first = number
        while number < len(compared) and compared[number] < i:
            number += 1
        if number > first:
            breaks_off = above in broken_off
            is_end = i == len(blocks.source) and last_added <= above_translation
            # Nothing of what follows stands in a text that breaks off.
            end = i if breaks_off or is_end else compared[number - 1] + 1
            yield MissingText(
                first=above + 1 if breaks_off else compared[first],
                end=end,
                above=above,
                breaks_off=breaks_off,
                is_end=is_end,
                goes_on=blocks.source[end].line if end < len(blocks.source) else None,
            )
        above, above_translation = i, j


def is_one_thing(missing: MissingText, source: Sequence[Block]) -> bool:
    """Whether it is a heading, an image, a table or a fenced piece of code alone: no running text.

    So are pieces of HTML, however many: the rule `html` tells of what they hold.
    """
    if all(block.kind is BlockKind.HTML for block in source[missing.first : missing.end]):
        return True
    if missing.breaks_off or missing.end - missing.first > 1:
        return False
    return not is_text(source[missing.first])
