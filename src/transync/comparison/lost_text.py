"""Which texts without counterpart are really lost or added, and which a neighbour says as well.

Translators merge and split paragraphs, make one paragraph of a list, and set right what its author
indented by accident. What was said is there then, in blocks that are longer for it. So around each
gap in the alignment, the lengths of all texts are compared with what is to be expected of them.

The weights were set by hand; nobody has measured them one by one. What all of them do together is
measured by `python -m bench.recall CORPUS --samples 8 --seed 42` and by `python -m bench.precision
security-101 azd-for-beginners`, whose results are in docs/accuracy.md.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from math import sqrt
from statistics import median
from typing import NamedTuple

from transync.comparison.aligned_blocks import AlignedBlocks
from transync.documents.document import Block, BlockKind

# Fewer pairs than that don't say how much longer a language is, and how far texts stray from it;
# nor do texts of fewer characters.
_ENOUGH_PAIRS, _SHORT_TEXT = 5, 20
# How far the lengths of texts stray from what is expected, as a share of it: at least, and where a
# page has too few pairs to tell.
_LEAST_SPREAD, _USUAL_SPREAD = 0.15, 0.3
# The median deviation of a normal distribution, in standard deviations.
_MEDIAN_DEVIATION = 0.6745
# By how many characters any text may stray.
_NOISE = 3.0
# A text of which less than this share is missing around its place is there, in one way or another.
_MISSING_SHARE = 0.65
# By which share the texts of a run may stray all in the same way, if it has more steps than a few.
_BIAS, _FEW_STEPS = 0.1, 4


class _AlignedStep(NamedTuple):
    """A pair of blocks, or a block that has none, in the order of both documents."""

    source: int | None
    translation: int | None

    @property
    def is_pair(self) -> bool:
        return self.source is not None and self.translation is not None


def uncovered(blocks: AlignedBlocks) -> tuple[set[int], set[int]]:
    """The blocks of the source that are lost, and those of the translation that are added.

    Blocks that stand apart are in no neighbour.
    """
    lost = set(range(len(blocks.source))).difference(i for i, _ in blocks.pairs)
    added = set(range(len(blocks.translation))).difference(j for _, j in blocks.pairs)
    if not lost and not added:
        return lost, added
    coverage = _measured(blocks)
    for window in coverage.windows():
        deficit, doubt = coverage.deficit(window), coverage.doubt(window)
        # Of an image alone, lengths say nothing.
        alone = {i for i in _sources(window) if i in lost and blocks.source[i].length}
        if deficit <= max(_MISSING_SHARE * coverage.expected_length(alone), doubt):
            lost -= alone
        alone = {j for j in _translations(window) if j in added}
        if -deficit <= max(_MISSING_SHARE * coverage.length(alone), doubt):
            added -= alone - _repeated(blocks.translation, alone)
    return lost, added


def is_text(block: Block) -> bool:
    """Whether it is prose of some length; what is indented by accident may be."""
    is_indented = block.kind is BlockKind.CODE and not block.is_fenced
    return block.length > 0 and (block.kind is BlockKind.TEXT or is_indented)


def repeated_texts(lost: Collection[int], source: Sequence[Block]) -> set[int]:
    """The lost texts that the source itself says twice, one below the other, and not both lost.

    Translators put right what its author doubled by accident.
    """
    found = set[int]()
    for i in lost:
        beside = [n for n in (i - 1, i + 1) if 0 <= n < len(source) and n not in lost]
        if source[i].length and any(_is_repeated(source[i], source[n]) for n in beside):
            found.add(i)
    return found


def _is_repeated(block: Block, beside: Block) -> bool:
    is_prose = block.kind in (BlockKind.TEXT, BlockKind.HEADING)
    is_same = block.digest == beside.digest and block.level == beside.level
    return is_prose and block.kind is beside.kind and is_same


def _repeated(translation: Sequence[Block], added: Collection[int]) -> set[int]:
    """What says nothing but what stands above or below it: no part of another text."""
    return {j for j in added if _stands_beside_itself(translation, j)}


def _stands_beside_itself(translation: Sequence[Block], j: int) -> bool:
    beside = (*translation[max(j - 1, 0) : j], *translation[j + 1 : j + 2])
    return any(block.digest == translation[j].digest for block in beside)


def _measured(blocks: AlignedBlocks) -> _Coverage:
    """The coverage of these blocks, with what their pairs tell of the language."""
    steps = list(_steps(len(blocks.source), len(blocks.translation), blocks.pairs))
    growths = list(_growths(blocks))
    if len(growths) < _ENOUGH_PAIRS:
        return _Coverage(blocks, steps)
    growth = median(growths) or 1.0
    deviation = median(abs(one / growth - 1) for one in growths)
    spread = max(deviation / _MEDIAN_DEVIATION, _LEAST_SPREAD)
    return _Coverage(blocks, steps, growth=growth, spread=spread)


def _growths(blocks: AlignedBlocks) -> Iterator[float]:
    """How much longer each text is in the translation, but for what was not translated."""
    for i, j in blocks.pairs:
        source, translation = blocks.source[i], blocks.translation[j]
        is_translated = source.digest != translation.digest and source.length >= _SHORT_TEXT
        if is_translated and source.kind is translation.kind is BlockKind.TEXT:
            yield translation.length / source.length


class _Coverage(NamedTuple):
    """What lengths the translation's texts have, and what they should have.

    `growth` is how much longer texts are in the translation, `spread` how far they stray from that,
    as a share.
    """

    blocks: AlignedBlocks
    steps: Sequence[_AlignedStep]
    growth: float = 1.0
    spread: float = _USUAL_SPREAD

    def windows(self) -> Iterator[Sequence[_AlignedStep]]:
        """The runs of texts around what has no counterpart, with the neighbours that it may be in.

        A neighbour of the wrong length comes with its own neighbours.
        """
        end = 0
        for start, step in enumerate(self.steps):
            if start < end or step.is_pair or not self._is_text(start):
                continue
            first, last = start, start
            while first > end and self._is_text(first - 1) and self._leads_on(first, first - 1):
                first -= 1
            while self._is_text(last + 1) and self._leads_on(last, last + 1):
                last += 1
            end = last + 1
            yield self.steps[first:end]

    def expected_length(self, indices: Collection[int]) -> float:
        """How long the translations of these blocks of the source should be."""
        return sum(self.blocks.source[i].length for i in indices) * self.growth

    def length(self, indices: Collection[int]) -> float:
        """How long these blocks of the translation are."""
        return sum(self.blocks.translation[j].length for j in indices)

    def deficit(self, steps: Sequence[_AlignedStep]) -> float:
        """How much text these steps lack; below 0, how much they have too much."""
        return self.expected_length(_sources(steps)) - self.length(_translations(steps))

    def doubt(self, steps: Sequence[_AlignedStep]) -> float:
        """Up to which deficit nothing is lost, because texts differ in length as it is."""
        chance = sqrt(sum(self.expected_length((i,)) ** 2 for i in _sources(steps)))
        strayed = _NOISE + self.spread * chance
        # Items of a list are seldom merged or split.
        if len(steps) <= _FEW_STEPS or all(map(self._is_item, steps)):
            return strayed
        # Long paragraphs grow otherwise than short items, all of them in the same way.
        paired = _sources([step for step in steps if step.is_pair])
        return strayed + _BIAS * self.expected_length(paired)

    def _leads_on(self, edge: int, beyond: int) -> bool:
        """Whether the run goes on from its edge to the text beyond, because either is unlike."""
        return self._is_unlike(edge) or self._is_unlike(beyond)

    def _is_unlike(self, index: int) -> bool:
        """Whether a step is no pair of texts of the expected length."""
        step = self.steps[index]
        return not step.is_pair or abs(self.deficit([step])) > self.doubt([step])

    def _is_item(self, step: _AlignedStep) -> bool:
        """Whether these are items of lists."""
        return all(block.nesting.endswith("i") for block in self._blocks_of(step))

    def _is_text(self, index: int) -> bool:
        if index >= len(self.steps):
            return False
        step = self.steps[index]
        is_source_apart = step.source in self.blocks.source_apart
        if is_source_apart or step.translation in self.blocks.translation_apart:
            return False
        return all(map(is_text, self._blocks_of(step)))

    def _blocks_of(self, step: _AlignedStep) -> Iterator[Block]:
        """The one or two blocks of a step."""
        if step.source is not None:
            yield self.blocks.source[step.source]
        if step.translation is not None:
            yield self.blocks.translation[step.translation]


def _sources(steps: Sequence[_AlignedStep]) -> Sequence[int]:
    return [step.source for step in steps if step.source is not None]


def _translations(steps: Sequence[_AlignedStep]) -> Sequence[int]:
    return [step.translation for step in steps if step.translation is not None]


def _steps(
    source: int, translation: int, pairs: Sequence[tuple[int, int]]
) -> Iterator[_AlignedStep]:
    """The steps through so many blocks of the source and the translation."""
    last_i = last_j = 0
    for i, j in (*pairs, (source, translation)):
        yield from (_AlignedStep(n, None) for n in range(last_i, i))
        yield from (_AlignedStep(None, n) for n in range(last_j, j))
        if i < source:
            yield _AlignedStep(i, j)
        last_i, last_j = i + 1, j + 1
