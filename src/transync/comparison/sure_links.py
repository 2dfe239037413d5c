"""Which links of a source and its translation surely stand for each other, wherever they lead."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple, TypeAlias

from transync.comparison.link_identity import LinkMatch
from transync.comparison.page import Page, ResolvedLink
from transync.comparison.structure import Structure
from transync.documents.document import Cell

# The line and the column of a link.
_Spot: TypeAlias = tuple[int, int]


class _Container(NamedTuple):
    """What a link is one of a sequence in: images or links of a cell, or of a text."""

    is_image: bool
    place: Cell | int | None


class _Sequence(NamedTuple):
    """The links of a container, and the number of the first one at each spot."""

    spots: list[_Spot]
    numbers: dict[_Spot, int]


@dataclass(frozen=True)
class SureLinks:
    """Tells sure matches of links from others, by what stands beside them."""

    source: Page
    translation: Page
    structure: Structure
    matches: Sequence[LinkMatch]

    def is_aligned(self, match: LinkMatch) -> bool:
        """Whether the two links have the same number in their cell or their text.

        As many links stand there in both, and those beside them lead to the same places.
        """
        source, translation = match.source, match.translation
        if source is None or translation is None or match.moved_column:
            return False
        source_container = _container(source, self.structure.lines.source_index)
        container = _container(translation, self.structure.lines.counterpart_index)
        is_in_cell = source.written.cell is not None
        if is_in_cell != (translation.written.cell is not None):
            return False
        # Rows are aligned before their cells are, and need not have the same number.
        is_same = source_container == container
        if not is_same and not (is_in_cell and source_container.is_image == container.is_image):
            return False
        left = self._source_sequences[source_container]
        right = self._translation_sequences[container]
        at = left.numbers[source.spot]
        if len(left.spots) != len(right.spots) or right.numbers[translation.spot] != at:
            return False
        beside = (n for n in (at - 1, at + 1) if 0 <= n < len(left.spots))
        return all(self._counterparts.get(left.spots[n]) == right.spots[n] for n in beside)

    def is_only_one(self, match: LinkMatch) -> bool:
        """Whether neither page has another link to the same place."""
        source, translation = match.source, match.translation
        if source is None or translation is None:
            return False
        is_only_one = self._source_places[source.target.place] == 1
        return is_only_one and self._translation_places[translation.target.place] == 1

    @cached_property
    def _counterparts(self) -> Mapping[_Spot, _Spot]:
        """The spots of the source's links, and where those stand that lead to the same places."""
        both = ((match.source, match.translation) for match in self.matches)
        return {
            source.spot: translation.spot
            for source, translation in both
            if source and translation and source.target.place == translation.target.place
        }

    @cached_property
    def _source_sequences(self) -> Mapping[_Container, _Sequence]:
        return _by_container(self.source, self.structure.lines.source_index)

    @cached_property
    def _translation_sequences(self) -> Mapping[_Container, _Sequence]:
        return _by_container(self.translation, self.structure.lines.counterpart_index)

    @cached_property
    def _source_places(self) -> Counter[str]:
        return _places(self.source)

    @cached_property
    def _translation_places(self) -> Counter[str]:
        return _places(self.translation)


def _by_container(
    page: Page, index_of: Callable[[int], int | None]
) -> Mapping[_Container, _Sequence]:
    found: dict[_Container, _Sequence] = defaultdict(lambda: _Sequence([], {}))
    for link in page.links:
        spots, numbers = found[_container(link, index_of)]
        numbers.setdefault(link.spot, len(spots))
        spots.append(link.spot)
    return found


def _container(link: ResolvedLink, index_of: Callable[[int], int | None]) -> _Container:
    place = link.written.cell or index_of(link.written.line)
    return _Container(link.written.is_image, place)


def _places(page: Page) -> Counter[str]:
    """How many links of a page lead to each place."""
    return Counter(link.target.place for link in page.links)
