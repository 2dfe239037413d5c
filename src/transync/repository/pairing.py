"""Files and records -> pairs; input that can't be used becomes a fault here."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from typing import NamedTuple, Protocol

from transync.documents.decoding import Unreadable
from transync.documents.document import Embedded
from transync.documents.parse import parse_record
from transync.languages.codes import canonical
from transync.model import Failure, Fault, Leftovers, Pair, Record, State, below, join
from transync.records import Sidecar, is_absolute, read_embedded
from transync.repository.contents import hashes_at, load_sidecar
from transync.repository.document_index import ReadFile
from transync.repository.leftover_records import find_leftovers
from transync.repository.project import LanguageFolder, Project, Translation
from transync.untrusted.budget import ORDINARY
from transync.untrusted.isolation import Stopped, attempt


@dataclass
class Pairing:
    """Every pair that was asked for, the faults, and what sidecars keep of translations in vain.

    `unchecked` counts translations that exist but are not on the disk (a sparse checkout).
    """

    pairs: list[Pair] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)
    leftovers: list[Leftovers] = field(default_factory=list)
    unchecked: int = 0


class PathFilter(Protocol):
    """What the user asked for, as paths of the tree."""

    def __contains__(self, path: str) -> bool: ...

    def holds_all_of(self, path: str) -> bool:
        """Of a sidecar: whether all that it tells of is wanted, not just the file itself."""


class FileFacts(Protocol):
    """What is known of the files of a tree: their documents, or their records only."""

    def read(self, paths: Iterable[str], advance: Callable[[int, int], None] = ...) -> None:
        """Take note of these files; `advance` hears how many of how many are done."""

    def known(self, path: str) -> ReadFile:
        """What is known of one file of the tree."""


class _Source(NamedTuple):
    exists: bool
    hashes: tuple[str, ...]


def pair_up(
    project: Project,
    index: FileFacts,
    wanted: PathFilter | None = None,
    languages: Collection[str] = (),
    advance: Callable[[int, int], None] = lambda done, total: None,
) -> Pairing:
    """The pairs of the project; only those with a file or a sidecar in `wanted`, if it is given.

    `languages` are canonical codes; without any, every language counts. `advance` hears how many
    of how many files have been read.
    """
    return _Pairer(project, index, wanted, languages=languages).run(advance)


class _Pairer:
    def __init__(
        self,
        project: Project,
        index: FileFacts,
        wanted: PathFilter | None,
        languages: Collection[str],
    ) -> None:
        self.project, self.tree, self.index = project, project.tree, index
        self.wanted, self.languages = wanted, languages
        self.result = Pairing()
        self.sources: dict[str, _Source] = {}

    def run(self, advance: Callable[[int, int], None]) -> Pairing:
        folders: Sequence[LanguageFolder] = self.project.folders
        if self.languages:
            folders = [folder for folder in folders if folder.language in self.languages]
        wanted = [list(self._wanted_in(folder)) for folder in folders]
        files = {path for chosen in wanted for translation in chosen for path in translation}
        self.index.read(sorted((files & self.tree.files) - self.tree.absent), advance)
        for folder, chosen in zip(folders, wanted, strict=True):
            stopped = attempt(partial(self._pair_in, folder, chosen))
            if stopped:
                self.result.faults.append(stopped.fault(folder.sidecar, folder.language))
        self.result.pairs.sort(key=lambda pair: (pair.source, pair.language, pair.translation))
        return self.result

    def _pair_in(self, folder: LanguageFolder, chosen: Sequence[Translation]) -> None:
        missing = list(self._missing(folder))
        if not chosen and not missing and not self._wants(folder.sidecar):
            return
        sidecar = load_sidecar(self.tree, folder.sidecar, folder.language)
        keys = resolved_keys(sidecar, folder, self.project)
        sources = {key: source for source, key in keys.items()}
        self.result.faults += (
            fault._replace(source=sources.get(fault.source or "")) for fault in sidecar.faults
        )
        if self._wants(folder.sidecar):
            pages = ((_page(folder, source), key) for source, key in keys.items())
            self.result.leftovers += find_leftovers(self.tree, sidecar, folder.language, pages)
        for translation in chosen:
            if translation.path in self.tree.absent or translation.source in self.tree.absent:
                self.result.unchecked += 1
                continue
            stopped = attempt(partial(self._pair, folder, translation, sidecar, keys))
            if stopped:
                place = translation.path, folder.language, translation.source
                self.result.faults.append(stopped.fault(*place))
        for translation in missing:
            self.result.pairs.append(self._known_by_place(folder, translation, sidecar))

    def _wants(self, path: str) -> bool:
        return self.wanted is None or path in self.wanted

    def _wants_all(self, folder: LanguageFolder) -> bool:
        return self.wanted is None or self.wanted.holds_all_of(folder.sidecar)

    def _wanted_in(self, folder: LanguageFolder) -> Iterator[Translation]:
        wants_all = self._wants_all(folder)
        for translation in folder.translations:
            if wants_all or any(map(self._wants, translation)):
                yield translation

    def _missing(self, folder: LanguageFolder) -> Iterator[Translation]:
        for missing in self.project.missing_in(folder):
            if self._wants(missing.source) or self._wants_all(folder) or self._wants(missing.path):
                yield missing

    def _source(self, path: str) -> _Source:
        if path not in self.sources:
            found = _Source(False, ())
            if path in self.tree.files:
                self._add_fault(self.index.known(path), path, None, path)
                found = _Source(True, hashes_at(self.tree, path))
            self.sources[path] = found
        return self.sources[path]

    def _pair(
        self,
        folder: LanguageFolder,
        translation: Translation,
        sidecar: Sidecar,
        keys: Mapping[str, str],
    ) -> None:
        source = self._source(translation.source)
        known = self.index.known(translation.path)
        recorded: Record | Fault | None = None
        self._add_fault(known, translation.path, folder.language, translation.source)
        embedded = self._embedded(known, translation.path)
        if isinstance(embedded, Embedded):
            recorded = read_embedded(embedded, translation.path, folder.language)
        if isinstance(recorded, Fault):
            self.result.faults.append(recorded._replace(source=translation.source))
        key = keys.get(translation.source, "")
        # The sidecar's counts before the file's own.
        found = (sidecar.records.get(key), recorded)
        records: list[Record] = []
        for record in found:
            if isinstance(record, Record):
                language = canonical(record.language_code, self.project.aliases)
                records.append(record._replace(language=language))
        pair = self._known_by_place(folder, translation, sidecar)
        recorded_hash = records[0].original_hash if records else None
        state = state_of(source.exists, source.hashes, recorded_hash)
        is_unusable = isinstance(recorded, Fault) or isinstance(embedded, Unreadable | Stopped)
        failure = pair.failure
        if state is State.CURRENT:
            failure = None
        self.result.pairs.append(
            replace(
                pair,
                state=state,
                failure=failure,
                records=tuple(records),
                has_unusable_record=is_unusable or sidecar.is_broken or key in sidecar.unusable,
            )
        )

    def _known_by_place(
        self, folder: LanguageFolder, translation: Translation, sidecar: Sidecar
    ) -> Pair:
        """The pair as it is known from its source and its place alone."""
        source = self._source(translation.source)
        return Pair(
            layout=folder.layout,
            language=folder.language,
            folder=folder.name,
            source=translation.source,
            translation=translation.path,
            state=State.MISSING,
            source_hash=source.hashes[0] if source.hashes else "",
            failure=_failure(sidecar, translation, folder, source),
            is_managed=folder.is_managed,
            is_left_alone=folder.is_left_alone,
            renamed_to="" if source.exists else self.project.renamed.get(translation.source, ""),
        )

    def _embedded(self, known: ReadFile, path: str) -> Embedded | Unreadable | Stopped | None:
        """The record in a translation; one that is not compared has its record all the same."""
        if known.stopped:
            data = self.tree.read(path)
            if isinstance(data, Unreadable):
                return data
            return attempt(lambda: parse_record(path, data), ORDINARY.limits(len(data)))
        if known.outline:
            return known.outline.embedded
        return known.unreadable

    def _add_fault(self, known: ReadFile, path: str, language: str | None, source: str) -> None:
        if stopped := known.stopped:
            self.result.faults.append(stopped.fault(path, language, source))
        elif why := known.unreadable:
            self.result.faults.append(why.fault("unreadable", path, language, source=source))


def state_of(exists: bool, hashes: Collection[str], recorded: str | None) -> State:
    """The state of a translation whose source may exist and has these hashes, by its record's.

    A source that can't be read has none.
    """
    if not exists:
        return State.ORPHAN
    if recorded is None or not hashes:
        return State.UNMANAGED
    if recorded in hashes:
        return State.CURRENT
    return State.STALE


def resolved_keys(sidecar: Sidecar, folder: LanguageFolder, project: Project) -> dict[str, str]:
    """Source path -> the sidecar's key; an absolute key counts for its longest known suffix."""
    root = folder.layout.source_root
    resolved: dict[str, str] = {}
    absolute: list[str] = []
    for key in (*sidecar.records, *sidecar.unusable):
        if is_absolute(key):
            absolute.append(key)
        else:
            resolved[join(root, key)] = key
    if not absolute:
        return resolved
    mirrored = {translation.source for translation in folder.translations}
    for key in absolute:
        for source in _named_by(key, root, project.source_lengths):
            if source in project.sources or source in mirrored:
                resolved.setdefault(source, key)
                break
    return resolved


def _named_by(path: str, root: str, lengths: Iterable[int]) -> Iterator[str]:
    """What an absolute path could be below a root: paths of these lengths, in their order."""
    outer = len(root) + 1 if root else 0
    for length in lengths:
        start = len(path) - (length - outer)
        if 0 < start < len(path) and path[start - 1] == "/":
            yield join(root, path[start:])


def _page(folder: LanguageFolder, source: str) -> str:
    """Where the translation of a source stands."""
    return join(folder.path, below(source, folder.layout.source_root) or source)


def _failure(
    sidecar: Sidecar, translation: Translation, folder: LanguageFolder, source: _Source
) -> Failure | None:
    """The failure record for the source as it is now; an older one says nothing."""
    key = below(translation.source, folder.layout.source_root) or translation.source
    failure = sidecar.failures.get(key)
    if failure and failure.original_hash in source.hashes:
        return failure
    return None
