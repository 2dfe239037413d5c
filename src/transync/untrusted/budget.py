"""What the work on one page may take: processor time and memory, which grow with its size.

Where a process can be told of the time that it has used by a signal, it looks now and then; a
thread does it where there are no such signals, and for a thread that is not the main one.
"""

from __future__ import annotations

import os
import signal
import sys
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from typing import NamedTuple, TypeVar

T = TypeVar("T")

_MEBIBYTE = 2**20
# Pages of text are no larger; what is beyond in notebooks are pictures, which nobody compares.
_LARGEST = 5 * _MEBIBYTE
# So often, in seconds, it is looked at what has been used.
_TICK = 0.25


# What to say of the work that was stopped.
TOO_MUCH_TIME = "it takes more processor time than there is for a page"
TOO_MUCH_MEMORY = "it takes more memory than there is for a page"
# The exit code of a process that could not be interrupted, and was ended.
OUT_OF_TIME = -getattr(signal, "SIGVTALRM", 0)


class UsedUpError(BaseException):
    """The work has taken more than it may; no part of the work may go on without.

    It says what was used up, in a clause.
    """


class Limits(NamedTuple):
    """What may be used: seconds of processor time, and bytes of memory that are added.

    What can't be interrupted, as it does not return to Python, goes on, unless that `ends_process`:
    then the system ends the process after twice the time.
    """

    seconds: float
    memory: int
    ends_process: bool = False


class Budget(NamedTuple):
    """Seconds and bytes that any page may use, and more of them for each MiB of its text.

    No honest page comes near: `docs/limits.md` has what they take.
    """

    seconds: float = 30
    more_seconds: float = 30
    memory: int = 2**30
    more_memory: int = 200 * _MEBIBYTE
    ends_process: bool = False

    def limits(self, *sizes: int) -> Limits:
        """What the work on texts of these sizes in bytes may use, all together."""
        mebibytes = sum(min(size, _LARGEST) for size in sizes) / _MEBIBYTE
        return Limits(
            self.seconds + mebibytes * self.more_seconds,
            self.memory + int(mebibytes * self.more_memory),
            self.ends_process,
        )


ORDINARY = Budget()


def within(limits: Limits, work: Callable[[], T]) -> T:
    """What comes of the work; raises UsedUpError where it takes more than the limits."""
    watch = _Watch(limits)
    looking = _Signals(watch) if _has_signals() else _Thread(watch)
    try:
        try:
            looking.begin()
            return work()
        finally:
            looking.end()
    except UsedUpError:
        # It may have been raised before the looking had ended.
        looking.end()
        raise UsedUpError(watch.used_up) from None


class _Watch:
    """Knows what one thread uses from now on."""

    def __init__(self, limits: Limits) -> None:
        self.limits, self._seconds = limits, _clock()
        self._began, self._held = self._seconds(), _held_memory()
        self.used_up = ""

    def is_used_up(self) -> bool:
        if self._seconds() - self._began > self.limits.seconds:
            self.used_up = TOO_MUCH_TIME
        elif _held_memory() - self._held > self.limits.memory:
            self.used_up = TOO_MUCH_MEMORY
        return bool(self.used_up)


class _Signals:
    """Lets the system interrupt this thread, to look at what it has used."""

    def __init__(self, watch: _Watch) -> None:
        self._watch, self._is_on = watch, False

    def begin(self) -> None:
        self._is_on = True
        signal.signal(signal.SIGPROF, self._look)
        signal.setitimer(signal.ITIMER_PROF, _TICK, _TICK)
        if self._watch.limits.ends_process:
            signal.setitimer(signal.ITIMER_VIRTUAL, 2 * self._watch.limits.seconds + _TICK)

    def end(self) -> None:
        self._is_on = False
        signal.setitimer(signal.ITIMER_PROF, 0)
        if self._watch.limits.ends_process:
            signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        signal.signal(signal.SIGPROF, signal.SIG_DFL)

    def _look(self, *_: object) -> None:
        # It is raised again at the next look where somebody has caught it.
        if self._is_on and self._watch.is_used_up():
            raise UsedUpError


class _Thread:
    """Lets another thread look at what this one has used, and raise the error in it."""

    def __init__(self, watch: _Watch) -> None:
        self._watch, self._is_over = watch, threading.Event()
        self._watched = threading.get_ident()
        self._thread = threading.Thread(target=self._look, daemon=True)

    def begin(self) -> None:
        self._thread.start()

    def end(self) -> None:
        is_ended = False
        while not is_ended:
            # What the other thread has raised is raised here at the latest: to take it back would
            # leave Python 3.11 waiting for it, for ever where a program traces its functions.
            with suppress(UsedUpError):
                self._is_over.set()
                self._thread.join()
                is_ended = True

    def _look(self) -> None:
        while not self._is_over.wait(_TICK):
            if self._watch.is_used_up():
                _raise_in(self._watched, UsedUpError)


def _raise_in(thread: int, error: type[BaseException]) -> None:
    """Raise an error in a thread at its next step."""
    import ctypes

    raised = ctypes.py_object(error)
    ctypes.pythonapi.PyThreadState_SetAsyncExc(ctypes.c_ulong(thread), raised)


def _clock() -> Callable[[], float]:
    """The processor time of this thread in seconds, for any thread; or of the whole process."""
    if sys.platform != "win32" and hasattr(time, "pthread_getcpuclockid"):
        clock = time.pthread_getcpuclockid(threading.get_ident())
        return lambda: time.clock_gettime(clock)
    return time.process_time


def _held_memory() -> int:
    """The bytes of memory that this process holds, or has held at most; 0 where nobody tells."""
    with suppress(OSError):
        # Asked for each page; a path that opens itself takes five times as long.
        file = os.open("/proc/self/statm", os.O_RDONLY)
        try:
            pages = int(os.read(file, 256).split()[1])
        finally:
            os.close(file)
        return pages * os.sysconf("SC_PAGE_SIZE")
    if sys.platform == "win32":
        return 0
    import resource

    largest = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    if sys.platform == "darwin":
        return largest
    return largest * 1024


def _has_signals() -> bool:
    """Whether this thread is the one that signals reach, and nobody else waits for them."""
    if threading.current_thread() is not threading.main_thread():
        return False
    return hasattr(signal, "SIGPROF") and signal.getsignal(signal.SIGPROF) is signal.SIG_DFL
