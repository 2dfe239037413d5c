"""How many pages of each language were current in a commit, as a check of it would count them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import replace
from functools import cache, partial
from typing import NamedTuple, TypeVar

from transync.co_op_translator import SIDECAR_NAME
from transync.config import Settings
from transync.documents.decoding import Unreadable
from transync.documents.kinds import is_document, is_notebook
from transync.git_history import Snapshot
from transync.model import Record, State
from transync.records import Sidecar, read_record
from transync.repository.contents import hashes_at, load_sidecar
from transync.repository.pairing import resolved_keys, state_of
from transync.repository.project import LanguageFolder, Project, discover
from transync.wording import percent

T = TypeVar("T")
_Key = tuple[str, bool]


class Share(NamedTuple):
    """So many pages are current of those that should be there."""

    current: int
    wanted: int

    @property
    def value(self) -> float:
        """From 0 to 1."""
        if self.wanted:
            return self.current / self.wanted
        return 1.0

    @property
    def percent(self) -> str:
        """In whole percents."""
        return percent(self.value)


class Standings:
    """The share of each language in one snapshot after another; no file is read twice."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._files = _SnapshotFiles()
        self._former: Snapshot | None = None
        self._shares: Mapping[str, Share] = {}
        self._project: Project | None = None
        self._discovered_by: frozenset[str] = frozenset()

    def of(self, snapshot: Snapshot) -> Mapping[str, Share]:
        """Each language's share, by its code.

        Orphans are not wanted, and a language of nothing else has no share. Folders that only
        people have translated are left out: nothing tells how old their pages are. Raises
        AbsentError where the clone lacks a file.
        """
        former, self._former = self._former, None
        changed = frozenset(filter(_is_counted, snapshot.changed))
        if changed or former is None:
            project = self._discover(snapshot, former, changed)
            self._shares = self._count(snapshot, project)
        self._former = snapshot
        return self._shares

    def _discover(
        self, snapshot: Snapshot, former: Snapshot | None, changed: frozenset[str]
    ) -> Project:
        """The project, anew only where a file came or went, or one changed that it was found by."""
        files = former.tree.files if former else frozenset()
        came_or_went = any((path in files) != (path in snapshot.tree.files) for path in changed)
        if self._project and former and not came_or_went and not changed & self._discovered_by:
            return self._project
        seen: set[str] = set()
        stored = snapshot.tree.stored

        def read(path: str) -> bytes | Unreadable:
            seen.add(path)
            if stored:
                return stored(path)
            return Unreadable("not stored")

        self._project = discover(replace(snapshot.tree, stored=read), self._settings)
        self._discovered_by = frozenset(seen)
        return self._project

    def _count(self, snapshot: Snapshot, project: Project) -> Mapping[str, Share]:
        @cache
        def hashes(source: str) -> Collection[str] | None:
            if source in snapshot.tree.files:
                return self._files.hashes(snapshot, source)
            return None

        current: dict[str, int] = defaultdict(int)
        wanted: dict[str, int] = defaultdict(int)
        for folder in project.folders:
            if not folder.is_left_alone:
                states = list(self._states(snapshot, project, folder, hashes))
                current[folder.language] += states.count(State.CURRENT)
                wanted[folder.language] += len(states) - states.count(State.ORPHAN)
        shares = {}
        for language, number in sorted(wanted.items()):
            if number:
                shares[language] = Share(current[language], number)
        return shares

    def _states(
        self,
        snapshot: Snapshot,
        project: Project,
        folder: LanguageFolder,
        hashes: Callable[[str], Collection[str] | None],
    ) -> Iterator[State]:
        sidecar = self._files.sidecar(snapshot, folder.sidecar, folder.language)
        keys = resolved_keys(sidecar, folder, project)
        for path, source in folder.translations:
            if beside := sidecar.records.get(keys.get(source, "")):
                recorded: str | None = beside.original_hash
            else:
                recorded = self._files.own_hash(snapshot, path)
            found = hashes(source)
            yield state_of(found is not None, found or (), recorded)
        yield from (State.MISSING for _ in project.missing_in(folder))


class _SnapshotFiles:
    """What is in the files of all snapshots, each read once."""

    def __init__(self) -> None:
        self._hashes: dict[_Key, Collection[str]] = {}
        self._own: dict[_Key, str | None] = {}
        self._sidecars: dict[_Key, Sidecar] = {}

    def hashes(self, snapshot: Snapshot, path: str) -> Collection[str]:
        """The possible hashes of a source; none where it can't be read."""

        return _once(self._hashes, snapshot, path, partial(hashes_at, snapshot.tree, path))

    def own_hash(self, snapshot: Snapshot, path: str) -> str | None:
        """The hash in the record that a translation carries in itself."""

        def find() -> str | None:
            data = snapshot.tree.read(path)
            if isinstance(data, Unreadable):
                return None
            record = read_record(path, data)
            return record.original_hash if isinstance(record, Record) else None

        return _once(self._own, snapshot, path, find)

    def sidecar(self, snapshot: Snapshot, path: str, language: str) -> Sidecar:
        """The sidecar at a path; an empty one where none is."""
        find = partial(load_sidecar, snapshot.tree, path, language)
        return _once(self._sidecars, snapshot, path, find)


def _is_counted(path: str) -> bool:
    """Whether the file is one that a page is counted by."""
    return is_document(path) or path.endswith(SIDECAR_NAME)


def _once(cache: dict[_Key, T], snapshot: Snapshot, path: str, find: Callable[[], T]) -> T:
    blob = snapshot.blobs.get(path)
    if blob is None or blob.is_link:
        return find()
    key = blob.name, is_notebook(path)
    if key not in cache:
        cache[key] = find()
    return cache[key]
