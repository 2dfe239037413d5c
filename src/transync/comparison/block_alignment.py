"""Which block of a translation stands for which of the source."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from typing import NamedTuple, TypeAlias

from transync.comparison.aligned_blocks import AlignedBlocks
from transync.comparison.alignment import Work
from transync.comparison.block_keys import (
    BlockKeys,
    common,
    common_unique,
    distinctive_keys,
    features_of,
    shapes_of,
)
from transync.comparison.block_parts import BlocksOfPart
from transync.comparison.block_similarity import (
    BlockSimilarity,
    PlacedBlock,
    are_in_place,
)
from transync.comparison.common_items import in_order
from transync.comparison.corrected_pairs import (
    BlockStep,
    give_way_to_originals,
    give_way_to_translations,
    without_strangers,
)
from transync.comparison.gapped_alignment import Scores, align_gapped
from transync.comparison.text_endings import have_endings, is_unfinished
from transync.comparison.text_lines import joined
from transync.documents.document import BlockKind

# What a run of lost or added blocks costs, in the scores of `block_similarity`. Set by hand; what
# it does is measured together with those.
_GAP = 0.3
# By how much all blocks but one are more alike where a part was lost and another one added.
_SHIFTED = 0.1
# What a language usually needs weighs as much as so many characters of the source.
_USUAL_TEXT = 60


# The lines of the translation's block at an index, where another text may begin in it.
LinesOf: TypeAlias = Callable[[int], Sequence[PlacedBlock]]


def align_blocks(
    source: Sequence[PlacedBlock],
    translation: Sequence[PlacedBlock],
    parts: Sequence[BlocksOfPart],
    lines: LinesOf,
    usual_growth: float,
) -> AlignedBlocks:
    """Pair the blocks of two documents.

    Blocks of one of the `parts` only stand for blocks of the same; all others stand apart. A text
    of the translation's language is usually longer by `usual_growth` than one of the source's.
    """
    source_indices = [i for part in parts for i in part.source]
    translation_indices = [j for part in parts for j in part.translation]
    aligner = _Aligner(
        [source[i] for i in source_indices],
        [translation[j] for j in translation_indices],
        lines=lambda n: lines(translation_indices[n]),
        work=Work(len(source) + len(translation)),
        usual_growth=usual_growth,
    )
    steps = aligner.steps_of(parts)
    source_blocks = [placed.block for placed in aligner.source]
    translation_blocks = [placed.block for placed in aligner.translation]
    steps = without_strangers(steps, source_blocks, translation_blocks)
    pairs = {step.source: step.translation for step in steps}
    give_way_to_originals(pairs, source_blocks, translation_blocks)
    give_way_to_translations(pairs, source_blocks, translation_blocks)
    return AlignedBlocks(
        [placed.block for placed in source],
        [placed.block for placed in translation],
        pairs=tuple(sorted((source_indices[a], translation_indices[b]) for a, b in pairs.items())),
        source_apart=frozenset(range(len(source))).difference(source_indices),
        translation_apart=frozenset(range(len(translation))).difference(translation_indices),
        broken_off=frozenset(source_indices[step.source] for step in steps if step.breaks_off),
        breaks=tuple(step.last_line for step in steps if step.last_line),
        moved=frozenset(i for part in parts if part.is_moved for i in part.source),
    )


class _BlockPiece(NamedTuple):
    """A block of the translation, or a line of one.

    It belongs to the block at an index; it may end at one of the `ends` (as `Scores` has them), and
    the `rest` is what of the block begins with it.
    """

    block: int
    ends: Sequence[int]
    rest: PlacedBlock
    line: PlacedBlock


def _beginning(pieces: Sequence[_BlockPiece], first: int, end: int) -> PlacedBlock:
    """The beginning of a block, up to a piece."""
    if end == pieces[first].ends[-1]:
        return pieces[first].rest
    return joined([piece.line for piece in pieces[first:end]], is_glued=True)


@dataclass(frozen=True)
class _Aligner:
    """Pairs the blocks of two documents as long as there is `work` left; `left` is the source."""

    source: Sequence[PlacedBlock]
    translation: Sequence[PlacedBlock]
    lines: LinesOf
    work: Work
    usual_growth: float

    def steps_of(self, parts: Sequence[BlocksOfPart]) -> Sequence[BlockStep]:
        """The pairs of all parts, which follow each other in both documents."""
        found = list[BlockStep]()
        first_left = first_right = 0
        for part in parts:
            left = range(first_left, first_left + len(part.source))
            right = range(first_right, first_right + len(part.translation))
            if part.is_lost and found:
                above = found[-1]
                breaks_off = above.breaks_off or self._is_stump(above)
                found[-1] = above._replace(breaks_off=breaks_off)
            found += self.steps(left, right)
            first_left, first_right = left.stop, right.stop
        return found

    def steps(self, lefts: range, rights: range) -> Iterator[BlockStep]:
        """Blocks that nothing else is like first; what stands between them by similarity."""
        return self._steps_around(self._known, lefts, rights)

    def _steps_around(
        self, pairs: Sequence[tuple[int, int]], lefts: range, rights: range
    ) -> Iterator[BlockStep]:
        """The pairs that are known, in their order, and what stands between them."""
        first, end = (bisect_left(pairs, (n,)) for n in (lefts.start, lefts.stop))
        known = [(i, j) for i, j in pairs[first:end] if j in rights]
        last_i, last_j = lefts.start, rights.start
        above: BlockStep | None = None
        for i, j in (*known, (lefts.stop, rights.stop)):
            between = self._between(range(last_i, i), range(last_j, j))
            if above:
                first_below = between[0].source if between else i
                is_lost = last_i < first_below
                yield above._replace(breaks_off=is_lost and self._is_stump(above))
            yield from between
            above = BlockStep(i, j)
            last_i, last_j = i + 1, j + 1

    def _between(self, left: range, right: range) -> list[BlockStep]:
        """What stands between two sure pairs: all of it, where nothing is lost or added."""
        shapes = self._shapes
        if shapes.source[left.start : left.stop] == shapes.translation[right.start : right.stop]:
            return list(map(BlockStep, left, right))
        return list(self._by_similarity(left, right))

    def _is_stump(self, step: BlockStep) -> bool:
        """Whether a block of the translation is rather the beginning of its source than all."""
        source, translation = self.source[step.source], self.translation[step.translation]
        part = self._similarity.part(source, translation, translation)
        return part > self._similarity.whole(source, translation)

    def _by_similarity(self, left: range, right: range) -> Iterator[BlockStep]:
        """What stands between two sure pairs: of a lot of it, what is equal and unique first."""
        if self.work.take(len(left), len(right)):
            yield from self._graded(left, right)
            return
        last_i, last_j = left.start, right.start
        equal = common_unique(left, right, self._features)
        for i, j in (*equal, (left.stop, right.stop)):
            left_gap, right_gap = range(last_i, i), range(last_j, j)
            if self.work.take(len(left_gap), len(right_gap)):
                yield from self._graded(left_gap, right_gap)
            else:
                yield from (BlockStep(*p) for p in common(left_gap, right_gap, self._shapes))
            if i < left.stop:
                yield BlockStep(i, j)
            last_i, last_j = i + 1, j + 1

    def _graded(self, left: range, right: range) -> Iterator[BlockStep]:
        is_parted = len(left) > len(right) and self.work.take(len(left), self._parts(right))
        pieces = self._pieces(right, is_parted=is_parted)
        rests = [piece.rest for piece in pieces]
        ends = [piece.ends for piece in pieces]
        beginning = cache(lambda b, end: _beginning(pieces, b, end))
        similarity, sources = self._similarity, self.source[left.start : left.stop]
        scores = Scores(
            len(left),
            ends,
            whole=lambda a, b: similarity.whole(sources[a], rests[b]),
            part=lambda a, b, end: similarity.part(sources[a], beginning(b, end), rests[b]),
            leads=lambda a: sources[a].block.kind is BlockKind.HEADING,
        )
        for step in align_gapped(scores, _GAP):
            block = pieces[step.first].block
            is_parted = step.breaks_off and step.end < ends[step.first][-1]
            last = pieces[step.end - 1].line.block.line if is_parted else None
            yield BlockStep(left[step.left], block, step.breaks_off, last)

    def _parts(self, right: range) -> int:
        """How many runs of lines there are in blocks of several lines, at most."""
        blocks = (self.translation[j].block for j in right)
        numbers = (block.last_line - block.line + 1 for block in blocks)
        return sum(number * (number + 1) // 2 for number in numbers if number > 1)

    def _pieces(self, right: range, *, is_parted: bool) -> list[_BlockPiece]:
        """The pieces of some blocks: the lines of those in which another text may begin."""
        pieces = list[_BlockPiece]()
        for j in right:
            whole = self.translation[j]
            lines = (self.lines(j) if is_parted else ()) or [whole]
            end = len(pieces) + len(lines)
            for n, line in enumerate(lines):
                rest = joined(lines[n:], is_glued=whole.is_glued) if n else whole
                pieces.append(_BlockPiece(j, range(len(pieces) + 1, end + 1), rest, line))
        return pieces

    @cached_property
    def _similarity(self) -> BlockSimilarity:
        blocks = [placed.block for placed in self.translation]
        return BlockSimilarity(
            growth=self._growth(),
            unfinished=blocks[-1] if is_unfinished(blocks) else None,
            has_endings=have_endings(blocks),
        )

    def _growth(self) -> float:
        """How much longer prose is in the translation, by texts that surely correspond."""
        pairs = list(self._unlike_others)
        for n, (left, right) in enumerate(zip(*self._shapes, strict=False)):
            if left != right:
                break
            pairs.append((n, n))
        both = [(self.source[i].block, self.translation[j].block) for i, j in pairs]
        prose = [pair for pair in both if pair[0].kind is BlockKind.TEXT]
        before = sum(block.length for block, _ in prose)
        after = sum(block.length for _, block in prose)
        return (after + self.usual_growth * _USUAL_TEXT) / (before + _USUAL_TEXT)

    @cached_property
    def _known(self) -> list[tuple[int, int]]:
        """The pairs of blocks that nothing else in their documents is like."""
        if self._shapes.source == self._shapes.translation and not self._is_shifted():
            return []
        return self._unlike_others

    @cached_property
    def _unlike_others(self) -> list[tuple[int, int]]:
        lefts, rights = distinctive_keys(self.source), distinctive_keys(self.translation)
        both = [(i, rights[key]) for key, i in lefts.items() if key in rights]
        return in_order(sorted(both))

    def _is_shifted(self) -> bool:
        """Whether documents of the same shapes have lost and gained as many blocks elsewhere.

        Links alone may have changed places: then all other blocks stand where they did.
        """
        if are_in_place(self.source, self.translation):
            return False
        if all(i == j for i, j in self._unlike_others):
            return False
        every = range(len(self.source))
        gains = [
            self._whole(step.source, step.translation) - self._whole(step.source, step.source)
            for step in self._steps_around(self._unlike_others, every, every)
            if step.source != step.translation
        ]
        # The one that is known by its links may have nothing but these.
        return bool(gains) and sum(gains) - max(gains) > _SHIFTED

    def _whole(self, i: int, j: int) -> float:
        return self._similarity.whole(self.source[i], self.translation[j])

    @cached_property
    def _features(self) -> BlockKeys:
        return BlockKeys(features_of(self.source), features_of(self.translation))

    @cached_property
    def _shapes(self) -> BlockKeys:
        return BlockKeys(shapes_of(self.source), shapes_of(self.translation))
