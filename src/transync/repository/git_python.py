"""GitPython's commands, with git as `git_client` starts it.

Most runs need none of them, and to import GitPython takes longer than what else they import.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from transync.repository.git_client import Repository, run_git
from transync.repository.git_errors import GitError
from transync.repository.git_objects import ObjectReader
from transync.untrusted.environment import variables

# When it is imported, it runs `git version` as it finds git: there is none for it to find.
_NONE = str(Path(__file__).with_name("no-git"))
with variables({"GIT_PYTHON_GIT_EXECUTABLE": _NONE, "GIT_PYTHON_REFRESH": "quiet"}):
    from git import Git


class SafeGit(Git):
    """The commands of git in a repository, such as `log` and `rev_parse`; they raise GitError.

    `config` is what is configured there, by name; of what is given several times, the last.
    """

    def __init__(
        self,
        repository: Repository,
        config: Mapping[str, str],
        objects: ObjectReader,
        no_filters: Mapping[str, str],
    ) -> None:
        super().__init__(str(repository.root))
        self.repository, self.config = repository, config
        self.objects, self._no_filters = objects, no_filters

    @property
    def is_partial(self) -> bool:
        """Whether the clone lacks objects that it could fetch."""
        return _is_partial(self.config)

    def execute(  # type: ignore[override]
        self, command: Sequence[str], istream: IO[bytes] | None = None
    ) -> str:
        """What the command prints, without the end of the last line."""
        arguments = command[1:]
        done = run_git(self.repository, *arguments, stdin=istream, config=self._no_filters)
        return os.fsdecode(done.stdout.removesuffix(b"\n"))

    def attempt(self, *arguments: str) -> str | None:
        """What a command prints; None where it fails without a word, which is an answer as well."""
        try:
            return self.execute(["git", *arguments])
        except GitError as error:
            if error.is_silent:
                return None
            raise


@contextmanager
def open_git(repository: Repository) -> Iterator[SafeGit]:
    """The commands of git in a repository, and its objects."""
    config = _config(repository)
    objects = ObjectReader(repository, _is_partial(config))
    git = SafeGit(repository, config, objects, no_filters=dict(_without_filters(config)))
    try:
        yield git
    finally:
        git.objects.close()


def _config(repository: Repository) -> dict[str, str]:
    listed = os.fsdecode(run_git(repository, "config", "--null", "--list").stdout)
    settings = (entry.partition("\n") for entry in listed.split("\0") if entry)
    return {name: value for name, _, value in settings}


def _is_partial(config: Iterable[str]) -> bool:
    return any(
        name.startswith(("remote.", "extensions."))
        and name.endswith((".promisor", ".partialclone"))
        for name in config
    )


def _without_filters(config: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """The settings with which git reads files as they are: filters are programs."""
    for name in {name.rpartition(".")[0] for name in config if name.startswith("filter.")}:
        yield from ((f"{name}.{kind}", "") for kind in ("clean", "smudge", "process"))
        yield f"{name}.required", "false"
