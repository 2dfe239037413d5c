"""The work on a page keeps to its limits, in the main thread and in any other."""

from __future__ import annotations

import re
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import pytest

from transync.untrusted.budget import (
    ORDINARY,
    TOO_MUCH_MEMORY,
    TOO_MUCH_TIME,
    Budget,
    Limits,
    UsedUpError,
    within,
)

MEBIBYTE = 2**20
SHORT = Limits(0.3, 2**40)
SMALL = Limits(600, 64 * MEBIBYTE)


def in_main_thread(work: Callable[[], object]) -> object:
    return work()


def in_another_thread(work: Callable[[], object]) -> object:
    done: list[object] = []

    def run() -> None:
        try:
            done.append(work())
        except UsedUpError as error:
            done.append(error)

    thread = threading.Thread(target=run)
    thread.start()
    thread.join(60)
    if isinstance(done[0], UsedUpError):
        raise done[0]
    return done[0]


anywhere = pytest.mark.parametrize("run", [in_main_thread, in_another_thread])
# What somebody else is told by the signal does not tell us.
with_signals = pytest.mark.skipif(not hasattr(signal, "SIGPROF"), reason="the system has none")


def spin() -> None:
    while True:
        sum(range(1000))


def go_on() -> None:
    with suppress(UsedUpError):
        spin()
    spin()


def grow() -> list[bytes]:
    return [bytes(bytearray(MEBIBYTE)) for _ in range(100_000)]


def match() -> object:
    """One call into a pattern that would take days."""
    return re.match(r"(a|aa)+\Z", "a" * 120 + "b")


@anywhere
@pytest.mark.parametrize(
    ("limits", "work", "reason"),
    [(SHORT, spin, TOO_MUCH_TIME), (SMALL, grow, TOO_MUCH_MEMORY)],
    ids=["time", "memory"],
)
def test_work_that_uses_up_its_limits_is_stopped(
    run: Callable[[Callable[[], object]], object],
    limits: Limits,
    work: Callable[[], object],
    reason: str,
) -> None:
    with pytest.raises(UsedUpError, match=reason):
        run(lambda: within(limits, work))


@anywhere
def test_work_within_its_limits_is_left_alone(
    run: Callable[[Callable[[], object]], object],
) -> None:
    assert run(lambda: within(Limits(600, 2**40), lambda: sum(range(10**6)))) == 499999500000


@anywhere
def test_nothing_is_raised_once_the_work_is_over(
    run: Callable[[Callable[[], object]], object],
) -> None:
    def work() -> str:
        with pytest.raises(UsedUpError):
            within(SHORT, spin)
        within(SHORT, lambda: None)
        end = time.thread_time() + 0.8
        while time.thread_time() < end:
            sum(range(1000))
        return "done"

    assert run(work) == "done"


def test_an_error_of_the_work_is_its_own() -> None:
    with pytest.raises(ZeroDivisionError):
        within(SHORT, lambda: 1 // 0)


@anywhere
def test_work_that_goes_on_is_stopped_again(
    run: Callable[[Callable[[], object]], object],
) -> None:
    with pytest.raises(UsedUpError, match=TOO_MUCH_TIME):
        run(lambda: within(SHORT, go_on))


@with_signals
def test_a_pattern_that_runs_wild_is_stopped() -> None:
    with pytest.raises(UsedUpError, match=TOO_MUCH_TIME):
        within(SHORT, match)


@with_signals
def test_the_signal_and_its_clock_are_left_as_they_were() -> None:
    with pytest.raises(UsedUpError):
        within(SHORT, spin)

    assert signal.getsignal(signal.SIGPROF) is signal.SIG_DFL
    assert signal.getitimer(signal.ITIMER_PROF) == (0.0, 0.0)
    assert signal.getitimer(signal.ITIMER_VIRTUAL) == (0.0, 0.0)


@with_signals
def test_a_program_that_waits_for_the_signal_keeps_it() -> None:
    heard: list[int] = []
    before = signal.signal(signal.SIGPROF, lambda number, frame: heard.append(number))
    try:
        with pytest.raises(UsedUpError, match=TOO_MUCH_TIME):
            within(SHORT, spin)
        signal.raise_signal(signal.SIGPROF)
    finally:
        signal.signal(signal.SIGPROF, before)

    assert heard == [signal.SIGPROF]


TRACED = """
import sys
import threading

from transync.untrusted.budget import Limits, within

worker = threading.Thread(target=within, args=(Limits(600, 2**40), int))
worker.start()
worker.join()


def closed_over(left):
    return [left for _ in range(3)]


sys.settrace(lambda frame, event, argument: None)
print(closed_over("seen"))
"""


def test_a_program_traces_its_functions_after_work_in_a_thread() -> None:
    run = subprocess.run(
        [sys.executable, "-P", "-c", TRACED], capture_output=True, text=True, timeout=60
    )

    assert run.stdout == "['seen', 'seen', 'seen']\n", run.stderr


def test_limits_grow_with_the_text_and_not_with_pictures() -> None:
    budget = Budget(seconds=10, more_seconds=2, memory=100, more_memory=20)

    assert budget.limits() == Limits(10, 100)
    assert budget.limits(MEBIBYTE, 2 * MEBIBYTE) == Limits(16, 160)
    assert budget.limits(50 * MEBIBYTE) == budget.limits(5 * MEBIBYTE) == Limits(20, 200)


def test_the_ordinary_budget_is_the_documented_one() -> None:
    page = (Path(__file__).parents[2] / "docs" / "limits.md").read_text(encoding="utf-8")
    time = f"{ORDINARY.seconds:.0f} s | {ORDINARY.more_seconds:.0f} s more"
    gibibytes, mebibytes = ORDINARY.memory / 2**30, ORDINARY.more_memory / MEBIBYTE

    assert f"| processor time | {time} |" in page
    assert f"| memory that is added | {gibibytes:.0f} GiB | {mebibytes:.0f} MiB more |" in page
