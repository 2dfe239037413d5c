"""What git's history knows of sources. The only module that imports GitPython."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping
from pathlib import Path
from typing import NamedTuple


class History(NamedTuple):
    """Every version of some files that the history of the checked-out commit holds.

    `versions` has for each path the bytes of its versions. `is_complete` is false in a shallow
    clone, whose history ends early.
    """

    versions: Mapping[str, Collection[bytes]]
    is_complete: bool


NO_HISTORY = History({}, False)


def read_history(root: Path, paths: Collection[str]) -> History:
    """The versions of these files (POSIX paths below the root), in one walk of the history.

    Renames are not followed. Without git, a repository or a commit there is no history.
    """
    try:
        from git import GitError, Repo
    except ImportError:  # GitPython refuses to be imported where the git program is missing.
        return NO_HISTORY
    try:
        with Repo(root) as repo:
            options = ("--full-history", "-m", "--raw", "--no-abbrev", "--no-renames", "-z")
            listed = repo.git.log(*options, "--format=", "--", *sorted(paths))
            is_shallow = repo.git.rev_parse("--is-shallow-repository") == "true"
            versions = {
                path: [repo.odb.stream(bytes.fromhex(name)).read() for name in sorted(names)]
                for path, names in _blobs(listed).items()
            }
    except (GitError, ValueError):
        return NO_HISTORY
    return History(versions, not is_shallow)


def _blobs(listed: str) -> Mapping[str, set[str]]:
    """Path -> its blobs' names, from `git log --raw -z`: `:mode mode old new status`, then path."""
    blobs: dict[str, set[str]] = defaultdict(set)
    fields = iter(listed.split("\0"))
    for field in fields:
        if field.startswith(":"):
            _, _, old, new, _ = field.split()
            blobs[next(fields)] |= {name for name in (old, new) if name.strip("0")}
    return blobs
