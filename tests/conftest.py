"""A repository that tests write file by file, translate as Co-op Translator does, and check."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import pytest

import transync
from transync.cli import main
from transync.model import Report

CACHE_VARIABLE = "TRANSYNC_CACHE_DIR"
DATE = "2026-01-02T03:04:05+00:00"
# No settings of git but those of the repository itself.
WITHOUT_CONFIGURATION = {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1"}

TESTS = Path(__file__).parent
# Folders and files with the tests that `just fast` leaves out.
SLOW = frozenset(
    (
        *("action", "browser", "fuzz", "injections", "patterns", "test_corpora.py"),
        *("checking/test_isolation_of_processes.py", "checking/test_workers.py"),
        *("commands/fix/test_holes.py", "commands/fix/test_interrupted.py"),
        "commands/fix/test_properties.py",
        *("commands/test_pre_commit.py", "repository/test_atomic_write.py"),
        "repository/test_cache.py",
    )
)
# Those that share what takes seconds to set up: one process has all tests of each.
TOGETHER = frozenset((*("action", "browser", "commands/test_pre_commit.py", "patterns"),))
# Real repositories, and the tests that share them and what a check says of them.
CORPORA = Path(__file__).parents[2] / "shared" / "corpora"
WITH_CORPORA = frozenset(("injections/test_injection.py", "test_corpora.py"))


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        path = item.path.relative_to(TESTS)
        places = {place.as_posix() for place in (path, *path.parents)}
        if not SLOW.isdisjoint(places):
            item.add_marker(pytest.mark.slow)
        for place in TOGETHER & places:
            item.add_marker(pytest.mark.xdist_group(place))
        if WITH_CORPORA & places:
            item.add_marker(pytest.mark.xdist_group("corpora"))


def pytest_configure() -> None:
    """Let programs that tests start hear Ctrl-C: a shell has its background jobs ignore it."""
    if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
        signal.signal(signal.SIGINT, signal.default_int_handler)


@dataclass
class Checked:
    """What one run of the command said."""

    exit_code: int
    stdout: str
    stderr: str

    @property
    def report(self) -> dict[str, Any]:
        """The report of a run with `--output-format json`."""
        report: dict[str, Any] = json.loads(self.stdout)
        return report

    @property
    def findings(self) -> list[dict[str, Any]]:
        found: list[dict[str, Any]] = self.report["findings"]
        return found

    @property
    def rules(self) -> list[str]:
        """The rule of each finding, sorted."""
        return sorted(f["rule"] for f in self.findings)

    def only(self, rule: str) -> dict[str, Any]:
        """The one finding of the report, which must be this rule's."""
        assert self.rules == [rule], self.findings
        return self.findings[0]


@dataclass
class Repository:
    """A real git repository (or a plain folder) in a temporary directory."""

    root: Path
    run: Callable[..., Checked]

    def write(self, path: str, content: str | bytes) -> Path:
        """Write a file with exactly these bytes (text as UTF-8)."""
        full = self.root / path
        full.parent.mkdir(parents=True, exist_ok=True)
        full.write_bytes(content if isinstance(content, bytes) else content.encode())
        return full

    def replace(self, path: str, old: str, new: str) -> None:
        """Put other words into a file, which must hold the old ones."""
        text = (self.root / path).read_text(encoding="utf-8")
        assert old in text
        self.write(path, text.replace(old, new))

    def record(self, source: str, language: str, **changes: object) -> dict[str, object]:
        """Co-op Translator's record of the source as it is now; a change to None drops the key."""
        data = (self.root / source).read_bytes()
        record = {
            "original_hash": hashlib.md5(data).hexdigest(),
            "translation_date": DATE,
            "source_file": source,
            "language_code": language,
            **changes,
        }
        return {key: value for key, value in record.items() if value is not None}

    def translate(
        self, source: str, language: str, text: str, folder: str | None = None, **changes: object
    ) -> str:
        """Write a translation with its record in a comment above the text, and return its path."""
        record = json.dumps(self.record(source, language, **changes), indent=2, ensure_ascii=False)
        path = f"translations/{folder or language}/{source}"
        self.write(path, f"<!--\nCO_OP_TRANSLATOR_METADATA:\n{record}\n-->\n{text}")
        return path

    def sidecar(
        self, language: str, entries: dict[str, object], folder: str = "translations"
    ) -> str:
        """Write a language folder's sidecar as Co-op Translator does."""
        path = f"{folder}/{language}/.co-op-translator.json"
        ordered = {key: entries[key] for key in sorted(entries)}
        self.write(path, json.dumps(ordered, indent=2, ensure_ascii=False))
        return path

    def git(self, *arguments: str) -> str:
        """Run git in the repository and return what it prints."""
        done = subprocess.run(
            ["git", *arguments], cwd=self.root, capture_output=True, text=True, check=True
        )
        return done.stdout

    def commit(self, day: str = "2026-01-01") -> str:
        """Commit everything at noon of a day, and return the commit's hash."""
        self.git("add", "--all")
        time = f"{day}T12:00:00+00:00"
        subprocess.run(
            ["git", "commit", "--quiet", "--allow-empty", "--message", f"what {day} brought"],
            cwd=self.root,
            env={**os.environ, "GIT_COMMITTER_DATE": time, "GIT_AUTHOR_DATE": time},
            check=True,
        )
        return self.git("rev-parse", "HEAD").strip()

    def check(self, *arguments: str) -> Checked:
        """`transync check --output-format json` with these arguments, in the repository's root."""
        return self.run("check", "--output-format", "json", *arguments)


@pytest.fixture(scope="session", autouse=True)
def cache_folder(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A folder for caches in place of the user's own, for every process of the tests."""
    folder = tmp_path_factory.mktemp("cache")
    before = os.environ.get(CACHE_VARIABLE)
    os.environ[CACHE_VARIABLE] = str(folder)
    yield folder
    os.environ.pop(CACHE_VARIABLE)
    if before is not None:
        os.environ[CACHE_VARIABLE] = before


@pytest.fixture(scope="session", autouse=True)
def compiled_once(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Where nothing compiled may be kept, hundreds of programs would compile all of it again."""
    if not sys.dont_write_bytecode:
        yield
        return
    folder = tmp_path_factory.getbasetemp() / "compiled"
    if "PYTEST_XDIST_WORKER" in os.environ:
        folder = tmp_path_factory.getbasetemp().parent / "compiled"  # the same for all workers
    with pytest.MonkeyPatch.context() as patch:
        patch.delenv("PYTHONDONTWRITEBYTECODE", raising=False)
        patch.setenv("PYTHONPYCACHEPREFIX", str(folder))
        yield


@pytest.fixture(scope="session")
def corpora(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the real repositories; who changes a file puts it back."""
    folder = tmp_path_factory.mktemp("corpora")
    subprocess.run(["bash", CORPORA / "unpack", folder], check=True, capture_output=True)
    return folder


@pytest.fixture(scope="session")
def report_of(corpora: Path, cache_folder: Path) -> Callable[[str], Report]:
    """What a check says of a whole real repository, by its name."""
    return cache(lambda name: transync.check(corpora / name))


def cache_of(root: Path) -> Path:
    """The folder with the cache of a tree, or where there is none yet, nothing."""
    for owner in Path(os.environ[CACHE_VARIABLE]).glob("*/tree"):
        if owner.read_bytes() == os.fsencode(root.resolve()):
            return owner.parent
    return root / "no cache yet"


@pytest.fixture
def folder(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capfd: pytest.CaptureFixture[str],
    cache_folder: Path,
) -> Repository:
    """A plain folder without git."""
    root = tmp_path / "repository"
    root.mkdir()
    monkeypatch.chdir(root)
    # Each new cache looks at all others beside it: thousands of tests don't share one folder.
    monkeypatch.setenv(CACHE_VARIABLE, str(cache_folder / tmp_path.name))

    def run(*arguments: str) -> Checked:
        capfd.readouterr()
        code = main(list(arguments))
        out, err = capfd.readouterr()
        return Checked(code, out, err)

    return Repository(root, run)


@pytest.fixture(scope="session")
def empty_repository(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The `.git` of a repository without commits, which is copied more quickly than made."""
    root = tmp_path_factory.mktemp("empty")
    environment = {key: value for key, value in os.environ.items() if not key.startswith("GIT_")}
    environment |= WITHOUT_CONFIGURATION
    for command in (
        ("init", "--quiet", "--initial-branch=main", "--template="),
        ("config", "user.name", "A Writer"),
        ("config", "user.email", "writer@example.com"),
        # After each commit, git would look whether there is something to pack.
        ("config", "maintenance.auto", "false"),
    ):
        subprocess.run(["git", *command], cwd=root, env=environment, check=True)
    return root / ".git"


@pytest.fixture
def repository(
    folder: Repository, monkeypatch: pytest.MonkeyPatch, empty_repository: Path
) -> Repository:
    """A git repository without commits; what is written to it counts as new files."""
    leave_git_alone(monkeypatch)
    shutil.copytree(empty_repository, folder.root / ".git")
    return folder


def leave_git_alone(patch: pytest.MonkeyPatch) -> None:
    """Keep the settings of who runs the tests away from git."""
    for name in [name for name in os.environ if name.startswith("GIT_")]:
        patch.delenv(name)
    for name, value in WITHOUT_CONFIGURATION.items():
        patch.setenv(name, value)
