"""The tree -> a project: every source, every language folder, and which file mirrors which."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import chain
from typing import NamedTuple

from transync.co_op_translator import IMAGE_ROOTS, SIDECAR_NAME, SKIPPED_FOLDERS
from transync.config import Settings
from transync.documents.document import Directive
from transync.documents.kinds import is_document
from transync.languages.codes import canonical, is_known
from transync.model import Layout, below, folders_above, join
from transync.repository.layouts import FoundFolder, find_places
from transync.repository.tree import Tree
from transync.untrusted.ignore_patterns import ignore_patterns


class Translation(NamedTuple):
    """A translated file, and the source that it mirrors (which may not exist)."""

    path: str
    source: str


@dataclass(frozen=True)
class LanguageFolder:
    """One language's folder in one layout.

    `is_managed` says that a record was found for it, so that a file without one is an omission;
    `is_left_alone` that it is somebody's own work, which is not compared.
    """

    layout: Layout
    name: str
    language: str
    translations: tuple[Translation, ...]
    is_managed: bool
    is_left_alone: bool

    @property
    def path(self) -> str:
        return self.layout.folder(self.name)

    @cached_property
    def sources(self) -> frozenset[str]:
        """What its translations mirror, whether or not it exists."""
        return frozenset(translation.source for translation in self.translations)

    @property
    def sidecar(self) -> str:
        return join(self.path, SIDECAR_NAME)


class ImageFolder(NamedTuple):
    """The folder of one language's translated images, which has a sidecar."""

    path: str
    language: str

    @property
    def sidecar(self) -> str:
        return join(self.path, SIDECAR_NAME)


@dataclass(frozen=True)
class Project:
    """A tree with its layouts: every source, every language folder.

    `notes` are sentences about what could not be a language folder; `files` and `unreadable`
    folders are those of the tree that the settings do not exclude. `renamed` has the names that
    files of this tree or of the one before got in the change that is looked at, by their former
    ones; `unheeded` has, by path, the suppressions that are not to count; `former` is the tree
    before that change.
    """

    tree: Tree
    folders: tuple[LanguageFolder, ...]
    sources: frozenset[str]
    aliases: Mapping[str, str]
    notes: tuple[str, ...] = ()
    files: frozenset[str] = frozenset()
    unreadable: Mapping[str, str] = field(default_factory=dict)
    renamed: Mapping[str, str] = field(default_factory=dict)
    unheeded: Mapping[str, Collection[Directive]] = field(default_factory=dict)
    former: Tree | None = None

    @cached_property
    def former_names(self) -> Mapping[str, str]:
        """The names before the change that is looked at, by those that files got in it."""
        return {new: former for former, new in self.renamed.items()}

    @cached_property
    def layouts(self) -> tuple[Layout, ...]:
        return tuple(dict.fromkeys(folder.layout for folder in self.folders))

    @cached_property
    def source_roots(self) -> Mapping[str, int]:
        """The folders of the sources, and the number of the first layout with each."""
        return {layout.source_root: n for n, layout in reversed([*enumerate(self.layouts)])}

    @cached_property
    def files_by_name(self) -> Mapping[str, Sequence[str]]:
        """The paths of the files by what stands behind their last slash."""
        found: dict[str, list[str]] = defaultdict(list)
        for path in self.files:
            found[path.rpartition("/")[2]].append(path)
        return found

    @cached_property
    def languages(self) -> tuple[str, ...]:
        return tuple(sorted({folder.language for folder in self.folders}))

    @cached_property
    def translations(self) -> frozenset[str]:
        """The paths of all translations."""
        of_folders = (folder.translations for folder in self.folders)
        return frozenset(translation.path for translation in chain.from_iterable(of_folders))

    @cached_property
    def translated(self) -> frozenset[str]:
        """What translations mirror, whether or not the source exists."""
        return frozenset[str]().union(*(folder.sources for folder in self.folders))

    @cached_property
    def source_lengths(self) -> Sequence[int]:
        """The lengths of the paths of all sources, those that are gone too, the longest first."""
        return sorted(set(map(len, self.sources | self.translated)), reverse=True)

    @cached_property
    def image_folders(self) -> tuple[ImageFolder, ...]:
        """Every language's folder of images that has a sidecar."""
        found = []
        for path in sorted(self.files):
            if not path.endswith("/" + SIDECAR_NAME):
                continue
            *above, name, _ = path.split("/")
            if above and above[-1] in IMAGE_ROOTS and SKIPPED_FOLDERS.isdisjoint(above):
                language = canonical(name, self.aliases)
                found.append(ImageFolder(join(*above, name), language))
        return tuple(found)

    @cached_property
    def sidecars(self) -> frozenset[str]:
        """Where the sidecars of the folders stand, or would."""
        of_texts = (folder.sidecar for folder in self.folders)
        return frozenset((*of_texts, *(folder.sidecar for folder in self.image_folders)))

    def folder_of(self, path: str) -> LanguageFolder | None:
        """The language folder that a path stands in, whether or not the file exists."""
        places = (path, *folders_above(path))
        found = [self._folders_by_path[place] for place in places if place in self._folders_by_path]
        return min(found)[1] if found else None

    def folder_at(self, path: str) -> LanguageFolder | None:
        """The language folder that has this path itself."""
        _, folder = self._folders_by_path.get(path, (0, None))
        return folder

    def missing_in(self, folder: LanguageFolder) -> Iterator[Translation]:
        """What other languages of the layout have, and this language has in none of its folders."""
        first, translated = self._by_language[folder.layout, folder.language]
        if not folder.is_managed or folder.name != first:
            return
        for source in sorted(self._by_layout[folder.layout] - translated):
            page = below(source, folder.layout.source_root) or source
            yield Translation(join(folder.path, page), source)

    def page_in(self, path: str) -> tuple[str, str] | None:
        """The language and the source of a path in any language's folder, existing or not."""
        found = list(self._pages_in(path))
        return min(found)[1:] if found else None

    def _pages_in(self, path: str) -> Iterator[tuple[int, str, str]]:
        """The number of each layout with such a path, the language and the source."""
        for root in (*folders_above(path), ""):
            layouts = self._layouts_by_root.get(root, {})
            name, _, inside = (below(path, root) or "").partition("/") if layouts else ("", "", "")
            if name in self.aliases or is_known(name, self.aliases):
                for subdir in (*folders_above(inside), ""):
                    page = below(inside, subdir)
                    if page and subdir in layouts:
                        number, layout = layouts[subdir]
                        yield number, canonical(name, self.aliases), join(layout.source_root, page)

    @cached_property
    def _by_language(self) -> Mapping[tuple[Layout, str], tuple[str, set[str]]]:
        """Layout and language -> the name of its first folder, and the sources that it has."""
        found: dict[tuple[Layout, str], tuple[str, set[str]]] = {}
        for folder in self.folders:
            key = folder.layout, folder.language
            _, translated = found.setdefault(key, (folder.name, set()))
            translated |= folder.sources
        return found

    @cached_property
    def _by_layout(self) -> Mapping[Layout, set[str]]:
        """Layout -> the sources that Co-op Translator has translated into some language."""
        found: dict[Layout, set[str]] = defaultdict(set)
        for folder in self.folders:
            if folder.is_managed:
                found[folder.layout] |= folder.sources
        return {layout: every & self.sources for layout, every in found.items()}

    @cached_property
    def _folders_by_path(self) -> Mapping[str, tuple[int, LanguageFolder]]:
        """Path -> the first folder there, and its number; of those in others, the deepest first."""
        found: dict[str, tuple[int, LanguageFolder]] = {}
        deepest_first = sorted(self.folders, key=lambda folder: -len(folder.layout.subdir))
        for number, folder in enumerate(deepest_first):
            found.setdefault(folder.path, (number, folder))
        return found

    @cached_property
    def _layouts_by_root(self) -> Mapping[str, Mapping[str, tuple[int, Layout]]]:
        """Translation root -> subdir -> the first layout there, and its number."""
        found: dict[str, dict[str, tuple[int, Layout]]] = defaultdict(dict)
        for number, layout in enumerate(self.layouts):
            found[layout.translation_root].setdefault(layout.subdir, (number, layout))
        return found


def discover(tree: Tree, settings: Settings) -> Project:
    """Every layout of the tree, found by Co-op Translator's records or named by the settings."""
    is_excluded = _exclusion(settings.exclude)
    files = frozenset(path for path in tree.files if not is_excluded(path))
    places = find_places(tree, files, settings)
    folders = sorted(
        (_folder(place, settings, is_excluded) for place in places),
        key=lambda folder: (folder.layout, folder.name),
    )
    layouts = {folder.layout for folder in folders}
    return Project(
        tree,
        tuple(folders),
        _sources(files, folders),
        aliases=settings.aliases,
        notes=tuple(_files_for_folders(tree, layouts, settings)),
        files=files,
        unreadable={
            path: why for path, why in tree.unreadable.items() if not is_excluded(path + "/")
        },
    )


def _exclusion(patterns: Sequence[str]) -> Callable[[str], bool]:
    """Which paths the patterns exclude; without any, no path is worth a look at them."""
    if patterns:
        return ignore_patterns(patterns).match_file
    return lambda path: False


def _folder(
    place: FoundFolder, settings: Settings, is_excluded: Callable[[str], bool]
) -> LanguageFolder:
    folder = place.layout.folder(place.name)
    translations = (
        Translation(join(folder, path), join(place.layout.source_root, path))
        for path in sorted(place.paths)
    )
    return LanguageFolder(
        place.layout,
        place.name,
        canonical(place.name, settings.aliases),
        translations=tuple(t for t in translations if not is_excluded(t.source)),
        is_managed=place.is_managed,
        is_left_alone=not place.is_managed and not place.is_named,
    )


def _files_for_folders(tree: Tree, layouts: Iterable[Layout], settings: Settings) -> Iterable[str]:
    """What to say of files that stand where a language's folder should."""
    roots = {layout.translation_root for layout in layouts if layout.translation_root}
    inside = (path for path in tree.files if path.rpartition("/")[0] in roots)
    for path in sorted(inside):
        is_language = is_known(path.rpartition("/")[2], settings.aliases)
        if is_language and not (tree.root / path).is_symlink():
            yield f"{path} is a file, where the folder of a language is expected"


def _sources(files: Iterable[str], folders: Iterable[LanguageFolder]) -> frozenset[str]:
    """What Co-op Translator would translate: documents below a source root."""
    folders = list(folders)
    roots = {folder.layout.source_root for folder in folders}
    # At the root of the tree stand other things beside language folders; elsewhere nothing does.
    translated = {folder.layout.translation_root or folder.path for folder in folders}
    skipped = SKIPPED_FOLDERS | IMAGE_ROOTS

    def is_source(path: str) -> bool:
        if not is_document(path) or not skipped.isdisjoint(path.split("/")[:-1]):
            return False
        above = set(folders_above(path))
        return translated.isdisjoint(above) and ("" in roots or not roots.isdisjoint(above))

    return frozenset(filter(is_source, files))
