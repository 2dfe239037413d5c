"""What was found out in earlier runs: documents by their bytes, and what the rules said of them.

It stands in the user's own cache folder, never in the checked tree, whose authors could say in it
what they like. Everything is JSON that is read against its types, so that a cache from somewhere
else can't run code: at worst it holds what is not so. Each file begins with the SHA-256 of its name
and the rest; what is damaged, cut off or under another's name is as if it were not there.
"""

from __future__ import annotations

import os
import re
import shutil
import sys
import time
import zlib
from collections.abc import Iterable, Iterator
from contextlib import suppress
from functools import cache
from hashlib import sha256
from importlib.metadata import version
from pathlib import Path
from typing import TypeVar

from transync.documents.document import Document
from transync.errors import UsageError
from transync.repository.atomic_write import replace_file
from transync.repository.cache_folder import (
    SIGNATURE,
    cache_folder,
    existing_cache_folder,
    is_own,
    make_own,
)
from transync.repository.tree import Tree
from transync.untrusted.regular_file import read_regular

# Where earlier versions kept it, in the tree; nothing there is read any more.
FORMER_NAME = ".transync_cache"
# What no run has used for so long is taken out.
_KEPT_SECONDS = 30 * 24 * 60 * 60
_KEPT_PROGRAMS = 3
# Who writes a file is done with it long before, or was killed.
_WRITING_SECONDS = 60 * 60
_WRITING = ".new-"
_OWN = re.compile(r"[0-9a-f]{62}-[a-z]+|verdicts-[0-9a-f]{16}")
_PROGRAM = re.compile(r"[0-9a-f]{16}")
# A few bytes can unpack to gigabytes.
_LARGEST = 2**28
_LIBRARIES = ("langdetect", "markdown-it-py", "nbformat", "pyyaml")

T = TypeVar("T")


class Cache:
    """A folder with documents by digest, and with a few files by name.

    It is shared by all runs of this version of the program: whatever is written is whole, and the
    last writer wins. That it can't be written or read is no error.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._trusted: set[Path] = set()

    def get(self, digest: str) -> Document | None:
        """The document with this digest, if it is here."""
        return self.load(f"documents/{digest[:2]}/{digest[2:]}", Document)

    def put(self, digest: str, document: Document) -> None:
        """Keep a document under its digest."""
        self.save(f"documents/{digest[:2]}/{digest[2:]}", document)

    def load(self, name: str, kind: type[T]) -> T | None:
        """What was saved under a name, if it is of this type."""
        import msgspec

        path = self.folder / name
        try:
            self._trust(path.parent)
            if path.is_symlink():
                return None
            data = read_regular(path, _LARGEST)
            if data[:64] != _mark(name, data[64:]):
                return None
            reader = zlib.decompressobj()
            text = reader.decompress(data[64:], _LARGEST)
            if reader.eof:
                return msgspec.json.decode(text, type=kind)
            return None
        except (OSError, zlib.error, msgspec.MsgspecError, ValueError, RecursionError):
            return None

    def save(self, name: str, value: object) -> None:
        """Keep a value under a name, whole or not at all.

        Of a dictionary, what can't be written is left out: the name of a file may be no Unicode,
        and a notebook can hold half of a character.
        """
        import msgspec

        path = self.folder / name
        try:
            try:
                text = msgspec.json.encode(value)
            except UnicodeEncodeError:
                if not isinstance(value, dict):
                    return
                text = msgspec.json.encode(dict(filter(_is_storable, value.items())))
            data = zlib.compress(text, 1)
            self._make(path.parent)
            replace_file(path, _mark(name, data) + data, _WRITING)
        except OSError:
            # It may be another run that has deleted the folder.
            self._trusted.clear()
        except (msgspec.MsgspecError, RecursionError):
            return

    def prune(self, used: Iterable[str]) -> None:
        """Take out the documents that were not used for a month; `used` are today's digests.

        What was left by runs that were killed goes too, and what older programs have left.
        """
        try:
            self._trust(self.folder)
        except OSError:
            return
        now, kept = time.time(), set(used)
        for folder in (self.folder, *_folders(self.folder / "documents")):
            for entry in _entries(folder):
                with suppress(OSError):
                    age = now - entry.stat(follow_symlinks=False).st_mtime
                    if folder.name + entry.name in kept:
                        os.utime(entry, (now, now), follow_symlinks=False)
                    elif age > _lifetime(entry.name):
                        os.unlink(entry)  # noqa: PTH108 - an entry, not a path
        programs = [
            path
            for path in _folders(self.folder.parent)
            if path != self.folder and _PROGRAM.fullmatch(path.name)
        ]
        programs.sort(key=_modified, reverse=True)
        for path in programs[_KEPT_PROGRAMS - 1 :]:
            shutil.rmtree(path, ignore_errors=True)

    def _make(self, folder: Path) -> None:
        """Make a folder of the cache, and those above it."""
        if folder not in self._trusted:
            if folder != self.folder:
                self._make(folder.parent)
            make_own(folder)
            self._trusted.add(folder)

    def _trust(self, folder: Path) -> None:
        """Raise OSError where a folder of the cache is not there, or not this user's alone."""
        if folder not in self._trusted:
            if folder != self.folder:
                self._trust(folder.parent)
            if not is_own(folder):
                raise PermissionError
            self._trusted.add(folder)


def open_cache(root: Path) -> Cache | str | None:
    """The cache of the tree at `root`, for this version of the program.

    It is a sentence where there is none and somebody can help it, and None where it can't be.
    Raises UsageError where the user names a place inside of the tree.
    """
    folder = cache_folder(root)
    if isinstance(folder, Path):
        return Cache(folder / _program())
    return folder


def clean(tree: Tree) -> list[Path]:
    """Delete the tree's cache, and what earlier versions left in it; what was deleted.

    What git tracks stays. Raises UsageError where the rest can't be deleted.
    """
    former = tree.root / FORMER_NAME
    found = [existing_cache_folder(tree.root), former if _is_left_over(tree, former) else None]
    folders = [folder for folder in found if folder]
    for folder in folders:
        try:
            shutil.rmtree(folder)
        except OSError as error:
            reason = (error.strerror or "").lower()
            raise UsageError(f"{folder}: can't be deleted: {reason}") from None
    return folders


def _is_left_over(tree: Tree, folder: Path) -> bool:
    """Whether a folder in the tree is the cache of an earlier version, and none of its content."""
    try:
        tag = read_regular(folder / "CACHEDIR.TAG", 2**10)
    except OSError:
        return False
    is_own = tag.startswith(SIGNATURE.encode()) and b"transync" in tag and not folder.is_symlink()
    # A file system may take other letters for the same.
    return is_own and not any(path.lower().startswith(folder.name) for path in tree.files)


def _is_storable(value: object) -> bool:
    import msgspec

    try:
        msgspec.json.encode(value)
    except UnicodeEncodeError:
        return False
    return True


def _entries(folder: Path) -> Iterator[os.DirEntry[str]]:
    """What is in a folder, as far as other runs leave it there."""
    with suppress(OSError), os.scandir(folder) as entries:
        yield from entries


def _folders(folder: Path) -> list[Path]:
    """The folders in a folder; nothing where a link leads elsewhere."""
    if folder.is_symlink():
        return []
    return [Path(e.path) for e in _entries(folder) if e.is_dir(follow_symlinks=False)]


def _modified(path: Path) -> float:
    try:
        return path.stat().st_mtime
    except OSError:
        return 0


def _lifetime(name: str) -> float:
    """How many seconds an unused file is kept; what is not of this cache is nobody's to delete."""
    if name.startswith(_WRITING):
        return _WRITING_SECONDS
    if _OWN.fullmatch(name):
        return _KEPT_SECONDS
    return float("inf")


def _mark(name: str, data: bytes) -> bytes:
    return sha256(name.encode() + b"\0" + data).hexdigest().encode()


@cache
def _program() -> str:
    """A digest of this version of transync, and of what it reads documents with."""
    digest = sha256(repr((sys.version_info[:2], *map(version, _LIBRARIES))).encode())
    for folder, folders, files in os.walk(Path(__file__).parents[1]):
        folders.sort()
        for name in sorted(name for name in files if name.endswith(".py")):
            # Each run reads all of them; a path that opens itself takes half as long again.
            with open(os.path.join(folder, name), "rb") as file:  # noqa: PTH118, PTH123
                digest.update(name.encode() + b"\0" + file.read())
    return digest.hexdigest()[:16]
