"""What a run works with: the index of its files, and the rules' answers, new or of earlier runs."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from hashlib import sha256
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, NamedTuple, Protocol

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

    def __init__(self, files: RecordIndex) -> None:
        self.files = files

    def evaluate(self, _groups: Iterable[SourceGroup], _project: LinkedProject, /) -> Results:
        return Results({}, {})

    def remember(self, _results: Results, /) -> None:
        pass


class EarlierRuns(NamedTuple):
    """What earlier runs have known of files, and what they have said: `results` by name.

    They are in a cache under `results_name`. Nothing is there without one, and no run remembers.
    """

    known_files: KnownFiles
    cache: Cache | None = None
    results_name: str = ""
    results: dict[str, Remembered] | None = None

    def remember(self, known_files: KnownFiles, results: dict[str, Remembered] | None) -> None:
        """Keep what the next runs are to know instead, if it is something else."""
        is_same = (known_files, results) == (self.known_files, self.results)
        if not self.cache or is_same:
            return
        self.cache.save(_FILES, known_files.seen)
        self.cache.save(_TEXTS, known_files.known)
        self.cache.save(self.results_name, results)
        self.cache.prune(known_files.known)


# Of a run that remembers nothing.
NO_EARLIER_RUNS = EarlierRuns(KnownFiles({}, {}))


class TextSession:
    """Compares texts, in the `workers` where there are any."""

    compares_texts = True

    def __init__(
        self, run: Run, files: DocumentIndex, earlier: EarlierRuns, workers: Workers | None
    ) -> None:
        self.files = files
        self._run, self._earlier, self._workers = run, earlier, workers

    @property
    def digests(self) -> Mapping[str, str]:
        return self.files.digests

    def evaluate(self, groups: Iterable[SourceGroup], project: LinkedProject) -> Results:
        run = self._run
        reuse = Reuse(
            self.files, project, run.settings, rules=run.rules, remembered=self._earlier.results
        )
        return reuse.results(groups, lambda left: self._evaluated(left, project))

    def remember(self, results: Results) -> None:
        self._earlier.remember(self.files.known_files, results.remembered)

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


def _earlier_runs(run: Run, cache: Cache) -> EarlierRuns:
    """What the cache holds of earlier runs with the same rules."""
    name = _name_of_results(run)
    results = cache.load(name, dict[str, Remembered]) or {}
    return EarlierRuns(known_files_in(cache), cache, name, results)


def _text_session(
    run: Run,
    store: DocumentStore,
    workers: Workers | None = None,
    earlier: EarlierRuns = NO_EARLIER_RUNS,
) -> TextSession:
    """A session whose documents are kept in the `store`."""
    files = DocumentIndex(
        run.project.tree,
        store,
        earlier.known_files,
        parser=workers.parse if workers else no_parser,
        budget=run.resources.budget,
    )
    return TextSession(run, files, earlier, workers)


def _name_of_results(run: Run) -> str:
    """The name under which results are kept: runs with other rules have other results."""
    ids = " ".join(rule.id for rule in run.rules)
    return f"{_RESULTS}-{sha256(ids.encode()).hexdigest()[:16]}"


@contextmanager
def open_session(run: Run) -> Iterator[Session]:
    """A session for a run, with processes where all texts of a project are to be compared."""
    cache = run.resources.cache
    if not run.needs_texts:
        yield RecordSession(RecordIndex(run.project, known_files_in(cache), run.resources.budget))
    elif not run.is_whole:
        # To read all that earlier runs have said takes longer than to compare some pairs anew.
        yield _text_session(run, cache or DocumentsInMemory())
    elif cache:
        with _open_workers(run, cache) as workers:
            yield _text_session(run, cache, workers, _earlier_runs(run, cache))
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
            yield _text_session(run, DocumentsInMemory())
            return
        store = Cache(Path(folder))
        if run.resources.jobs == 1:
            yield _text_session(run, HeldDocuments(store))
        else:
            yield _text_session(run, store, stack.enter_context(_open_workers(run, store)))


def _open_workers(run: Run, store: Cache) -> Workers:
    """Processes for a run, which put documents into the store; they end with their block."""
    # A hook and a look at records need no processes, and importing what starts them takes time.
    from transync.checking.workers import Workers

    resources = run.resources
    return Workers(resources.jobs, run.project, run.settings, cache=store, budget=resources.budget)
