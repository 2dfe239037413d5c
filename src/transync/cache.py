"""What was found out in earlier runs: documents by their bytes, and what the rules said of them.

Everything is JSON that is read against its types, so that a cache from somewhere else can't run
code: at worst it holds what is not so. Each file begins with the SHA-256 of its name and the rest;
what is damaged, cut off or under another's name is as if it were not there.
"""

from __future__ import annotations

import os
import shutil
import sys
import time
import zlib
from collections.abc import Iterable
from functools import cache
from hashlib import sha256
from importlib.metadata import version
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import TypeVar

from transync.document import Document
from transync.errors import UsageError

CACHE_NAME = ".transync_cache"
_SIGNATURE = "Signature: 8a477f597d28d172789f06886806bc55"
# What no run has used for so long is taken out.
_KEPT_SECONDS = 30 * 24 * 60 * 60
_KEPT_PROGRAMS = 3
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

        try:
            data = (self.folder / name).read_bytes()
            mark, text = data[:64], zlib.decompress(data[64:])
            if mark != _mark(name, data[64:]):
                return None
            return msgspec.json.decode(text, type=kind)
        except (OSError, zlib.error, msgspec.MsgspecError, ValueError, RecursionError):
            return None

    def save(self, name: str, value: object) -> None:
        """Keep a value under a name, whole or not at all."""
        import msgspec

        path = self.folder / name
        try:
            data = zlib.compress(msgspec.json.encode(value), 1)
            path.parent.mkdir(parents=True, exist_ok=True)
            with NamedTemporaryFile(dir=path.parent, prefix=".new-", delete=False) as file:
                try:
                    file.write(_mark(name, data) + data)
                    file.close()
                    os.replace(file.name, path)  # noqa: PTH105 - a name, not a path
                except BaseException:
                    Path(file.name).unlink(missing_ok=True)
                    raise
        except (OSError, UnicodeEncodeError, msgspec.MsgspecError, RecursionError):
            return

    def prune(self, used: Iterable[str]) -> None:
        """Take out the documents that were not used for a month; `used` are today's digests."""
        now = time.time()
        kept = set(used)
        for path in self.folder.glob("documents/*/*"):
            try:
                if path.parent.name + path.name in kept:
                    os.utime(path, (now, now))
                elif now - path.stat().st_mtime > _KEPT_SECONDS:
                    path.unlink()
            except OSError:
                continue
        programs = sorted(self.folder.parent.glob("*/"), key=lambda path: path.stat().st_mtime)
        for folder in programs[:-_KEPT_PROGRAMS]:
            if folder != self.folder:
                shutil.rmtree(folder, ignore_errors=True)


def open_cache(root: Path) -> Cache | None:
    """The cache of the tree at `root`, for this version of the program; None where none can be."""
    folder = root / CACHE_NAME
    try:
        if folder.is_symlink():
            return None
        if not (folder / "CACHEDIR.TAG").exists():
            folder.mkdir(exist_ok=True)
            (folder / ".gitignore").write_text("*\n", encoding="utf-8")
            tag = f"{_SIGNATURE}\n# The cache of transync; see https://bford.info/cachedir/\n"
            (folder / "CACHEDIR.TAG").write_text(tag, encoding="utf-8")
    except OSError:
        return None
    return Cache(folder / _program())


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
