"""A link -> what it resolves to, so that links compare by identity and not by spelling."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from copy import copy
from enum import StrEnum
from functools import cached_property
from hashlib import sha256
from posixpath import normpath
from typing import NamedTuple
from urllib.parse import unquote

from transync.co_op_translator import IMAGE_NAME, IMAGE_ROOTS, OLDER_IMAGE_NAME
from transync.documents.kinds import IMAGE_SUFFIXES, SUFFIXES
from transync.documents.outline import Outline
from transync.documents.url import cleaned, parse_url, scheme_of
from transync.links.anchors import Anchors
from transync.links.tracking import TrackingNames, TrackingParameter
from transync.model import Layout, below, join
from transync.repository.project import LanguageFolder, Project

_TEMPLATE = re.compile(r"\{\{|\{%|\$\{|<%")


class Reach(StrEnum):
    """Whether a reader who follows a link gets anywhere."""

    ALIVE = "alive"
    BROKEN = "broken"
    UNTRANSLATED = "untranslated"
    UNKNOWN = "unknown"


class Target(NamedTuple):
    """What a link resolves to.

    `place` is the identity: a URL without tracking parameters and fragment, or the repository path
    of the source (for a translated page or image, that of its source). `path` is the repository
    path that is really hit, empty for what is outside. `is_switcher` marks a link to this page in
    another language, `is_of_unknown_source` a translated image of which nobody knows what it
    translates.
    """

    place: str
    is_local: bool
    path: str
    fragment: str
    tracking: tuple[TrackingParameter, ...]
    reach: Reach
    is_switcher: bool = False
    is_of_unknown_source: bool = False


class Asked(NamedTuple):
    """What was asked of the project: which `places` exist, what can be named in which `pages`."""

    places: set[str]
    pages: set[str]


# Stands for all images of the tree, among which the source of a translated one is looked for.
ALL_IMAGES = "*"


class Resolver:
    """Resolves links of any file of one project.

    `asked` takes note of what the answers depend on, beside the project's folders; whoever wants to
    know gives it a new one.
    """

    def __init__(
        self,
        project: Project,
        outline_at: Callable[[str], Outline | None],
        tracking: Sequence[str],
    ) -> None:
        self.project, self.tree = project, project.tree
        self.asked = Asked(set(), set())
        self._outline_at = outline_at
        self.tracking = TrackingNames(tracking)
        self._anchors: dict[str, Anchors] = {}
        self._external: dict[str, Target] = {}
        self._folders: dict[str, LanguageFolder | None] = {}

    def with_outline(self, path: str, outline: Outline) -> Resolver:
        """A resolver that sees another document at one path: a source as it once was.

        Links lead where they led: only what the document's own anchors are is looked up anew.
        """
        other = copy(self)
        other._outline_at = lambda at: outline if at == path else self._outline_at(at)
        other._anchors = {at: found for at, found in self._anchors.items() if at != path}
        return other

    def resolve(self, path: str, target: str, layout: Layout) -> Target:
        """What `target`, written in the file at `path`, resolves to.

        `layout` says which source root a leading `/` means.
        """
        target = cleaned(target)
        if scheme_of(target) is not None or _TEMPLATE.search(target):
            found = self._external.get(target)
            if found is None:
                found = self._external[target] = self._outside(target)
            return found
        if not target:
            # `[text]()`: a placeholder that somebody forgot, wherever it leads on this page.
            return Target("", True, path, "", (), Reach.BROKEN)
        before, _, fragment = target.partition("#")
        written, _, query = before.partition("?")
        query, fragment, tracking = self.tracking.split(query, fragment)
        fragment = unquote(fragment)
        # The name of a file need be no text.
        name = unquote(written, errors="surrogateescape")
        hit = _hit(path, name, layout)
        if written.startswith("/") and not self._exists(hit):
            # A forge takes the root of the repository, Co-op Translator that of the sources.
            at_top = _hit("", name.lstrip("/"), layout)
            hit = at_top if self._exists(at_top) else hit
        if hit.startswith("../"):
            return Target(hit, True, "", fragment, tracking, Reach.UNKNOWN)
        return self._inside(path, hit, fragment, tracking)

    def anchors(self, path: str) -> Anchors | None:
        """The anchors of the document at a path, None when its text is not known."""
        outline = self.outline(path)
        if outline and path not in self._anchors:
            self._anchors[path] = Anchors(outline)
        return self._anchors.get(path)

    def outline(self, path: str) -> Outline | None:
        """The outline of the document at a path, None when its text is not known."""
        self.asked.pages.add(path)
        return self._outline_at(path)

    def images_in(self, folder: str, prefixes: Sequence[str]) -> Sequence[str]:
        """The images directly in a folder whose names begin with one of these, in their order."""
        self.asked.places.add(ALL_IMAGES)
        images = self._images_by_folder.get(folder, ())
        found = set[str]()
        for prefix in prefixes:
            first = join(folder, prefix)
            for n in range(bisect_left(images, first), len(images)):
                if not images[n].startswith(first):
                    break
                found.add(images[n])
        return sorted(found)

    @cached_property
    def _images_by_folder(self) -> Mapping[str, Sequence[str]]:
        found: dict[str, list[str]] = defaultdict(list)
        for path in sorted(p for p in self.tree.files if p.lower().endswith(IMAGE_SUFFIXES)):
            found[path.rpartition("/")[0]].append(path)
        return found

    def answer(self, place: str) -> str:
        """What there is at a place: a file, a folder, or nothing; of all images, their digest."""
        if place == ALL_IMAGES:
            return self._digest_of_images
        return "file" if place in self.tree.files else "folder" if self.tree.exists(place) else ""

    def _exists(self, path: str) -> bool:
        self.asked.places.add(path)
        return self.tree.exists(path)

    def _is_file(self, path: str) -> bool:
        self.asked.places.add(path)
        return path in self.tree.files

    def _outside(self, target: str) -> Target:
        url = None if _TEMPLATE.search(target) else parse_url(target)
        if url is None:
            return Target(target, False, "", "", (), Reach.UNKNOWN)
        query, fragment, tracking = self.tracking.split(url.query, url.fragment)
        place = f"{url.place}?{query}" if query else url.place
        return Target(place, False, "", unquote(fragment), tracking, Reach.UNKNOWN)

    def _inside(
        self, path: str, hit: str, fragment: str, tracking: tuple[TrackingParameter, ...]
    ) -> Target:
        hit = self._site_page(hit)
        place, reach = hit, Reach.ALIVE if self._exists(hit) else Reach.BROKEN
        here, there = self._folder(path), self._folder(hit)
        is_switcher = is_unknown = False
        if here and there and there.language == here.language:
            place = join(there.layout.source_root, below(hit, there.path) or "")
            is_untranslated = self._is_file(place) and place.endswith(SUFFIXES)
            if reach is Reach.BROKEN and is_untranslated:
                reach = Reach.UNTRANSLATED
        elif page := self.project.page_in(hit):
            is_switcher = page[1] == self._source_of(path, here)
        elif image := self._source_image(hit, here):
            place = image
            is_unknown = not self._is_file(image)
        return Target(place, True, hit, fragment, tracking, reach, is_switcher, is_unknown)

    def _site_page(self, hit: str) -> str:
        """The document behind a link without suffix, as documentation sites write them."""
        if "." in hit.rpartition("/")[2] or self._exists(hit):
            return hit
        pages = (hit + suffix for suffix in (".md", ".mdx"))
        return next(filter(self._is_file, pages), hit)

    def _folder(self, path: str) -> LanguageFolder | None:
        # Most links of a project lead to few folders.
        folder = path.rpartition("/")[0]
        if folder not in self._folders:
            self._folders[folder] = self.project.folder_of(folder)
        return self._folders[folder] or self.project.folder_of(path)

    def _source_of(self, path: str, folder: LanguageFolder | None) -> str:
        if not folder:
            return path
        return join(folder.layout.source_root, below(path, folder.path) or "")

    def _source_image(self, path: str, here: LanguageFolder | None) -> str | None:
        """The image that a translated image was made from, by the hash in its name."""
        folder, _, name = path.rpartition("/")
        if IMAGE_ROOTS.isdisjoint(folder.split("/")):
            return None
        found = OLDER_IMAGE_NAME.fullmatch(name) or IMAGE_NAME.fullmatch(name)
        if not found:
            return None
        unknown = f"image {found['stem']}.{found['hash'][:16]}"
        root = here.layout.source_root if here else ""
        self.asked.places.add(ALL_IMAGES)
        return self._images.get((root, found["hash"][:16]), unknown)

    @cached_property
    def _images(self) -> Mapping[tuple[str, str], str]:
        """Source root and first 16 digits of the SHA-256 of the path below it -> the image."""
        roots = {layout.source_root for layout in self.project.layouts}
        return {
            (root, sha256(rest.encode(errors="replace")).hexdigest()[:16]): path
            for path in self.tree.files
            if path.lower().endswith(IMAGE_SUFFIXES)
            for root in roots
            if (rest := below(path, root))
        }

    @cached_property
    def _digest_of_images(self) -> str:
        images = sorted(p for p in self.tree.files if p.lower().endswith(IMAGE_SUFFIXES))
        return sha256("\0".join(images).encode(errors="surrogatepass")).hexdigest()[:16]


def _hit(path: str, written: str, layout: Layout) -> str:
    """The repository path that a local link hits; `../…` where it leaves the repository."""
    if not written:
        return path
    folder = layout.source_root if written.startswith("/") else path.rpartition("/")[0]
    hit = normpath(join(folder, written.lstrip("/") if written.startswith("/") else written))
    return "" if hit in (".", "/") else "../" if hit == ".." else hit.lstrip("/")
