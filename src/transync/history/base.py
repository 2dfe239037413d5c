"""The commit that a change begins at: what it holds, and what has changed since."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from posixpath import dirname, join, normpath
from typing import TYPE_CHECKING, NamedTuple

from transync.errors import UsageError
from transync.parse import Unreadable
from transync.tree import Tree

if TYPE_CHECKING:
    from git import Repo

_SYMBOLIC_LINK = "120000"
_SUBMODULE = "160000"
_LONGEST_CHAIN = 8
_LENGTH_OF_SHA1 = 40


class Change(NamedTuple):
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
    changes: tuple[Change, ...]


class _Blob(NamedTuple):
    mode: str
    name: str


@contextmanager
def open_base(tree: Tree, name: str) -> Iterator[Base]:
    """The merge base of a commit, branch or tag and HEAD; its files can be read while it is open.

    A branch that only `origin` has is found there. Raises UsageError where there is no merge base,
    or where a shallow clone does not hold it.
    """
    if not tree.is_git:
        raise UsageError(f"--diff {name}: {tree.root} is no git repository")
    from git import GitError, Repo

    try:
        with Repo(tree.root) as repo:
            commit = _merge_base(repo, name)
            blobs = _blobs(repo.git.ls_tree("-r", "-z", "--full-tree", commit))
            changed = _changed(repo.git.diff("--raw", "--no-abbrev", "-z", "-M", commit, "--"))
            new = tree.files - blobs.keys() - {change.path for change in changed}
            changed += (Change(None, path) for path in sorted(new))
            changed += (Change(path, path) for path in _links_to(repo, blobs, changed))
            files = frozenset(blobs)
            yield Base(
                commit,
                Tree(tree.root, files, is_git=True, stored=lambda path: _read(repo, blobs, path)),
                tuple(changed),
            )
    except GitError as error:
        said = str(getattr(error, "stderr", "") or error).strip().rpartition("\n")[2]
        raise UsageError(f"--diff {name}: git can't be asked: {said}") from None


def _merge_base(repo: Repo, name: str) -> str:
    head, commit = _commit(repo, "HEAD"), _commit(repo, name) or _commit(repo, f"origin/{name}")
    if head is None:
        raise UsageError(f"--diff {name}: the repository has no commit yet")
    is_shallow = repo.git.rev_parse("--is-shallow-repository") == "true"
    cure = "`git fetch --unshallow`, or `fetch-depth: 0` of actions/checkout, gets the rest"
    shallow = f", and this clone is shallow: {cure}" if is_shallow else ""
    if commit is None:
        cure = shallow or "; `git fetch origin` gets what is new"
        raise UsageError(f"--diff {name}: no commit, branch or tag of this name is here{cure}")
    _, found, _ = repo.git.merge_base(
        head, commit, with_extended_output=True, with_exceptions=False
    )
    if not found:
        raise UsageError(f"--diff {name}: it has no commit in common with HEAD here{shallow}")
    return str(found)


def _commit(repo: Repo, name: str) -> str | None:
    """The hash of the commit that a name stands for."""
    if name.startswith("-"):
        return None
    _, found, _ = repo.git.rev_parse(
        "--verify",
        "--quiet",
        f"{name}^{{commit}}",
        with_extended_output=True,
        with_exceptions=False,
    )
    return found or None


def _blobs(listed: str) -> dict[str, _Blob]:
    """Path -> its blob, from `git ls-tree -z`: `mode type name<tab>path`."""
    blobs = {}
    for entry in filter(None, listed.split("\0")):
        facts, _, path = entry.partition("\t")
        mode, _, name = facts.split()
        blobs[path] = _Blob(mode, name)
    return blobs


def _changed(listed: str) -> list[Change]:
    """From `git diff --raw -z`: `:mode mode old new status`, then one path, or two of a rename."""
    changes = []
    fields = iter(listed.split("\0"))
    for field in filter(None, fields):
        status, former = field.split()[4][0], next(fields)
        if status in "RC":
            changes.append(Change(former if status == "R" else None, next(fields)))
        else:
            changes.append(
                Change(None if status == "A" else former, None if status == "D" else former)
            )
    return changes


def _links_to(repo: Repo, blobs: Mapping[str, _Blob], changes: Iterable[Change]) -> list[str]:
    """The symbolic links that have other content because it is another where they lead to."""
    moved = {path for change in changes for path in change}
    links = (p for p, blob in blobs.items() if blob.mode == _SYMBOLIC_LINK and p not in moved)
    return [link for link in links if not moved.isdisjoint(_chain(repo, blobs, link))]


def _read(repo: Repo, blobs: Mapping[str, _Blob], path: str) -> bytes | Unreadable:
    """The bytes of a file; a symbolic link is followed inside the commit."""
    blob = blobs.get(_chain(repo, blobs, path)[-1])
    if blob is None:
        return Unreadable("a symbolic link out of the repository, which is not followed")
    if blob.mode == _SYMBOLIC_LINK:
        return Unreadable("a loop of symbolic links")
    return Unreadable("not a regular file") if blob.mode == _SUBMODULE else _content(repo, blob)


def _chain(repo: Repo, blobs: Mapping[str, _Blob], path: str) -> list[str]:
    """The path, and where symbolic links lead from there, one after the other."""
    chain = [path]
    while (blob := blobs.get(chain[-1])) and blob.mode == _SYMBOLIC_LINK:
        if len(chain) > _LONGEST_CHAIN:
            break
        target = os.fsdecode(_content(repo, blob))
        chain.append(normpath(join(dirname(chain[-1]), target)))
    return chain


def _content(repo: Repo, blob: _Blob) -> bytes:
    data: bytes
    if len(blob.name) == _LENGTH_OF_SHA1:
        data = repo.odb.stream(bytes.fromhex(blob.name)).read()
    else:
        # GitPython's database knows no other names.
        data = repo.git.cat_file(
            "blob", blob.name, stdout_as_string=False, strip_newline_in_stdout=False
        )
    return data
