"""The blocks of two documents, aligned: which stands for which, which are lost, which are new."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from functools import cached_property
from itertools import count
from math import inf
from typing import NamedTuple

from transync.comparison.block_alignment import Places, align_blocks, is_unfinished
from transync.comparison.disclaimer import body_blocks
from transync.comparison.lost_text import is_text, uncovered
from transync.comparison.notebook_cells import CellAlignment
from transync.comparison.page import Page
from transync.comparison.surplus import harmless_blocks
from transync.comparison.swallowed_text import find_swallow
from transync.documents.document import Block, BlockKind

# A lost end of fewer characters is a farewell.
_LEAST_TAIL = 80
# A text of so much of its expected length, without a full stop, has lost its end.
_SHORT = 0.8


class LostSection(NamedTuple):
    """A run of blocks of the source that is lost as a whole: from `first` up to before `end`."""

    first: int
    end: int


class Structure:
    """Blocks of the source against those of the translation, by index.

    `lost` are blocks of the source without counterpart, `added` those of the translation; the
    disclaimer is not part of it. `tail` is the first block of the source after which the
    translation has no more, `cut_off` the one above it, of which a part may have gone with
    the end; `sections` are sections that are lost with all that they hold.
    Where a block of code swallows the text below it (`swallow`), only what stands above is aligned.
    `cells` are those of notebooks: only blocks of cells that stand for each other are compared.
    `sources` has the pairs the other way round.
    """

    def __init__(self, source: Page, translation: Page) -> None:
        self.source: Sequence[Block] = source.document.blocks
        self.translation = body_blocks(source, translation)
        self._source_lines = [block.line for block in self.source]
        self.swallow = find_swallow(self.source, self.translation)
        if self.swallow:
            self.source = self.source[: self.swallow.above]
            self.translation = self.translation[: self.swallow.above]
        beyond = translation.document.blocks[len(self.translation) :]
        self._end_line = beyond[0].line if beyond else inf
        self._first_line = next((block.line for block in translation.document.blocks), 1)
        self.cells = CellAlignment(source, translation)
        ranges = self._compared_ranges(source.document.is_notebook)
        self._apart = tuple(
            frozenset(range(len(blocks))) - {n for both in ranges for n in both[side]}
            for side, blocks in enumerate((self.source, self.translation))
        )
        places = _places(source, self.source), _places(translation, self.translation)
        self.pairs = align_blocks(self.source, self.translation, places, ranges)
        self.sources: Mapping[int, int] = {j: i for i, j in self.pairs}
        lost, added = uncovered(self.source, self.translation, self.pairs, *self._apart)
        self.lost = frozenset(lost)
        added -= self._apart[1]
        self._tables = source.document.tables, translation.document.tables
        added -= harmless_blocks(added, self, (source, translation), self._end_line < inf)
        self.added = frozenset(added)
        self.tail = len(self.source) if self.swallow else self._tail()
        self.cut_off = self.pairs[-1][0] if self.tail < len(self.source) and self.pairs else None
        self.sections = tuple(self._sections())

    def block_pairs(self) -> Iterator[tuple[Block, Block]]:
        """The blocks that stand for each other, but for one that is cut off."""
        return ((self.source[i], self.translation[j]) for i, j in self.pairs if i != self.cut_off)

    @cached_property
    def table_pairs(self) -> Mapping[int, tuple[Block, Block]]:
        """The tables that stand for each other, by the ordinal of the source's."""
        pairs = self.block_pairs()
        return {a.ordinal: (a, b) for a, b in pairs if a.kind is b.kind is BlockKind.TABLE}

    def block_at(self, line: int) -> Block | None:
        """The translation's block in which a line stands."""
        index = self._translation_index(line)
        found = self.translation[index] if index >= 0 else None
        return found if found and line <= found.last_line else None

    def pair_at(self, line: int) -> tuple[Block, Block] | None:
        """The blocks that stand for each other of which the translation's is on a line."""
        there, i = self.block_at(line), self.source_index(line)
        if there is None or i is None or i == self.cut_off:
            return None
        return self.source[i], there

    @cached_property
    def has_all_code(self) -> bool:
        """Whether no block of code is lost or added."""
        found = self.lost_blocks(BlockKind.CODE), self.added_blocks(BlockKind.CODE)
        return not any(any(blocks) for blocks in found)

    def lost_blocks(self, kind: BlockKind) -> Iterator[Block]:
        """The source's lost blocks of a kind, without those that are part of a bigger loss."""
        for i in sorted(self.lost):
            if self.source[i].kind is kind and not self.is_explained(i):
                yield self.source[i]

    def added_blocks(self, kind: BlockKind) -> Iterator[Block]:
        """The translation's added blocks of a kind."""
        blocks = (self.translation[j] for j in sorted(self.added))
        return (block for block in blocks if block.kind is kind)

    def lost_texts(self) -> Iterator[Sequence[Block]]:
        """The source's lost texts, those that stand together in one, without those explained."""
        lost = {i for i in self.lost if is_text(self.source[i]) and not self.is_explained(i)}
        return (self.source[run.start : run.stop] for run in _runs(lost))

    def added_texts(self) -> Iterator[Sequence[Block]]:
        """The translation's added texts, those that stand together in one."""
        added = {j for j in self.added if is_text(self.translation[j])}
        return (self.translation[run.start : run.stop] for run in _runs(added))

    def section_of(self, index: int) -> LostSection:
        """The section that a heading opens: up to the next heading of its level or above."""
        level = self.source[index].level
        for end in range(index + 1, len(self.source)):
            if self.source[end].kind is BlockKind.HEADING and self.source[end].level <= level:
                return LostSection(index, end)
        return LostSection(index, len(self.source))

    @property
    def is_cut_short(self) -> bool:
        """Whether the last text stands for the source's, but ends in the middle of a sentence."""
        ends = len(self.source) - 1, len(self.translation) - 1
        if not self.pairs or self.pairs[-1] != ends or not self.source[-1].ending:
            return False
        texts = [(s.length, t.length) for s, t in self.block_pairs() if is_text(s) and is_text(t)]
        growth = sum(there for _, there in texts) / (sum(ours for ours, _ in texts) or 1)
        is_short = self.translation[-1].length < _SHORT * growth * self.source[-1].length
        return is_short and is_unfinished(self.translation)

    def is_explained(self, index: int) -> bool:
        """Whether a lost block of the source is part of a bigger loss."""
        at = bisect_right(self.sections, index, key=lambda section: section.first) - 1
        is_in_section = at >= 0 and index < self.sections[at].end
        return index >= self.tail or is_in_section or index in self._apart[0]

    def explains_loss(self, source_line: int) -> bool:
        """Whether what stands on a line of the source is lost with the text around it.

        So is what a block of code swallows.
        """
        index = self.block_index(source_line)
        if index >= len(self.source):
            return True
        if index in self.lost:
            return self.is_explained(index) or is_text(self.source[index])
        return index == self.cut_off

    @property
    def links_apart(self) -> tuple[frozenset[int], frozenset[int]]:
        """The links, by their number on either side, of blocks that can't be compared."""
        both = zip((self.source, self.translation), self._apart, strict=True)
        ours, theirs = (
            frozenset(link for n in apart for link in range(*blocks[n].links))
            for blocks, apart in both
        )
        return ours, theirs

    def heading_pairs(self) -> dict[int, int]:
        """Index of the translation's heading -> index of the source's."""
        return {
            there.ordinal: source.ordinal
            for source, there in self.block_pairs()
            if source.kind is there.kind is BlockKind.HEADING
        }

    def explains_gain(self, line: int) -> bool:
        """Whether what stands on a line of the translation came with a text that was added.

        So may what stands in a block that is cut off.
        """
        index = self._translation_index(line)
        if self.cut_off is not None and self.sources.get(index) == self.cut_off:
            return True
        return index in self.added and is_text(self.translation[index])

    def is_beyond(self, line: int) -> bool:
        """Whether a line of the translation is swallowed by code, or part of the disclaimer."""
        return line >= self._end_line

    def block_index(self, source_line: int) -> int:
        """The index of the source's block in which a line stands; -1 above the first one."""
        return bisect_right(self._source_lines, source_line) - 1

    def counterpart(self, line: int) -> int | None:
        """The index of the source's block for the one in which a line of the translation stands.

        None where there is no such block, only one of another kind, or one that is cut off.
        """
        index = self._translation_index(line)
        i = self.sources.get(index)
        if i is None or i == self.cut_off:
            return None
        return i if self.source[i].kind is self.translation[index].kind else None

    def source_index(self, line: int) -> int | None:
        """The index of the source's block, of whatever kind, for a line of the translation."""
        return self.sources.get(self._translation_index(line))

    def _translation_index(self, line: int) -> int:
        return bisect_right(self.translation, line, key=lambda block: block.line) - 1

    def line_of(self, source_line: int) -> int:
        """The line of the translation where the text of a source line stands or should stand."""
        index = self.block_index(source_line)
        at = bisect_right(self.pairs, index, key=lambda pair: pair[0])
        if not at:
            return self._first_line
        i, j = self.pairs[at - 1]
        there = self.translation[j]
        if i < index:
            return there.last_line
        # Lines of one block: as far below its first line.
        return min(there.line + source_line - self.source[i].line, there.last_line)

    def _compared_ranges(self, is_notebook: bool) -> Sequence[tuple[range, range]]:
        """The ranges of blocks that are aligned with each other, and with no others."""
        every = range(len(self.source)), range(len(self.translation))
        if not is_notebook:
            return [every]
        cells = self.cells.compared_blocks
        return [(_within(a, every[0]), _within(b, every[1])) for a, b in cells]

    def _tail(self) -> int:
        """The first block of the source's end that the translation does not have."""
        lost = self.lost - self._apart[0]
        if not self.translation:
            return 0 if lost else len(self.source)
        tail = len(self.source)
        while tail - 1 in lost:
            tail -= 1
        last = self.pairs[-1][1] if self.pairs else -1
        if tail == len(self.source) or last < max(self.added, default=-1):
            return len(self.source)
        first, end = self.source[tail], len(self.source)
        is_section = first.kind is BlockKind.HEADING and self.section_of(tail).end == end
        is_cut = last >= 0 and self._is_cut_off(self.source[self.pairs[-1][0]], last)
        is_long = end - tail > 1 and not is_section and self._is_substantial(tail, last)
        return tail if is_cut or is_long else end

    def _is_cut_off(self, source: Block, last: int) -> bool:
        """Whether the text ends inside a link or a row, or in the middle of a sentence."""
        block = self.translation[last]
        if block.kind is BlockKind.TABLE:
            table = self._tables[1][block.ordinal]
            return bool(table.rows) and table.rows[-1].cells < table.columns
        return block.is_cut or (bool(source.ending) and is_unfinished(self.translation))

    def _is_substantial(self, tail: int, last: int) -> bool:
        """Whether a lost end is more than a farewell."""
        lost = self.source[tail:]
        if last < 0 or any(block.kind in (BlockKind.CODE, BlockKind.TABLE) for block in lost):
            return True
        said = (BlockKind.TEXT, BlockKind.HEADING)
        return sum(block.length for block in lost if block.kind in said) >= _LEAST_TAIL

    def _sections(self) -> Iterator[LostSection]:
        end = 0
        for index in sorted(self.lost - self._apart[0]):
            if self.source[index].kind is BlockKind.HEADING and end <= index < self.tail:
                section = self.section_of(index)
                is_whole = all(n in self.lost for n in range(index, section.end))
                if is_whole and section.end - index > 1:
                    end = section.end
                    yield section


def _within(part: range, whole: range) -> range:
    return range(min(part.start, whole.stop), min(part.stop, whole.stop))


def _runs(numbers: Collection[int]) -> Iterator[range]:
    """Runs of successive numbers."""
    for first in sorted(n for n in numbers if n - 1 not in numbers):
        yield range(first, next(n for n in count(first) if n not in numbers))


def _places(page: Page, blocks: Sequence[Block]) -> Places:
    return [Counter(side.target.place for side in page.sides[slice(*b.links)]) for b in blocks]
