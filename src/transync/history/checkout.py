"""The commit that is checked out, and where the repository comes from."""

from __future__ import annotations

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
            head = repo.head.commit if repo.head.is_valid() else None
            return Checkout(
                Head(head.hexsha, head.committed_datetime) if head else None, str(remote) or None
            )
    except (GitError, OSError, ValueError):
        return Checkout(None, None)
