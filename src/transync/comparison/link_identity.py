"""Whether a translation's link is the source's: the key that aligns them, and how they differ."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping
from enum import StrEnum
from typing import NamedTuple, TypeAlias

from transync.comparison.alignment import Work
from transync.comparison.headings import HeadingMap, match_headings
from transync.comparison.page import ResolvedLink
from transync.documents.outline import Outline
from transync.documents.parse.slug import slug
from transync.links.badges import is_same_badge
from transync.links.localized import is_localized
from transync.links.resolver import Resolver
from transync.links.target import Reach, Target
from transync.model import Pair

Key: TypeAlias = tuple[str, str, int | str]


class LinkDifference(StrEnum):
    """What is wrong with a translation's link, given the source's that it stands for."""

    NONE = "none"
    TARGET = "target"
    BROKEN = "broken"
    UNTRANSLATED = "untranslated"
    ANCHOR = "anchor"
    TRACKING = "tracking"


class LinkMatch(NamedTuple):
    """A link of the source and the one that stands for it; one of them None when it stands alone.

    `moved_column` is set for a link that stands in another column of its table row.
    """

    source: ResolvedLink | None
    translation: ResolvedLink | None
    difference: LinkDifference
    moved_column: bool = False


class LinkIdentity:
    """Compares links of one pair by what they resolve to."""

    def __init__(self, resolver: Resolver, pair: Pair) -> None:
        self._resolver, self._pair = resolver, pair
        self._headings: dict[tuple[str, str], HeadingMap] = {}
        self._by_text: dict[str, Mapping[str, int]] = {}
        self._work = Work(0)

    def outline(self, path: str) -> Outline | None:
        """The outline of the document at a path of the repository, if its text is known."""
        return self._resolver.outline(path)

    def learn_headings(self, headings: HeadingMap) -> None:
        """Take note of which headings of the pair are the same, where their levels do not tell."""
        self._headings[self._pair.source, self._pair.translation] = headings

    def heading_said(self, link: ResolvedLink, path: str) -> int | None:
        """The heading of the document at a path whose text a link has, if no other one has it."""
        if path not in self._by_text:
            outline = self.outline(path)
            found = defaultdict[str, list[int]](list)
            for number, heading in enumerate(outline.headings if outline else ()):
                found[slug(heading.text)].append(number)
            self._by_text[path] = {said: n[0] for said, n in found.items() if len(n) == 1}
        said = slug(link.written.text)
        return self._by_text[path].get(said) if said else None

    def says_where_it_leads(self, source: ResolvedLink) -> bool:
        """Whether a link of the source has the text of the heading that it names."""
        said = self.heading_said(source, source.target.place)
        return said is not None and said == source.anchor

    def headings(self, place: str, path: str) -> HeadingMap:
        """The headings of the source at `place` and its translation at `path`, matched."""
        if (place, path) not in self._headings:
            found = match_headings(self.outline(place), self.outline(path), self._work)
            self._headings[place, path] = found
        return self._headings[place, path]

    def source_key(self, link: ResolvedLink) -> Key:
        """What identifies a link of the source."""
        target = link.target
        if not target.is_local:
            return ("external", target.place, target.fragment)
        return ("local", target.place, _anchor_key(link, link.anchor))

    def translation_key(self, link: ResolvedLink) -> Key:
        """What identifies a link of the translation: the source's key where nothing is wrong."""
        target, anchor = link.target, link.anchor
        if not target.is_local:
            return ("external", target.place, target.fragment)
        if target.path != target.place and target.fragment:
            if isinstance(anchor, int):
                anchor = self.headings(target.place, target.path).pairs.get(anchor)
            elif anchor is None and (anchors := self._resolver.anchors(target.place)):
                # The source's slug left as it was: dead here, but no doubt which link it is.
                anchor = anchors.find(target.fragment)
        return ("local", target.place, _anchor_key(link, anchor))

    def match(
        self,
        source: ResolvedLink | None,
        translation: ResolvedLink | None,
        moved_column: bool = False,
    ) -> LinkMatch:
        """The two links with what is different about them."""
        return LinkMatch(source, translation, self._difference(source, translation), moved_column)

    def _difference(
        self, source: ResolvedLink | None, translation: ResolvedLink | None
    ) -> LinkDifference:
        if translation is None:
            return LinkDifference.TARGET
        translation_target = translation.target
        is_broken = translation_target.reach is Reach.BROKEN
        if source is None:
            return LinkDifference.BROKEN if is_broken else LinkDifference.TARGET
        source_target = source.target
        if not source.written.target:
            # An empty link is the source's fault, and nobody knows where in the repository it
            # should lead.
            is_elsewhere = bool(translation.written.target) and not translation_target.is_local
            return LinkDifference.TARGET if is_elsewhere else LinkDifference.NONE
        if _is_dead_in_both(source_target, translation_target):
            return LinkDifference.NONE
        is_same_place = (
            source_target.place == translation_target.place
            and source_target.is_local == translation_target.is_local
        )
        is_anchor_in_page = source_target.place == self._pair.source and source_target.fragment
        if not is_same_place and is_anchor_in_page:
            # The source's link led to no heading either, which is said of the source.
            is_nothing_lost = source.has_dead_anchor and translation_target.is_local
            return LinkDifference.NONE if is_nothing_lost else LinkDifference.ANCHOR
        if is_broken and source_target.reach is not Reach.BROKEN:
            return LinkDifference.BROKEN
        if not is_same_place:
            is_image = source.written.is_image and translation.written.is_image
            if is_image and is_same_badge(source.written.target, translation.written.target):
                return LinkDifference.NONE
            if self._is_localized(source_target, translation_target):
                return LinkDifference.NONE
            return LinkDifference.TARGET
        if translation_target.reach is Reach.UNTRANSLATED:
            return LinkDifference.UNTRANSLATED
        if source_target.query != translation_target.query and not translation.written.is_image:
            return LinkDifference.TARGET
        if translation_target.is_local:
            if self._anchor_differs(source, translation):
                return LinkDifference.ANCHOR
        elif source_target.fragment != translation_target.fragment:
            return LinkDifference.TARGET
        is_tracking_same = not _tracking_differs(source_target, translation_target)
        return LinkDifference.NONE if is_tracking_same else LinkDifference.TRACKING

    def _is_localized(self, source: Target, translation: Target) -> bool:
        """Whether a link leads to the same page elsewhere, in the language of the translation."""
        is_elsewhere = not source.is_local and not translation.is_local
        if not is_elsewhere or not self._resolver.may_localize:
            return False
        return is_localized(source.place, translation.place, self._pair.language)

    def _anchor_differs(self, source: ResolvedLink, translation: ResolvedLink) -> bool:
        if source.has_dead_anchor:
            return False
        if translation.has_dead_anchor:
            return True
        if source.target.fragment and not translation.target.fragment:
            return True
        if not source.is_anchor_known or not translation.is_anchor_known:
            return False
        if self.says_where_it_leads(source):
            said = self.heading_said(translation, translation.target.path)
            if said == translation.anchor:
                # So does the translation's.
                return False
        headings = self.headings(translation.target.place, translation.target.path)
        is_same_page = translation.target.path == source.target.path
        is_sure = is_same_page or source.anchor in headings.sure
        return is_sure and self.source_key(source) != self.translation_key(translation)


def _is_dead_in_both(source: Target, translation: Target) -> bool:
    """Whether the same file is named, and is not there in either place."""
    is_dead = source.reach is translation.reach is Reach.BROKEN
    return is_dead and _file_name(source) == _file_name(translation)


def _file_name(target: Target) -> str:
    return target.path.rpartition("/")[2]


def _anchor_key(link: ResolvedLink, anchor: int | str | None) -> int | str:
    if not link.target.fragment or link.written.is_image:
        return ""
    return link.target.fragment.casefold() if anchor is None else anchor


def _tracking_differs(source: Target, translation: Target) -> bool:
    if _parameters(source) != _parameters(translation):
        return True
    return bool(_misspelt(translation) - _misspelt(source))


def _parameters(target: Target) -> Counter[tuple[str, str]]:
    return Counter((parameter.identity, parameter.value) for parameter in target.tracking)


def _misspelt(target: Target) -> set[str]:
    return {parameter.identity for parameter in target.tracking if parameter.is_misspelt}
