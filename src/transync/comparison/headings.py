"""Which heading of a translation stands for which of the source."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from transync.comparison.aligned_blocks import AlignedBlocks
from transync.comparison.alignment import Work, align
from transync.documents.document import BlockKind, Heading
from transync.documents.outline import Outline


@dataclass(frozen=True)
class HeadingMap:
    """Index of a translation's heading -> index of the source's.

    `sure` are those of the source of which nothing says that another one stands for them: where
    both documents have the same levels in the same order and nothing is known of their texts, or
    the text below is aligned as well.
    """

    pairs: Mapping[int, int]
    sure: frozenset[int]

    def translation_of(self, source: int) -> int | None:
        """The translation's heading that surely stands for one of the source."""
        return self._translations.get(source) if source in self.sure else None

    def seen_as(self, read: Sequence[Heading], written: Sequence[Heading]) -> HeadingMap:
        """The same for a translation's headings as they are `written`, given how they were `read`.

        Those that are in code there are none, and have no anchor.
        """
        numbers = {heading.line: number for number, heading in enumerate(written)}
        at = {j: numbers[read[j].line] for j in self.pairs if read[j].line in numbers}
        pairs = {at[j]: i for j, i in self.pairs.items() if j in at}
        return HeadingMap(pairs, self.sure.intersection(pairs.values()))

    @cached_property
    def _translations(self) -> Mapping[int, int]:
        """The pairs the other way round."""
        return {i: j for j, i in self.pairs.items()}


def match_headings(
    source: Outline | None, translation: Outline | None, work: Work | None = None
) -> HeadingMap:
    """The headings of two documents, matched; nothing when one of them is not known."""
    if source is None or translation is None:
        return HeadingMap({}, frozenset())
    left, right = source.headings, translation.headings
    if [heading.level for heading in left] == [heading.level for heading in right]:
        return HeadingMap({i: i for i in range(len(left))}, frozenset(range(len(left))))
    found = align(
        [_key(heading) for heading in left],
        [_key(heading) for heading in right],
        lambda i, j: float(left[i].level == right[j].level),
        may_move=lambda i: False,
        work=work,
    )
    return HeadingMap({j: i for i, j in found.pairs}, frozenset())


def match_sections(
    blocks: AlignedBlocks,
    cut: Collection[int],
    lost: frozenset[int],
    added: frozenset[int],
    recognized: frozenset[int],
) -> HeadingMap:
    """The headings among aligned blocks; sure are those whose text below is aligned as well.

    Where something is lost or added before the next pair of headings, another section may have
    taken the place of the source's: there, one of the blocks above the gap must be `recognized`.
    """
    source, translation = blocks.source, blocks.translation
    found = [
        (i, j)
        for i, j in blocks.pairs
        if source[i].kind is translation[j].kind is BlockKind.HEADING and i not in cut
    ]
    pairs, sure = dict[int, int](), set[int]()
    next_pairs = [*found[1:], (len(source), len(translation))]
    for (i, j), (source_end, end) in zip(found, next_pairs, strict=False):
        pairs[translation[j].ordinal] = source[i].ordinal
        if blocks.sources.get(j + 1) != i + 1:
            continue
        source_gap = min(lost.intersection(range(i, source_end)), default=source_end)
        gap = min(added.intersection(range(j, end)), default=end)
        is_whole = (source_gap, gap) == (source_end, end)
        known = recognized.intersection(range(i, source_gap))
        if is_whole or any(blocks.targets[k] < gap for k in known):
            sure.add(source[i].ordinal)
    return HeadingMap(pairs, frozenset(sure))


def _key(heading: Heading) -> tuple[int, str]:
    """What a translator keeps of a heading: its level and its numbers."""
    return heading.level, "".join(c for c in heading.text if c.isdigit())
