"""What a link of a translation should lead to, written as Co-op Translator writes it."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cached_property
from hashlib import sha256
from posixpath import basename, relpath, splitext
from typing import NamedTuple, TypeAlias
from urllib.parse import quote

from transync.comparison.link_identity import LinkIdentity, LinkMatch
from transync.comparison.page import Page, ResolvedLink
from transync.comparison.structure import Structure
from transync.documents.document import Cell
from transync.documents.kinds import is_document
from transync.links.resolver import Resolver
from transync.links.target import Reach
from transync.model import Pair, below, join
from transync.untrusted.file_name import as_link, name_bytes

# Line and column of a link; and what it stands in, images and links apart.
_Spot: TypeAlias = tuple[int, int]
_Container: TypeAlias = tuple[bool, Cell | int | None]


class _Sequence(NamedTuple):
    """The links of a cell or a text, and the number of the first one at each spot."""

    spots: list[_Spot]
    numbers: dict[_Spot, int]


class Expected:
    """The targets of one translation's links, given the source's that they stand for."""

    def __init__(
        self,
        resolver: Resolver,
        identity: LinkIdentity,
        pair: Pair,
        pages: tuple[Page, Page],
        structure: Structure,
        matches: Sequence[LinkMatch],
    ) -> None:
        self._resolver, self._identity, self._pair = resolver, identity, pair
        self._source, self._translation = pages
        self._counterparts = {
            _spot(m.source): _spot(m.translation)
            for m in matches
            if m.source and m.translation and m.source.target.place == m.translation.target.place
        }
        self._ours = _by_container(self._source, structure.block_index)
        self._theirs = _by_container(self._translation, structure.source_index)
        self._structure = structure
        self._own_ids: dict[str, Mapping[int, str]] = {}

    def is_aligned(self, match: LinkMatch) -> bool:
        """Whether the two links surely stand for each other, whatever they lead to.

        They stand at the same place in the sequence of their cell or their text, and the links
        beside them lead to the same places.
        """
        ours, theirs = match.source, match.translation
        if ours is None or theirs is None or match.moved_column:
            return False
        here = _container(ours, self._structure.block_index)
        there = _container(theirs, self._structure.source_index)
        # Rows are aligned before their cells are, and need not have the same number.
        is_same = here[0] == there[0] and bool(ours.written.cell) == bool(theirs.written.cell)
        left, right = self._ours[here], self._theirs[there]
        is_as_long = len(left.spots) == len(right.spots)
        if not is_same or (ours.written.cell is None and here != there) or not is_as_long:
            return False
        at = left.numbers[_spot(ours)]
        beside = [n for n in (at - 1, at + 1) if 0 <= n < len(left.spots)]
        return right.numbers[_spot(theirs)] == at and all(
            self._counterparts.get(left.spots[n]) == right.spots[n] for n in beside
        )

    def is_only_one(self, match: LinkMatch) -> bool:
        """Whether neither page has another link to the same place."""
        both = zip((match.source, match.translation), self._places, strict=True)
        return all(link is not None and places[link.target.place] == 1 for link, places in both)

    @cached_property
    def _places(self) -> tuple[Counter[str], ...]:
        """How many links of each page lead to a place."""
        pages = self._source, self._translation
        return tuple(Counter(link.target.place for link in page.links) for page in pages)

    def is_left_as_it_was(self, match: LinkMatch) -> bool:
        """Whether the link to a heading has the source's own fragment, which is dead here."""
        ours, theirs = match.source, match.translation
        if ours is None or theirs is None:
            return False
        return self._identity.source_key(ours) == self._identity.translation_key(theirs)

    def target(self, source: ResolvedLink) -> str | None:
        """The target of the translation's link for one of the source's.

        None where nobody can tell: the link is dead, or leads to a heading that is not there.
        """
        if not source.target.is_local:
            return source.written.target
        path, suffix = _split(source.written.target)
        for candidate in self._candidates(source, path):
            found = self._translation.resolve(candidate + suffix)
            if found.target.place != source.target.place or found.target.reach is not Reach.ALIVE:
                continue
            if not isinstance(source.anchor, int):
                return None if found.has_dead_anchor else candidate + suffix
            fragment = self._fragment(source, found.target.path)
            return None if fragment is None else _with_fragment(candidate + suffix, fragment)
        return None

    def named(self, match: LinkMatch) -> str | None:
        """The target of a link to a heading: the translation's own, with the right fragment."""
        source, there = match.source, match.translation
        if source is None or there is None:
            return None
        if source.target.place != there.target.place:
            fragment = self._fragment(source, self._translation.path)
            is_own = source.target.place == self._source.path
            given = source.written.target if is_own else ""
        else:
            fragment, given = self._fragment(source, there.target.path), there.written.target
        return _with_fragment(given, fragment) if fragment and given else None

    def tracked(self, match: LinkMatch) -> str | None:
        """The translation's own target with the tracking parameters of the source's."""
        source, there = match.source, match.translation
        if source is None or there is None or source.target.place != there.target.place:
            return None
        if not source.target.is_local:
            is_same_name = source.target.fragment == there.target.fragment
            return source.written.target if is_same_name else None
        path, suffix = _split(there.written.target)
        query = _split(source.written.target)[1].partition("#")[0]
        fragment = suffix.partition("#")[2] if there.target.fragment else ""
        return path + query + (f"#{fragment}" if fragment else "")

    def rebased(self, source: ResolvedLink) -> str:
        """The source's own target as it is written from the folder of the translation."""
        path, suffix = _split(source.written.target)
        return self._rebased(path) + suffix

    def _candidates(self, source: ResolvedLink, path: str) -> Iterator[str]:
        if source.is_own_image:
            yield from self._images(source.target.path)
            yield self._rebased(path)
            return
        # Documents stay as they are, so that they lead to the page in the same language.
        rebased = self._rebased(path)
        yield from (path, rebased) if is_document(source.target.path) else (rebased, path)

    def _rebased(self, path: str) -> str:
        layout = self._source.layout
        folder = self._source.path.rpartition("/")[0]
        at = join(layout.source_root if path.startswith("/") else folder, path.lstrip("/"))
        # As Co-op Translator does, without the slash behind a folder.
        return as_link(relpath(at or ".", self._translation.path.rpartition("/")[0] or "."))

    def _images(self, source: str) -> Iterator[str]:
        """The translated images that were made from an image, as they are written here."""
        path = below(source, self._source.layout.source_root) or source
        digest = sha256(path.encode(errors="replace")).hexdigest()
        stem = splitext(basename(path))[0]
        todays = f"{stem}.{digest[:16]}."
        older = f"{stem}.{digest}.{self._pair.folder}."
        here = self._translation.path.rpartition("/")[0]
        for folder in self._image_folders:
            for image in self._resolver.images_in(folder, (todays, older)):
                yield quote(name_bytes(relpath(image, here or ".")))

    @cached_property
    def _image_folders(self) -> Sequence[str]:
        """The folders of the translated images that the translation shows."""
        folders = dict.fromkeys(
            link.target.path.rpartition("/")[0]
            for link in self._translation.links
            if link.is_own_image and link.target.path != link.target.place
        )
        return tuple(folders)

    def _fragment(self, source: ResolvedLink, path: str) -> str | None:
        """What names, in the document at a path, the heading that the source's link names."""
        outline = self._identity.outline(path)
        headings = self._identity.headings(source.target.place, path)
        if outline is None or not isinstance(source.anchor, int) or not headings.is_sure:
            return None
        if path not in self._own_ids:
            # Of several ids at one heading, the first one names it.
            self._own_ids[path] = {
                anchor.heading: anchor.name
                for anchor in reversed(outline.ids)
                if anchor.heading is not None
            }
        return self._own_ids[path].get(source.anchor, outline.headings[source.anchor].slug)


def _split(target: str) -> tuple[str, str]:
    """The path of a local target, and its query and fragment."""
    end = min((at for mark in "?#" if (at := target.find(mark)) >= 0), default=len(target))
    return target[:end], target[end:]


def _with_fragment(target: str, fragment: str) -> str:
    return f"{target.partition('#')[0]}#{fragment}"


def _by_container(
    page: Page, index_of: Callable[[int], int | None]
) -> Mapping[_Container, _Sequence]:
    found: dict[_Container, _Sequence] = defaultdict(lambda: _Sequence([], {}))
    for link in page.links:
        spots, numbers = found[_container(link, index_of)]
        numbers.setdefault(_spot(link), len(spots))
        spots.append(_spot(link))
    return found


def _container(link: ResolvedLink, index_of: Callable[[int], int | None]) -> _Container:
    """What a link is one of a sequence in: images or links of a cell, or of a text."""
    place = link.written.cell or index_of(link.written.line)
    return link.written.is_image, place


def _spot(link: ResolvedLink) -> _Spot:
    return link.written.line, link.written.column
