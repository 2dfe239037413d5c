"""Processes make a large check faster; whatever happens to them, the report is the same."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from tempfile import mkstemp

import pytest

from tests.conftest import Checked, Repository, cache_of

pytestmark = pytest.mark.skipif(
    not Path("/proc/self/stat").exists(), reason="looks into /proc for processes"
)

CHECK = [sys.executable, "-m", "transync", "check", "--output-format", "json", "--jobs", "2"]
LANGUAGES = ("ar", "bg", "cs", "da", "de", "fr", "hi", "ja", "ko", "nl", "pl", "th", "vi")
PAGES = 16
# Far more than it takes, on a machine that has other things to do.
SOON = 5.0


@pytest.fixture(scope="module")
def large(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder that is large enough for processes: 208 translations, 2.7 MB."""
    root = tmp_path_factory.mktemp("large")
    folder = Repository(root, lambda: Checked(0, "", ""))
    for page in range(PAGES):
        text = "\n".join(
            f"## Part {part}\n\nText {part} of page {page}, [next](page-{page + 1}.md#part-3).\n\n"
            f"```\n{'code ' * 220}\n```\n"
            for part in range(8)
        )
        folder.write(f"page-{page}.md", f"# Page {page}\n\n{text}")
        for language in LANGUAGES:
            folder.translate(f"page-{page}.md", language, text)
    return root


@pytest.fixture(scope="module")
def expected(large: Path) -> Checked:
    """What one process says without any cache."""
    return Run(large, "--no-cache", "--jobs", "1").finish()


@pytest.fixture(autouse=True)
def without_cache(large: Path) -> Iterator[None]:
    yield
    shutil.rmtree(cache_of(large), ignore_errors=True)


class Run:
    """A check that is going on, in a group of processes of its own."""

    def __init__(self, root: Path, *arguments: str) -> None:
        # Nobody reads a pipe while a test looks at the processes.
        self._files = [Path(mkstemp(dir=root.parent)[1]) for _ in range(2)]
        with self._files[0].open("wb") as out, self._files[1].open("wb") as err:
            self.process = subprocess.Popen(
                [*CHECK, *arguments], cwd=root, stdout=out, stderr=err, start_new_session=True
            )

    def finish(self) -> Checked:
        code = self.process.wait(60)
        return Checked(code, *(file.read_text() for file in self._files))

    def group(self) -> dict[int, str]:
        """It and the processes that it has begun, with their commands."""
        found = {}
        for folder in Path("/proc").iterdir():
            try:
                status = (folder / "stat").read_text().rpartition(")")[2].split()
                if int(status[2]) == self.process.pid and status[0] != "Z":
                    found[int(folder.name)] = (folder / "cmdline").read_text()
            except (OSError, ValueError, IndexError):
                continue
        return found

    def workers(self) -> list[int]:
        return [pid for pid, command in self.group().items() if "spawn_main" in command]


def until(condition: Callable[[], object], seconds: float = 60) -> None:
    end = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < end, "it does not come to pass"
        time.sleep(0.01)


def has_documents(root: Path) -> bool:
    return any(cache_of(root).glob("*/documents/*/*"))


def test_processes_say_what_one_process_says(large: Path, expected: Checked) -> None:
    cold = Run(large)
    until(lambda: len(cold.workers()) == 2)

    assert cold.finish() == expected
    until(lambda: not cold.group(), SOON)
    assert Run(large).finish() == expected
    assert Run(large, "--no-cache").finish() == expected
    assert (expected.exit_code, expected.stderr) == (1, "")
    assert len(expected.findings) > PAGES


def test_processes_examine_what_was_parsed_by_earlier_runs(large: Path) -> None:
    assert Run(large).finish().exit_code == 1
    running = Run(large, "--ignore", "text-missing")
    until(lambda: len(running.workers()) == 2)

    assert running.finish() == Run(large, "--ignore", "text-missing", "--no-cache").finish()


def test_a_small_change_is_left_to_one_process(large: Path, expected: Checked) -> None:
    assert Run(large).finish() == expected
    page = large / "translations/vi/page-0.md"
    text = page.read_bytes()
    page.write_bytes(text + b"\n[nowhere](nowhere.md)\n")

    running, seen = Run(large), set[int]()
    while running.process.poll() is None and not seen:
        seen |= set(running.workers())
        time.sleep(0.01)
    changed = running.finish()
    page.write_bytes(text)
    assert seen == set()
    assert changed.stdout != expected.stdout


@pytest.mark.parametrize("moment", ["while processes begin", "while they work"])
def test_ctrl_c_ends_it_at_once(large: Path, expected: Checked, moment: str) -> None:
    running = Run(large)
    if moment == "while processes begin":
        until(lambda: running.workers())
    else:
        until(lambda: has_documents(large))
    began = time.monotonic()
    os.killpg(running.process.pid, signal.SIGINT)
    ended = running.finish()

    assert time.monotonic() - began < SOON
    assert (ended.exit_code, ended.stdout, ended.stderr.strip()) == (130, "", "")
    until(lambda: not running.group(), SOON)
    assert Run(large).finish() == expected


def test_ctrl_c_that_only_the_command_hears_ends_its_processes(large: Path) -> None:
    running = Run(large)
    until(lambda: has_documents(large))
    running.process.send_signal(signal.SIGINT)
    ended = running.finish()

    assert (ended.exit_code, ended.stdout, ended.stderr.strip()) == (130, "", "")
    until(lambda: not running.group(), SOON)


@pytest.mark.parametrize("number", [signal.SIGKILL, signal.SIGTERM])
def test_processes_end_with_a_command_that_is_killed(
    large: Path, expected: Checked, number: signal.Signals
) -> None:
    running = Run(large)
    until(lambda: has_documents(large))
    running.process.send_signal(number)
    running.process.wait(SOON)

    until(lambda: not running.group(), SOON)
    assert running.finish().exit_code == -number
    assert Run(large).finish() == expected


def test_what_a_killed_process_leaves_undone_is_done(large: Path, expected: Checked) -> None:
    running = Run(large)
    until(lambda: has_documents(large))
    os.kill(running.workers()[0], signal.SIGKILL)

    assert running.finish() == expected
    until(lambda: not running.group(), SOON)
    assert Run(large).finish() == expected


def test_four_runs_at_once_share_one_cache(large: Path, expected: Checked) -> None:
    together = [Run(large) for _ in range(4)]

    assert [running.finish() for running in together] == [expected] * 4
    assert not list(cache_of(large).glob("**/.new-*"))
    shutil.rmtree(next(cache_of(large).glob("*/documents")))
    assert Run(large).finish() == expected
    assert not has_documents(large)


def test_a_cache_that_goes_away_meanwhile_does_no_harm(large: Path, expected: Checked) -> None:
    running = Run(large)
    until(lambda: has_documents(large))
    shutil.rmtree(cache_of(large), ignore_errors=True)

    assert running.finish() == expected


SCRIPT = """
import multiprocessing, time
import transync

if __name__ == "__main__":
    other = multiprocessing.get_context("spawn").Process(target=time.sleep, args=(60,))
    other.start()
    report = transync.check({root!r}, jobs=2)
    try:
        transync.check({root!r}, use_cache=False, jobs=2, advance=lambda done, total: 1 / 0)
    except ZeroDivisionError:
        print(len(report.findings), other.is_alive())
    other.terminate()
"""
UNGUARDED = """
import transync

print(len(transync.check({root!r}, jobs=1).findings))
"""


def test_a_guarded_program_may_ask_for_processes_and_keeps_its_own(
    large: Path, expected: Checked, tmp_path: Path
) -> None:
    done = script(tmp_path, SCRIPT.format(root=str(large)))

    assert (done.stdout, done.stderr) == (f"{len(expected.findings)} True\n", "")


def test_a_program_without_guard_works_in_one_process(
    large: Path, expected: Checked, tmp_path: Path
) -> None:
    done = script(tmp_path, UNGUARDED.format(root=str(large)))

    assert (done.stdout, done.stderr) == (f"{len(expected.findings)}\n", "")


def script(folder: Path, text: str) -> subprocess.CompletedProcess[str]:
    path = folder / "script.py"
    path.write_text(text)
    return subprocess.run(
        [sys.executable, str(path)], capture_output=True, text=True, check=False, timeout=120
    )
