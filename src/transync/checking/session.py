"""Where a run works: with what processes, what store, and what earlier runs left."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from transync.checking.evaluate import Evaluated, SourceGroup, examine
from transync.checking.reuse import Remembered
from transync.checking.selection import chosen_rules
from transync.config import Settings
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
from transync.repository.project import Project
from transync.untrusted.budget import ORDINARY, Budget

if TYPE_CHECKING:
    from transync.checking.workers import Workers

_FILES, _TEXTS, _VERDICTS = "files", "texts", "verdicts"


@dataclass(frozen=True, slots=True)
class Resources:
    """What a run may use: so many processes, a cache or none; and who hears how far it is.

    `advance` is told how many of how many files have been read. `budget` is what each page may use.
    Of a rule in a file, no more findings than `most_listed` are told one by one.
    """

    jobs: int = 1
    cache: Cache | None = None
    advance: Callable[[int, int], None] = lambda done, total: None
    budget: Budget = ORDINARY
    most_listed: int | None = None


ONE_PROCESS = Resources()


class Session:
    """The means of one run on one project.

    What earlier runs have said is looked up for the whole project only: for some pairs it takes
    longer to read all of that than to compare them anew.
    """

    def __init__(
        self,
        project: Project,
        settings: Settings,
        store: DocumentStore,
        workers: Workers | None,
        memory: Cache | None,
        budget: Budget,
    ) -> None:
        self._rules, self._budget = chosen_rules(settings), budget
        self._workers, self._memory = workers, memory
        self._memories = memories_in(memory)
        # Runs with other rules have other verdicts.
        ids = " ".join(rule.id for rule in self._rules)
        self._verdicts = f"{_VERDICTS}-{sha256(ids.encode()).hexdigest()[:16]}"
        self.remembered: dict[str, Remembered] = (
            memory and memory.load(self._verdicts, dict[str, Remembered])
        ) or {}
        parser = workers.parse if workers else no_parser
        self.library = DocumentIndex(project.tree, store, self._memories, parser, budget)

    def examine(
        self, groups: Sequence[SourceGroup], project: LinkedProject
    ) -> Iterable[tuple[SourceGroup, Evaluated]]:
        """The groups with what the rules say of them, in any order."""
        library = self.library
        done = self._workers and self._workers.examine(groups, library.digests)
        rules, budget = self._rules, self._budget
        return done or (
            (group, examine(group, rules, project, library.document, budget)) for group in groups
        )

    def remember(self, remembered: dict[str, Remembered]) -> None:
        """Leave to later runs what this one has read and said."""
        memories = self.library.memories
        if not self._memory or (memories, remembered) == (self._memories, self.remembered):
            return
        self._memory.save(_FILES, memories.seen)
        self._memory.save(_TEXTS, memories.known)
        self._memory.save(self._verdicts, remembered)
        self._memory.prune(memories.known)


def memories_in(cache: Cache | None) -> Memories:
    """What earlier runs knew of files; nothing without a cache."""
    if cache is None:
        return Memories({}, {})
    seen, known = cache.load(_FILES, dict[str, FileStamp]), cache.load(_TEXTS, dict[str, ReadFile])
    return Memories(seen or {}, known or {})


@contextmanager
def open_session(
    means: Resources, project: Project, settings: Settings, is_whole: bool
) -> Iterator[Session]:
    """A workshop for a project, with processes where the whole of it is to be checked.

    Some pairs take their documents from the cache, and nothing else.
    """
    with ExitStack() as stack:
        if not is_whole:
            yield Session(project, settings, means.cache or Memory(), None, None, means.budget)
            return
        cache = means.cache
        if cache is None:
            # Documents of a large repository are too many to be held, but where nothing can be
            # written.
            try:
                folder = stack.enter_context(TemporaryDirectory(prefix="transync-"))
            except OSError:
                yield Session(project, settings, Memory(), None, None, means.budget)
                return
            cache = Cache(Path(folder))
        # A hook and a look at records need no processes, and importing what starts them takes time.
        from transync.checking.workers import Workers

        workers = stack.enter_context(Workers(means.jobs, project, settings, cache, means.budget))
        yield Session(project, settings, cache, workers, means.cache, means.budget)
