"""A source and its translation side by side: what rules compare."""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Callable, Sequence
from functools import cached_property
from typing import TypeVar, cast
from weakref import proxy

from transync.comparison.expected_links import ExpectedTargets
from transync.comparison.link_alignment import LinkComparison, compare_links
from transync.comparison.link_identity import LinkDifference, LinkIdentity, LinkMatch
from transync.comparison.link_tables import RowDifference
from transync.comparison.page import Page, ResolvedLink
from transync.comparison.structure import Structure, align_structure
from transync.comparison.sure_links import SureLinks
from transync.documents.document import Heading, Stray
from transync.languages.detection import Other, other_language
from transync.links.resolver import Resolver
from transync.model import Pair

T = TypeVar("T")


class Comparison:
    """A source and its translation; everything is computed once, when a rule first asks."""

    def __init__(self, resolver: Resolver, pair: Pair, source: Page, translation: Page) -> None:
        self.pair, self.source, self.translation = pair, source, translation
        self._resolver, self._identity = resolver, LinkIdentity(resolver, pair)
        self._made: dict[object, object] = {}

    def once(self, make: Callable[[Comparison], T]) -> T:
        """What is made of this comparison, made when it is first asked for."""
        if make not in self._made:
            # What held on to this in turn would never be freed, as nothing is collected.
            self._made[make] = make(proxy(self))
        return cast(T, self._made[make])

    @property
    def matches(self) -> Sequence[LinkMatch]:
        """Every link of both documents, but for rows and sections without counterpart."""
        return self._unexplained[0]

    @property
    def row_differences(self) -> Sequence[RowDifference]:
        """What tables with links have lost, gained or moved, unless more is lost with it."""
        return self._unexplained[1]

    def line_of(self, source_line: int) -> int:
        """The line of the translation where the text of a source line stands or should stand."""
        return self.structure.line_of(source_line)

    @cached_property
    def expected(self) -> ExpectedTargets:
        """What the links of the translation should lead to."""
        return ExpectedTargets(
            self._resolver,
            self._identity,
            pair=self.pair,
            source=self.source,
            translation=self.translation,
        )

    @cached_property
    def sure_links(self) -> SureLinks:
        """Which links surely stand for each other."""
        matches = self._links.matches
        return SureLinks(self.source, self.translation, self.structure, matches)

    @cached_property
    def other_language(self) -> Other | None:
        """In what the whole translation is, if it is clearly not in its own language."""
        return other_language(self.translation.document.prose.text, self.pair.language)

    @property
    def is_in_language_of_source(self) -> bool:
        """Whether the whole translation is in another language than its own: the source's."""
        source = self.source.document.prose.text
        there = self.other_language
        here = other_language(source, self.pair.language) if there else None
        return there is not None and here is not None and here.name == there.name

    @cached_property
    def structure(self) -> Structure:
        """The blocks of both documents, aligned."""
        return align_structure(self.source, self.translation)

    @cached_property
    def strays(self) -> Sequence[tuple[Stray, int]]:
        """Markup that works in the source and not here, with the index of the source's block."""
        structure = self.structure
        own = {(s.is_link, structure.block_index(s.line)) for s in self.source.document.strays}
        found: dict[tuple[bool, int], tuple[Stray, int]] = {}
        for stray in self.translation.document.strays:
            index = structure.counterpart(stray.line)
            if index is not None and (stray.is_link, index) not in own:
                # `**` comes in pairs, so the first one of a line is enough.
                found.setdefault((stray.is_link, stray.line), (stray, index))
        return list(found.values())

    @cached_property
    def images_as_links(self) -> Sequence[tuple[ResolvedLink, ResolvedLink]]:
        """Images that are links here, because their `!` went astray: both sides."""
        matches, structure = self._links.matches, self.structure
        added: dict[tuple[str, int | None], deque[ResolvedLink]] = defaultdict(deque)
        for match in matches:
            link = match.translation
            if link and not match.source and not link.written.is_image:
                place = link.target.place, structure.source_index(link.written.line)
                added[place].append(link)
        lost = [m.source for m in matches if m.source and not m.translation]
        images = [
            (link, (link.target.place, structure.block_index(link.written.line)))
            for link in lost
            if link.written.is_image
        ]
        return [(image, added[place].popleft()) for image, place in images if added.get(place)]

    @cached_property
    def _unexplained(self) -> tuple[Sequence[LinkMatch], Sequence[RowDifference]]:
        """What the links differ in, without what a bigger loss or broken markup explains."""
        links, structure = self._links, self.structure
        missing = {m.source.spot for m in links.matches if m.source and not m.translation}
        broken = {i for stray, i in self.strays if stray.is_link}
        lines = {stray.line for stray, _ in self.strays if stray.is_link}
        # A bare address behind a bracket is what is left of a link, which `link-syntax` tells.
        left = {
            (stray.line, stray.column + len(stray.mark))
            for stray in self.translation.document.strays
            if stray.mark == "](" and stray.line in lines
        }
        parted = {link.written for pair in self.images_as_links for link in pair}

        def is_explained(match: LinkMatch) -> bool:
            link = match.source or match.translation
            if link and link.written in parted:
                return True
            if match.source is None:
                gained = match.translation
                is_left = gained is not None and gained.spot in left
                is_explained_gain = gained is not None and structure.explains_gain(
                    gained.written.line
                )
                return is_left or is_explained_gain
            line, column = match.source.spot
            index = structure.block_index(line)
            if index == structure.cut_off or index in broken:
                return True
            if match.translation is None:
                is_around_image = (
                    not match.source.written.is_image and (line, column + 1) in missing
                )
                return is_around_image or structure.explains_loss(line)
            # A link to a heading that is lost is as it should be.
            heading = self._own_heading(match.source)
            is_of_anchor = match.difference is LinkDifference.ANCHOR
            return is_of_anchor and heading is not None and structure.explains_loss(heading.line)

        def is_row_explained(row: RowDifference) -> bool:
            if row.source_line is None:
                return row.line is not None and structure.explains_gain(row.line)
            return structure.explains_loss(row.source_line)

        return (
            [match for match in links.matches if not is_explained(match)],
            [row for row in links.rows if not is_row_explained(row)],
        )

    def _own_heading(self, link: ResolvedLink) -> Heading | None:
        """The heading of the source that one of its links names."""
        if link.target.place != self.pair.source or not isinstance(link.anchor, int):
            return None
        return self.source.document.headings[link.anchor]

    @cached_property
    def _links(self) -> LinkComparison:
        if self.source.document.is_notebook:
            self._identity.learn_headings(self.structure.heading_pairs())
        pages = self.source, self.translation
        return compare_links(self._identity, self.pair, *pages, self.structure)
