"""The commit that is checked out, and where the repository comes from."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import NamedTuple

from transync.model import Head


class Checkout(NamedTuple):
    """The commit that is checked out, and the address of the remote `origin`, as it is set."""

    head: Head | None
    remote: str | None


def read_checkout(root: Path) -> Checkout:
    """What a repository says of itself; without git, a repository or a commit, nothing."""
    try:
        from git import GitError, Repo
    except ImportError:  # GitPython refuses to be imported where the git program is missing.
        return Checkout(None, None)
    try:
        with Repo(root) as repo:
            remote = repo.git.config(
                "--get", "remote.origin.url", with_exceptions=False, stdout_as_string=True
            )
            head = None
            if repo.head.is_valid():
                commit = repo.head.commit
                head = Head(commit.hexsha, datetime.fromtimestamp(commit.committed_date, UTC))
            return Checkout(head, str(remote) or None)
    except (GitError, OSError, ValueError):
        return Checkout(None, None)
