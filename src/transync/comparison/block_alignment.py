"""Which block of a translation stands for which of the source."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Hashable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from transync.comparison.alignment import Work, align_graded
from transync.comparison.block_similarity import (
    BlockSimilarity,
    PlacedBlocks,
    distinctive_key,
    features,
    shape,
)
from transync.comparison.common_items import common_pairs, in_order
from transync.documents.document import Block, BlockKind

# What a run of lost or added blocks costs, in the scores of `block_similarity`, and what one at the
# end does: texts are cut off more often than in the middle. Set and measured as they are.
_GAP, _END_GAP = 0.2, 0.15
# So many characters say how much longer a language is than another.
_ENOUGH_TEXT = 60

# So many small words outside links, code and quotations are no name.
_SENTENCE = 2

# Where this share of the texts of this length have a full stop, one without is not finished.
_SENTENCE_LENGTH = 40
_ENDING_SHARE = 0.7


@dataclass(frozen=True)
class AlignedBlocks:
    """The blocks of both documents, and which of the translation stands for which of the source.

    `pairs` are indices, in order. What stands apart, in a cell without counterpart, is compared
    with nothing.
    """

    source: Sequence[Block]
    translation: Sequence[Block]
    pairs: tuple[tuple[int, int], ...]
    source_apart: frozenset[int] = frozenset()
    translation_apart: frozenset[int] = frozenset()

    @cached_property
    def sources(self) -> Mapping[int, int]:
        """The pairs the other way round."""
        return {j: i for i, j in self.pairs}


def align_blocks(
    source: PlacedBlocks, translation: PlacedBlocks, ranges: Sequence[tuple[range, range]]
) -> AlignedBlocks:
    """Pair the blocks of two documents.

    Blocks of one of the `ranges` only stand for blocks of the same; all others stand apart.
    """
    work = Work(len(source.blocks) + len(translation.blocks))
    aligner = _Aligner(source, translation, work)
    pairs = dict[int, int]()
    source_apart = set(range(len(source.blocks)))
    translation_apart = set(range(len(translation.blocks)))
    for source_range, translation_range in ranges:
        pairs.update(aligner.pairs(source_range, translation_range))
        source_apart.difference_update(source_range)
        translation_apart.difference_update(translation_range)
    _give_way_to_originals(pairs, source.blocks, translation.blocks)
    _give_way_to_translations(pairs, source.blocks, translation.blocks)
    return AlignedBlocks(
        source.blocks,
        translation.blocks,
        pairs=tuple(pairs.items()),
        source_apart=frozenset(source_apart),
        translation_apart=frozenset(translation_apart),
    )


def is_unfinished(translation: Sequence[Block]) -> bool:
    """Whether the last text ends without a full stop, where others have one."""
    texts = [b for b in translation if b.kind is BlockKind.TEXT and b.length >= _SENTENCE_LENGTH]
    if not translation or not texts or translation[-1].kind is not BlockKind.TEXT:
        return False
    ended = sum(bool(block.ending) for block in texts)
    return not translation[-1].ending and ended >= _ENDING_SHARE * len(texts)


def _give_way_to_originals(
    pairs: dict[int, int], source: Sequence[Block], translation: Sequence[Block]
) -> None:
    """Let a text that the translation repeats count once, where the repetition took a place."""
    sources = {j: i for i, j in pairs.items()}
    taken = set(sources)
    for run in _runs(sources):
        repeated = [j for j in run[:-1] if _is_repeated(j, sources[j], source, translation)]
        above, below = run.start - 1, run.stop
        if repeated and below < len(translation) and below not in taken:
            pairs.update({sources[n]: n + 1 for n in range(repeated[0] + 1, run.stop)})
            taken.add(below)
        elif repeated and above >= 0 and above not in taken:
            pairs.update({sources[n]: n - 1 for n in range(run.start, repeated[-1] + 1)})
            taken.add(above)


def _is_repeated(j: int, i: int, source: Sequence[Block], translation: Sequence[Block]) -> bool:
    """Whether a text is the next one as well, while their sources `i` and `i + 1` differ."""
    text = translation[j]
    is_next = text.length > 0 and text.digest == translation[j + 1].digest
    return is_next and source[i].digest != source[i + 1].digest


def _runs(sources: Mapping[int, int]) -> Iterator[range]:
    """The runs of successive keys whose values are successive, too."""
    start: int | None = None
    for j in sorted(sources):
        start = j if start is None else start
        if sources.get(j + 1) != sources[j] + 1:
            yield range(start, j + 1)
            start = None


def _give_way_to_translations(
    pairs: dict[int, int], source: Sequence[Block], translation: Sequence[Block]
) -> None:
    """Let a text that was left in the source's language be none beside its translation."""
    taken = set(pairs.values())
    for i, j in pairs.items():
        block, below = source[i], j + 1
        is_left = block.words >= _SENTENCE and block.digest == translation[j].digest
        is_free = below not in taken and below < len(translation)
        if is_left and is_free and shape(block) == shape(translation[below]):
            pairs[i] = below


class _BlockKeys(NamedTuple):
    """A key of each block of both documents."""

    source: Sequence[Hashable]
    translation: Sequence[Hashable]


@dataclass(frozen=True)
class _Aligner:
    """Pairs the blocks of two documents as long as there is `work` left; `left` is the source."""

    source: PlacedBlocks
    translation: PlacedBlocks
    work: Work

    def pairs(self, lefts: range, rights: range) -> Iterator[tuple[int, int]]:
        """Blocks that nothing else is like first; what stands between them by similarity."""
        first, end = (bisect_left(self._known, (n,)) for n in (lefts.start, lefts.stop))
        known = [(i, j) for i, j in self._known[first:end] if j in rights]
        last_i, last_j = lefts.start, rights.start
        for i, j in (*known, (lefts.stop, rights.stop)):
            left, right = range(last_i, i), range(last_j, j)
            if self._shapes.source[last_i:i] == self._shapes.translation[last_j:j]:
                yield from zip(left, right, strict=True)
            else:
                yield from self._by_similarity(left, right)
            if i < lefts.stop:
                yield i, j
            last_i, last_j = i + 1, j + 1

    def _by_similarity(self, left: range, right: range) -> Iterator[tuple[int, int]]:
        """What stands between two sure pairs: of a lot of it, what is equal first."""
        if self.work.take(len(left), len(right)):
            yield from self._graded(left, right)
            return
        last_i, last_j = left.start, right.start
        equal = _common(left, right, self._features)
        for i, j in (*equal, (left.stop, right.stop)):
            left_gap, right_gap = range(last_i, i), range(last_j, j)
            if self.work.take(len(left_gap), len(right_gap)):
                yield from self._graded(left_gap, right_gap)
            else:
                yield from _common(left_gap, right_gap, self._shapes)
            if i < left.stop:
                yield i, j
            last_i, last_j = i + 1, j + 1

    def _graded(self, left: range, right: range) -> list[tuple[int, int]]:
        ends = len(self.source.blocks), len(self.translation.blocks)
        is_end = (left.stop, right.stop) == ends
        return align_graded(
            left,
            right,
            score=self._similarity.score,
            leads=self._opens_section,
            gap=_GAP,
            end_gap=_END_GAP if is_end else None,
        )

    def _opens_section(self, i: int) -> bool:
        return self.source.blocks[i].kind is BlockKind.HEADING

    @cached_property
    def _similarity(self) -> BlockSimilarity:
        blocks = self.translation.blocks
        unfinished = len(blocks) - 1 if is_unfinished(blocks) else -1
        return BlockSimilarity(
            self.source, self.translation, growth=self._growth(), unfinished=unfinished
        )

    def _growth(self) -> float:
        """How much longer texts are in the translation, by those that surely correspond."""
        pairs = list(self._known)
        for n, (left, right) in enumerate(zip(*self._shapes, strict=False)):
            if left != right:
                break
            pairs.append((n, n))
        before = sum(self.source.blocks[i].length for i, _ in pairs)
        after = sum(self.translation.blocks[j].length for _, j in pairs)
        return after / before if before > _ENOUGH_TEXT else 1.0

    @cached_property
    def _known(self) -> list[tuple[int, int]]:
        """The pairs of blocks that nothing else in their documents is like."""
        if self._shapes.source == self._shapes.translation:
            return []
        lefts, rights = _distinctive(self.source), _distinctive(self.translation)
        both = [(i, rights[key]) for key, i in lefts.items() if key in rights]
        return in_order(sorted(both))

    @cached_property
    def _features(self) -> _BlockKeys:
        return _BlockKeys(_features(self.source), _features(self.translation))

    @cached_property
    def _shapes(self) -> _BlockKeys:
        return _BlockKeys(_shapes(self.source), _shapes(self.translation))


def _common(left: range, right: range, keys: _BlockKeys) -> list[tuple[int, int]]:
    """The blocks with the same key, in order."""
    lefts = keys.source[left.start : left.stop]
    rights = keys.translation[right.start : right.stop]
    return [(left[i], right[j]) for i, j in common_pairs(lefts, rights)]


def _features(placed: PlacedBlocks) -> Sequence[Hashable]:
    return list(map(features, placed.blocks, placed.places))


def _shapes(placed: PlacedBlocks) -> Sequence[Hashable]:
    return list(map(shape, placed.blocks))


def _distinctive(placed: PlacedBlocks) -> Mapping[Hashable, int]:
    """The keys that one block has and no other, and its index."""
    keys = list(map(distinctive_key, placed.blocks, placed.places))
    counts = Counter(keys)
    return {key: n for n, key in enumerate(keys) if key is not None and counts[key] == 1}
