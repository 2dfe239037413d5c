"""The commit that is checked out, and where the repository comes from."""

from __future__ import annotations

from typing import NamedTuple

from transync.git_history.commits import has_commit, moment, possible_time
from transync.model import Head
from transync.repository.git_client import Repository


class Checkout(NamedTuple):
    """The commit that is checked out, and the address of the remote `origin`, as it is set."""

    head: Head | None
    remote: str | None


def read_checkout(repository: Repository | None) -> Checkout:
    """What a repository says of itself; without one, or without a commit, nothing.

    A commit whose time can't be has that of the newest one before it.
    """
    if repository is None:
        return Checkout(None, None)
    from transync.repository.git_python import open_git

    with open_git(repository) as git:
        remote = git.config.get("remote.origin.url") or None
        if not has_commit(git):
            return Checkout(None, remote)
        name, _, stamp = git.log("-1", *_PLAIN).partition(" ")
        time = possible_time(stamp)
        if time is None:
            lines = git.log("--first-parent", *_PLAIN).splitlines()
            times = (possible_time(line.partition(" ")[2]) for line in lines)
            time = next((found for found in times if found is not None), 0)
        return Checkout(Head(name, moment(time)), remote)


_PLAIN = ("--no-show-signature", "--format=%H %ct", "HEAD", "--")
