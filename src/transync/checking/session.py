"""Where a run works: what it knows of files, and how rules are asked about texts."""

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
    DocumentStore,
    FileStamp,
    Memories,
    Memory,
    ReadFile,
    no_parser,
)
from transync.repository.held_documents import HeldDocuments
from transync.repository.pairing import FileFacts
from transync.repository.record_index import RecordIndex

if TYPE_CHECKING:
    from transync.checking.workers import Workers

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
        self.files = RecordIndex(run.project, memories_in(resources.cache), resources.budget)

    def evaluate(self, _groups: Iterable[SourceGroup], _project: LinkedProject, /) -> Results:
        return Results({}, {})

    def remember(self, _results: Results, /) -> None:
        pass


class TextSession:
    """Compares texts.

    What earlier runs have said is looked up in the `memory`, for the whole project only: for some
    pairs it takes longer to read all of that than to compare them anew.
    """

    compares_texts = True

    def __init__(
        self, run: Run, store: DocumentStore, workers: Workers | None, memory: Cache | None
    ) -> None:
        self._run, self._workers, self._memory = run, workers, memory
        self._memories = memories_in(memory)
        # Runs with other rules have other results.
        ids = " ".join(rule.id for rule in run.rules)
        self._results = f"{_RESULTS}-{sha256(ids.encode()).hexdigest()[:16]}"
        self._remembered = _remembered_in(memory, self._results)
        parser = workers.parse if workers else no_parser
        self.files = DocumentIndex(
            run.project.tree, store, self._memories, parser=parser, budget=run.resources.budget
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
        memories, remembered = self.files.memories, results.remembered
        if not self._memory or (memories, remembered) == (self._memories, self._remembered):
            return
        self._memory.save(_FILES, memories.seen)
        self._memory.save(_TEXTS, memories.known)
        self._memory.save(self._results, remembered)
        self._memory.prune(memories.known)

    def _evaluated(
        self, groups: Sequence[SourceGroup], project: LinkedProject
    ) -> Iterable[tuple[SourceGroup, Evaluated]]:
        """The groups with what the rules say of them, in any order."""
        files, rules, budget = self.files, self._run.rules, self._run.resources.budget
        done = self._workers and self._workers.evaluate(groups, files.digests)
        return done or (
            (group, evaluate(group, rules, project, files.document, budget)) for group in groups
        )


def memories_in(cache: Cache | None) -> Memories:
    """What earlier runs knew of files; nothing without a cache."""
    if cache is None:
        return Memories({}, {})
    seen, known = cache.load(_FILES, dict[str, FileStamp]), cache.load(_TEXTS, dict[str, ReadFile])
    return Memories(seen or {}, known or {})


def _remembered_in(cache: Cache | None, name: str) -> dict[str, Remembered] | None:
    """What earlier runs have said; None without a cache, where no run remembers."""
    return (cache.load(name, dict[str, Remembered]) or {}) if cache else None


@contextmanager
def open_session(run: Run) -> Iterator[Session]:
    """A session for a run, with processes where all texts of a project are to be compared.

    Some pairs take their documents from the cache, and nothing else.
    """
    if not run.needs_texts:
        yield RecordSession(run)
        return
    resources = run.resources
    if not run.is_whole:
        yield TextSession(run, resources.cache or Memory(), workers=None, memory=None)
        return
    with ExitStack() as stack:
        cache = resources.cache
        if cache is None:
            # Documents of a large repository are too many to be held, but where nothing can be
            # written.
            try:
                folder = stack.enter_context(TemporaryDirectory(prefix="transync-"))
            except OSError:
                yield TextSession(run, Memory(), workers=None, memory=None)
                return
            cache = Cache(Path(folder))
            if resources.jobs == 1:
                yield TextSession(run, HeldDocuments(cache), workers=None, memory=None)
                return
        # A hook and a look at records need no processes, and importing what starts them takes time.
        from transync.checking.workers import Workers

        workers = Workers(
            resources.jobs, run.project, run.settings, cache=cache, budget=resources.budget
        )
        stack.enter_context(workers)
        yield TextSession(run, cache, workers, memory=resources.cache)
