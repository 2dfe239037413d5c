"""The files of a commit: which there are, and what is in them."""

from __future__ import annotations

import os
from collections.abc import Mapping
from posixpath import dirname, join, normpath
from typing import TYPE_CHECKING, NamedTuple

from transync.documents.decoding import Unreadable
from transync.git_history.objects import read_object

if TYPE_CHECKING:
    from transync.repository.git_python import SafeGit

_SYMBOLIC_LINK, _SUBMODULE = "120000", "160000"
_LONGEST_CHAIN = 8


class Blob(NamedTuple):
    """A file as git stores it: its mode in octal, and the hash of its bytes in hex."""

    mode: str
    name: str

    @property
    def is_link(self) -> bool:
        """Whether its bytes are the path of another file."""
        return self.mode == _SYMBOLIC_LINK


def blobs_of(listed: str) -> dict[str, Blob]:
    """Path -> its blob, from `git ls-tree -z`: `mode type name<tab>path`."""
    blobs = {}
    for entry in filter(None, listed.split("\0")):
        facts, _, path = entry.partition("\t")
        mode, _, name = facts.split()
        blobs[path] = Blob(mode, name)
    return blobs


def read_blob(git: SafeGit, blobs: Mapping[str, Blob], path: str) -> bytes | Unreadable:
    """The bytes of a file; a symbolic link is followed inside the commit."""
    blob = blobs.get(chain(git, blobs, path)[-1])
    if blob is None:
        return Unreadable("a symbolic link out of the repository, which is not followed")
    if blob.is_link:
        return Unreadable("a loop of symbolic links")
    if blob.mode == _SUBMODULE:
        return Unreadable("not a regular file")
    return read_object(git, blob.name)


def chain(git: SafeGit, blobs: Mapping[str, Blob], path: str) -> list[str]:
    """The path, and where symbolic links lead from there, one after the other."""
    found = [path]
    while (blob := blobs.get(found[-1])) and blob.is_link:
        if len(found) > _LONGEST_CHAIN:
            break
        target = read_object(git, blob.name)
        if isinstance(target, Unreadable):
            break
        found.append(normpath(join(dirname(found[-1]), os.fsdecode(target))))
    return found
