"""Projects for as long as asked, in a process that is replaced when it dies, hangs or has grown."""

from __future__ import annotations

import json
import os
import queue
import re
import shutil
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import mkdtemp
from typing import Any, NamedTuple

from tests.fuzz.project import from_json, to_json
from tests.fuzz.statistics import Statistics
from tests.fuzz.worker import project_at

# Wall-clock seconds without a word after which a process is ended.
_SILENCE = 1200
_EVERY = 120
_SMALLER = 120
# What one project may add to the memory of a process, in bytes.
_GROWTH = 400 * 2**20
PROJECT = Path(__file__).parents[2]


class Most(NamedTuple):
    """Where a campaign ends: after seconds by the clock, or of processor time, or projects."""

    seconds: float
    processor: float | None = None
    projects: int | None = None


def campaign(seed: int, out: Path, most: Most, first: int = 0) -> Statistics:
    """Try projects from the first one on; failures and statistics are left in the folder `out`.

    Whoever ends it early (Ctrl-C, SIGTERM) gets the statistics so far.
    """
    out.mkdir(parents=True, exist_ok=True)
    statistics = Statistics(seed, first)
    run = _Run(statistics, out, most)
    signal.signal(signal.SIGTERM, signal.getsignal(signal.SIGINT))
    try:
        while run.goes_on():
            run.use_process()
    except KeyboardInterrupt:
        print("ended early")
    run.tell()
    return statistics


class _Run:
    """What is left to do, and what has come of it."""

    def __init__(self, statistics: Statistics, out: Path, most: Most) -> None:
        self.statistics, self.out, self._most = statistics, out, most
        self.number = statistics.first
        self._told = time.monotonic()
        self._end = self._told + most.seconds

    def goes_on(self) -> bool:
        """Whether there is another project to try."""
        _, processor, projects = self._most
        if processor is not None and self.statistics.seconds > processor:
            return False
        if projects is not None and self.number >= self.statistics.first + projects:
            return False
        return time.monotonic() < self._end

    def use_process(self) -> None:
        """Let one process try projects until it has done its part, or fails."""
        self.statistics.processes += 1
        with _worker(self.statistics.seed, self.number) as messages:
            memory = 0
            while self.goes_on():
                message = _next(messages)
                if "done" in message:
                    _count(self.statistics, message, memory, self.out)
                    memory, self.number = message["memory"], self.number + 1
                if failure := message.get("failure"):
                    self._give_up(failure, message["said"])
                if "ended" in message:
                    return
                if time.monotonic() - self._told > _EVERY:
                    self.tell()

    def _give_up(self, failure: str, said: str) -> None:
        """Go on behind a project with which a process has died or hangs."""
        _keep(self.statistics, self.statistics.seed, self.number, failure, said, self.out)
        self.number += 1

    def tell(self) -> None:
        """Print the statistics, and leave them in files."""
        self._told = time.monotonic()
        _tell(self.statistics, self.out)


def _count(statistics: Statistics, message: dict[str, Any], memory: int, out: Path) -> None:
    number, seed = message["done"], statistics.seed
    if statistics.add(message):
        (out / "slowest.json").write_text(
            to_json(project_at(seed, number), f"the slowest: seed {seed}, number {number}")
        )
    for kind, said in message["failures"]:
        _keep(statistics, seed, number, kind, said, out)
    if memory and message["memory"] - memory > _GROWTH:
        said = f"{(message['memory'] - memory) / 2**20:.0f} MiB more"
        _keep(statistics, seed, number, "memory", said, out)


def _keep(statistics: Statistics, seed: int, number: int, kind: str, said: str, out: Path) -> None:
    """Count a failure; of the first of its kind, keep the project, made small."""
    statistics.kinds[kind] += 1
    folder = out / re.sub(r"[^\w.-]+", "-", kind).strip("-")[:100]
    if folder.exists():
        return
    folder.mkdir(parents=True)
    about = f"{kind} (seed {seed}, number {number})"
    if not kind.startswith("fuzzer"):
        case = folder / "case.json"
        case.write_text(to_json(project_at(seed, number), about))
        if not kind.startswith(("process ", "memory")):
            make_small(case, kind)
        about += f", {from_json(case.read_text()).size} bytes"
        about += f"\nagain: python -m tests.fuzz --replay {case}"
    (folder / "README").write_text(f"{about}\n\n{said}\n", "utf-8", "backslashreplace")


def make_small(case: Path, kind: str) -> None:
    """Make the project in a file smaller, in a process of its own."""
    command = [
        sys.executable,
        "-m",
        "tests.fuzz",
        "--smaller",
        str(case),
        "--kind",
        kind,
        "--seconds",
        str(_SMALLER),
    ]
    with _temporary() as variables:
        try:
            subprocess.run(
                command,
                cwd=PROJECT,
                env=variables,
                check=False,
                timeout=_SMALLER * 4,
                capture_output=True,
            )
        except subprocess.TimeoutExpired:
            return


def _tell(statistics: Statistics, out: Path) -> None:
    said = statistics.said()
    print(said, flush=True)
    with (out / "log.txt").open("a", encoding="utf-8") as file:
        file.write(said + "\n")
    (out / "statistics.json").write_text(json.dumps(statistics.as_json(), indent=1))


def _next(messages: queue.Queue[dict[str, Any]]) -> dict[str, Any]:
    """What a process tells next; that it hangs where it tells nothing."""
    try:
        return messages.get(timeout=_SILENCE)
    except queue.Empty:
        said = f"no word for {_SILENCE} s"
        return {"ended": True, "failure": "process hangs", "said": said}


@contextmanager
def _temporary() -> Iterator[dict[str, str]]:
    """Variables of a process whose temporary files go with it."""
    folder = mkdtemp(prefix="transync-fuzz-")
    try:
        yield {**os.environ, "TMPDIR": folder, "TEMP": folder, "PYTHONDONTWRITEBYTECODE": "1"}
    finally:
        shutil.rmtree(folder, ignore_errors=True)


@contextmanager
def _worker(seed: int, first: int) -> Iterator[queue.Queue[dict[str, Any]]]:
    """A process that tries projects from this number on, and what it tells."""
    command = [
        sys.executable,
        "-m",
        "tests.fuzz",
        "--worker",
        "--seed",
        str(seed),
        "--first",
        str(first),
    ]
    with _temporary() as variables, Path(variables["TMPDIR"], "errors").open("w+b") as errors:
        process = subprocess.Popen(
            command, cwd=PROJECT, env=variables, stdout=subprocess.PIPE, stderr=errors
        )
        messages: queue.Queue[dict[str, Any]] = queue.Queue()
        listener = threading.Thread(target=_listen, args=(process, errors, messages), daemon=True)
        listener.start()
        try:
            yield messages
        finally:
            process.kill()
            process.wait()
            listener.join()


def _listen(
    process: subprocess.Popen[bytes], errors: Any, messages: queue.Queue[dict[str, Any]]
) -> None:
    assert process.stdout
    for line in process.stdout:
        try:
            message = json.loads(line)
        except ValueError:
            continue
        messages.put(message)
    code = process.wait()
    errors.seek(0)
    said = errors.read()[-4000:].decode(errors="replace")
    failure = {"failure": "process dies", "said": f"exit {code}\n{said}"} if code else {}
    messages.put({"ended": True, **failure})
