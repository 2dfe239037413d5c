"""A link -> what it resolves to, so that links compare by identity and not by spelling."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from posixpath import normpath
from urllib.parse import unquote

from transync.co_op_translator import IMAGE_NAME, IMAGE_ROOTS, OLDER_IMAGE_NAME
from transync.documents.decoding import Unreadable
from transync.documents.kinds import SUFFIXES
from transync.documents.outline import Outline
from transync.documents.url import cleaned
from transync.links.anchors import Anchors
from transync.links.linked_project import ALL_IMAGES, Asked, LinkedProject, is_outside
from transync.links.target import Reach, Target
from transync.links.tracking import TrackingParameter
from transync.model import Layout, below, join
from transync.repository.project import LanguageFolder


class Resolver:
    """Resolves links of any file of a project; `asked` takes note of what the answers depend on.

    Each subject whose result may be remembered has a resolver of its own.
    """

    def __init__(self, project: LinkedProject, asked: Asked | None = None) -> None:
        self._project = project
        self._asked = Asked(set(), set()) if asked is None else asked

    def with_outline(self, path: str, outline: Outline) -> Resolver:
        """A resolver that sees another document at one path: a source as it once was."""
        return Resolver(self._project.with_outline(path, outline), self._asked)

    @property
    def may_localize(self) -> bool:
        """Whether links may lead to the same page elsewhere in another language."""
        return self._project.may_localize

    def read(self, path: str) -> bytes | Unreadable:
        """The bytes of a page, which is to be edited; nothing depends on them but its own text."""
        return self._project.tree.read(path)

    def resolve(self, path: str, target: str, layout: Layout) -> Target:
        """What `target`, written in the file at `path`, resolves to.

        `layout` says which source root a leading `/` means.
        """
        target = cleaned(target)
        if is_outside(target):
            return self._project.outside(target)
        if not target:
            # `[text]()`: a placeholder that somebody forgot, wherever it leads on this page.
            return Target("", True, path, fragment="", tracking=(), reach=Reach.BROKEN)
        before, _, fragment = target.partition("#")
        written, _, query = before.partition("?")
        query, fragment, tracking = self._project.tracking.split(query, fragment)
        fragment = unquote(fragment)
        # The name of a file need be no text.
        name = unquote(written, errors="surrogateescape")
        hit = _hit(path, name, layout)
        if written.startswith("/") and not self._exists(hit):
            # A forge takes the root of the repository, Co-op Translator that of the sources.
            at_top = _hit("", name.lstrip("/"), layout)
            if self._exists(at_top):
                hit = at_top
        if hit.startswith("../"):
            return Target(hit, True, "", fragment=fragment, tracking=tracking, reach=Reach.UNKNOWN)
        return self._inside(path, hit, fragment, tracking)._replace(query=query)

    def anchors(self, path: str) -> Anchors | None:
        """The anchors of the document at a path, None when its text is not known."""
        self._asked.pages.add(path)
        return self._project.anchors(path)

    def outline(self, path: str) -> Outline | None:
        """The outline of the document at a path, None when its text is not known."""
        self._asked.pages.add(path)
        return self._project.outline(path)

    def images_in(self, folder: str, prefixes: Sequence[str]) -> Sequence[str]:
        """The images directly in a folder whose names begin with one of these, in their order."""
        self._asked.places.add(ALL_IMAGES)
        images = self._project.images_by_folder.get(folder, ())
        found = set[str]()
        for prefix in prefixes:
            first = join(folder, prefix)
            for n in range(bisect_left(images, first), len(images)):
                if not images[n].startswith(first):
                    break
                found.add(images[n])
        return sorted(found)

    def _exists(self, path: str) -> bool:
        self._asked.places.add(path)
        return self._project.tree.exists(path)

    def _is_file(self, path: str) -> bool:
        self._asked.places.add(path)
        return path in self._project.tree.files

    def _inside(
        self, path: str, hit: str, fragment: str, tracking: tuple[TrackingParameter, ...]
    ) -> Target:
        hit = place = self._site_page(hit)
        reach = Reach.ALIVE if self._exists(hit) else Reach.BROKEN
        page_folder, hit_folder = self._project.folder_of(path), self._project.folder_of(hit)
        is_switcher = is_unknown = False
        if page_folder and hit_folder and hit_folder.language == page_folder.language:
            place = join(hit_folder.layout.source_root, below(hit, hit_folder.path) or "")
            is_document = self._is_file(place) and place.endswith(SUFFIXES)
            if reach is Reach.BROKEN and is_document:
                reach = Reach.UNTRANSLATED
        elif page := self._project.page_in(hit):
            _, source = page
            is_switcher = source == self._source_of(path, page_folder)
        elif image := self._source_image(hit, page_folder):
            place = image
            is_unknown = not self._is_file(image)
        return Target(
            place,
            True,
            hit,
            fragment=fragment,
            tracking=tracking,
            reach=reach,
            is_switcher=is_switcher,
            is_of_unknown_source=is_unknown,
        )

    def _site_page(self, hit: str) -> str:
        """The document behind a link without suffix, as documentation sites write them."""
        if "." in hit.rpartition("/")[2] or self._exists(hit):
            return hit
        pages = (hit + suffix for suffix in (".md", ".mdx"))
        return next(filter(self._is_file, pages), hit)

    def _source_of(self, path: str, folder: LanguageFolder | None) -> str:
        if not folder:
            return path
        return join(folder.layout.source_root, below(path, folder.path) or "")

    def _source_image(self, path: str, page_folder: LanguageFolder | None) -> str | None:
        """The image that a translated image was made from, by the hash in its name."""
        folder, _, name = path.rpartition("/")
        if IMAGE_ROOTS.isdisjoint(folder.split("/")):
            return None
        found = OLDER_IMAGE_NAME.fullmatch(name) or IMAGE_NAME.fullmatch(name)
        if not found:
            return None
        stem, digest = found["stem"], found["hash"][:16]
        root = page_folder.layout.source_root if page_folder else ""
        self._asked.places.add(ALL_IMAGES)
        return self._project.source_image(root, stem, digest) or f"image {stem}.{digest}"


def _hit(path: str, written: str, layout: Layout) -> str:
    """The repository path that a local link hits; `../…` where it leaves the repository."""
    if not written:
        return path
    folder = path.rpartition("/")[0]
    if written.startswith("/"):
        folder, written = layout.source_root, written.lstrip("/")
    hit = normpath(join(folder, written))
    if hit in (".", "/"):
        return ""
    if hit == "..":
        return "../"
    return hit.lstrip("/")
