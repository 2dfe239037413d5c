"""A source and its translation side by side: what rules compare."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cached_property
from typing import TypeVar, cast
from weakref import proxy

from transync.comparison.broken_markup import (
    BrokenMarkup,
    ImageAsLink,
    find_broken_markup,
    find_dead_disclaimer,
    find_images_as_links,
    left_of_links,
)
from transync.comparison.expected_links import ExpectedTargets
from transync.comparison.explained_links import LinkExplanations, foreign_targets
from transync.comparison.heading_ids import ChangedId, find_changed_ids
from transync.comparison.link_alignment import LinkComparison, compare_links
from transync.comparison.link_identity import LinkIdentity, LinkMatch
from transync.comparison.link_tables import RowDifference
from transync.comparison.page import Page
from transync.comparison.parted_text import AlignedPage, align_parts
from transync.comparison.sure_links import SureLinks
from transync.documents.stray import Stray
from transync.languages.detection import Other, other_language
from transync.links.resolver import Resolver
from transync.model import Pair

T = TypeVar("T")


def compare(resolver: Resolver, pair: Pair, source: Page, translation: Page) -> Comparison:
    """A source and its translation side by side, their blocks aligned.

    Where a text of the translation breaks off and another one goes on in the same block, that is
    read as two.
    """
    aligned = align_parts(source, translation)
    return Comparison(resolver, pair, source, aligned)


class Comparison:
    """A source and its translation; what is computed is so once, when a rule first asks.

    `structure` has the blocks of both, aligned. On the `numbered` lines of the translation, items
    of lists begin with digits that Markdown does not know, so that what is indented below them is
    shown as code; they are compared as if it knew them. At `lost_breaks`, the translation lacks
    line breaks without which Markdown reads it otherwise; it is compared as if it had them.
    """

    def __init__(
        self,
        resolver: Resolver,
        pair: Pair,
        source: Page,
        aligned: AlignedPage,
    ) -> None:
        self.pair, self.source, self.translation = pair, source, aligned.page
        self.structure, self.numbered = aligned.structure, aligned.numbered
        self.odd_markers = aligned.odd_markers
        self.lost_breaks = aligned.lost_breaks
        self._resolver, self._identity = resolver, LinkIdentity(resolver, pair)
        self._made: dict[object, object] = {}

    def once(self, make: Callable[[Comparison], T]) -> T:
        """What is made of this comparison, made when it is first asked for."""
        if make not in self._made:
            # What held on to this in turn would never be freed, as nothing is collected.
            self._made[make] = make(proxy(self))
        return cast(T, self._made[make])

    def line_of(self, source_line: int) -> int:
        """The line of the translation where the text of a source line stands or should stand."""
        return self.structure.lines.line_of(source_line)

    @cached_property
    def matches(self) -> Sequence[LinkMatch]:
        """Every link of both documents, unless something bigger explains what is wrong with it."""
        explained = self._explanations.explain
        return [match for match in self._links.matches if not explained(match)]

    @cached_property
    def row_differences(self) -> Sequence[RowDifference]:
        """What tables with links have lost, gained or moved, unless more is lost with it."""
        explained = self._explanations.explain_row
        return [row for row in self._links.rows if not explained(row)]

    @cached_property
    def sure_links(self) -> SureLinks:
        """Which links surely stand for each other."""
        matches = self._links.matches
        return SureLinks(self.source, self.translation, self.structure, matches)

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
    def broken_markup(self) -> Sequence[BrokenMarkup]:
        """Links and bold texts that work in the source and not in the translation."""
        return find_broken_markup(self.source, self.translation, self.structure)

    @cached_property
    def changed_ids(self) -> Sequence[ChangedId]:
        """Headings whose id is lost in the translation, or another one."""
        return list(find_changed_ids(self.source, self.translation, self.structure))

    @cached_property
    def dead_disclaimer(self) -> Sequence[Stray]:
        """The address in the disclaimer whose link goes on with the text behind it."""
        return find_dead_disclaimer(self.translation, self.structure)

    @cached_property
    def images_as_links(self) -> Sequence[ImageAsLink]:
        """Images that are links in the translation, because their `!` went astray."""
        return find_images_as_links(self._links.matches, self.structure)

    @cached_property
    def other_language(self) -> Other | None:
        """In what the whole translation is, if it is clearly not in the language of its folder."""
        return other_language(self.translation.document.prose.text, self.pair.language)

    @property
    def is_in_language_of_source(self) -> bool:
        """Whether the whole translation is in the source's language, and not that of its folder."""
        language = self.other_language
        if language is None:
            return False
        source = other_language(self.source.document.prose.text, self.pair.language)
        return source is not None and source.name == language.name

    @cached_property
    def _explanations(self) -> LinkExplanations:
        unmatched = (match.source for match in self._links.matches if match.translation is None)
        broken = [markup for markup in self.broken_markup if markup.stray.hides_links]
        lines = {markup.stray.line for markup in broken}
        return LinkExplanations(
            self.source,
            self.structure,
            broken_texts=frozenset(markup.block for markup in broken),
            lost_images=frozenset(link.written for pair in self.images_as_links for link in pair),
            missing=frozenset(link.spot for link in unmatched if link),
            left=frozenset(left_of_links(self.translation, lines)),
            foreign=frozenset(foreign_targets(self.source, self.translation)),
        )

    @cached_property
    def _links(self) -> LinkComparison:
        headings = self.structure.headings()
        outline = self._identity.outline(self.translation.path)
        is_read_otherwise = outline and outline.headings != self.translation.document.headings
        if outline and is_read_otherwise:
            headings = headings.seen_as(self.translation.document.headings, outline.headings)
        if is_read_otherwise or self.structure.has_gaps or not self.structure.has_all_headings:
            self._identity.learn_headings(headings)
        pages = self.source, self.translation
        return compare_links(self._identity, self.pair, *pages, self.structure)
