"""Processes that parse files and examine groups; what goes to and fro is data only."""

from __future__ import annotations

import gc
import multiprocessing
import os
import signal
import threading
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import Future, ProcessPoolExecutor, as_completed
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from dataclasses import replace
from multiprocessing.process import BaseProcess
from types import TracebackType
from typing import Concatenate, ParamSpec, Self, TypeVar

from transync.cache import Cache
from transync.config import Settings
from transync.discover import Project
from transync.document import Document
from transync.examine import Examined, Group, examine
from transync.findings import chosen_rules
from transync.library import File, Known, digest_of, parse_file
from transync.links import Resolver
from transync.outline import Outline, outline_of
from transync.parse import Unreadable, parse
from transync.safe_path import children_obey, safe_import_path

# Less is done before a process has started.
_FEWEST_BYTES = 2 * 2**20
_FEWEST_PAIRS = 200
_BATCHES_A_PROCESS = 8

T = TypeVar("T")
R = TypeVar("R")
P = ParamSpec("P")


class Workers:
    """Up to `jobs` processes, begun when there is enough to do, and ended with the block.

    What a process leaves undone that somebody ends (for want of memory, say) is done here.
    """

    def __init__(self, jobs: int, project: Project, settings: Settings, cache: Cache) -> None:
        # What a process imports must not come from the checked folder.
        self._jobs = jobs if children_obey() else 1
        # What these have worked out so far is not to be sent, nor can all of it be.
        project = replace(project, tree=replace(project.tree))
        self._given = project, settings, cache
        self._pool: ProcessPoolExecutor | None = None
        self._processes: set[BaseProcess] = set()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        if self._pool:
            for process in self._processes if kind else ():
                process.kill()
            self._pool.shutdown(wait=True, cancel_futures=True)

    def parse(self, files: Sequence[File]) -> Iterator[tuple[str, Known]] | None:
        """What is known of each file, in any order; None where they are too few for this.

        The documents go into the cache.
        """
        if self._jobs < 2 or sum(file.size for file in files) < _FEWEST_BYTES:
            return None
        batches = _batches(files, self._jobs, lambda file: file.size)
        done = self._run(_parse, [([file.path for file in batch],) for batch in batches])
        return (known for batch in done for known in batch)

    def examine(
        self, groups: Sequence[Group], digests: Mapping[str, str]
    ) -> Iterator[tuple[Group, Examined]] | None:
        """The groups with what the rules say, in any order; None where they are too few for this.

        `digests` are those of all documents that are known.
        """
        if self._jobs < 2 or sum(len(group.pairs) for group in groups) < _FEWEST_PAIRS:
            return None
        batches = _batches(groups, self._jobs, lambda group: len(group.pairs) + 1)
        done = self._run(_examine, [(batch, digests) for batch in batches])
        return (pair for batch in done for pair in batch)

    def _run(self, work: Callable[..., R], tasks: Sequence[tuple[object, ...]]) -> Iterator[R]:
        """What comes of the work on each task, in any order."""
        left = {}
        try:
            left = {self._submit(work, task): task for task in tasks}
            for future in as_completed(list(left)):
                done = future.result()
                del left[future]
                yield done
        except BrokenProcessPool:
            bench = _Bench(*self._given)
            yield from (work(bench, *task) for task in left.values() or tasks)

    def _submit(self, work: Callable[..., R], task: tuple[object, ...]) -> Future[R]:
        with safe_import_path():
            if self._pool is None:
                # This starts a process, too, and lets interrupts through after that.
                self._pool = ProcessPoolExecutor(
                    self._jobs,
                    # `fork` copies what threads hold, and is not everywhere.
                    mp_context=multiprocessing.get_context("spawn"),
                    initializer=_begin,
                    initargs=self._given,
                )
            with _without_interrupts():
                others = set(multiprocessing.active_children())
                future = self._pool.submit(_do, work, *task)
                self._processes |= set(multiprocessing.active_children()) - others
        return future


@contextmanager
def _without_interrupts() -> Iterator[None]:
    """Let Ctrl-C wait for the end of the block, and pass processes by that are begun in it."""
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


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
        if isinstance(data, Unreadable) or digest_of(path, data) != self.digests[path]:
            return None
        document = parse(path, data)
        return None if isinstance(document, Unreadable) else document

    def outline(self, path: str) -> Outline | None:
        if path not in self._outlines:
            document = self.document(path)
            self._outlines[path] = outline_of(document) if document else None
        return self._outlines[path]


def _parse(bench: _Bench, paths: Sequence[str]) -> list[tuple[str, Known]]:
    return [(path, parse_file(bench.project.tree, path, bench.cache)) for path in paths]


def _examine(
    bench: _Bench, groups: Sequence[Group], digests: Mapping[str, str]
) -> list[tuple[Group, Examined]]:
    bench.digests = digests
    resolver = Resolver(bench.project, bench.outline, bench.settings.tracking_parameters)
    return [(g, examine(g, bench.rules, resolver, bench.document)) for g in groups]


_bench: _Bench | None = None


def _begin(project: Project, settings: Settings, cache: Cache) -> None:
    global _bench
    gc.disable()
    # Whoever began this process ends it, on Ctrl-C as well.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with_parent, daemon=True).start()
    _bench = _Bench(project, settings, cache)


def _end_with_parent() -> None:
    if parent := multiprocessing.parent_process():
        parent.join()
        os._exit(1)


def _do(work: Callable[Concatenate[_Bench, P], R], *task: P.args, **named: P.kwargs) -> R:
    assert _bench
    return work(_bench, *task, **named)
