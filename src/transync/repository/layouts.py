"""Where translations stand: found by Co-op Translator's records, or told by the user."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from hashlib import md5
from itertools import chain
from typing import NamedTuple

from transync.co_op_translator import IMAGE_ROOTS, SIDECAR_NAME, SKIPPED_FOLDERS
from transync.config import LayoutSettings, Settings
from transync.documents.kinds import is_document
from transync.languages.codes import canonical, is_known, looks_like_code
from transync.model import Layout, below, folders_above, join
from transync.repository.record_marks import (
    RecordMark,
    is_sidecar,
    mark_in,
    record_text,
    recorded_languages,
    sidecar_marks,
)
from transync.repository.tree import Tree


class FoundFolder(NamedTuple):
    """One language's folder in one layout: its name, and the paths that the layout mirrors.

    `is_managed` says that a record was found for it, `is_named` that the user named the layout.
    """

    layout: Layout
    name: str
    paths: tuple[str, ...]
    is_managed: bool
    is_named: bool = False


Folders = Mapping[str, Mapping[str, Sequence[str]]]


def find_places(tree: Tree, files: Iterable[str], settings: Settings) -> list[FoundFolder]:
    """Every language folder of every layout: those that the settings name, else what is found."""
    folders = _language_folders(files, settings)
    places: list[FoundFolder] = []
    if settings.layouts:
        for layout in settings.layouts:
            places += _named(tree, layout, folders, settings)
        return places
    marks = {root: _marks(tree, root, names, settings) for root, names in folders.items()}
    outer_roots: set[str] = set()
    for root in sorted(filter(marks.get, folders), key=lambda path: (len(path), path)):
        if outer_roots.isdisjoint(folders_above(root)):
            names = _languages_of(folders[root], marks[root], settings)
            places += _detected(tree, root, names, marks[root])
        if root:
            outer_roots.add(root)
    return places


def _languages_of(
    names: Mapping[str, Sequence[str]], marks: Mapping[str, RecordMark], settings: Settings
) -> dict[str, Sequence[str]]:
    """The folders with a language's name, and those with a record."""
    return {
        name: paths
        for name, paths in names.items()
        if name in marks or is_known(name, settings.aliases)
    }


def _marks(
    tree: Tree, root: str, names: Mapping[str, Sequence[str]], settings: Settings
) -> dict[str, RecordMark]:
    """The first record of each language folder that has one."""
    found: dict[str, RecordMark] = {}
    for name, paths in sorted(names.items()):
        mark = _first_mark(tree, root, name, paths, settings)
        if mark:
            found[name] = mark
    return found


def _language_folders(files: Iterable[str], settings: Settings) -> Folders:
    """Every folder with a child named like a language: root -> child -> paths of documents."""
    found: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    named: dict[str, list[tuple[str, str, int]]] = {}
    for path in sorted(files):
        folder, _, name = path.rpartition("/")
        if name != SIDECAR_NAME and not is_document(name):
            continue
        if folder not in named:
            named[folder] = list(_languages_above(folder, settings))
        for root, language, length in named[folder]:
            found[root][language].append(path[length:])
    return found


def _languages_above(folder: str, settings: Settings) -> Iterator[tuple[str, str, int]]:
    """The folders of a path that are named like a language: root, name, length of both."""
    start = 0
    for part in folder.split("/"):
        if part in SKIPPED_FOLDERS or part in IMAGE_ROOTS:
            return
        end = start + len(part) + 1
        if _may_be_language(part, settings):
            yield folder[: max(start - 1, 0)], part, end
        start = end


def _may_be_language(name: str, settings: Settings) -> bool:
    return looks_like_code(name) or name.lower() in settings.aliases


def _named(
    tree: Tree, named: LayoutSettings, folders: Folders, settings: Settings
) -> Iterator[FoundFolder]:
    """The language folders of a layout that the user names."""
    every = folders.get(named.root, {})
    marks = _marks(tree, named.root, every, settings)
    names = _languages_of(every, marks, settings)
    inside = {name: _all_below(paths, named.subdir) for name, paths in names.items()}
    source = named.source
    if source is None:
        paths_below = list(chain.from_iterable(inside.values()))
        source = _source_root(tree, named.root, named.subdir, paths_below, [])
    layout = Layout(source, named.root, named.subdir)
    for name, paths in sorted(inside.items()):
        if layout.folder(name) != source:
            documents = tuple(filter(is_document, paths))
            yield FoundFolder(layout, name, documents, is_managed=name in marks, is_named=True)


def _detected(
    tree: Tree, root: str, names: Mapping[str, Sequence[str]], marks: Mapping[str, RecordMark]
) -> Iterator[FoundFolder]:
    """The language folders of the layouts at one translation root.

    There is one layout for the whole, and one for each folder below the languages that has
    sidecars of its own, or whose comments record paths relative to it.
    """
    sidecars = set(filter(is_sidecar, chain.from_iterable(names.values())))
    subdirs = {path.rpartition("/")[0] for path in sidecars}
    subdirs.update(_short_by(tree, root, mark) for mark in marks.values())
    subdirs.discard("")
    inside: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    below_them: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for name, paths in sorted(names.items()):
        for path in paths:
            around = [*filter(subdirs.__contains__, folders_above(path)), ""]
            for subdir in around:
                below_them[subdir].append((name, path))
            if is_document(path):
                inside[around[0]][name].append(path)
    for subdir in (*sorted(subdirs, key=len, reverse=True), ""):
        inside_it = inside.get(subdir, {})
        all_paths = set(chain.from_iterable(inside_it.values()))
        relative = sorted(below(path, subdir) or "" for path in all_paths)
        if not relative:
            continue
        records = _records_below(tree, root, below_them[subdir], subdir)
        layout = Layout(_source_root(tree, root, subdir, relative, records), root, subdir)
        for name, paths in inside_it.items():
            mirrored = tuple(below(path, subdir) or "" for path in paths)
            yield FoundFolder(layout, name, mirrored, is_managed=name in marks)


def _short_by(tree: Tree, root: str, mark: RecordMark) -> str:
    """The folder by which a recorded source is shorter than the place, where that is no mistake.

    It is one when the source as recorded does not exist below that folder, or is another file.
    """
    if mark.path.endswith(SIDECAR_NAME) or not mark.path.endswith("/" + mark.source_file):
        return ""
    subdir = mark.path.removesuffix("/" + mark.source_file)
    mirrored = {join(above, mark.path) for above in _folders_above(root)} & tree.files
    recorded = join(_source_root(tree, root, subdir, [mark.source_file], [mark]), mark.source_file)
    is_mistake = mirrored - {recorded} and _hash(tree, recorded) != mark.original_hash
    return "" if is_mistake else subdir


def _source_root(
    tree: Tree, root: str, subdir: str, paths: Sequence[str], records: Iterable[RecordMark]
) -> str:
    """The folder in which most of these paths exist; of equals, the one that the hashes speak for.

    It is a folder above the translation root, or the subdir's namesake in one, or the translation
    root itself.
    """
    roots = [join(above, subdir) for above in _folders_above(root)]
    roots += [above for above in (*_folders_above(root), root) if above not in roots]

    def number_of_files(candidate: str) -> int:
        return sum(join(candidate, path) in tree.files for path in paths)

    counts = {candidate: number_of_files(candidate) for candidate in roots}
    most = max(counts.values())
    best = [candidate for candidate in roots if counts[candidate] == most]
    if len(best) == 1 or not most:
        return best[0]
    marks = list(records)

    def current(candidate: str) -> int:
        return sum(_hash(tree, join(candidate, m.source_file)) == m.original_hash for m in marks)

    # Of equals, `max` gives the first.
    return max(best, key=current)


def _folders_above(root: str) -> list[str]:
    """The folders above a translation root, the nearest first; the root of the tree has itself."""
    found = []
    while root:
        root = root.rpartition("/")[0]
        found.append(root)
    return found or [""]


def _records_below(
    tree: Tree, root: str, paths: Iterable[tuple[str, str]], subdir: str
) -> Iterator[RecordMark]:
    """Every record below the subdir, as far as it can be read, of language folders and paths."""
    for name, path in paths:
        rest, full = below(path, subdir), join(root, name, path)
        if rest == SIDECAR_NAME:
            yield from sidecar_marks(tree, full)
        elif rest and is_document(rest) and (text := record_text(tree, full)):
            yield mark_in(text, rest)


def _first_mark(
    tree: Tree, root: str, name: str, paths: Sequence[str], settings: Settings
) -> RecordMark | None:
    """The first record that speaks for a language folder, a damaged one included."""
    above = [part for part in root.split("/") if part]
    for path in sorted(paths, key=lambda path: (not path.endswith(SIDECAR_NAME), path)):
        full = join(root, name, path)
        text = record_text(tree, full)
        if text is None:
            continue
        parts = (*above, name, *path.split("/")[:-1])
        for language in recorded_languages(tree, full, text):
            if _depth(parts, language, settings) == len(above):
                return mark_in(text, path)
    return None


def _depth(parts: Sequence[str], language: str, settings: Settings) -> int | None:
    """The number of the folder that a record belongs to, of those of its path.

    That is the outermost one that is named like its language; of one that names no language of its
    path, the outermost one named like any that is known.
    """
    recorded = canonical(language, settings.aliases)
    for number, part in enumerate(parts):
        if _may_be_language(part, settings) and canonical(part, settings.aliases) == recorded:
            return number
    known = (n for n, part in enumerate(parts) if is_known(part, settings.aliases))
    return next(known, None)


def _all_below(paths: Iterable[str], folder: str) -> list[str]:
    return [rest for path in paths if (rest := below(path, folder))]


def _hash(tree: Tree, path: str) -> str | None:
    data = tree.read(path)
    if isinstance(data, bytes):
        return md5(data, usedforsecurity=False).hexdigest()
    return None
