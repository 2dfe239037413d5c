"""Every version of some files that the history of the checked-out commit holds."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import datetime
from pathlib import Path
from typing import NamedTuple


class History(NamedTuple):
    """Every version of some files that the history of the checked-out commit holds.

    `versions` has for each path the bytes of its versions, `first_commits` for each path that was
    asked for the time of its first commit under this name. In a shallow clone, whose history ends
    early, it has none.
    """

    versions: Mapping[str, Collection[bytes]]
    first_commits: Mapping[str, datetime]


NO_HISTORY = History({}, {})


def read_history(root: Path, paths: Collection[str], dated: Collection[str] = ()) -> History:
    """The versions of these files (POSIX paths below the root), in few walks of the history.

    Of the `dated` ones the first commit is looked up. Renames are not followed. Without git, a
    repository or a commit there is no history.
    """
    try:
        from git import GitError, Repo
    except ImportError:  # GitPython refuses to be imported where the git program is missing.
        return NO_HISTORY
    blobs: dict[str, set[str]] = defaultdict(set)
    try:
        with Repo(root) as repo:
            repo.git.update_environment(GIT_LITERAL_PATHSPECS="1")
            is_shallow = repo.git.rev_parse("--is-shallow-repository") == "true"
            options = ("--full-history", "-m", "--raw", "--no-abbrev", "--no-renames", "-z")
            # Windows takes 32,000 characters of arguments.
            for some in _portions(sorted(paths), 100):
                for path, names in _blobs(repo.git.log(*options, "--format=", "--", *some)).items():
                    blobs[path] |= names
            versions = {
                path: [repo.odb.stream(bytes.fromhex(name)).read() for name in sorted(names)]
                for path, names in blobs.items()
            }
            first_commits = {
                path: datetime.fromisoformat(times[0])
                for path in (() if is_shallow else dated)
                if (times := repo.git.log("--format=%cI", "--reverse", "--", path).split())
            }
    except (GitError, OSError, ValueError):
        return NO_HISTORY
    return History(versions, first_commits)


def _portions(items: Sequence[str], size: int) -> Iterator[Sequence[str]]:
    return (items[start : start + size] for start in range(0, len(items), size))


def _blobs(listed: str) -> Mapping[str, set[str]]:
    """Path -> its blobs' names, from `git log --raw -z`: `:mode mode old new status`, then path."""
    blobs: dict[str, set[str]] = defaultdict(set)
    fields = iter(listed.split("\0"))
    for field in fields:
        if field.startswith(":"):
            _, _, old, new, _ = field.split()
            blobs[next(fields)] |= {name for name in (old, new) if name.strip("0")}
    return blobs
