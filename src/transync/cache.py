"""What was found out in earlier runs: documents by their bytes, and what the rules said of them.

Everything is JSON that is read against its types, so that a cache from somewhere else can't run
code: at worst it holds what is not so. Each file begins with the SHA-256 of its name and the rest;
what is damaged, cut off or under another's name is as if it were not there.
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

from transync.document import Document
from transync.errors import UsageError
from transync.write import replace_file

CACHE_NAME = ".transync_cache"
_SIGNATURE = "Signature: 8a477f597d28d172789f06886806bc55"
# What no run has used for so long is taken out.
_KEPT_SECONDS = 30 * 24 * 60 * 60
_KEPT_PROGRAMS = 3
# Who writes a file is done with it long before, or was killed.
_WRITING_SECONDS = 60 * 60
_WRITING = ".new-"
_OWN = re.compile(r"[0-9a-f]{62}-[a-z]+|verdicts-[0-9a-f]{16}")
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
            # Who opened a pipe would wait for ever.
            data = path.read_bytes() if path.is_file() else b""
            if data[:64] != _mark(name, data[64:]):
                return None
            reader = zlib.decompressobj()
            text = reader.decompress(data[64:], _LARGEST)
            return msgspec.json.decode(text, type=kind) if reader.eof else None
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
            path.parent.mkdir(parents=True, exist_ok=True)
            replace_file(path, _mark(name, data) + data, _WRITING)
        except (OSError, msgspec.MsgspecError, RecursionError):
            return

    def prune(self, used: Iterable[str]) -> None:
        """Take out the documents that were not used for a month; `used` are today's digests.

        What was left by runs that were killed goes too, and what older programs have left.
        """
        now, kept = time.time(), set(used)
        for folder in (self.folder, *_folders(self.folder / "documents")):
            for entry in _entries(folder):
                with suppress(OSError):
                    age = now - entry.stat(follow_symlinks=False).st_mtime
                    if folder.name + entry.name in kept:
                        os.utime(entry, (now, now), follow_symlinks=False)
                    elif age > _lifetime(entry.name):
                        os.unlink(entry)  # noqa: PTH108 - an entry, not a path
        programs = [path for path in _folders(self.folder.parent) if path != self.folder]
        programs.sort(key=_modified, reverse=True)
        for path in programs[_KEPT_PROGRAMS - 1 :]:
            shutil.rmtree(path, ignore_errors=True)


def open_cache(root: Path) -> Cache | None:
    """The cache of the tree at `root`, for this version of the program; None where none can be."""
    folder = root / CACHE_NAME
    tag = f"{_SIGNATURE}\n# The cache of transync; see https://bford.info/cachedir/\n"
    try:
        if folder.is_symlink():
            return None
        folder.mkdir(exist_ok=True)
        for name, content in ((".gitignore", "*\n"), ("CACHEDIR.TAG", tag)):
            if not os.path.lexists(folder / name):
                replace_file(folder / name, content.encode(), _WRITING)
    except OSError:
        return None
    own = folder / _program()
    is_usable = os.access(folder, os.R_OK | os.W_OK | os.X_OK) and not own.is_symlink()
    return Cache(own) if is_usable else None


def clean(root: Path) -> bool:
    """Delete the tree's cache; whether there was one. Raises UsageError where that can't be."""
    folder = root / CACHE_NAME
    if not folder.is_dir() or folder.is_symlink():
        return False
    try:
        shutil.rmtree(folder)
    except OSError as error:
        raise UsageError(
            f"{CACHE_NAME}: can't be deleted: {(error.strerror or '').lower()}"
        ) from None
    return True


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
    return _KEPT_SECONDS if _OWN.fullmatch(name) else float("inf")


def _mark(name: str, data: bytes) -> bytes:
    return sha256(name.encode() + b"\0" + data).hexdigest().encode()


@cache
def _program() -> str:
    """A digest of this version of transync, and of what it reads documents with."""
    digest = sha256(repr((sys.version_info[:2], *map(version, _LIBRARIES))).encode())
    for folder, folders, files in os.walk(Path(__file__).parent):
        folders.sort()
        for name in sorted(name for name in files if name.endswith(".py")):
            digest.update(name.encode() + b"\0" + Path(folder, name).read_bytes())
    return digest.hexdigest()[:16]
