"""A change and the project -> which files it touches, and which others it may break."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Set
from dataclasses import dataclass
from itertools import chain
from urllib.parse import quote

from transync.bump import NewRecord, find_bumped
from transync.discover import LanguageFolder, Project, Translation
from transync.history import Base
from transync.layouts import is_document
from transync.load import load
from transync.model import Fault
from transync.parse import Unreadable
from transync.recorded import RecordedHashes, changed_records
from transync.tree import Tree


@dataclass(frozen=True, slots=True)
class Touched:
    """The files that a change touches, by the paths that they have or had.

    `files` are those that differ, are gone or have another record; of sidecars that differ, only
    the records that do count. `recorded_anew` are the translations and images with another record,
    `dependents` pages that name what is gone. `bumped` says
    which records are up to date, while their texts are not.
    """

    files: frozenset[str]
    recorded_anew: frozenset[str]
    dependents: frozenset[str]
    sidecars: frozenset[str]
    bumped: tuple[Fault, ...]


def read_change(base: Base, project: Project, before: Project) -> Touched:
    """What the change from the base to the project's tree touches; `before` is the base's."""
    moved = frozenset(path for change in base.changes for path in change if path)
    former = {c.path: c.former for c in base.changes if c.path and c.former}
    sidecars = moved & project.sidecars
    anew = frozenset(
        changed_records(project, sidecars, lambda path: base.tree.read(former.get(path, path)))
    )
    new_records = list(_new_records(project, before, moved | anew, former))
    return Touched(
        (moved - sidecars) | anew,
        anew | {record.path for record in new_records},
        frozenset(_dependents(project, base, moved)),
        sidecars,
        tuple(find_bumped(project.tree, base.tree, new_records)),
    )


def _new_records(
    project: Project, before: Project, touched: Collection[str], former: Mapping[str, str]
) -> Iterator[NewRecord]:
    """The translations that were there before, with another hash."""
    places: dict[str, tuple[LanguageFolder, Translation]] = {
        translation.path: (folder, translation)
        for folder in before.folders
        for translation in folder.translations
    }
    now, then = RecordedHashes(project), RecordedHashes(before)
    for folder in project.folders:
        for translation in folder.translations:
            place = places.get(former.get(translation.path, translation.path))
            if translation.path in touched and place:
                hashes = now.of(folder, translation), then.of(*place)
                if all(hashes) and hashes[0] != hashes[1]:
                    (path, source), (former_path, former_source) = translation, place[1]
                    yield NewRecord(
                        path, former_path, folder.language, source, former_source, *hashes
                    )


def _dependents(project: Project, base: Base, moved: Set[str]) -> Iterator[str]:
    """The pages that name what is gone: a file, a folder, an anchor of a page.

    A look at the bytes is enough: to check a page too many costs time alone.
    """
    here = project.tree
    gone = [path for path in moved if not here.exists(path)]
    folders = {folder for path in gone for folder in _above(path) if not here.exists(folder)}
    named = {path.rpartition("/")[2] for path in chain(gone, folders)}
    for path in filter(is_document, moved & base.tree.files & here.files):
        name = path.rpartition("/")[2]
        named |= {f"{name}#{anchor}" for anchor in _anchors(base.tree, path) - _anchors(here, path)}
    if not named:
        return
    needles = sorted({needle for name in named for needle in (name, quote(name, safe="#"))})
    mentions = re.compile(b"|".join(re.escape(needle.encode()) for needle in needles), re.I)
    translations = (t.path for folder in project.folders for t in folder.translations)
    for path in chain(sorted(project.sources), translations):
        data = b"" if path in moved else here.read(path)
        if not isinstance(data, Unreadable) and mentions.search(data):
            yield path


def _anchors(tree: Tree, path: str) -> Set[str]:
    """What a fragment can name in a page."""
    document = load(tree, path).document
    if isinstance(document, Unreadable):
        return frozenset()
    return {heading.slug for heading in document.headings} | {place.name for place in document.ids}


def _above(path: str) -> Iterator[str]:
    while path := path.rpartition("/")[0]:
        yield path
