"""What the files of a project offer to links: what links lead to, looked up once."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from copy import copy
from functools import cached_property
from hashlib import sha256
from typing import NamedTuple
from urllib.parse import unquote

from transync.documents.kinds import IMAGE_SUFFIXES
from transync.documents.outline import Outline
from transync.documents.url import parse_url, scheme_of
from transync.links.anchors import Anchors, anchors_of
from transync.links.target import Reach, Target
from transync.links.tracking import TrackingNames
from transync.model import below, folders_above
from transync.repository.project import LanguageFolder, Project

_TEMPLATE = re.compile(r"\{\{|\{%|\$\{|<%")


class Asked(NamedTuple):
    """What was asked of the project: which `places` exist, what can be named in which `pages`."""

    places: set[str]
    pages: set[str]


# Stands for all images of the tree, among which the source of a translated one is looked for.
ALL_IMAGES = "*"


class LinkedProject:
    """A project whose links are resolved; all that is looked up in it is kept.

    `outline_at` gives the outline of the document at a path, None when its text is not known.
    `may_localize` says that links out of the project may lead to the same page in another language.
    """

    def __init__(
        self,
        project: Project,
        outline_at: Callable[[str], Outline | None],
        tracking: Sequence[str],
        may_localize: bool = True,
    ) -> None:
        self._project, self.tree, self.folders = project, project.tree, project.folders
        self.outline = outline_at
        self.tracking = TrackingNames(tracking)
        self.may_localize = may_localize
        self._anchors: dict[str, Anchors] = {}
        self._external: dict[str, Target] = {}
        self._folders: dict[str, LanguageFolder | None] = {}
        self._hashed_images: dict[str, Mapping[tuple[str, str], str]] = {}

    def with_outline(self, path: str, outline: Outline) -> LinkedProject:
        """The project with another document at one path.

        Links lead where they led: only what the document's own anchors are is looked up anew.
        """
        other = copy(self)
        other.outline = lambda at: outline if at == path else self.outline(at)
        other._anchors = {at: found for at, found in self._anchors.items() if at != path}
        return other

    def anchors(self, path: str) -> Anchors | None:
        """The anchors of the document at a path, None when its text is not known."""
        outline = self.outline(path)
        if outline and path not in self._anchors:
            self._anchors[path] = anchors_of(outline)
        return self._anchors.get(path)

    def outside(self, target: str) -> Target:
        """What a target resolves to that leads out of the project."""
        found = self._external.get(target)
        if found is None:
            found = self._external[target] = self._outside(target)
        return found

    def folder_of(self, path: str) -> LanguageFolder | None:
        """The language folder that holds a path."""
        # Most links of a project lead to few folders.
        folder = path.rpartition("/")[0]
        if folder not in self._folders:
            self._folders[folder] = self._project.folder_of(folder)
        return self._folders[folder] or self._project.folder_at(path)

    def page_in(self, path: str) -> tuple[str, str] | None:
        """The language and the source of a path in any language's folder, existing or not."""
        return self._project.page_in(path)

    @cached_property
    def images_by_folder(self) -> Mapping[str, Sequence[str]]:
        """The images directly in each folder, in their order."""
        found: dict[str, list[str]] = defaultdict(list)
        for path in self._images:
            found[path.rpartition("/")[0]].append(path)
        return found

    def answer(self, place: str) -> str:
        """What there is at a place: a file, a folder, or nothing; of all images, their digest."""
        if place == ALL_IMAGES:
            return self._digest_of_images
        if place in self.tree.files:
            return "file"
        return "folder" if self.tree.exists(place) else ""

    def source_image(self, root: str, stem: str, digest: str) -> str | None:
        """The image of this stem below a source root whose path from there on has this digest.

        That is the first 16 digits of its SHA-256.
        """
        if stem not in self._hashed_images:
            self._hashed_images[stem] = dict(self._hashed(stem))
        return self._hashed_images[stem].get((root, digest))

    def _hashed(self, stem: str) -> Iterator[tuple[tuple[str, str], str]]:
        """Each source root with the digest of the path below it, and the image that has it."""
        roots = {layout.source_root for layout in self._project.layouts}
        for path in self._images_by_stem.get(stem, ()):
            for root in roots.intersection((*folders_above(path), "")):
                if rest := below(path, root):
                    digest = sha256(rest.encode(errors="replace")).hexdigest()[:16]
                    yield (root, digest), path

    @cached_property
    def _images_by_stem(self) -> Mapping[str, Sequence[str]]:
        found: dict[str, list[str]] = defaultdict(list)
        for path in self.tree.files:
            if path.lower().endswith(IMAGE_SUFFIXES):
                found[path.rpartition("/")[2].rpartition(".")[0]].append(path)
        return found

    @cached_property
    def _images(self) -> Sequence[str]:
        return sorted(path for path in self.tree.files if path.lower().endswith(IMAGE_SUFFIXES))

    @cached_property
    def _digest_of_images(self) -> str:
        return sha256("\0".join(self._images).encode(errors="surrogatepass")).hexdigest()[:16]

    def _outside(self, target: str) -> Target:
        url = None if _TEMPLATE.search(target) else parse_url(target)
        if url is None:
            return Target(target, False, "", fragment="", tracking=(), reach=Reach.UNKNOWN)
        place = url.place
        query, fragment, tracking = self.tracking.split(url.query, url.fragment)
        if query:
            place += f"?{query}"
        return Target(
            place, False, "", fragment=unquote(fragment), tracking=tracking, reach=Reach.UNKNOWN
        )


def is_outside(target: str) -> bool:
    """Whether a link with this target leads out of the project, or nobody can tell where."""
    return scheme_of(target) is not None or _TEMPLATE.search(target) is not None
