"""Which texts without counterpart are really lost or added, and which a neighbour says as well.

Translators merge and split paragraphs, make one paragraph of a list, and set right what its author
indented by accident. What was said is there then, in blocks that are longer for it. So around each
gap in the alignment, the lengths of all texts are compared with what is to be expected of them.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from math import sqrt
from statistics import median
from typing import NamedTuple

from transync.documents.document import Block, BlockKind

# Fewer pairs than that don't say how much longer a language is, and how far texts stray from it.
_ENOUGH_PAIRS = 5
_SHORT_TEXT = 20
_LEAST_SPREAD = 0.15
_USUAL_SPREAD = 0.3
# The median deviation of a normal distribution, in standard deviations.
_MEDIAN_DEVIATION = 0.6745
_NOISE = 3.0
# A text of which less than so much is missing around its place is there, in one way or another.
_SHARE = 0.65
_SURE = 1.0
_BIAS = 0.1
_FEW = 4


class _AlignedStep(NamedTuple):
    """A pair of blocks, or a block that has none, in the order of both documents."""

    source: int | None
    translation: int | None

    @property
    def is_pair(self) -> bool:
        return self.source is not None and self.translation is not None


def uncovered(
    source: Sequence[Block],
    translation: Sequence[Block],
    pairs: Sequence[tuple[int, int]],
    ours_apart: Collection[int] = (),
    theirs_apart: Collection[int] = (),
) -> tuple[set[int], set[int]]:
    """The blocks of the source that are lost, and those of the translation that are added.

    Blocks that stand `apart`, in cells of their own, are in no neighbour.
    """
    lost = set(range(len(source))) - {i for i, _ in pairs}
    added = set(range(len(translation))) - {j for _, j in pairs}
    if lost or added:
        coverage = _Coverage(source, translation, pairs, ours_apart, theirs_apart)
        for window in coverage.windows():
            deficit, doubt = coverage.deficit(window), coverage.doubt(window)
            # Of an image alone, lengths say nothing.
            ours = {n for step in window if (n := step.source) in lost and source[n].length}
            theirs = {n for step in window if (n := step.translation) in added}
            if deficit <= max(_SHARE * coverage.expected(ours), doubt):
                lost -= ours
            if -deficit <= max(_SHARE * coverage.given(theirs), doubt):
                added -= theirs - _repeated(translation, theirs)
    return lost, added


def _repeated(translation: Sequence[Block], added: Collection[int]) -> set[int]:
    """What says nothing but what stands above or below it: no part of another text."""
    beside = ((j, n) for j in added for n in (j - 1, j + 1) if 0 <= n < len(translation))
    return {j for j, n in beside if translation[j].digest == translation[n].digest}


class _Coverage:
    """What lengths the translation's texts have, and what they should have."""

    def __init__(
        self,
        source: Sequence[Block],
        translation: Sequence[Block],
        pairs: Sequence[tuple[int, int]],
        ours_apart: Collection[int],
        theirs_apart: Collection[int],
    ) -> None:
        self._source, self._translation = source, translation
        self._apart = ours_apart, theirs_apart
        self._steps = list(_steps(len(source), len(translation), pairs))
        growths = [
            translation[j].length / source[i].length
            for i, j in pairs
            if source[i].kind is translation[j].kind is BlockKind.TEXT
            and source[i].length >= _SHORT_TEXT
            and source[i].digest != translation[j].digest
        ]
        self._growth, self._spread = 1.0, _USUAL_SPREAD
        if len(growths) >= _ENOUGH_PAIRS:
            self._growth = median(growths) or 1.0
            deviation = median(abs(growth / self._growth - 1) for growth in growths)
            self._spread = max(deviation / _MEDIAN_DEVIATION, _LEAST_SPREAD)

    def windows(self) -> Iterator[Sequence[_AlignedStep]]:
        """The runs of texts around what has no counterpart, with the neighbours that it may be in.

        A neighbour of the wrong length comes with its own neighbours.
        """
        end = 0
        for start, step in enumerate(self._steps):
            if start < end or step.is_pair or not self._is_text(start):
                continue
            first, last = start, start
            while first > end and self._is_text(first - 1) and self._leads_on(first, first - 1):
                first -= 1
            while self._is_text(last + 1) and self._leads_on(last, last + 1):
                last += 1
            end = last + 1
            yield self._steps[first:end]

    def expected(self, indices: set[int]) -> float:
        """How long the translations of these blocks of the source should be."""
        return sum(self._source[i].length for i in indices) * self._growth

    def given(self, indices: set[int]) -> float:
        """How long these blocks of the translation are."""
        return sum(self._translation[j].length for j in indices)

    def deficit(self, steps: Sequence[_AlignedStep]) -> float:
        """How much text these steps lack; below 0, how much they have too much."""
        ours = {step.source for step in steps if step.source is not None}
        theirs = {step.translation for step in steps if step.translation is not None}
        return self.expected(ours) - self.given(theirs)

    def doubt(self, steps: Sequence[_AlignedStep]) -> float:
        """Up to which deficit nothing is lost, because texts differ in length as it is."""
        sources = [step.source for step in steps if step.source is not None]
        chance = sqrt(sum(self.expected({i}) ** 2 for i in sources))
        if all(self._is_item(step) for step in steps):
            # Items of a list are seldom merged or split.
            return _NOISE + self._spread * chance
        # Long paragraphs grow otherwise than short items, all of them in the same way.
        paired = {i for i, j in steps if i is not None and j is not None}
        bias = _BIAS * self.expected(paired) if len(steps) > _FEW else 0.0
        return _SURE * (_NOISE + self._spread * chance) + bias

    def _leads_on(self, edge: int, beyond: int) -> bool:
        """Whether the run goes on from its edge to the text beyond, because either is unlike."""
        return self._is_unlike(edge) or self._is_unlike(beyond)

    def _is_unlike(self, index: int) -> bool:
        """Whether a step is no pair of texts of the expected length."""
        step = self._steps[index]
        return not step.is_pair or abs(self.deficit([step])) > self.doubt([step])

    def _is_item(self, step: _AlignedStep) -> bool:
        """Whether these are items of lists."""
        i, j = step
        ours = i is None or self._source[i].nesting.endswith("i")
        return ours and (j is None or self._translation[j].nesting.endswith("i"))

    def _is_text(self, index: int) -> bool:
        if index >= len(self._steps):
            return False
        i, j = self._steps[index]
        if i in self._apart[0] or j in self._apart[1]:
            return False
        ours = i is None or is_text(self._source[i])
        return ours and (j is None or is_text(self._translation[j]))


def is_text(block: Block) -> bool:
    """Whether it is prose of some length; what is indented by accident may be."""
    is_indented = block.kind is BlockKind.CODE and not block.is_fenced
    return block.length > 0 and (block.kind is BlockKind.TEXT or is_indented)


def _steps(ours: int, theirs: int, pairs: Sequence[tuple[int, int]]) -> Iterator[_AlignedStep]:
    i = j = 0
    for a, b in (*pairs, (ours, theirs)):
        yield from (_AlignedStep(n, None) for n in range(i, a))
        yield from (_AlignedStep(None, n) for n in range(j, b))
        if a < ours:
            yield _AlignedStep(a, b)
        i, j = a + 1, b + 1
