"""Processes that parse files and examine groups; what goes to and fro is data only."""

from __future__ import annotations

import gc
import multiprocessing
import os
import signal
import threading
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import Future, ProcessPoolExecutor, as_completed
from pathlib import Path
from types import TracebackType
from typing import Self, TypeVar

from transync.cache import Cache
from transync.config import Settings
from transync.discover import Project
from transync.document import Document
from transync.examine import Examined, Group, examine
from transync.findings import chosen_rules
from transync.library import File, Known, Store, parse_file
from transync.links import Resolver
from transync.outline import Outline, outline_of
from transync.parse import Unreadable, parse

# Less is done before a process has started.
_FEWEST_BYTES = 2 * 2**20
_FEWEST_PAIRS = 200
_BATCHES_A_PROCESS = 8

T = TypeVar("T")
R = TypeVar("R")


class Workers:
    """Up to `jobs` processes, begun when there is enough to do, and ended with the block."""

    def __init__(self, jobs: int, project: Project, settings: Settings, cache: Cache) -> None:
        self._jobs, self._project, self._settings = jobs, project, settings
        self._cache = cache
        self._pool: ProcessPoolExecutor | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        if self._pool:
            if kind:
                for process in multiprocessing.active_children():
                    process.terminate()
            self._pool.shutdown(wait=True, cancel_futures=True)

    def parse(self, files: Sequence[File], store: Store) -> Iterator[tuple[str, Known]]:
        """What is known of each file, in any order; the documents go into the store."""
        if self._jobs < 2 or sum(len(file.data) for file in files) < _FEWEST_BYTES:
            yield from ((file.path, parse_file(file, store)) for file in files)
            return
        batches = _batches(files, self._jobs, lambda file: len(file.data))
        for known in self._run(_parse, ((batch,) for batch in batches)):
            yield from known

    def examine(
        self, groups: Sequence[Group], digests: Mapping[str, str]
    ) -> Iterator[tuple[Group, Examined]] | None:
        """The groups with what the rules say, in any order; None where they are too few for this.

        `digests` are those of all documents that are known.
        """
        if self._jobs < 2 or sum(len(group.pairs) for group in groups) < _FEWEST_PAIRS:
            return None
        batches = _batches(groups, self._jobs, lambda group: len(group.pairs) + 1)
        done = self._run(_examine, ((batch, dict(digests)) for batch in batches))
        return (pair for batch in done for pair in batch)

    def _run(self, work: Callable[..., R], tasks: Iterable[tuple[object, ...]]) -> Iterator[R]:
        if self._pool is None:
            self._pool = ProcessPoolExecutor(
                self._jobs,
                # `fork` copies what threads hold, and is not everywhere.
                mp_context=multiprocessing.get_context("spawn"),
                initializer=_begin,
                initargs=(self._project, self._settings, self._cache.folder),
            )
        futures: list[Future[R]] = [self._pool.submit(work, *task) for task in tasks]
        for future in as_completed(futures):
            yield future.result()


def _batches(items: Sequence[T], jobs: int, weight: Callable[[T], int]) -> Sequence[list[T]]:
    """The items in batches of about the same weight, the heaviest items first."""
    batches: list[list[T]] = [[] for _ in range(min(len(items), jobs * _BATCHES_A_PROCESS))]
    loads = [0] * len(batches)
    for item in sorted(items, key=weight, reverse=True):
        lightest = loads.index(min(loads))
        batches[lightest].append(item)
        loads[lightest] += weight(item)
    return batches


class _Bench:
    """What a process holds: the project, and the store."""

    def __init__(self, project: Project, settings: Settings, cache: Cache) -> None:
        self.project, self.cache, self.settings = project, cache, settings
        self.rules = chosen_rules(settings)
        self.digests: Mapping[str, str] = {}
        self._outlines: dict[str, Outline | None] = {}

    def document(self, path: str) -> Document | None:
        if path not in self.digests:
            return None
        if found := self.cache.get(self.digests[path]):
            return found
        data = self.project.tree.read(path)
        document = data if isinstance(data, Unreadable) else parse(path, data)
        return None if isinstance(document, Unreadable) else document

    def outline(self, path: str) -> Outline | None:
        if path not in self._outlines:
            document = self.document(path)
            self._outlines[path] = outline_of(document) if document else None
        return self._outlines[path]


_bench: _Bench | None = None


def _begin(project: Project, settings: Settings, folder: Path) -> None:
    global _bench
    gc.disable()
    # Whoever began this process ends it, on Ctrl-C as well.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with_parent, daemon=True).start()
    _bench = _Bench(project, settings, Cache(folder))


def _end_with_parent() -> None:
    if parent := multiprocessing.parent_process():
        parent.join()
        os._exit(1)


def _parse(files: Sequence[File]) -> list[tuple[str, Known]]:
    assert _bench
    return [(file.path, parse_file(file, _bench.cache)) for file in files]


def _examine(groups: Sequence[Group], digests: Mapping[str, str]) -> list[tuple[Group, Examined]]:
    assert _bench
    _bench.digests = digests
    resolver = Resolver(_bench.project, _bench.outline, _bench.settings.tracking_parameters)
    return [(g, examine(g, _bench.rules, resolver, _bench.document)) for g in groups]
