"""Projects for as long as asked, in a process that is replaced when it dies, hangs or has grown."""

from __future__ import annotations

import json
import os
import queue
import re
import shutil
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import mkdtemp
from typing import Any

from tests.fuzz.project import from_json, to_json
from tests.fuzz.statistics import Statistics
from tests.fuzz.worker import project_at

# Wall-clock seconds without a word after which a process is ended.
_SILENCE = 300
_EVERY = 120
_SMALLER = 120
# What one project may add to the memory of a process, in bytes.
_GROWTH = 400 * 2**20
PROJECT = Path(__file__).parents[2]


def campaign(
    seed: int, seconds: float, out: Path, first: int = 0, most: int | None = None
) -> Statistics:
    """Try projects for so many seconds; failures and statistics are left in the folder `out`."""
    out.mkdir(parents=True, exist_ok=True)
    statistics = Statistics(seed, first)
    end, told = time.monotonic() + seconds, time.monotonic()
    number = first
    while time.monotonic() < end and (most is None or number < first + most):
        with _worker(seed, number) as messages:
            memory = 0
            while time.monotonic() < end and (most is None or number < first + most):
                message = _next(messages)
                if message is None:
                    break
                if "done" in message:
                    _count(statistics, message, memory, out)
                    memory, number = message["memory"], number + 1
                elif message.get("ended"):
                    if not message["well"]:
                        statistics.died += 1
                        _keep(statistics, seed, number, "process dies", message["said"], out)
                        number += 1
                    break
                if time.monotonic() - told > _EVERY:
                    told = time.monotonic()
                    _tell(statistics, out)
            if message is None:
                _keep(statistics, seed, number, "process hangs", f"no word for {_SILENCE} s", out)
                number += 1
        statistics.processes += 1
    _tell(statistics, out)
    return statistics


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


def _next(messages: queue.Queue[dict[str, Any]]) -> dict[str, Any] | None:
    try:
        return messages.get(timeout=_SILENCE)
    except queue.Empty:
        return None


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
    messages.put({"ended": True, "well": code == 0, "said": f"exit {code}\n{said}"})
