"""Links whose brackets went astray, written so that they work again."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from functools import cache
from itertools import chain
from typing import NamedTuple

from transync.comparison import ResolvedLink
from transync.comparison.comparison import Comparison
from transync.documents.document import Link
from transync.documents.editing import EditedText
from transync.documents.stray import Stray
from transync.model import Edit, Fix
from transync.repairs.edited import lines_with, read_apart

# What stands before a target, or is left of it.
_BEFORE_TARGET = re.compile(r"\](?:[ \t]*[(（])?|[(（]")
# What ends a target or, with white space, makes it a text in parentheses.
_TARGET = re.compile(r"(?P<target>[^\s()（）]+)(?P<end>[)）])")
_BEHIND_TARGET = re.compile(r"[.,;:!?]?(?:\s|\Z)")


class _JoinedLink(NamedTuple):
    """The edits that put a link together, its target, and where that stands."""

    edits: tuple[Edit, ...]
    target: str
    at: tuple[int, int]


def restore_links(comparison: Comparison, stray: Stray) -> Fix | None:
    """The brackets of the links of a line that the source has in this text: all that are broken."""
    edits = comparison.once(_line_edits).get(stray.line)
    return Fix(edits) if edits else None


def _line_edits(comparison: Comparison) -> Mapping[int, tuple[Edit, ...]]:
    """The edits of all lines of a page on which links went astray."""
    found: dict[int, Sequence[_JoinedLink]] = {}
    for stray, index in comparison.broken_markup:
        links = _joined_links(comparison, stray.line, index) if stray.is_link else ()
        if links:
            found[stray.line] = links
    edits: dict[int, tuple[Edit, ...]] = {}
    for line, links in found.items():
        edits[line] = tuple(chain.from_iterable(link.edits for link in links))
    lines = lines_with(comparison.translation, chain.from_iterable(edits.values()), edits)
    made: dict[int, tuple[Edit, ...]] = {}
    for (line, links), read in zip(found.items(), read_apart(lines), strict=True):
        is_left = any(stray.is_link for stray in read.strays)
        if edits[line] and not is_left and _count_targets(links) <= _count_targets(read.links):
            made[line] = edits[line]
    return made


def _count_targets(links: Iterable[_JoinedLink | Link]) -> Counter[str]:
    return Counter(link.target for link in links)


def _joined_links(comparison: Comparison, line: int, index: int) -> Sequence[_JoinedLink]:
    """What puts the links of a line together; nothing unless all of them can be."""
    page, targets = comparison.translation, comparison.once(_targets_by_text)
    strays = comparison.once(_stray_links_by_line)[line]
    links = []
    for stray in strays:
        link = _brackets(page.text, stray, lambda: targets(index))
        if link is None:
            return []
        links.append(link)
    expected = Counter(page.resolve(link.target).target.place for link in links)
    places = {link.at for link in links}
    return links if _are_lost(comparison, expected, line, index, strays=places) else []


def _are_lost(
    comparison: Comparison,
    expected: Mapping[str, int],
    line: int,
    index: int,
    strays: Collection[tuple[int, int]],
) -> bool:
    """Whether these places are those of links of the source's text that the translation lacks.

    `strays` is where stray targets stand, which are links by themselves if they are URLs.
    """
    translation = comparison.structure.lines.block_at(line)
    if translation is None:
        return False
    source_places = comparison.once(_source_places)(index)
    translation_places = comparison.once(_translation_places)(*translation.links)
    places = comparison.once(_places_by_spot)
    by_themselves = Counter[str]()
    for at in strays:
        by_themselves.update(places.get(at, ()))
    for place, number in expected.items():
        if number > source_places[place] - translation_places[place] + by_themselves[place]:
            return False
    return True


class _Targets(NamedTuple):
    """The targets that a text of the source has, as the translation should have them."""

    known: Collection[str]
    lengths: Sequence[int]  # from the longest on

    def at(self, line: str, start: int) -> str:
        """The longest target that stands at a place of a line, nothing where none does."""
        parts = (line[start : start + length] for length in self.lengths)
        return next((part for part in parts if part and part in self.known), "")


def _targets_by_text(comparison: Comparison) -> Callable[[int], _Targets]:
    """The targets of a text of the source, by its index."""
    expected = comparison.expected

    @cache
    def targets(index: int) -> _Targets:
        known = {expected.target(link) or "" for link in _source_links(comparison, index)}
        return _Targets(known, sorted(set(map(len, known)), reverse=True))

    return targets


def _source_places(comparison: Comparison) -> Callable[[int], Counter[str]]:
    """How many links of a text of the source lead to each place, by the text's index."""
    return cache(lambda index: _count_places(_source_links(comparison, index)))


def _translation_places(comparison: Comparison) -> Callable[[int, int], Counter[str]]:
    """How many of the translation's links, from one up to another, lead to each place."""
    links = comparison.translation.links
    return cache(lambda first, end: _count_places(links[first:end]))


def _count_places(links: Iterable[ResolvedLink]) -> Counter[str]:
    return Counter(link.target.place for link in links)


def _source_links(comparison: Comparison, index: int) -> Sequence[ResolvedLink]:
    return comparison.source.links[slice(*comparison.structure.source[index].links)]


def _stray_links_by_line(comparison: Comparison) -> Mapping[int, Sequence[Stray]]:
    lines = defaultdict[int, list[Stray]](list)
    for stray in comparison.translation.document.strays:
        if stray.is_link:
            lines[stray.line].append(stray)
    return lines


def _places_by_spot(comparison: Comparison) -> Mapping[tuple[int, int], Sequence[str]]:
    """Where the translation's links lead, by their lines and columns."""
    places = defaultdict[tuple[int, int], list[str]](list)
    for link in comparison.translation.links:
        places[link.spot].append(link.target.place)
    return places


def _brackets(
    text: EditedText | None, stray: Stray, targets: Callable[[], _Targets]
) -> _JoinedLink | None:
    if text is None:
        return None
    line, at = text.line(stray.line) or "", stray.column - 1
    opening = _BEFORE_TARGET.match(line, at) if line.startswith(stray.mark, at) else None
    if opening is None:
        return None
    start = opening.end()
    if found := _TARGET.match(line, start):
        target, closing = found["target"], found["end"]
    else:
        # Without its end, only a target of the source tells where it ends.
        target, closing = targets().at(line, start), ""
        if not target or not _BEHIND_TARGET.match(line, start + len(target)):
            return None
    edits = []
    for first, old, new in ((at, opening[0], "]("), (start + len(target), closing, ")")):
        if old != new:
            edits.append(text.replace(stray.line, first, first + len(old), new))
    return _JoinedLink(tuple(edits), target, (stray.line, start + 1))
