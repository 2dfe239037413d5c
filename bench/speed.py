"""How long a check takes, and how that grows: whole processes on trees of several sizes.

`python -m bench.speed CORPUS [--languages 14,28,55] [--runs 3] [--scenarios cold,warm]` prints a
table in Markdown. CORPUS is a git repository with translations in `translations/`; its language
folders are copied under other names until there are so many, with what they record.
"""

from __future__ import annotations

import argparse
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from statistics import median
from typing import NamedTuple

from transync.co_op_translator import LANGUAGES

# Beside the tree, so that nothing of other runs is in it.
CACHE = "cache"
DOCUMENTS = (".md", ".mdx", ".markdown", ".ipynb")
# Files that were changed in the last two seconds are read again.
RACY_SECONDS = 2.1

READ_AND_HASH = """
import hashlib, pathlib
for path in pathlib.Path(".").rglob("*"):
    if path.suffix in {suffixes!r} and path.is_file():
        hashlib.sha256(path.read_bytes()).digest()
"""
READ = [sys.executable, "-c", READ_AND_HASH.format(suffixes=DOCUMENTS)]
TRANSYNC = [sys.executable, "-m", "transync"]
CHECK = [*TRANSYNC, "check", "--output-format", "json", "--exit-zero"]
STALENESS = [*CHECK, "--select", "stale,missing-translation"]


class Cost(NamedTuple):
    """Seconds of processors and by the clock, and MiB of the largest process."""

    cpu: float
    wall: float
    memory: float


class Scenario(NamedTuple):
    """A command, and what is done to the tree before each run."""

    name: str
    command: list[str]
    prepare: Callable[[Path], None]


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("corpus", type=Path)
    parser.add_argument("--languages", default="14,28,55", help="sizes, as numbers of languages")
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--scenarios", default="", help="only these; all without this")
    given = parser.parse_args()
    load = f"{os.getloadavg()[0]:.1f}" if hasattr(os, "getloadavg") else "unknown"
    print(f"{os.cpu_count()} processors, load before {load}, median of {given.runs} runs.\n")
    print(
        "| languages | files | MB | run | CPU s | wall s | MB peak | files/s | MB/s | x reading |"
    )
    print("| ---: | ---: | ---: | --- | ---: | ---: | ---: | ---: | ---: | ---: |", flush=True)
    wanted = [name for name in given.scenarios.split(",") if name]
    for languages in map(int, given.languages.split(",")):
        with tempfile.TemporaryDirectory(prefix="transync-speed-") as folder:
            tree = Path(folder, "tree")
            build(given.corpus, tree, languages)
            for row in measure(tree, given.runs, wanted):
                print(f"| {languages} | {row}", flush=True)


def build(corpus: Path, tree: Path, languages: int) -> None:
    """A repository like the corpus with so many languages."""
    subprocess.run(["git", "clone", "--quiet", corpus, tree], check=True)
    own = sorted(path.name for path in (tree / "translations").iterdir() if path.is_dir())
    new = [code for code in sorted(LANGUAGES) if code not in own][: max(languages - len(own), 0)]
    for name in own[languages:]:
        for root in ("translations", "translated_images"):
            shutil.rmtree(tree / root / name, ignore_errors=True)
    for number, name in enumerate(new):
        for root in ("translations", "translated_images"):
            model = tree / root / own[number % len(own)]
            if model.is_dir():
                shutil.copytree(model, tree / root / name)
                rename(tree / root / name, model.name, name)
    git = ["git", "-C", str(tree), "-c", "user.name=bench", "-c", "user.email=bench@example.com"]
    subprocess.run([*git, "add", "--all"], check=True)
    subprocess.run([*git, "commit", "--quiet", "--allow-empty", "--message=languages"], check=True)


def rename(folder: Path, former: str, name: str) -> None:
    """Make the files of a copied language folder name the new language.

    Each gets bytes of its own: what is the same twice is parsed once.
    """
    pairs = [
        (text % former, text % name)
        for text in ('"language_code": "%s"', "translations/%s/", "translated_images/%s/")
    ]
    for path in folder.rglob("*"):
        if path.is_file() and (path.suffix in DOCUMENTS or path.suffix == ".json"):
            data = path.read_bytes()
            for old, new in pairs:
                data = data.replace(old.encode(), new.encode())
            is_text = path.suffix in DOCUMENTS and path.suffix != ".ipynb"
            path.write_bytes(data + f"\n<!-- {name} -->\n".encode() if is_text else data)


def measure(tree: Path, runs: int, wanted: list[str]) -> Iterator[str]:
    """A row of the table for each scenario."""
    sizes = [p.stat().st_size for p in tree.rglob("*") if p.suffix in DOCUMENTS and p.is_file()]
    files, megabytes = len(sizes), sum(sizes) / 1e6
    reading = cost(Scenario("reading and hashing", READ, as_it_is), tree, runs)
    for scenario in scenarios(tree):
        if wanted and scenario.name not in wanted:
            continue
        found = reading if scenario.command == READ else cost(scenario, tree, runs)
        yield (
            f"{files} | {megabytes:.1f} | {scenario.name} | {found.cpu:.2f} | {found.wall:.2f} | "
            f"{found.memory:.0f} | {files / found.wall:.0f} | {megabytes / found.wall:.1f} | "
            f"{found.wall / reading.wall:.1f} |"
        )


def scenarios(tree: Path) -> Iterator[Scenario]:
    languages = sorted(path for path in (tree / "translations").iterdir() if path.is_dir())
    every = [p for p in languages[0].rglob("*.md") if source_of(tree, p).is_file()]
    pages = sorted(every, key=lambda p: (p.stat().st_size, p.as_posix()))[len(every) // 2 :]
    # Pages of middle size, each for one scenario: one that is stale by then is another matter.
    translation, other, staged = pages[:3]
    source = source_of(tree, other)
    yield Scenario("reading and hashing", READ, as_it_is)
    yield Scenario("cold", CHECK, lambda tree: shutil.rmtree(tree.parent / CACHE, True))
    yield Scenario("warm", CHECK, as_it_is)
    yield Scenario("one translation changed", CHECK, lambda tree: change(translation))
    yield Scenario("one source changed", CHECK, lambda tree: change(source))
    yield Scenario("staleness only", STALENESS, as_it_is)
    yield Scenario("hook on one pair", [*TRANSYNC, "hook", str(staged)], as_it_is)


def source_of(tree: Path, translation: Path) -> Path:
    return tree / Path(*translation.relative_to(tree).parts[2:])


def as_it_is(tree: Path) -> None:
    """Nothing is changed."""


def change(path: Path) -> None:
    with path.open("a", encoding="utf-8") as file:
        file.write(f"\nA sentence of {time.time()}.\n")


def cost(scenario: Scenario, tree: Path, runs: int) -> Cost:
    """The median cost of a scenario; what it begins with is left by a run that does not count."""
    if scenario.prepare is not as_it_is or scenario.command == CHECK:
        run(CHECK, tree)
    costs = []
    for _ in range(runs):
        scenario.prepare(tree)
        costs.append(run(scenario.command, tree))
    return Cost(*(median(values) for values in zip(*costs, strict=True)))


def run(command: list[str], tree: Path) -> Cost:
    """What one process costs, with all that it begins."""
    time.sleep(RACY_SECONDS)
    began = time.perf_counter()
    environment = {**os.environ, "TRANSYNC_CACHE_DIR": str(tree.parent / CACHE)}
    with subprocess.Popen(command, cwd=tree, env=environment, stdout=subprocess.DEVNULL) as process:
        _, status, usage = os.wait4(process.pid, 0)
        wall = time.perf_counter() - began
        process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode not in (0, 1):
        raise SystemExit(f"{' '.join(command)}: exit code {process.returncode}")
    return Cost(usage.ru_utime + usage.ru_stime, wall, usage.ru_maxrss / 1024)


if __name__ == "__main__":
    main()
