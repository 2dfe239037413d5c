"""Processes that do one task after the other, watched by the process that has begun them.

A process that ends, or that takes too long and is ended, is replaced by a new one. The task that it
was at is taken apart and done again; where it comes to the same by itself, the task is given up.
"""

from __future__ import annotations

import gc
import multiprocessing
import os
import signal
import threading
import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from multiprocessing import resource_tracker
from multiprocessing.connection import Connection, wait
from typing import Any, Generic, NamedTuple, TypeVar

from transync.untrusted.safe_path import safe_import_path

T = TypeVar("T")
R = TypeVar("R")

# Whoever hears nothing looks so often, in seconds, for processes that take too long.
_LOOK = 1.0
# What is about to end does so within these seconds.
_PATIENCE = 5.0


class Ended(NamedTuple):
    """How a process came to its end at a task: by its exit code, or because it took too long."""

    code: int | None
    is_too_slow: bool


class PoolWork(NamedTuple, Generic[T, R]):
    """What is to be done with each task.

    `work` is called in a process with what that process has made at its beginning. `seconds` is the
    processor time that a task may take, `parts` are the tasks that it can be taken apart to.
    `given_up` is the result of one at which two processes ended.
    """

    work: Callable[[Any, T], R]
    seconds: Callable[[T], float]
    parts: Callable[[T], Sequence[T]]
    given_up: Callable[[T, Ended], R]


@dataclass(slots=True)
class _Attempt(Generic[T]):
    """What is to be done, and whether a process has ended at it when it was by itself."""

    content: T
    has_failed: bool = False


class Pool:
    """Up to `size` processes, which call `begin` with `arguments`, and do tasks with its result.

    One that takes longer at a task than it may, and `grace` seconds, is ended.
    """

    def __init__(
        self,
        size: int,
        begin: Callable[..., object],
        arguments: tuple[object, ...],
        grace: float = 60,
    ) -> None:
        self._size, self._begin, self._arguments, self._grace = size, begin, arguments, grace
        self._workers: list[_Worker] = []
        self._failed_starts = 0

    def close(self) -> None:
        """End all processes, whatever they do."""
        for worker in self._workers:
            worker.end(0)
        self._workers.clear()

    def run(self, job: PoolWork[T, R], batches: Iterable[Sequence[T]]) -> Iterator[R]:
        """What comes of each task, in any order; a process gets as many of them as are a batch.

        Where no process can begin, this one does what is left.
        """
        left = deque(list(map(_Attempt, batch)) for batch in batches)
        while left or any(worker.tasks for worker in self._workers):
            self._hand_out(job, left)
            if not self._workers:
                yield from self._without_processes(job, left)
                return
            for worker in self._heard(job):
                try:
                    results = worker.receive()
                except (EOFError, OSError):
                    results = self._end(worker, job, left)
                yield from results

    def _hand_out(self, job: PoolWork[T, R], left: deque[list[_Attempt[T]]]) -> None:
        """Give batches to processes that have nothing to do, and begin as many as there are for."""
        idle = [worker for worker in self._workers if worker.is_ready and not worker.tasks]
        for worker in idle[: len(left)]:
            worker.send(job.work, left.popleft())
        beginning = sum(not worker.is_ready for worker in self._workers)
        for _ in range(min(len(left) - beginning, self._size - len(self._workers))):
            if self._failed_starts >= self._size:
                return
            try:
                with safe_import_path(), _without_interrupts():
                    self._workers.append(_Worker(self._begin, self._arguments))
            except OSError:
                self._failed_starts += 1

    def _heard(self, job: PoolWork[T, Any]) -> list[_Worker]:
        """The processes that have said something, or have ended; those that are slow are ended."""
        began = time.monotonic()
        heard = wait([worker.connection for worker in self._workers], _LOOK)
        # While this process was stopped, the others may have been, too.
        spent = min(time.monotonic() - began, 2 * _LOOK)
        for worker in self._workers:
            if worker.tasks and worker.connection not in heard:
                worker.seconds += spent
                if worker.seconds > job.seconds(worker.tasks[0].content) + self._grace:
                    worker.is_too_slow = True
                    worker.process.kill()
        return [worker for worker in self._workers if worker.connection in heard]

    def _end(self, worker: _Worker, job: PoolWork[T, R], left: deque[list[_Attempt[T]]]) -> list[R]:
        """Take out a process that has ended, and see to what it has left undone."""
        ended = worker.end(_PATIENCE)
        self._workers.remove(worker)
        if not worker.is_ready:
            self._failed_starts += 1
        if not worker.tasks:
            return []
        self._failed_starts = 0
        task, *others = worker.tasks
        if others:
            left.appendleft(others)
        parts = job.parts(task.content)
        if len(parts) > 1:
            left.extend([_Attempt(part)] for part in parts)
        elif task.has_failed:
            return [job.given_up(task.content, ended)]
        else:
            left.append([_Attempt(task.content, has_failed=True)])
        return []

    def _without_processes(
        self, job: PoolWork[T, R], left: Iterable[Sequence[_Attempt[T]]]
    ) -> Iterator[R]:
        held = self._begin(*self._arguments)
        for task in (task for batch in left for task in batch):
            if task.has_failed:
                yield job.given_up(task.content, Ended(None, is_too_slow=False))
            else:
                yield job.work(held, task.content)


class _Worker:
    """A process as the one that began it sees it.

    `tasks` are those that it has not done yet, `seconds` the time since it told of the last one.
    """

    def __init__(self, begin: Callable[..., object], arguments: tuple[object, ...]) -> None:
        # `fork` copies what threads hold, and is not everywhere.
        context = multiprocessing.get_context("spawn")
        self.connection, child_end = context.Pipe()
        self.process = context.Process(
            target=_serve, args=(child_end, begin, arguments), daemon=True
        )
        self.process.start()
        child_end.close()
        self.is_ready = self.is_too_slow = False
        self.tasks: deque[_Attempt[Any]] = deque()
        self.seconds = 0.0
        self._work: object = None

    def send(self, work: object, tasks: Iterable[_Attempt[Any]]) -> None:
        """Let it do these tasks; that it has ended is known when it is heard."""
        self.tasks.extend(tasks)
        self.seconds = 0.0
        is_known, self._work = work is self._work, work
        with suppress(OSError):
            # What all tasks have in common is sent once.
            self.connection.send((None if is_known else work, [t.content for t in self.tasks]))

    def receive(self) -> list[Any]:
        """The result that it sends, or nothing when it is ready; raises EOFError at its end."""
        results: list[Any] = self.connection.recv()
        self.seconds = 0.0
        self.is_ready = True
        for _ in results:
            self.tasks.popleft()
        return results

    def end(self, patience: float) -> Ended:
        """End it, if it has not ended by itself within so many seconds."""
        self.process.join(patience)
        self.process.kill()
        self.process.join()
        self.connection.close()
        code = self.process.exitcode
        self.process.close()
        return Ended(code, self.is_too_slow)


@contextmanager
def _without_interrupts() -> Iterator[None]:
    """Let Ctrl-C wait for the end of the block, and pass processes by that are begun in it."""
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    # This begins with the first process, and lets interrupts through after that.
    resource_tracker.ensure_running()
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _serve(
    connection: Connection, begin: Callable[..., object], arguments: tuple[object, ...]
) -> None:
    """What a process does: it is ready, and sends a result for each task that it gets."""
    gc.disable()
    # Whoever began this process ends it, on Ctrl-C as well.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with_parent, daemon=True).start()
    held = begin(*arguments)
    connection.send([])
    work: Any = None
    while True:
        new, tasks = connection.recv()
        work = new or work
        for task in tasks:
            connection.send([work(held, task)])


def _end_with_parent() -> None:
    if parent := multiprocessing.parent_process():
        parent.join()
        os._exit(1)
