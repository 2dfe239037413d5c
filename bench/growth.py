"""How the cost of a command grows with the text: hostile pages of several sizes, one process each.

`python -m bench.growth [--inputs FILE] [--only NAMES] [--sizes 64K,256K,1M] [--command check]`
prints a table in Markdown and exits 1 where an input breaks the bound. FILE is a Python module: of
its functions, those whose only parameter is `n` give a tree, `{path: content}`, of about n bytes a
page. The bound is one second of CPU for each 64 KB, and growth below n^1.3.
"""

from __future__ import annotations

import argparse
import importlib.util
import inspect
import math
import os
import resource
import subprocess
import sys
import tempfile
from collections.abc import Callable, Mapping
from pathlib import Path
from types import ModuleType
from typing import NamedTuple

INPUTS = Path(__file__).with_name("growth_inputs.py")
SECONDS_PER_BYTE = 1 / 65536
MOST_GROWTH = 1.3
# Growth of less than this many seconds is noise.
NOISE_SECONDS = 0.5
CHECK = ["check", "--no-cache", "--exit-zero", "--jobs", "1"]
# `{page}` is the first source; the page was another one in the commit before.
COMMANDS = {
    "check": CHECK,
    "check-json": [*CHECK, "--output-format", "json"],
    "fix": ["fix", "--diff", "--no-cache", "--jobs", "1"],
    "diff": ["diff", "{page}"],
    "check-diff": [*CHECK, "--diff", "HEAD~1"],
    "report": ["report"],
    "worklist": ["worklist"],
}
WITH_HISTORY = ("diff", "check-diff", "report", "worklist")
DOCUMENTS = (".md", ".mdx", ".markdown", ".ipynb")

Tree = Mapping[str, bytes | str]
MakeTree = Callable[[int], Tree]


class Cost(NamedTuple):
    """Seconds of CPU, MiB of the largest process, and why it ended if not by itself."""

    cpu: float
    memory: float
    failure: str = ""


class Limits(NamedTuple):
    """Seconds of CPU and MiB of address space that a process may use."""

    cpu: int
    memory: int


def main() -> int:
    given = _arguments()
    makers = find_inputs(given.inputs, [name for name in given.only.split(",") if name])
    sizes = [_size(text) for text in given.sizes.split(",")]
    program = [str(given.transync)] if given.transync else [sys.executable, "-P", "-m", "transync"]
    limits = Limits(given.cpu, given.memory)
    idle = measure(lambda n: {"README.md": "# A\n"}, 1, given.command, program, limits)
    print(f"`{given.command}`; {idle.cpu:.2f} s and {idle.memory:.0f} MiB on an empty page.\n")
    print("| input |" + "".join(f" {_shown_size(size)}: s | MiB |" for size in sizes) + " n^ | |")
    print("| --- |" + " ---: | ---: |" * len(sizes) + " ---: | --- |", flush=True)
    broken = 0
    for name, make_tree in makers.items():
        costs: list[Cost] = []
        for size in sizes:
            costs.append(measure(make_tree, size, given.command, program, limits))
            if costs[-1].failure:
                break
        verdict = judge(sizes, costs)
        broken += bool(verdict)
        if verdict or not given.only_broken:
            cells = "".join(f" {cost.cpu:.2f} | {cost.memory:.0f} |" for cost in costs)
            cells += " | |" * (len(sizes) - len(costs))
            print(f"| {name} |{cells} {_shown_growth(sizes, costs)} | {verdict} |", flush=True)
    print(f"\n{broken} of {len(makers)} break the bound.")
    return int(broken > 0)


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--inputs", type=Path, default=INPUTS, help="a module of functions of n")
    parser.add_argument("--only", default="", help="names of inputs, separated by commas")
    parser.add_argument("--sizes", default="64K,256K,1M")
    parser.add_argument("--command", choices=COMMANDS, default="check")
    parser.add_argument("--transync", type=Path, help="another program to measure")
    parser.add_argument("--cpu", type=int, default=60, help="most seconds of CPU of one run")
    parser.add_argument("--memory", type=int, default=4096, help="most MiB of one run")
    parser.add_argument("--only-broken", action="store_true", help="no rows of good inputs")
    return parser.parse_args()


def find_inputs(path: Path, names: list[str]) -> dict[str, MakeTree]:
    """The functions of n that a module has; only these, if any are named."""
    spec = importlib.util.spec_from_file_location(path.stem, path)
    if spec is None or spec.loader is None:
        raise SystemExit(f"{path} is no Python module")
    module: ModuleType = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    found = {
        name: value
        for name, value in vars(module).items()
        if inspect.isfunction(value) and [*inspect.signature(value).parameters] == ["n"]
    }
    if unknown := [name for name in names if name not in found]:
        raise SystemExit(f"{path} has no {', '.join(unknown)}")
    return {name: found[name] for name in names or found}


def tree_of_size(make_tree: MakeTree, size: int) -> Tree:
    """A tree of about `size` bytes a page, also of a function that counts other things."""
    sample = 1000
    bytes_per_unit = _page_size(make_tree(sample)) / sample
    return make_tree(int(size / bytes_per_unit) if bytes_per_unit > 4 else size)


def _page_size(tree: Tree) -> float:
    """Half of all: a source and its translation are about as long."""
    return sum(len(content) for content in tree.values()) / 2


def measure(
    make_tree: MakeTree, size: int, command: str, program: list[str], limits: Limits
) -> Cost:
    """What a command costs on a tree of this size."""
    with tempfile.TemporaryDirectory(prefix="transync-growth-") as scratch:
        root = Path(scratch, "tree")
        tree = tree_of_size(make_tree, size)
        try:
            write(tree, root)
        except OSError as error:
            return Cost(0, 0, f"can't be written: {error.strerror}")
        page = next(path for path in tree if _is_source(path))
        if command in WITH_HISTORY:
            change_source(root, page)
        arguments = [part.format(page=page) for part in COMMANDS[command]]
        environment = os.environ | {"TRANSYNC_CACHE_DIR": str(Path(scratch, "cache"))}
        return run([*program, *arguments], root, environment, limits)


def _is_source(path: str) -> bool:
    return path.endswith(DOCUMENTS) and not path.startswith("translations/")


def write(tree: Tree, root: Path) -> None:
    """Write a tree as a git repository with one commit."""
    for name, content in tree.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content.encode() if isinstance(content, str) else content)
    _git(root, "init", "--quiet")
    commit(root)


def change_source(root: Path, page: str) -> None:
    """Commit another text of a page: its middle and its end are not what they were."""
    data = (root / page).read_bytes()
    middle = len(data) // 2
    while middle < len(data) and data[middle] & 0xC0 == 0x80:
        middle += 1
    changed = data[:middle] + b" changed " + data[middle:]
    (root / page).write_bytes(changed if page.endswith(".ipynb") else changed + b"\n\nAdded.\n")
    commit(root)


def commit(root: Path) -> None:
    _git(root, "add", "--all", "--force")
    author = ["-c", "user.name=bench", "-c", "user.email=bench@example.com"]
    _git(root, *author, "commit", "--quiet", "--message=page")


def _git(root: Path, *arguments: str) -> None:
    subprocess.run(["git", "-C", root, *arguments], check=True)


def run(command: list[str], root: Path, environment: Mapping[str, str], limits: Limits) -> Cost:
    """What a process costs, with all that it begins; it ends at the limits."""

    def limit() -> None:
        resource.setrlimit(resource.RLIMIT_CPU, (limits.cpu, limits.cpu))
        resource.setrlimit(resource.RLIMIT_AS, (limits.memory << 20, limits.memory << 20))

    with tempfile.TemporaryFile() as errors:
        process = subprocess.Popen(
            command,
            cwd=root,
            env=environment,
            stdout=subprocess.DEVNULL,
            stderr=errors,
            preexec_fn=limit,
        )
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        errors.seek(0)
        lines = errors.read().decode(errors="replace").strip().splitlines() or [""]
    cpu = usage.ru_utime + usage.ru_stime
    failure = ""
    if process.returncode < 0:
        failure = "out of time" if cpu >= limits.cpu - 1 else f"signal {-process.returncode}"
    elif process.returncode not in (0, 1):
        failure = f"exit code {process.returncode}: {lines[-1][:80]}"
    return Cost(cpu, usage.ru_maxrss / 1024, failure)


def judge(sizes: list[int], costs: list[Cost]) -> str:
    """How a series breaks the bound, or nothing."""
    for size, cost in zip(sizes, costs, strict=False):
        if cost.failure:
            return cost.failure
        if cost.cpu > max(1.0, size * SECONDS_PER_BYTE):
            return f"slow at {_shown_size(size)}"
    steps = zip(sizes, costs, sizes[1:], costs[1:], strict=False)
    if any(_growth(*step) >= MOST_GROWTH for step in steps):
        return "grows"
    return ""


def _growth(size: int, cost: Cost, next_size: int, next_cost: Cost) -> float:
    """The exponent of n with which the time grows; 0 where it hardly does."""
    if next_cost.cpu - cost.cpu < NOISE_SECONDS or not cost.cpu:
        return 0.0
    return math.log(next_cost.cpu / cost.cpu) / math.log(next_size / size)


def _shown_growth(sizes: list[int], costs: list[Cost]) -> str:
    steps = zip(sizes, costs, sizes[1:], costs[1:], strict=False)
    return f"{max((_growth(*step) for step in steps), default=0.0):.1f}"


def _size(text: str) -> int:
    factors = {"K": 1024, "M": 1024 * 1024}
    return int(text.rstrip("KM")) * factors.get(text[-1], 1)


def _shown_size(size: int) -> str:
    return f"{size >> 20}M" if size >= 1 << 20 else f"{size >> 10}K" if size >= 1024 else str(size)


if __name__ == "__main__":
    sys.exit(main())
