"""A repository as a value: made at random, written to disk, made smaller, kept as JSON."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cache
from pathlib import Path
from tempfile import mkdtemp
from typing import Any, NamedTuple

# What a commit is dated without a word of its own: noon of 2026-01-01, in seconds.
NOON = 1_767_268_800


class Commit(NamedTuple):
    """What a commit writes, and deletes (None), at a time in seconds."""

    time: int
    changes: Mapping[str, bytes | None]


@dataclass(frozen=True)
class Project:
    """The files of a repository, and its history, the oldest commit first.

    Names of files are those that Python has for their bytes. `links` are symbolic links and where
    they lead to. `git` has files below `.git` with what is written over them in the end. `trials`
    are the names of what is tried, all without any; `choice` decides which of several options.
    """

    files: Mapping[str, bytes]
    commits: tuple[Commit, ...] = ()
    links: Mapping[str, str] = field(default_factory=dict)
    git: Mapping[str, bytes] = field(default_factory=dict)
    is_git: bool = True
    trials: tuple[str, ...] = ()
    choice: int = 0

    @property
    def size(self) -> int:
        """The bytes of all files and of all that commits write."""
        written = (data for commit in self.commits for data in commit.changes.values() if data)
        return sum(map(len, self.files.values())) + sum(map(len, written))

    def with_files(self, files: Mapping[str, bytes]) -> Project:
        return replace(self, files=dict(files))


def to_json(project: Project, about: str = "") -> str:
    """The project in a form that people can read, with what is to be said about it."""
    return json.dumps(
        {
            "about": about,
            "trials": list(project.trials),
            "choice": project.choice,
            "git": project.is_git,
            "files": {path: _text(data) for path, data in project.files.items()},
            "links": dict(project.links),
            "commits": [
                {
                    "time": commit.time,
                    "changes": {
                        p: None if d is None else _text(d) for p, d in commit.changes.items()
                    },
                }
                for commit in project.commits
            ],
            "inside": {path: _text(data) for path, data in project.git.items()},
        },
        indent=1,
    )


def from_json(text: str) -> Project:
    """The project that `to_json` has written."""
    read: dict[str, Any] = json.loads(text)
    commits = tuple(
        Commit(
            commit["time"],
            {p: None if d is None else _bytes(d) for p, d in commit["changes"].items()},
        )
        for commit in read["commits"]
    )
    return Project(
        files={path: _bytes(data) for path, data in read["files"].items()},
        commits=commits,
        links=read["links"],
        git={path: _bytes(data) for path, data in read["inside"].items()},
        is_git=read["git"],
        trials=tuple(read["trials"]),
        choice=read["choice"],
    )


def write(project: Project, root: Path) -> None:
    """Write the project to an empty folder, as far as this file system knows such names."""
    if project.is_git:
        shutil.copytree(_template(), root / ".git", dirs_exist_ok=True)
        if project.commits:
            run_git(
                root,
                "fast-import",
                "--quiet",
                "--date-format=raw-permissive",
                given=_stream(project),
            )
            run_git(root, "reset", "--quiet")
    for path, data in project.files.items():
        _write(root / path, data)
    for path, target in project.links.items():
        _link(root / path, target)
    for path, data in project.git.items():
        _write(_inside(root / ".git", path), data)


def _inside(folder: Path, path: str) -> Path:
    """A file of git's own; of `objects/7`, the seventh object, as far as there are so many."""
    name = path.removeprefix("objects/")
    if name == path or not name.isdigit():
        return folder / path
    objects = sorted(p for p in (folder / "objects").rglob("*") if p.is_file())
    return objects[int(name) % len(objects)] if objects else folder / path


def run_git(root: Path, *arguments: str, given: bytes | None = None) -> bytes:
    """Run git there, without the user's own settings, and return what it prints."""
    done = subprocess.run(
        ["git", *arguments],
        cwd=root,
        input=given,
        capture_output=True,
        check=False,
        env=environment(),
    )
    if done.returncode:
        raise OSError(f"git {arguments[0]}: {done.stderr.decode(errors='replace')}")
    return done.stdout


def environment() -> dict[str, str]:
    """The variables for git, and for a command that asks it."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")}
    return kept | {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1"}


@cache
def _template() -> Path:
    """An empty repository, which is copied faster than it is made."""
    folder = Path(mkdtemp(prefix="transync-fuzz-"))
    import atexit

    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    run_git(folder, "init", "--quiet", "--initial-branch=main", "--template=")
    return folder / ".git"


def _stream(project: Project) -> bytes:
    """The history as `git fast-import` reads it."""
    return b"".join(part for commit in project.commits for part in _parts(commit))


def _parts(commit: Commit) -> Iterator[bytes]:
    yield b"commit refs/heads/main\n"
    yield b"committer A Writer <writer@example.com> %d +0000\n" % commit.time
    yield b"data 5\nwrote\n"
    for path, data in commit.changes.items():
        name = _quoted(path)
        if data is None:
            yield b"D " + name + b"\n"
        else:
            yield b"M 100644 inline " + name + b"\ndata %d\n" % len(data) + data + b"\n"


def _quoted(path: str) -> bytes:
    characters = (b"\\%03o" % byte for byte in os.fsencode(path))
    return b'"' + b"".join(characters) + b'"'


def _write(path: Path, data: bytes) -> None:
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        if path.is_file() and not path.is_symlink():
            # git makes its objects for reading only.
            path.chmod(0o644)
        path.write_bytes(data)
    except (OSError, ValueError):
        # A name that this system lacks, or a file where a folder is wanted.
        return


def _link(path: Path, target: str) -> None:
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.unlink(missing_ok=True)
        path.symlink_to(target)
    except (OSError, ValueError, NotImplementedError):
        return


def _text(data: bytes) -> str:
    return data.decode("utf-8", "surrogateescape")


def _bytes(text: str) -> bytes:
    return text.encode("utf-8", "surrogateescape")
