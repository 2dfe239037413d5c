"""Every version of some files that the history of a commit holds."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import datetime
from typing import TYPE_CHECKING, NamedTuple

from transync.documents.decoding import Unreadable
from transync.git_history.commits import Commits, has_commit, read_commits
from transync.git_history.lines import PLAIN_DIFF, Lines, Move, count_lines
from transync.git_history.objects import read_object
from transync.repository.git_client import Repository
from transync.repository.git_errors import GitError

if TYPE_CHECKING:
    from transync.repository.git_python import SafeGit


class Version(NamedTuple):
    """A file as a commit left it: its path there, and its blob's name (`""` where it is gone).

    Of a merge, that is what it made of its first parent.
    """

    commit: str
    path: str
    blob: str


class History(NamedTuple):
    """Every version of some files, the newest first, under the names that they had.

    `versions` has those of each path that was asked for. `read` gives the bytes of a blob as long
    as the history is open, None where a partial clone lacks it; `count_lines` what was added and
    removed since some versions, as `git diff` counts it. Without git, a repository or a commit
    there is nothing in it.
    """

    versions: Mapping[str, Sequence[Version]]
    commits: Commits
    read: Callable[[str], bytes | None]
    count_lines: Callable[[Collection[Move]], Mapping[Move, Lines]]

    def first_commit(self, path: str) -> datetime | None:
        """The time of the first commit of a file; unknown where the history ends early."""
        versions = self.versions.get(path)
        if not versions or self.commits.is_shallow:
            return None
        return self.commits.time(versions[-1].commit)

    def blobs(self, path: str) -> Iterator[tuple[str, bytes]]:
        """The blobs of a file, the newest first, each once, with their bytes."""
        names = dict.fromkeys(version.blob for version in self.versions.get(path, ()))
        found = ((name, self.read(name)) for name in names if name)
        return ((name, data) for name, data in found if data is not None)


@contextmanager
def open_history(
    repository: Repository | None, paths: Collection[str], newest: str = "HEAD"
) -> Iterator[History]:
    """The history of these files (POSIX paths below the root); renames are followed.

    `newest` is the commit that it ends with.

    Raises GitError where git can't read it, but for the texts that a partial clone lacks.
    """
    if repository is None:
        yield _NOTHING
        return
    from transync.repository.git_python import open_git

    with open_git(repository) as git:
        yield _read_history(git, paths, newest) if has_commit(git) else _NOTHING


_NOTHING = History({}, Commits(()), lambda name: None, count_lines=lambda moves: {})


def _read_history(git: SafeGit, paths: Collection[str], newest: str) -> History:
    commits = read_commits(git, newest)
    changes = _Changes(git, commits, newest)
    versions = {path: changes.versions(path) for path in changes.load(paths)}
    return History(
        {path: found for path, found in versions.items() if found},
        commits,
        lambda name: _read(git, name),
        count_lines=lambda moves: dict(count_lines(git, moves)),
    )


def _read(git: SafeGit, name: str) -> bytes | None:
    try:
        data = read_object(git, name)
    except GitError:
        if not git.is_partial:
            raise
        return None
    return None if isinstance(data, Unreadable) else data


class _Changes:
    """What commits did to paths: one walk for all of them, another one for their former names."""

    def __init__(self, git: SafeGit, commits: Commits, newest: str) -> None:
        self.git, self.commits, self.newest = git, commits, newest
        # Path -> its versions under this name, the newest first.
        self.at: dict[str, list[Version]] = {}
        # Commit and path: where it was new, and the path that it had before.
        self.creations: set[tuple[str, str]] = set()
        self.renames: dict[tuple[str, str], str] = {}

    def load(self, paths: Collection[str]) -> Sequence[str]:
        """Read the changes of these paths, and of all that they were once called."""
        wanted = sorted(paths)
        new: Collection[str] = wanted
        while new:
            self._walk(sorted(new))
            new = {former for former in self._look_for_renames(new) if former not in self.at}
        return wanted

    def versions(self, path: str) -> Sequence[Version]:
        """The versions of a file under all its names: one for each commit, the newest first."""
        newest, seen = 0, set[str]()
        found: dict[str, Version] = {}
        while path and path not in seen:
            seen.add(path)
            versions = [v for v in self.at[path] if self.commits.order(v.commit) >= newest]
            for version in versions:
                known = found.get(version.commit)
                # What a commit renames is gone under one name and there under another.
                if known is None or not known.blob:
                    found[version.commit] = version
            path, newest = self._former(versions)
        return sorted(found.values(), key=lambda version: self.commits.order(version.commit))

    def _former(self, versions: Sequence[Version]) -> tuple[str, int]:
        """The name that a file had before these versions, and which of its commits count."""
        for number, version in enumerate(versions):
            if former := self.renames.get((version.commit, version.path)):
                return former, self.commits.order(self._arrival(versions, number)) + 1
        return "", 0

    def _arrival(self, versions: Sequence[Version], renamed: int) -> str:
        """The commit in which a file got its name that it was renamed to in one of its versions.

        What a branch renamed may have been edited elsewhere until that branch was merged.
        """
        arrival = versions[renamed].commit
        for version in reversed(versions[: renamed + 1]):
            if not version.blob:
                break
            if (version.commit, version.path) in self.creations:
                arrival = version.commit
        return arrival

    def _walk(self, paths: Sequence[str]) -> None:
        self.at |= {path: [] for path in paths}
        # Windows takes 32,000 characters of arguments.
        for some in _portions(paths, 100):
            # Everything that any branch did, and merges as steps of their first parents.
            every = ("--full-history", "--show-pulls", "--diff-merges=first-parent")
            options = (*every, "--date-order", "--no-renames", "--root")
            listed = self.git.log(*_PLAIN, *options, self.newest, "--", *some)
            for commit, status, blob, path, _ in _entries(listed):
                if path in self.at:
                    self.at[path].append(Version(commit, path, blob))
                    if status == "A":
                        self.creations.add((commit, path))

    def _look_for_renames(self, paths: Collection[str]) -> Iterator[str]:
        """The former names of these paths."""
        creations = {commit for commit, path in self.creations if path in paths}
        for some in _portions(sorted(creations), 100):
            # A commit that moves very many files and edits them is not worth minutes; and what a
            # partial clone lacks can't be compared.
            similar = "-M100%" if self.git.is_partial else "-M"
            options = ("--no-walk", similar, "-l400", "--diff-filter=R")
            listed = self.git.log(*_PLAIN, *options, *some)
            for commit, _, _, former, path in _entries(listed):
                if path in paths:
                    self.renames[commit, path] = former
                    yield former


# Whatever the user's configuration says.
_PLAIN = (
    *PLAIN_DIFF,
    "--no-show-signature",
    "--no-follow",
    "--format=%H",
    "--raw",
    "--no-abbrev",
    "-z",
)


class _LogEntry(NamedTuple):
    commit: str
    status: str
    blob: str
    path: str
    new_path: str


def _entries(listed: str) -> Iterator[_LogEntry]:
    """From `git log -z --raw`: `:mode mode old new status`, then one path, or two of a rename."""
    commit = ""
    fields = iter(listed.split("\0"))
    for field in fields:
        facts = field.lstrip("\n")
        if facts.startswith(":"):
            _, _, _, new, status = facts.split()
            path = next(fields)
            new_path = next(fields) if status[0] in "RC" else path
            yield _LogEntry(
                commit, status[0], new if new.strip("0") else "", path=path, new_path=new_path
            )
        elif facts:
            commit = facts


def _portions(items: Sequence[str], size: int) -> Iterator[Sequence[str]]:
    return (items[start : start + size] for start in range(0, len(items), size))
