"""A change and the project -> which files it touches, and which others it may break."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Set
from dataclasses import dataclass
from itertools import chain
from typing import NamedTuple
from urllib.parse import quote

from transync.changes.bumped_records import NewRecord, find_bumped
from transync.changes.names_in_text import SoughtNames, seek_names
from transync.changes.record_changes import RecordedHashes, changed_failures, changed_records
from transync.documents.decoding import Unreadable
from transync.documents.kinds import is_document
from transync.git_history import Base
from transync.model import Fault, folders_above
from transync.repository.document_index import DocumentIndex, DocumentsInMemory
from transync.repository.project import LanguageFolder, Project, Translation
from transync.repository.tree import Tree
from transync.untrusted.file_name import name_bytes


@dataclass(frozen=True, slots=True)
class Touched:
    """The files that a change touches, by the paths that they have or had.

    `files` are those that differ, are gone, or have another record or a new failure; of sidecars
    that differ, only what they say of others counts. `recorded_anew` are the translations and
    images with another record, `dependents` pages that name what is gone. `bumped` says which
    records are up to date, while their texts are not.
    """

    files: frozenset[str]
    recorded_anew: frozenset[str]
    dependents: frozenset[str]
    sidecars: frozenset[str]
    bumped: tuple[Fault, ...]


def read_change(base: Base, project: Project, before: Project) -> Touched:
    """What the change from the base to the project's tree touches; `before` is the base's."""
    moved, former = set[str](), dict[str, str]()
    for change in base.changes:
        moved.update(filter(None, change))
        if change.path and change.former:
            former[change.path] = change.former
    sidecars = project.sidecars & moved

    def read_former(path: str) -> bytes | Unreadable:
        return base.tree.read(former.get(path, path))

    anew = frozenset(changed_records(project, sidecars, read_former))
    failed = frozenset(changed_failures(project, sidecars, read_former))
    new_records = list(_new_records(project, before, moved | anew, former))
    return Touched(
        frozenset(moved - sidecars) | anew | failed,
        anew | {record.path for record in new_records},
        frozenset(_dependents(project, base, moved)),
        sidecars=sidecars,
        bumped=tuple(find_bumped(project.tree, base.tree, new_records)),
    )


def _new_records(
    project: Project, before: Project, touched: Collection[str], former: Mapping[str, str]
) -> Iterator[NewRecord]:
    """The translations that were there before, with another hash."""
    places: dict[str, tuple[LanguageFolder, Translation]] = {}
    for folder in before.folders:
        for translation in folder.translations:
            places[translation.path] = folder, translation
    now, then = RecordedHashes(project), RecordedHashes(before)
    for folder in project.folders:
        for translation in folder.translations:
            place = places.get(former.get(translation.path, translation.path))
            if translation.path not in touched or place is None:
                continue
            folder_then, translation_then = place
            hash_now = now.of(folder, translation)
            hash_then = then.of(folder_then, translation_then)
            if hash_now and hash_then and hash_now != hash_then:
                yield NewRecord(
                    translation.path,
                    translation_then.path,
                    folder.language,
                    source=translation.source,
                    former_source=translation_then.source,
                    hash_now=hash_now,
                    hash_then=hash_then,
                )


def _dependents(project: Project, base: Base, moved: Set[str]) -> Iterator[str]:
    """The pages that name what is gone: a file, a folder, an anchor of a page.

    A look at the bytes is enough: to check a page too many costs time alone.
    """
    tree = project.tree
    gone = {path for path in moved if not tree.exists(path)}
    folders = set(chain.from_iterable(map(folders_above, gone)))
    gone |= {folder for folder in folders if not tree.exists(folder)}
    names, fragments = _names_of(gone), _lost_fragments(base, tree, moved)
    if not gone and not fragments.names:
        return
    sources = ((source, source) for source in sorted(project.sources))
    translations = chain.from_iterable(folder.translations for folder in project.folders)
    for path, source in chain(sources, translations):
        if path in moved:
            continue
        data = tree.read(path)
        if isinstance(data, Unreadable):
            continue
        text = data.lower()
        if names.are_in(text, path, source) or fragments.are_in(text):
            yield path


def _lost_fragments(base: Base, tree: Tree, moved: Set[str]) -> SoughtNames:
    """How pages can name the anchors that other pages have lost, behind the name of the page."""
    now = DocumentIndex(tree, DocumentsInMemory())
    then = DocumentIndex(base.tree, DocumentsInMemory())
    anchors: dict[str, set[str]] = defaultdict(set)
    for path in filter(is_document, moved & base.tree.files & tree.files):
        anchors[path.rpartition("/")[2]] |= _anchors(then, path) - _anchors(now, path)
    found = set[bytes]()
    for page, lost in anchors.items():
        spellings = set[bytes]().union(*map(_spelt, lost))
        for name in _spelt(page):
            found.update(name + b"#" + anchor for anchor in spellings)
    return seek_names(found)


class _GoneNames(NamedTuple):
    """How pages can name some paths: with the last folder, or from below it without."""

    with_folder: SoughtNames
    from_below: Mapping[str, SoughtNames]

    def are_in(self, text: bytes, path: str, source: str) -> bool:
        """Whether a text in lower case, of a page and its source, has one of them."""
        if self.with_folder.are_in(text):
            return True
        above = {"", *folders_above(path), *folders_above(source)}
        folders = above & self.from_below.keys()
        return any(self.from_below[folder].are_in(text) for folder in folders)


def _names_of(paths: Set[str]) -> _GoneNames:
    with_folder = set[bytes]()
    from_below: dict[str, set[bytes]] = defaultdict(set)
    for path in paths:
        folder, _, name = path.rpartition("/")
        from_below[folder] |= _spelt(name)
        if folder:
            with_folder |= _spelt("/".join(path.split("/")[-2:]))
    sought = {folder: seek_names(names) for folder, names in from_below.items()}
    return _GoneNames(seek_names(with_folder), sought)


def _spelt(name: str) -> Set[bytes]:
    """How a link spells it, in lower case: as it is, and percent-encoded."""
    data = name_bytes(name)
    return {data.lower(), quote(data).encode().lower()}


def _anchors(files: DocumentIndex, path: str) -> Set[str]:
    """What a fragment can name in a page."""
    outline = files.known(path).outline
    if outline is None:
        return frozenset()
    names = {heading.slug for heading in outline.headings}
    names.update(place.name for place in outline.ids)
    return names
