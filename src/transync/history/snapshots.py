"""The files of the repository as they were at points of its history."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from itertools import pairwise
from tempfile import TemporaryFile
from typing import TYPE_CHECKING, Literal, NamedTuple

from transync.errors import UsageError
from transync.history.blobs import Blob, blobs_of, chain, read_blob
from transync.parse import Unreadable
from transync.tree import Tree

if TYPE_CHECKING:
    from git import Repo

Step = Literal["week", "commit"]

_NOTHING = "D"


class AbsentError(LookupError):
    """A partial clone does not hold the file that was to be read."""


class Commit(NamedTuple):
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

    commit: Commit
    tree: Tree
    blobs: Mapping[str, Blob]
    changed: frozenset[str]


class Snapshots(NamedTuple):
    """The snapshots of a history, the oldest first, to be read one after the other.

    `begins` is the time of the first commit that a shallow clone has; None where all are there.
    """

    number: int
    each: Iterator[Snapshot]
    begins: datetime | None


@contextmanager
def open_snapshots(tree: Tree, step: Step) -> Iterator[Snapshots]:
    """What each commit held that HEAD or its first parents were, or the last one of each week.

    They can be read while it is open. Raises UsageError without a repository or a commit.
    """
    if not tree.is_git:
        raise UsageError(f"{tree.root} is no git repository, so it has no history")
    from git import GitError, Repo

    try:
        with Repo(tree.root) as repo:
            # To get thousands of files one by one over the network would take hours.
            repo.git.update_environment(GIT_NO_LAZY_FETCH="1")
            if not _has_commit(repo):
                raise UsageError(f"{tree.root} has no commit yet, so it has no history")
            every = _commits(repo)
            chosen = last_of_weeks(every) if step == "week" else every
            is_shallow = repo.git.rev_parse("--is-shallow-repository") == "true"
            begins = every[0].time if is_shallow else None
            yield Snapshots(len(chosen), _snapshots(repo, tree, chosen), begins)
    except GitError as error:
        said = str(getattr(error, "stderr", "") or error).strip().rpartition("\n")[2]
        raise UsageError(f"{tree.root}: git can't be asked for the history: {said}") from None


def last_of_weeks(commits: Iterable[Commit]) -> Sequence[Commit]:
    """The last commit of each week (of ISO 8601, in UTC) that has one."""
    return list({commit.time.isocalendar()[:2]: commit for commit in commits}.values())


def _has_commit(repo: Repo) -> bool:
    _, found, _ = repo.git.rev_parse(
        "--verify", "--quiet", "HEAD^{commit}", with_extended_output=True, with_exceptions=False
    )
    return bool(found)


def _commits(repo: Repo) -> Sequence[Commit]:
    """HEAD and its first parents, the oldest first."""
    commits: list[Commit] = []
    latest = 0
    listed = repo.git.rev_list("--first-parent", "--reverse", "--timestamp", "HEAD")
    for line in listed.splitlines():
        stamp, name = line.split()
        latest = max(latest, int(stamp))
        commits.append(Commit(name, datetime.fromtimestamp(latest, UTC)))
    return commits


def _snapshots(repo: Repo, tree: Tree, commits: Sequence[Commit]) -> Iterator[Snapshot]:
    blobs = blobs_of(repo.git.ls_tree("-r", "-z", "--full-tree", commits[0].name))
    links = {path for path, blob in blobs.items() if blob.is_link}
    yield _snapshot(repo, tree, commits[0], dict(blobs), frozenset(blobs))
    differences = _differences(repo, commits)
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
        changed |= _leading_to(repo, blobs, links, changed)
        yield _snapshot(repo, tree, commit, dict(blobs), frozenset(changed))


def _leading_to(
    repo: Repo, blobs: Mapping[str, Blob], links: Collection[str], changed: Collection[str]
) -> set[str]:
    """The links that have other content because it is another where they lead to."""
    try:
        return {link for link in links if not set(chain(repo, blobs, link)).isdisjoint(changed)}
    except (ValueError, OSError):
        # Where they lead to is not in a partial clone.
        repo.git.clear_cache()
        return set(links)


def _snapshot(
    repo: Repo, tree: Tree, commit: Commit, blobs: Mapping[str, Blob], changed: frozenset[str]
) -> Snapshot:
    from git import GitError

    def read(path: str) -> bytes | Unreadable:
        try:
            return read_blob(repo, blobs, path)
        except (ValueError, OSError, GitError) as error:
            # Where it can't be fetched either, the git that was asked is gone.
            repo.git.clear_cache()
            raise AbsentError(path) from error

    then = Tree(tree.root, frozenset(blobs), is_git=True, stored=read)
    return Snapshot(commit, then, blobs, changed)


def _differences(repo: Repo, commits: Sequence[Commit]) -> Mapping[str, Mapping[str, Blob | None]]:
    """Commit -> what is not as in the one before: path -> its blob, None where it is gone.

    From `git diff-tree -z`: the commit, then `:mode mode old new status` and a path of each file.
    """
    found: dict[str, dict[str, Blob | None]] = {}
    with TemporaryFile() as asked:
        for before, commit in pairwise(commits):
            asked.write(f"{commit.name} {before.name}\n".encode())
        asked.seek(0)
        options = ("--stdin", "-r", "-z", "--raw", "--no-abbrev", "--no-renames")
        fields = iter(repo.git.diff_tree(*options, istream=asked).split("\0"))
    changed: dict[str, Blob | None] = {}
    for field in filter(None, fields):
        if field.startswith(":"):
            _, mode, _, name, status = field.split()
            changed[next(fields)] = None if status == _NOTHING else Blob(mode, name)
        else:
            changed = found.setdefault(field, {})
    return found
