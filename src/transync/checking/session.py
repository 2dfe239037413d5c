"""What a run works with: the index of its files, and the rules' answers, new or of earlier runs."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from hashlib import sha256
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Protocol

from transync.checking.evaluate import Evaluated, SourceGroup, evaluate
from transync.checking.plan import Run
from transync.checking.reuse import Remembered, Results, Reuse
from transync.documents.outline import Outline
from transync.links.linked_project import LinkedProject
from transync.repository.cache import Cache
from transync.repository.document_index import (
    DocumentIndex,
    DocumentsInMemory,
    DocumentStore,
    FileStamp,
    KnownFiles,
    ReadFile,
    no_parser,
)
from transync.repository.held_documents import HeldDocuments
from transync.repository.pairing import FileFacts
from transync.repository.record_index import RecordIndex

if TYPE_CHECKING:
    from transync.checking.workers import Workers

# What the cache keeps for the next run: files by path, what is known by digest, what rules said.
_FILES, _TEXTS, _RESULTS = "files", "texts", "verdicts"


class FileIndex(FileFacts, Protocol):
    """What is known of the files of a project, and their outlines."""

    @property
    def outlines(self) -> Mapping[str, Outline]:
        """The outlines of all files that were read so far, by path; it grows with them."""


class Session(Protocol):
    """The work of one run on one project."""

    @property
    def files(self) -> FileIndex: ...

    @property
    def digests(self) -> Mapping[str, str]:
        """The digests of the documents that were read, by path."""

    @property
    def compares_texts(self) -> bool: ...

    def evaluate(self, groups: Iterable[SourceGroup], project: LinkedProject, /) -> Results:
        """What the rules say of all groups."""

    def remember(self, results: Results, /) -> None:
        """Leave to later runs what this one has read and said."""


class RecordSession:
    """Looks at records only: no text is compared, and nothing is left to later runs."""

    digests: Mapping[str, str] = {}
    compares_texts = False

    def __init__(self, run: Run) -> None:
        resources = run.resources
        self.files = RecordIndex(run.project, known_files_in(resources.cache), resources.budget)

    def evaluate(self, _groups: Iterable[SourceGroup], _project: LinkedProject, /) -> Results:
        return Results({}, {})

    def remember(self, _results: Results, /) -> None:
        pass


class TextSession:
    """Compares texts.

    Documents are kept in the `store`. What earlier runs have known and said is in the cache
    `earlier`, and so will be what this one does; None where that is not worth it.
    """

    compares_texts = True

    def __init__(
        self,
        run: Run,
        store: DocumentStore,
        workers: Workers | None = None,
        earlier: Cache | None = None,
    ) -> None:
        self._run, self._workers, self._earlier = run, workers, earlier
        self._known_files = known_files_in(earlier)
        self._results_name = _name_of_results(run)
        self._remembered = _remembered_in(earlier, self._results_name)
        self.files = DocumentIndex(
            run.project.tree,
            store,
            self._known_files,
            parser=workers.parse if workers else no_parser,
            budget=run.resources.budget,
        )

    @property
    def digests(self) -> Mapping[str, str]:
        return self.files.digests

    def evaluate(self, groups: Iterable[SourceGroup], project: LinkedProject) -> Results:
        run = self._run
        reuse = Reuse(
            self.files, project, run.settings, rules=run.rules, remembered=self._remembered
        )
        return reuse.results(groups, lambda left: self._evaluated(left, project))

    def remember(self, results: Results) -> None:
        known_files, remembered = self.files.known_files, results.remembered
        is_same = (known_files, remembered) == (self._known_files, self._remembered)
        if not self._earlier or is_same:
            return
        self._earlier.save(_FILES, known_files.seen)
        self._earlier.save(_TEXTS, known_files.known)
        self._earlier.save(self._results_name, remembered)
        self._earlier.prune(known_files.known)

    def _evaluated(
        self, groups: Sequence[SourceGroup], project: LinkedProject
    ) -> Iterable[tuple[SourceGroup, Evaluated]]:
        """The groups with what the rules say of them, in any order."""
        files, rules, budget = self.files, self._run.rules, self._run.resources.budget
        if self._workers:
            done = self._workers.evaluate(groups, files.digests)
            if done is not None:
                return done
        return ((each, evaluate(each, rules, project, files.document, budget)) for each in groups)


def known_files_in(cache: Cache | None) -> KnownFiles:
    """What earlier runs knew of files; nothing without a cache."""
    if cache is None:
        return KnownFiles({}, {})
    seen, known = cache.load(_FILES, dict[str, FileStamp]), cache.load(_TEXTS, dict[str, ReadFile])
    return KnownFiles(seen or {}, known or {})


def _name_of_results(run: Run) -> str:
    """The name under which results are kept: runs with other rules have other results."""
    ids = " ".join(rule.id for rule in run.rules)
    return f"{_RESULTS}-{sha256(ids.encode()).hexdigest()[:16]}"


def _remembered_in(cache: Cache | None, name: str) -> dict[str, Remembered] | None:
    """What earlier runs have said; None without a cache, where no run remembers."""
    if cache:
        return cache.load(name, dict[str, Remembered]) or {}
    return None


@contextmanager
def open_session(run: Run) -> Iterator[Session]:
    """A session for a run, with processes where all texts of a project are to be compared."""
    if not run.needs_texts:
        yield RecordSession(run)
    elif not run.is_whole:
        # To read all that earlier runs have said takes longer than to compare some pairs anew.
        yield TextSession(run, run.resources.cache or DocumentsInMemory())
    elif run.resources.cache:
        with _open_workers(run, run.resources.cache) as workers:
            yield TextSession(run, run.resources.cache, workers, run.resources.cache)
    else:
        with _open_session_without_cache(run) as session:
            yield session


@contextmanager
def _open_session_without_cache(run: Run) -> Iterator[Session]:
    """A session for all of a project, whose documents are too many to be held in memory.

    They are, all the same, where no folder can be written.
    """
    with ExitStack() as stack:
        try:
            folder = stack.enter_context(TemporaryDirectory(prefix="transync-"))
        except OSError:
            yield TextSession(run, DocumentsInMemory())
            return
        store = Cache(Path(folder))
        if run.resources.jobs == 1:
            yield TextSession(run, HeldDocuments(store))
        else:
            yield TextSession(run, store, stack.enter_context(_open_workers(run, store)))


def _open_workers(run: Run, store: Cache) -> Workers:
    """Processes for a run, which put documents into the store; they end with their block."""
    # A hook and a look at records need no processes, and importing what starts them takes time.
    from transync.checking.workers import Workers

    resources = run.resources
    return Workers(resources.jobs, run.project, run.settings, cache=store, budget=resources.budget)
