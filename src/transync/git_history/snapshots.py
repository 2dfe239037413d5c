"""The files of the repository as they were at points of its history."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import datetime
from itertools import pairwise
from tempfile import TemporaryFile
from typing import TYPE_CHECKING, Literal, NamedTuple

from transync.documents.decoding import Unreadable
from transync.errors import UsageError
from transync.git_history.blobs import Blob, blobs_of, chain, read_blob
from transync.git_history.commits import has_commit, moment, possible_time
from transync.repository.git_errors import GitError
from transync.repository.tree import Tree

if TYPE_CHECKING:
    from transync.repository.git_python import SafeGit

Step = Literal["week", "commit"]

_NOTHING = "D"


class AbsentError(LookupError):
    """A partial clone does not hold the file that was to be read."""


class SnapshotCommit(NamedTuple):
    """A commit by its hash in hex, and its committer's time.

    No commit is older than the one before it: where a clock was wrong, the later time counts.
    """

    name: str
    time: datetime


class Snapshot(NamedTuple):
    """The files of one commit: to read (which may raise AbsentError), and as git stores them.

    `changed` are those that are not as in the snapshot before, those that are gone included, and
    links to such.
    """

    commit: SnapshotCommit
    tree: Tree
    blobs: Mapping[str, Blob]
    changed: frozenset[str]


class Snapshots(NamedTuple):
    """The snapshots of a history, the oldest first, to be read one after the other.

    `begins` is the time of the first commit that a shallow clone has; None where all are there.
    `misdated` are the commits that have the time of the one before, as their own can't be.
    """

    number: int
    each: Iterator[Snapshot]
    begins: datetime | None
    misdated: Sequence[str]


@contextmanager
def open_snapshots(tree: Tree, step: Step) -> Iterator[Snapshots]:
    """What each commit held that HEAD or its first parents were, or the last one of each week.

    They can be read while it is open. Raises UsageError without a repository or a commit.
    """
    if tree.repository is None:
        raise UsageError(f"{tree.root} is no git repository, so it has no history")
    from transync.repository.git_python import open_git

    with open_git(tree.repository) as git:
        if not has_commit(git):
            raise UsageError(f"{tree.root} has no commit yet, so it has no history")
        every, misdated = _commits(git)
        chosen = last_of_weeks(every) if step == "week" else every
        is_shallow = git.rev_parse("--is-shallow-repository") == "true"
        begins = every[0].time if is_shallow else None
        yield Snapshots(len(chosen), _snapshots(git, tree, chosen), begins, misdated=misdated)


def last_of_weeks(commits: Iterable[SnapshotCommit]) -> Sequence[SnapshotCommit]:
    """The last commit of each week (of ISO 8601, in UTC) that has one."""
    return list({commit.time.isocalendar()[:2]: commit for commit in commits}.values())


def _commits(git: SafeGit) -> tuple[Sequence[SnapshotCommit], Sequence[str]]:
    """HEAD and its first parents, the oldest first; and those whose time can't be."""
    commits: list[SnapshotCommit] = []
    misdated = []
    latest = 0
    listed = git.rev_list("--first-parent", "--reverse", "--timestamp", "HEAD", "--")
    for line in listed.splitlines():
        stamp, name = line.split()
        time = possible_time(stamp)
        if time is None:
            misdated.append(name)
        latest = max(latest, time or 0)
        commits.append(SnapshotCommit(name, moment(latest)))
    return commits, misdated


def _snapshots(git: SafeGit, tree: Tree, commits: Sequence[SnapshotCommit]) -> Iterator[Snapshot]:
    blobs = blobs_of(git.ls_tree("-r", "-z", "--full-tree", commits[0].name))
    links = {path for path, blob in blobs.items() if blob.is_link}
    yield _snapshot(git, tree, commits[0], dict(blobs), frozenset(blobs))
    differences = _differences(git, commits)
    for commit in commits[1:]:
        changed = set(differences.get(commit.name, ()))
        for path in changed:
            blob = differences[commit.name][path]
            links.discard(path)
            if blob is None:
                blobs.pop(path, None)
                continue
            blobs[path] = blob
            if blob.is_link:
                links.add(path)
        changed |= _leading_to(git, blobs, links, changed)
        yield _snapshot(git, tree, commit, dict(blobs), frozenset(changed))


def _leading_to(
    git: SafeGit, blobs: Mapping[str, Blob], links: Collection[str], changed: Collection[str]
) -> set[str]:
    """The links that have other content because it is another where they lead to."""
    try:
        return {link for link in links if not set(chain(git, blobs, link)).isdisjoint(changed)}
    except GitError:
        if not git.is_partial:
            raise
        # Where they lead to is not in the clone.
        return set(links)


def _snapshot(
    git: SafeGit,
    tree: Tree,
    commit: SnapshotCommit,
    blobs: Mapping[str, Blob],
    changed: frozenset[str],
) -> Snapshot:
    def read(path: str) -> bytes | Unreadable:
        try:
            return read_blob(git, blobs, path)
        except GitError as error:
            if git.is_partial:
                raise AbsentError(path) from error
            raise

    then = Tree(tree.root, frozenset(blobs), repository=tree.repository, stored=read)
    return Snapshot(commit, then, blobs, changed=changed)


def _differences(
    git: SafeGit, commits: Sequence[SnapshotCommit]
) -> Mapping[str, Mapping[str, Blob | None]]:
    """Commit -> what is not as in the one before: path -> its blob, None where it is gone.

    From `git diff-tree -z`: the commit, then `:mode mode old new status` and a path of each file.
    """
    found: dict[str, dict[str, Blob | None]] = {}
    with TemporaryFile() as asked:
        for before, commit in pairwise(commits):
            asked.write(f"{commit.name} {before.name}\n".encode())
        asked.seek(0)
        options = ("--stdin", "-r", "-z", "--raw", "--no-abbrev", "--no-renames")
        fields = iter(git.diff_tree(*options, istream=asked).split("\0"))
    changed: dict[str, Blob | None] = {}
    for field in filter(None, fields):
        if field.startswith(":"):
            _, mode, _, name, status = field.split()
            changed[next(fields)] = None if status == _NOTHING else Blob(mode, name)
        else:
            changed = found.setdefault(field, {})
    return found
