"""Links whose brackets went astray, written so that they work again."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import NamedTuple

from transync.comparison import ResolvedLink
from transync.comparison.comparison import Comparison
from transync.documents.document import Stray
from transync.documents.editing import EditedText
from transync.model import Edit, Fix
from transync.repairs.edited import lines_with, read_apart

_BEFORE_TARGET = re.compile(r"\][ \t]*[(（]")
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
    edits = comparison.once(_LineEdits).edits.get(stray.line)
    return Fix(edits) if edits else None


class _LineEdits:
    """The edits of all lines of a page on which links went astray."""

    def __init__(self, comparison: Comparison) -> None:
        page, known = comparison.translation, _StrayTargets(comparison)
        strays = (each for each in comparison.broken_markup if each.stray.is_link)
        both = ((stray.line, known.brackets(stray.line, index)) for stray, index in strays)
        found = {line: links for line, links in both if links}
        edits = {
            line: tuple(e for link in links for e in link.edits) for line, links in found.items()
        }
        lines = lines_with(page, (edit for some in edits.values() for edit in some), edits)
        self.edits: dict[int, tuple[Edit, ...]] = {}
        for (line, links), read in zip(found.items(), read_apart(lines), strict=True):
            wanted = Counter(link.target for link in links)
            is_left = any(each.is_link for each in read.strays)
            if edits[line] and not is_left and wanted <= Counter(x.target for x in read.links):
                self.edits[line] = edits[line]


class _Targets:
    """The targets that a text of the source has, as the translation should have them."""

    def __init__(self, targets: Iterable[str]) -> None:
        self._targets = set(targets)
        self._lengths = sorted({len(target) for target in self._targets}, reverse=True)

    def at(self, line: str, start: int) -> str:
        """The longest target that stands at a place of a line, nothing where none does."""
        parts = (line[start : start + length] for length in self._lengths)
        return next((part for part in parts if part and part in self._targets), "")


class _StrayTargets:
    """What is known of the stray links of a page, worked out once for each text."""

    def __init__(self, comparison: Comparison) -> None:
        self._comparison = comparison
        self._lines: dict[int, list[Stray]] = defaultdict(list)
        for stray in comparison.translation.document.strays:
            if stray.is_link:
                self._lines[stray.line].append(stray)
        self._targets: dict[int, _Targets] = {}
        self._source_places: dict[int, Counter[str]] = {}
        self._translation_places: dict[int, Counter[str]] = {}
        self._places: dict[tuple[int, int], list[str]] = defaultdict(list)
        for link in comparison.translation.links:
            self._places[link.written.line, link.written.column].append(link.target.place)

    def brackets(self, line: int, index: int) -> Sequence[_JoinedLink]:
        """What puts the links of a line together; nothing unless all of them can be."""
        page, targets = self._comparison.translation, self._targets_of(index)
        found = [_brackets(page.text, stray, targets) for stray in self._lines[line]]
        links = [each for each in found if each]
        wanted = Counter(page.resolve(link.target).target.place for link in links)
        is_sure = self._are_lost(wanted, line, index, {link.at for link in links})
        return links if is_sure and len(links) == len(found) else []

    def _targets_of(self, index: int) -> _Targets:
        """Those of the source's text with this index."""
        if index not in self._targets:
            expected, links = self._comparison.expected, self._links(index)
            self._targets[index] = _Targets(expected.target(link) or "" for link in links)
        return self._targets[index]

    def _are_lost(
        self,
        wanted: Mapping[str, int],
        line: int,
        index: int,
        strays: Collection[tuple[int, int]],
    ) -> bool:
        """Whether these places are those of links of the source's text that are not here.

        `strays` is where stray targets stand, which are links by themselves if they are URLs.
        """
        translation = self._comparison.structure.block_at(line)
        if translation is None:
            return False
        if index not in self._source_places:
            self._source_places[index] = Counter(link.target.place for link in self._links(index))
        if translation.line not in self._translation_places:
            links = self._comparison.translation.links[slice(*translation.links)]
            self._translation_places[translation.line] = Counter(
                link.target.place for link in links
            )
        source_places = self._source_places[index]
        translation_places = self._translation_places[translation.line]
        by_themselves = Counter(place for at in strays for place in self._places.get(at, ()))
        return all(
            number <= source_places[place] - translation_places[place] + by_themselves[place]
            for place, number in wanted.items()
        )

    def _links(self, index: int) -> Sequence[ResolvedLink]:
        block = self._comparison.structure.source[index]
        return self._comparison.source.links[slice(*block.links)]


def _brackets(text: EditedText | None, stray: Stray, targets: _Targets) -> _JoinedLink | None:
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
        target, closing = targets.at(line, start), ""
        if not target or not _BEHIND_TARGET.match(line, start + len(target)):
            return None
    written = (at, opening[0], "]("), (start + len(target), closing, ")")
    edits = (
        text.replace(stray.line, first, first + len(old), new)
        for first, old, new in written
        if old != new
    )
    return _JoinedLink(tuple(edits), target, (stray.line, start + 1))
