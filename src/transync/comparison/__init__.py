"""A source and its translation side by side: what rules compare."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from functools import cached_property

from transync.comparison.identity import Difference, Identity, Match
from transync.comparison.link_alignment import LinkComparison
from transync.comparison.page import Page, Side, body_blocks
from transync.comparison.tables import RowChange, RowDifference
from transync.links import Resolver, Target
from transync.model import Pair

__all__ = ["Comparison", "Difference", "Match", "Page", "RowChange", "RowDifference", "Side"]


class Comparison:
    """A source and its translation; everything is computed once, when a rule first asks."""

    def __init__(self, resolver: Resolver, pair: Pair, source: Page, translation: Page) -> None:
        self.pair, self.source, self.translation = pair, source, translation
        self._identity = Identity(resolver, pair)

    @property
    def matches(self) -> Sequence[Match]:
        """Every link of both documents but those in rows that have no counterpart."""
        return self._links.matches

    @property
    def row_differences(self) -> Sequence[RowDifference]:
        """What tables with links have lost, gained or moved."""
        return self._links.rows

    def line_of(self, source_line: int) -> int:
        """The line of the translation where the text of a source line stands or should stand."""
        ours, theirs = self.source.document.blocks, body_blocks(self.source, self.translation)
        if not theirs:
            return next(iter(self.translation.document.blocks), 1)
        index = bisect_right(ours, source_line) - 1
        before, after = (-1, -1), (len(ours), len(theirs))
        for pair in self._paired_blocks:
            if pair[0] > index:
                after = pair
                break
            before = pair
        at = min(before[1] + index - before[0], after[1] - 1, len(theirs) - 1)
        return theirs[max(0, at)]

    def expected_fragment(self, source: Side) -> str | None:
        """The fragment that names, in the translation, the heading that the source's link names."""
        path = self._translated(source.target)
        document = self._identity.document(path)
        headings = self._identity.headings(source.target.place, path)
        if document is None or not isinstance(source.anchor, int) or not headings.is_sure:
            return None
        own = (anchor.name for anchor in document.ids if anchor.heading == source.anchor)
        return next(own, document.headings[source.anchor].slug)

    def _translated(self, target: Target) -> str:
        """The path of the translation of a link's target, if the translation links there."""
        if target.place == self.pair.source:
            return self.pair.translation
        paths = (s.target.path for s in self.translation.sides if s.target.place == target.place)
        return next(paths, "")

    @cached_property
    def _links(self) -> LinkComparison:
        return LinkComparison(self._identity, self.pair, self.source, self.translation)

    @cached_property
    def _paired_blocks(self) -> list[tuple[int, int]]:
        """Indices of blocks that surely stand for each other, rising on both sides."""
        ours, theirs = self.source.document, self.translation.document
        headings = self._identity.headings(self.pair.source, self.pair.translation).pairs
        lines = {(ours.headings[i].line, theirs.headings[j].line) for j, i in headings.items()}
        lines |= {
            (match.source.link.line, match.translation.link.line)
            for match in self.matches
            if match.source and match.translation and match.difference is Difference.NONE
        }
        rising: list[tuple[int, int]] = []
        for left, right in sorted(lines):
            i, j = bisect_right(ours.blocks, left) - 1, bisect_right(theirs.blocks, right) - 1
            if not rising or (i > rising[-1][0] and j > rising[-1][1]):
                rising.append((i, j))
        return rising
