"""Processes are replaced when they end, and what two of them end at is given up."""

from __future__ import annotations

import os
import signal
import sys
import time
from collections.abc import Iterator, Sequence
from functools import partial
from pathlib import Path

import pytest

from transync.untrusted.budget import OUT_OF_TIME, Limits, within
from transync.untrusted.pool import Ended, Pool, PoolWork

pytestmark = pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="ends processes by signals")

# Far more than any of the tasks takes.
AMPLE = 600.0


def begin(folder: str) -> Path:
    """What a process holds: a folder, in which each leaves a file by its number."""
    (Path(folder) / f"began-{os.getpid()}").touch()
    return Path(folder)


def do(suffix: str, folder: Path, task: str) -> tuple[str, int]:
    """Do as the words of a task say; the last one ends the process, or does not return."""
    for word in task.split():
        number, _, how = word.partition(":")
        (folder / f"saw-{number}-{os.getpid()}").touch()
        if how == "kill":
            os.kill(os.getpid(), signal.SIGKILL)
        elif how == "exit":
            os._exit(7)
        elif how == "raise":
            raise ValueError(number)
        elif how == "wait":
            time.sleep(AMPLE)
        elif how == "spin":
            within(Limits(0.2, 2**40, ends_process=True), partial(spin, folder))
        elif how == "once" and not (folder / number).exists():
            (folder / number).touch()
            os.kill(os.getpid(), signal.SIGKILL)
    return task + suffix, os.getpid()


def spin(folder: Path) -> None:
    """Do not return to Python, where a signal could be obeyed."""
    sorted_for_days = range(10**15)
    max(sorted_for_days)


def parts(task: str) -> Sequence[str]:
    return task.split()


def given_up(task: str, ended: Ended) -> tuple[str, int]:
    return f"{task} gave up: {ended.code} {ended.is_too_slow}", 0


def ample(task: str) -> float:
    return AMPLE


JOB = PoolWork(partial(do, "!"), ample, parts, given_up)


@pytest.fixture
def pool(tmp_path: Path) -> Iterator[Pool]:
    made = Pool(2, begin, (str(tmp_path),))
    yield made
    made.close()


def said(pool: Pool, *batches: Sequence[str]) -> list[str]:
    return sorted(result for result, _ in pool.run(JOB, batches))


def began(folder: Path) -> list[int]:
    return [int(path.name.rpartition("-")[2]) for path in folder.glob("began-*")]


def test_every_task_is_done_by_a_few_processes_that_stay_for_the_next_tasks(
    pool: Pool, tmp_path: Path
) -> None:
    first = said(pool, ["1", "2", "3"], ["4"], ["5", "6"])
    second = said(pool, *([str(number)] for number in range(7, 20)))

    assert first == [f"{number}!" for number in range(1, 7)]
    assert second == sorted(f"{number}!" for number in range(7, 20))
    # One may be done with all before the other has begun.
    assert len(began(tmp_path)) in (1, 2)


def test_no_more_processes_begin_than_there_are_batches(pool: Pool, tmp_path: Path) -> None:
    assert said(pool, ["1", "2", "3"]) == ["1!", "2!", "3!"]
    assert len(began(tmp_path)) == 1


def test_nothing_begins_where_nothing_is_to_be_done(pool: Pool, tmp_path: Path) -> None:
    assert said(pool) == []
    assert began(tmp_path) == []


@pytest.mark.parametrize(
    ("how", "told"),
    [("kill", "-9 False"), ("exit", "7 False"), ("spin", f"{OUT_OF_TIME} False")],
)
def test_a_task_at_which_two_processes_end_is_given_up_and_all_others_are_done(
    pool: Pool, tmp_path: Path, how: str, told: str
) -> None:
    done = said(pool, ["1", f"2:{how}", "3"], ["4", "5"])

    assert done == ["1!", f"2:{how} gave up: {told}", "3!", "4!", "5!"]
    assert len(list(tmp_path.glob("saw-2-*"))) == 2
    assert len(list(tmp_path.glob("saw-1-*"))) == 1


def test_a_process_that_is_ended_once_is_replaced_and_its_task_done_again(
    pool: Pool, tmp_path: Path
) -> None:
    assert said(pool, ["1", "2:once", "3"], ["4"]) == ["1!", "2:once!", "3!", "4!"]
    assert len(list(tmp_path.glob("saw-2-*"))) == 2


def test_of_a_task_that_can_be_taken_apart_only_the_part_that_ends_processes_is_given_up(
    pool: Pool, tmp_path: Path
) -> None:
    assert said(pool, ["1 2:exit 3", "4"]) == ["1!", "2:exit gave up: 7 False", "3!", "4!"]
    assert len(list(tmp_path.glob("saw-2-*"))) == 3


def test_many_tasks_that_end_processes_are_given_up_one_by_one(pool: Pool) -> None:
    tasks = [f"{number}:kill" for number in range(5)]

    assert said(pool, tasks) == [f"{task} gave up: -9 False" for task in tasks]


def test_a_process_that_takes_too_long_by_the_clock_is_ended(tmp_path: Path) -> None:
    pool = Pool(2, begin, (str(tmp_path),), grace=0.5)
    job = JOB._replace(seconds=lambda task: 0.5)
    try:
        done = sorted(result for result, _ in pool.run(job, [["1", "2:wait", "3"], ["4"]]))
    finally:
        pool.close()

    assert done == ["1!", "2:wait gave up: -9 True", "3!", "4!"]


def test_a_process_that_somebody_ends_while_it_has_nothing_to_do_is_replaced(
    pool: Pool, tmp_path: Path
) -> None:
    assert said(pool, ["1"]) == ["1!"]
    os.kill(began(tmp_path)[0], signal.SIGKILL)

    assert said(pool, ["2"], ["3"]) == ["2!", "3!"]


def test_where_no_process_can_begin_the_work_is_done_all_the_same(tmp_path: Path) -> None:
    pool = Pool(2, begin_in_parent_only, (str(tmp_path), os.getpid()))

    results = list(pool.run(JOB, [["1", "2"], ["3"]]))
    assert sorted(results) == [(f"{number}!", os.getpid()) for number in (1, 2, 3)]


def begin_in_parent_only(folder: str, parent: int) -> Path:
    if os.getpid() != parent:
        os._exit(1)
    return Path(folder)


@pytest.mark.skipif(sys.platform != "linux", reason="looks into /proc")
def test_no_process_is_left_when_the_pool_is_closed_amid_the_work(tmp_path: Path) -> None:
    pool = Pool(2, begin, (str(tmp_path),))
    next(pool.run(JOB, [["1", "2:wait"], ["3:wait"]]))
    pool.close()

    assert [pid for pid in began(tmp_path) if Path(f"/proc/{pid}").exists()] == []
