"""What a link of a translation should lead to, written as Co-op Translator writes it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from hashlib import sha256
from posixpath import basename, relpath, splitext
from urllib.parse import quote

from transync.comparison.link_identity import LinkIdentity, LinkMatch
from transync.comparison.page import Page, ResolvedLink
from transync.documents.kinds import is_document
from transync.documents.outline import Outline
from transync.documents.parse.slug import slug
from transync.links.resolver import Resolver
from transync.links.target import Reach
from transync.model import Pair, below, join
from transync.untrusted.file_name import as_link, name_bytes


class ExpectedTargets:
    """The targets that one translation's links should have, given the source's links."""

    def __init__(
        self,
        resolver: Resolver,
        identity: LinkIdentity,
        pair: Pair,
        source: Page,
        translation: Page,
    ) -> None:
        self._resolver, self._identity, self._pair = resolver, identity, pair
        self._source, self._translation = source, translation
        self._heading_names: dict[str, Mapping[int, str]] = {}

    def is_left_as_it_was(self, match: LinkMatch) -> bool:
        """Whether the link to a heading has the source's fragment, dead as it is in here."""
        source, translation = match.source, match.translation
        if source is None or translation is None:
            return False
        return self._identity.source_key(source) == self._identity.translation_key(translation)

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
            fragment = self._fragment(source, found.target.path, None)
            return None if fragment is None else _with_fragment(candidate + suffix, fragment)
        return None

    def named(self, match: LinkMatch) -> str | None:
        """The target of a link to a heading: as the translation has it, with the right fragment."""
        source, translation = match.source, match.translation
        if source is None or translation is None:
            return None
        if source.target.place == translation.target.place:
            path, target = translation.target.path, translation.written.target
        else:
            is_own = source.target.place == self._source.path
            path, target = self._translation.path, source.written.target if is_own else ""
        fragment = self._fragment(source, path, translation)
        return _with_fragment(target, fragment) if fragment and target else None

    def tracked(self, match: LinkMatch) -> str | None:
        """The target that the translation has, with the tracking parameters of the source's."""
        source, translation = match.source, match.translation
        if source is None or translation is None:
            return None
        if source.target.place != translation.target.place:
            return None
        if not source.target.is_local:
            is_same_name = source.target.fragment == translation.target.fragment
            return source.written.target if is_same_name else None
        path, suffix = _split(translation.written.target)
        _, source_suffix = _split(source.written.target)
        tracked = path + source_suffix.partition("#")[0]
        fragment = suffix.partition("#")[2] if translation.target.fragment else ""
        return _with_fragment(tracked, fragment) if fragment else tracked

    def rebased(self, source: ResolvedLink) -> str:
        """The target that the source has, as it is written from the folder of the translation."""
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
        """The translated images that were made from an image, as links of this page."""
        path = below(source, self._source.layout.source_root) or source
        digest = sha256(path.encode(errors="replace")).hexdigest()
        stem, _ = splitext(basename(path))
        names = f"{stem}.{digest[:16]}.", f"{stem}.{digest}.{self._pair.folder}."
        base = self._translation.path.rpartition("/")[0] or "."
        for folder in self._image_folders:
            for image in self._resolver.images_in(folder, names):
                yield quote(name_bytes(relpath(image, base)))

    @cached_property
    def _image_folders(self) -> Sequence[str]:
        """The folders of the translated images that the translation shows."""
        folders = dict.fromkeys(
            link.target.path.rpartition("/")[0]
            for link in self._translation.links
            if link.is_own_image and link.target.path != link.target.place
        )
        return tuple(folders)

    def _fragment(
        self, source: ResolvedLink, path: str, translation: ResolvedLink | None
    ) -> str | None:
        """What names, in the document at a path, the heading that the source's link names.

        Where the source's link has that heading's text, the translation's says which one it is.
        """
        outline = self._identity.outline(path)
        if outline is None or not isinstance(source.anchor, int):
            return None
        heading = None
        if translation and self._identity.says_where_it_leads(source):
            heading = self._identity.heading_said(translation, path)
        is_lost = translation is not None and self._names_a_lost_heading(source, translation)
        if heading is None and not is_lost:
            headings = self._identity.headings(source.target.place, path)
            heading = headings.translation_of(source.anchor)
        if heading is None:
            return None
        if path not in self._heading_names:
            self._heading_names[path] = _heading_names(outline)
        return self._heading_names[path].get(heading, outline.headings[heading].slug)

    def _names_a_lost_heading(self, source: ResolvedLink, translation: ResolvedLink) -> bool:
        """Whether a link was led to a heading of its translated text: where none is, it is lost.

        Another link may have that text. One that was left as it is in the source tells nothing.
        """
        fragment = translation.target.fragment
        is_new = bool(fragment) and fragment != source.target.fragment
        return is_new and (translation.target.path, fragment) in self._said

    @cached_property
    def _said(self) -> frozenset[tuple[str, str]]:
        """The documents and the fragments that links of the translation have the text of."""
        targets = ((link.target, link.written.text) for link in self._translation.links)
        return frozenset(
            (target.path, target.fragment)
            for target, text in targets
            if target.fragment and target.fragment == slug(text)
        )


def _heading_names(outline: Outline) -> Mapping[int, str]:
    """The ids that stand at headings, by the number of the heading: of several, the first one."""
    anchors = ((anchor.heading, anchor.name) for anchor in reversed(outline.ids))
    return {heading: name for heading, name in anchors if heading is not None}


def _split(target: str) -> tuple[str, str]:
    """The path of a local target, and its query and fragment."""
    end = min((at for mark in "?#" if (at := target.find(mark)) >= 0), default=len(target))
    return target[:end], target[end:]


def _with_fragment(target: str, fragment: str) -> str:
    return f"{target.partition('#')[0]}#{fragment}"
