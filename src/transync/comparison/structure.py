"""The blocks of two documents, aligned: which stands for which, which are lost, which are new."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import count
from math import inf

from transync.comparison.aligned_blocks import AlignedBlocks
from transync.comparison.block_alignment import align_blocks
from transync.comparison.block_keys import recognized
from transync.comparison.block_lines import BlockLines
from transync.comparison.block_parts import (
    parts_around,
    parts_at,
    parts_of_cells,
)
from transync.comparison.block_similarity import PlacedBlock
from transync.comparison.disclaimer import body_blocks
from transync.comparison.headings import HeadingMap, match_sections
from transync.comparison.hole_edges import blocks_broken_off, blocks_cut_by, with_rows
from transync.comparison.lost_lines import NO_BREAKS, Breaks
from transync.comparison.lost_text import is_text, repeated_texts, uncovered
from transync.comparison.missing_text import MissingText, find_missing_text, is_one_thing
from transync.comparison.moved_sections import MovedSections, find_moved_sections
from transync.comparison.notebook_cells import CellAlignment, align_cells
from transync.comparison.page import Page
from transync.comparison.surplus import harmless_blocks
from transync.comparison.swallowed_text import Swallow, find_swallow
from transync.comparison.text_endings import is_cut_short
from transync.comparison.text_lines import lines_of
from transync.documents.document import Block, BlockKind
from transync.languages.growth import usual_growth

_NOWHERE: Counter[str] = Counter()


def align_structure(source: Page, translation: Page, breaks: Breaks = NO_BREAKS) -> Structure:
    """Align the blocks of two pages, but for the disclaimer, and find what is lost and added.

    Texts that end on one of the `breaks` are known to break off.
    """
    source_blocks: Sequence[Block] = source.document.blocks
    translation_blocks = body_blocks(source, translation)
    cells = align_cells(source, translation, body_end=len(translation_blocks))
    swallow = find_swallow(source_blocks, translation_blocks)
    if swallow:
        source_blocks = source_blocks[: swallow.source_above]
        translation_blocks = translation_blocks[: swallow.translation_above]
    beyond = translation.document.blocks[len(translation_blocks) :]
    placed_source = _placed(source, source_blocks)
    placed_translation = _placed(translation, translation_blocks)
    moved = list[MovedSections]()
    if source.document.is_notebook:
        parts = parts_of_cells(cells, len(source_blocks), len(translation_blocks))
    else:
        moved = find_moved_sections(placed_source, placed_translation)
        parts = parts_around(moved, len(source_blocks), len(translation_blocks))
        parts = parts_at(breaks, parts, source_blocks, translation_blocks)
    blocks = align_blocks(
        placed_source,
        placed_translation,
        parts,
        lambda j: lines_of(translation, translation_blocks[j]),
        usual_growth(source.document.prose.text, translation.document.prose.text),
    )
    in_place = blocks.in_place()
    lost, added = uncovered(in_place)
    lost -= blocks.moved
    added -= {j for i, j in blocks.pairs if i in blocks.moved}
    said_once = repeated_texts(lost, source_blocks)
    lost -= said_once
    added -= blocks.translation_apart
    added -= harmless_blocks(added, blocks, source, translation, has_disclaimer=bool(beyond))
    if swallow:
        # Nobody can tell where what is swallowed begins.
        lost -= set(range(blocks.pairs[-1][0] + 1 if blocks.pairs else 0, len(source_blocks)))
    # Of a page that has lost nothing, nobody asks what breaks off.
    broken_off = set(blocks_broken_off(blocks, source, translation, breaks)) if lost else set()
    runs = find_missing_text(in_place, lost, added, broken_off)
    holes = [run for run in runs if not is_one_thing(run, source_blocks)]
    missing = [with_rows(run, blocks, source, translation, breaks) for run in holes]
    cut = frozenset(i for run in missing for i in blocks_cut_by(run, blocks))
    # Where nothing is lost or added, each block is known by its place.
    known = recognized(blocks.targets, placed_source, placed_translation) if lost or added else ()
    lines = BlockLines(
        blocks=blocks,
        cut=cut,
        source_lines=[block.line for block in source.document.blocks],
        first_line=next((block.line for block in translation.document.blocks), 1),
        end_line=beyond[0].line if beyond else inf,
    )
    return Structure(
        blocks=blocks,
        lines=lines,
        lost=frozenset(lost),
        said_once=frozenset(said_once),
        added=frozenset(added),
        recognized=frozenset(known),
        missing=tuple(missing),
        moved=tuple(moved),
        swallow=swallow,
        cells=cells,
    )


@dataclass(frozen=True)
class Structure:
    """Blocks of the source against those of the translation, by index; `lines` has them by line.

    `lost` are blocks of the source without counterpart, `added` those of the translation; the
    disclaimer is not part of it. `said_once` are those that the source says twice, one below the
    other, and the translation once. `recognized` are those that have what no other block has, as
    their counterparts do. `missing` are the runs of lost blocks that hold text, or more than one
    thing. `moved` are sections that stand elsewhere.
    Where a block of code swallows the text below it (`swallow`), only what stands above is aligned.
    `cells` are those of notebooks: only blocks of cells that stand for each other are compared.
    """

    blocks: AlignedBlocks
    lines: BlockLines
    lost: frozenset[int]
    said_once: frozenset[int]
    added: frozenset[int]
    recognized: frozenset[int]
    missing: tuple[MissingText, ...]
    moved: tuple[MovedSections, ...]
    swallow: Swallow | None
    cells: CellAlignment

    @property
    def source(self) -> Sequence[Block]:
        return self.blocks.source

    @property
    def translation(self) -> Sequence[Block]:
        return self.blocks.translation

    @property
    def pairs(self) -> Sequence[tuple[int, int]]:
        """The indices of the blocks that stand for each other, in order."""
        return self.blocks.pairs

    @property
    def cut(self) -> frozenset[int]:
        """The blocks of the source of which a part may be lost with what is missing."""
        return self.lines.cut

    def block_pairs(self) -> Iterator[tuple[Block, Block]]:
        """The blocks that stand for each other, but for those that are cut off."""
        source, translation, cut = self.source, self.translation, self.cut
        return ((source[i], translation[j]) for i, j in self.pairs if i not in cut)

    def _pairs_of(self, kind: BlockKind) -> Iterator[tuple[Block, Block]]:
        """The blocks that stand for each other and are both of a kind."""
        for source, translation in self.block_pairs():
            if source.kind is translation.kind is kind:
                yield source, translation

    @cached_property
    def table_pairs(self) -> Mapping[int, tuple[Block, Block]]:
        """The tables that stand for each other, by the ordinal of the source's."""
        return {pair[0].ordinal: pair for pair in self._pairs_of(BlockKind.TABLE)}

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
        """The translation's added blocks of a kind, without those of an added text."""
        for j in sorted(self.added - self._added_together):
            if self.translation[j].kind is kind:
                yield self.translation[j]

    def added_texts(self) -> Iterator[Sequence[Block]]:
        """The translation's added texts, with all that stands together with them in one."""
        return (self.translation[run.start : run.stop] for run in self._added_runs)

    @cached_property
    def _added_runs(self) -> Sequence[range]:
        """The runs of added blocks of the translation in which there is a text."""
        runs = _runs(self.added)
        return [run for run in runs if any(is_text(self.translation[j]) for j in run)]

    @cached_property
    def _added_together(self) -> frozenset[int]:
        return frozenset().union(*self._added_runs)

    @property
    def is_cut_short(self) -> bool:
        """Whether the last text stands for the source's, but ends in the middle of a sentence."""
        # Of what is swallowed, the text goes on below, as code.
        return not self.swallow and is_cut_short(self.blocks, self.cut)

    def is_cut(self, line: int) -> bool:
        """Whether a line of the translation stands in a block of which a part is lost."""
        return self.lines.counterpart_index(line) in self.cut

    def is_explained(self, index: int) -> bool:
        """Whether a lost block of the source is part of a bigger loss."""
        if index in self.blocks.source_apart:
            return True
        at = bisect_right(self.missing, index, key=lambda run: run.first) - 1
        run = self.missing[at] if at >= 0 else None
        return run is not None and run.holds(index)

    def is_lost(self, source_line: int) -> bool:
        """Whether a line of the source stands in a block that is part of what is missing."""
        return self.is_explained(self.lines.source_index(source_line))

    def explains_loss(self, source_line: int) -> bool:
        """Whether what stands on a line of the source is lost with the text around it.

        So is what a block of code swallows.
        """
        index = self.lines.source_index(source_line)
        if index >= len(self.source):
            return True
        return self.is_explained(index) or index in self.cut

    @property
    def source_links_apart(self) -> frozenset[int]:
        """The source's links, by their numbers, in blocks that can't be compared."""
        return _links_in(self.source, self.blocks.source_apart)

    @property
    def translation_links_apart(self) -> frozenset[int]:
        """The translation's links, by their numbers, in blocks that can't be compared."""
        return _links_in(self.translation, self.blocks.translation_apart)

    @property
    def has_gaps(self) -> bool:
        """Whether anything is lost or added."""
        return bool(self.lost or self.added)

    def headings(self) -> HeadingMap:
        """Which headings stand for each other; surely those whose texts do, too."""
        return match_sections(self.blocks, self.cut, self.lost, self.added, self.recognized)

    @cached_property
    def has_all_headings(self) -> bool:
        """Whether each heading stands for the one with the same number, in whole documents."""
        if self.swallow:
            return False
        pairs = self.headings().pairs
        numbers = (
            sum(block.kind is BlockKind.HEADING for block in blocks)
            for blocks in (self.source, self.translation)
        )
        return all(i == j for i, j in pairs.items()) and set(numbers) == {len(pairs)}

    def explains_gain(self, line: int) -> bool:
        """Whether what stands on a line of the translation came with a text that was added."""
        return self.lines.translation_index(line) in self._added_together


def _links_in(blocks: Sequence[Block], indices: Collection[int]) -> frozenset[int]:
    return frozenset(link for index in indices for link in range(*blocks[index].links))


def _runs(numbers: Collection[int]) -> Iterator[range]:
    """Runs of successive numbers."""
    for first in sorted(n for n in numbers if n - 1 not in numbers):
        yield range(first, next(n for n in count(first) if n not in numbers))


def _placed(page: Page, blocks: Sequence[Block]) -> list[PlacedBlock]:
    below = [block.line for block in blocks[1:]]
    glued = [block.last_line + 1 == line for block, line in zip(blocks, below, strict=False)]
    links = (page.links[slice(*block.links)] for block in blocks)
    # Most blocks have no links.
    places = (Counter(link.target.place for link in some) if some else _NOWHERE for some in links)
    return list(map(PlacedBlock, blocks, places, [*glued, False]))
