"""Which heading of a translation stands for which of the source."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from transync.comparison.alignment import Work, align
from transync.documents.document import Heading
from transync.documents.outline import Outline


@dataclass(frozen=True)
class HeadingMap:
    """Index of a translation's heading -> index of the source's.

    `sure` are those of the source of which nothing says that another one stands for them: where
    both documents have the same levels in the same order, or the text below is aligned as well.
    """

    pairs: Mapping[int, int]
    sure: frozenset[int]

    def translation_of(self, source: int) -> int | None:
        """The translation's heading that surely stands for one of the source."""
        return self._translations.get(source) if source in self.sure else None

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


def _key(heading: Heading) -> tuple[int, str]:
    """What a translator keeps of a heading: its level and its numbers."""
    return heading.level, "".join(c for c in heading.text if c.isdigit())
