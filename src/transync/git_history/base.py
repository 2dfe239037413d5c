"""The commit that a change begins at: what it holds, and what has changed since."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from transync.errors import UsageError
from transync.git_history.blobs import Blob, blobs_of, chain, read_blob
from transync.git_history.commits import HOW_TO_DEEPEN
from transync.git_history.lines import PLAIN_DIFF
from transync.repository.git_errors import GitError
from transync.repository.tree import Tree

if TYPE_CHECKING:
    from transync.repository.git_python import SafeGit


class FileChange(NamedTuple):
    """A file that is not as it was: its path in the base, and its path now.

    A new file has no `former` path, one that is gone no `path`; they differ where git sees a
    rename.
    """

    former: str | None
    path: str | None


class Base(NamedTuple):
    """The merge base of a name and HEAD: its hash, its files, and what has changed since.

    What is not committed counts as changed too, new files included.
    """

    commit: str
    tree: Tree
    changes: tuple[FileChange, ...]


@contextmanager
def open_base(tree: Tree, name: str) -> Iterator[Base]:
    """The merge base of a commit, branch or tag and HEAD; its files can be read while it is open.

    A branch that only `origin` has is found there. Raises UsageError where there is no merge base,
    or where a shallow clone does not hold it.
    """
    if tree.repository is None:
        raise UsageError(f"--diff {name}: {tree.root} is no git repository")
    from transync.repository.git_python import open_git

    try:
        with open_git(tree.repository) as git:
            commit = _merge_base(git, name)
            blobs = blobs_of(git.ls_tree("-r", "-z", "--full-tree", commit))
            changed = _changed(git.diff(*_RAW, commit, "--"))
            new = tree.files - blobs.keys() - {change.path for change in changed}
            changed += (FileChange(None, path) for path in sorted(new))
            changed += (FileChange(path, path) for path in _links_to(git, blobs, changed))
            read = partial(read_blob, git, blobs)
            then = Tree(
                tree.root,
                frozenset(blobs),
                repository=tree.repository,
                stored=read,
                newest=commit,
            )
            yield Base(commit, then, tuple(changed))
    except GitError as error:
        raise UsageError(f"--diff {name}: git can't be asked: {error.reason}") from None


# In a submodule that is looked into, another git would be started.
_RAW = ("--raw", "--no-abbrev", "-z", "-M", *PLAIN_DIFF, "--ignore-submodules=dirty")


def _merge_base(git: SafeGit, name: str) -> str:
    head, commit = _commit(git, "HEAD"), _commit(git, name) or _commit(git, f"origin/{name}")
    if head is None:
        raise UsageError(f"--diff {name}: the repository has no commit yet")
    is_shallow = git.rev_parse("--is-shallow-repository") == "true"
    shallow = f", and this clone is shallow: {HOW_TO_DEEPEN}" if is_shallow else ""
    if commit is None:
        cure = shallow or "; `git fetch origin` gets what is new"
        raise UsageError(f"--diff {name}: no commit, branch or tag of this name is here{cure}")
    found = git.attempt("merge-base", head, commit)
    if not found:
        raise UsageError(f"--diff {name}: it has no commit in common with HEAD here{shallow}")
    return found


def _commit(git: SafeGit, name: str) -> str | None:
    """The hash of the commit that a name stands for."""
    if name.startswith("-"):
        return None
    return git.attempt("rev-parse", "--verify", "--quiet", f"{name}^{{commit}}")


def _changed(listed: str) -> list[FileChange]:
    """From `git diff --raw -z`: `:mode mode old new status`, then one path, or two of a rename."""
    changes = []
    fields = iter(listed.split("\0"))
    for field in filter(None, fields):
        status, former = field.split()[4][0], next(fields)
        if status in "RC":
            changes.append(FileChange(former if status == "R" else None, next(fields)))
        else:
            was_there, is_there = status != "A", status != "D"
            changes.append(FileChange(former if was_there else None, former if is_there else None))
    return changes


def _links_to(git: SafeGit, blobs: Mapping[str, Blob], changes: Iterable[FileChange]) -> list[str]:
    """The symbolic links that have other content because it is another where they lead to."""
    moved = {path for change in changes for path in change}
    links = (p for p, blob in blobs.items() if blob.is_link and p not in moved)
    return [link for link in links if not moved.isdisjoint(chain(git, blobs, link))]
