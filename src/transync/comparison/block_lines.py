"""The blocks of two documents by their lines: which one stands where, and what stands for it."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from transync.comparison.aligned_blocks import AlignedBlocks
from transync.documents.document import Block


@dataclass(frozen=True)
class BlockLines:
    """Where the aligned `blocks` stand; of those of the source that are `cut`, a part may be lost.

    `source_lines` has the first line of each block of the source, of those that nothing is compared
    with, too. The translation begins on `first_line`; what stands on `end_line` or below is no part
    of it.
    """

    blocks: AlignedBlocks
    cut: frozenset[int]
    source_lines: Sequence[int]
    first_line: int
    end_line: float

    @cached_property
    def _translation_lines(self) -> Sequence[int]:
        """The first line of each block of the translation."""
        return [block.line for block in self.blocks.translation]

    def block_at(self, line: int) -> Block | None:
        """The translation's block in which a line stands."""
        index = self.translation_index(line)
        found = self.blocks.translation[index] if index >= 0 else None
        return found if found and line <= found.last_line else None

    def pair_at(self, line: int) -> tuple[Block, Block] | None:
        """The blocks that stand for each other of which the translation's is on a line."""
        translation, i = self.block_at(line), self.counterpart_index(line)
        if translation is None or i is None or i in self.cut:
            return None
        return self.blocks.source[i], translation

    def is_beyond(self, line: int) -> bool:
        """Whether a line of the translation is swallowed by code, or part of the disclaimer."""
        return line >= self.end_line

    def source_index(self, source_line: int) -> int:
        """The index of the source's block in which a line stands; -1 above the first one."""
        return bisect_right(self.source_lines, source_line) - 1

    def translation_index(self, line: int) -> int:
        """The index of the translation's block in which a line stands; -1 above the first one."""
        return bisect_right(self._translation_lines, line) - 1

    def counterpart_index(self, line: int) -> int | None:
        """The index of the source's block, of whatever kind, for a line of the translation."""
        return self.blocks.sources.get(self.translation_index(line))

    def whole_counterpart_index(self, line: int) -> int | None:
        """The index of the source's block for the one in which a line of the translation stands.

        None where there is no such block, only one of another kind, or one that is cut off.
        """
        index = self.translation_index(line)
        i = self.blocks.sources.get(index)
        if i is None or i in self.cut:
            return None
        is_of_one_kind = self.blocks.source[i].kind is self.blocks.translation[index].kind
        return i if is_of_one_kind else None

    def line_of(self, source_line: int) -> int:
        """The line of the translation where the text of a source line stands or should stand."""
        index = self.source_index(source_line)
        at = bisect_right(self.blocks.pairs, index, key=lambda pair: pair[0])
        if not at:
            return self.first_line
        i, j = self.blocks.pairs[at - 1]
        source, translation = self.blocks.source[i], self.blocks.translation[j]
        if i < index:
            return translation.last_line
        # Lines of one block: as far below its first line.
        return min(translation.line + source_line - source.line, translation.last_line)
