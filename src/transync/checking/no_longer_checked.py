"""What was checked before a change, and is not any more although its files are still there."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from transync.changes.bumped_records import readable
from transync.checking.checked_project import CheckedProject
from transync.checking.successors import Successors
from transync.documents.decoding import Unreadable
from transync.documents.kinds import is_document
from transync.model import Fault, Layout, join
from transync.repository.contents import load_sidecar
from transync.repository.project import ImageFolder, LanguageFolder, Project, Translation
from transync.repository.translated_images import sources_of
from transync.wording import count, shortened

RULE = "no-longer-checked"

_NAMED = 3
# Why; each goes on after "no longer checked, as".
_SIDECAR = "the sidecar that holds the records is gone"
_RECORDS = "no record of Co-op Translator is left there"
_NO_RECORD = "no record names the source image any more"
_EXCLUDED = "`exclude` now matches"
_LANGUAGES = "`languages` now leaves the language out"
_LAYOUTS = "`layouts` now names other folders"
_MOVED = "this folder belongs to no language"
_KIND = "files of this kind are not compared"
_ALONE = "no record of Co-op Translator stands where it is now"
_ORPHAN = "the source is gone, and the text is another"
_FOLDER = "this is not taken for the folder of a language any more"


class _Why(NamedTuple):
    """Why something is checked no more, and the file or folder where that is to be seen."""

    reason: str
    place: str


class _Loss(NamedTuple):
    """What a language has lost in one folder for one reason: pages of a layout, or images.

    `is_whole` says that nothing of the folder is checked any more.
    """

    layout: Layout | None
    language: str
    why: _Why
    paths: Sequence[str]
    is_whole: bool


def find_unchecked(
    before: CheckedProject,
    now: CheckedProject,
    changed: Collection[str],
    is_asked: Callable[[str], bool],
) -> Iterator[Fault]:
    """A fault for each cause by which something is checked no more.

    `changed` are the former names of the files that differ. Only of what `is_asked` is told, by its
    path as it is now. What is gone with its file is no fault, and neither are the translations of
    a source that is gone, which `orphan` tells of, unless their text has changed as well.
    """
    search = _LossSearch(
        before,
        now,
        changed,
        is_asked,
        compared=before.compared(),
        sources=_sources_by_page(now),
    )
    of_layouts: dict[tuple[Layout, str], list[_Loss]] = defaultdict(list)
    for loss in search.pages():
        if loss.is_whole and loss.layout and loss.layout.translation_root:
            of_layouts[loss.layout, loss.why.reason].append(loss)
        else:
            yield _fault(loss, "page")
    for (layout, _), losses in of_layouts.items():
        is_every = 1 < len(losses) == search.number_of_folders(layout)
        for loss in losses:
            yield _fault(loss, "page", layout.translation_root if is_every else "")
    for loss in search.images():
        yield _fault(loss, "image")


def sidecar_gone(sidecar: str, language: str) -> Fault:
    """The fault of a sidecar that is gone while what it spoke of is there."""
    return Fault(
        RULE, sidecar, 1, column=1, message=f"no longer checked, as {_SIDECAR}", language=language
    )


def _sources_by_page(now: CheckedProject) -> Mapping[str, str]:
    """The sources against which translations are held, by the paths of these."""
    found: dict[str, str] = {}
    for translations in now.compared().values():
        found.update((each.path, each.source) for each in translations)
    return found


@dataclass(frozen=True)
class _LossSearch:
    """Looks for what the side `before` checks, on the side that is `now`.

    `compared` is what was held against a source before, and `sources` has what is so now: the
    source of each page.
    """

    before: CheckedProject
    now: CheckedProject
    changed: Collection[str]
    is_asked: Callable[[str], bool]
    compared: Mapping[LanguageFolder, Sequence[Translation]]
    sources: Mapping[str, str]

    @cached_property
    def _successors(self) -> Successors:
        return Successors(self.before.tree, self.now.tree, self.sources)

    def number_of_folders(self, layout: Layout) -> int:
        """How many language folders of a layout were compared before."""
        return sum(folder.layout == layout for folder in self.compared)

    def pages(self) -> Iterator[_Loss]:
        for folder, translations in self.compared.items():
            lost: dict[_Why, list[str]] = defaultdict(list)
            for translation in translations:
                path = self._name(translation.path)
                why = self._why_not(folder, translation)
                if why and self.is_asked(path):
                    lost[why].append(path)
            for why, paths in lost.items():
                is_whole = len(paths) == len(translations)
                yield _Loss(folder.layout, folder.language, why, paths=paths, is_whole=is_whole)

    def images(self) -> Iterator[_Loss]:
        """The images whose record is gone, of the sidecars that have changed."""
        has_other_settings = self.before.settings != self.now.settings
        for folder in self.before.project.image_folders:
            may_be_lost = has_other_settings or folder.sidecar in self.changed
            if may_be_lost and self.before.is_chosen(folder.language):
                yield from self._images_of(folder)

    def _name(self, path: str) -> str:
        """What a file of before is called now."""
        return self.now.project.renamed.get(path, path)

    def _why_not(self, folder: LanguageFolder, translation: Translation) -> _Why | None:
        """Why a translation is not held against its source any more; None where it is, or gone."""
        files = self.now.tree.files
        path, source = self._name(translation.path), self._name(translation.source)
        has_moved, source_has_moved = path != translation.path, source != translation.source
        if path in self.sources:
            is_other = source in files and source != self.sources[path]
            if has_moved or source_has_moved or not is_other:
                return None
            folder_now = self.now.project.folder_of(path) or folder
            root = folder_now.layout.source_root or "the root of the repository"
            return _Why(f"the sources are looked for in {root} now", folder.path)
        if path not in files:
            taken = self._successors.of(translation.path, path, folder.path)
            return _Why(*taken) if taken else None
        if source not in files or (source_has_moved and not has_moved):
            if self._has_new_text(translation.path, path):
                return _Why(_ORPHAN, path)
            return None
        return self._reason(folder, translation, path, source)

    def _reason(
        self, folder: LanguageFolder, translation: Translation, path: str, source: str
    ) -> _Why:
        """Why a translation is not held against its source, where both are there."""
        project, settings = self.now
        if not project.files.issuperset((path, source)):
            return _Why(_EXCLUDED, folder.path)
        folder_now = project.folder_of(path)
        if folder_now and not self.now.is_chosen(folder_now.language):
            return _Why(_LANGUAGES, folder_now.path)
        if folder_now is None and settings.layouts != self.before.settings.layouts:
            return _Why(_LAYOUTS, folder.path)
        if not is_document(path):
            return _Why(_KIND, path)
        if path != translation.path:
            return _why_moved(folder_now, translation.path, path)
        if folder.sidecar in self.before.tree.files - project.tree.files:
            return _Why(_SIDECAR, folder.sidecar)
        if folder_now is None and project.folders:
            return _Why(_FOLDER, folder.path)
        return _Why(_RECORDS, folder.path)

    def _has_new_text(self, former: str, path: str) -> bool:
        """Whether readers see another text than before."""
        if former not in self.changed:
            return False
        then, now = self.before.tree.read(former), self.now.tree.read(path)
        if isinstance(then, Unreadable) or isinstance(now, Unreadable):
            return then != now
        return readable(former, then) != readable(path, now)

    def _images_of(self, folder: ImageFolder) -> Iterator[_Loss]:
        project, path = self.now.project, self._name(folder.sidecar)
        folder_now = next((f for f in project.image_folders if f.sidecar == path), None)
        before = _recorded(self.before.project, folder)
        now: Mapping[str, Sequence[str]] | None = {}
        if folder_now:
            now = _recorded(project, folder_now)
        if now is None or not before:
            return
        lost: dict[_Why, list[str]] = defaultdict(list)
        for former, former_sources in before.items():
            image, sources = self._name(former), set(map(self._name, former_sources))
            is_there = image in project.tree.files and sources & project.tree.files
            if is_there and image not in now and self.is_asked(image):
                lost[self._why_no_image(folder, folder_now, image)].append(image)
        for why, paths in lost.items():
            yield _Loss(None, folder.language, why, paths=paths, is_whole=len(paths) == len(before))

    def _why_no_image(
        self, folder: ImageFolder, folder_now: ImageFolder | None, image: str
    ) -> _Why:
        if image not in self.now.project.files:
            return _Why(_EXCLUDED, folder.path)
        if folder_now:
            return _Why(_NO_RECORD, folder.sidecar)
        return _Why(_SIDECAR, folder.sidecar)


def _recorded(project: Project, folder: ImageFolder) -> Mapping[str, Sequence[str]] | None:
    """The images of a folder with the source images that their records name; None if broken."""
    sidecar = load_sidecar(project.tree, folder.sidecar, folder.language)
    if sidecar.is_broken:
        return None
    found: dict[str, Sequence[str]] = {}
    for name, record in sidecar.records.items():
        if sources := sources_of(project, folder, name, record):
            found[join(folder.path, name)] = sources
    for name in sidecar.unusable:
        found[join(folder.path, name)] = ("",)
    return found


def _why_moved(folder: LanguageFolder | None, former: str, path: str) -> _Why:
    """Why a translation is not compared where it stands now, by the folder that it came into."""
    if folder is None:
        return _Why(_MOVED, _moved_to(former, path))
    if folder.is_left_alone:
        return _Why(_ALONE, path)
    source = next((each.source for each in folder.translations if each.path == path), "for it")
    return _Why(f"there is no source {source}", path)


def _moved_to(former: str, path: str) -> str:
    """The file or folder that got another place: what two paths have in common at their end."""
    old, new = former.split("/"), path.split("/")
    while len(new) > 1 and old and old[-1] == new[-1]:
        del old[-1], new[-1]
    return "/".join(new)


def _fault(loss: _Loss, noun: str, place: str = "") -> Fault:
    """The fault at the place where all languages have it, or at that of this one."""
    number = len(loss.paths)
    own_place, lost = loss.why.place, count(number, noun)
    if number == 1 and not loss.is_whole:
        own_place, lost = loss.paths[0], ""
    elif not loss.is_whole:
        lost += f" ({shortened(loss.paths, _NAMED)})"
    message, place = f"no longer checked, as {loss.why.reason}", place or own_place
    return Fault(RULE, place, 1, column=1, message=message, language=loss.language, detail=lost)
