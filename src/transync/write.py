"""Files that are written whole or not at all, and only where they stand."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

# Not the name of a document, so that what a killed process leaves is nobody's translation.
_BESIDE = ".transync-"


class WriteError(Exception):
    """A file that can't be written, and is as it was: one sentence that says which, and why."""


def write_file(root: Path, path: str, data: bytes, expected: bytes | None) -> None:
    """Write a file of the tree at `root`; `path` is a POSIX path relative to it.

    `expected` are the bytes that the file was read with, None where there should be none yet: what
    is no longer so is somebody's work, and left alone. The file keeps its mode; a new one has that
    of any new file. Whoever ends the process at any moment finds the file as it was or as it is
    to be. Symbolic links are not written through: what they lead to has another name, and another
    purpose. Raises WriteError.
    """
    full = root / path
    try:
        if not full.parent.resolve(strict=True).is_relative_to(root.resolve()):
            raise WriteError(f"{path}: can't be written: it is outside of the repository")
        _refuse(full, path)
        with _beside(full, data) as new:
            if _content(full) != expected:
                raise WriteError(f"{path}: has changed since it was read, so it is not written")
            new.replace(full)
    except (OSError, RuntimeError) as error:
        # Before Python 3.13, a loop of symbolic links is a RuntimeError.
        reason = getattr(error, "strerror", None) or "a loop of symbolic links"
        raise WriteError(f"{path}: can't be written: {reason.lower()}") from None


def replace_file(path: Path, data: bytes, prefix: str = _BESIDE) -> None:
    """Write a file in place of whatever is there, a link included; raises OSError.

    `prefix` begins the name that it has until it is whole, in the same folder.
    """
    with _beside(path, data, prefix) as new:
        new.replace(path)


def _refuse(full: Path, path: str) -> None:
    """Raise WriteError for what is there and must not be replaced."""
    if not os.path.lexists(full):
        return
    mode = full.lstat().st_mode
    if stat.S_ISLNK(mode):
        raise WriteError(f"{path}: can't be written: a symbolic link, which is not followed")
    if not stat.S_ISREG(mode):
        raise WriteError(f"{path}: can't be written: not a regular file")
    # Another file may take its place even so, but somebody has meant it to stay.
    if not os.access(full, os.W_OK):
        raise WriteError(f"{path}: can't be written: permission denied")


def _content(full: Path) -> bytes | None:
    return full.read_bytes() if os.path.lexists(full) else None


@contextmanager
def _beside(path: Path, data: bytes, prefix: str = _BESIDE) -> Iterator[Path]:
    """A file with these bytes in the same folder, with the mode that the one at `path` has.

    It is deleted in the end, unless it has another name by then.
    """
    new = path.with_name(prefix + os.urandom(8).hex())
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
    try:
        with os.fdopen(os.open(new, flags, 0o666), "wb") as file:
            file.write(data)
        if (mode := _mode(path)) is not None:
            new.chmod(mode)
        yield new
    finally:
        new.unlink(missing_ok=True)


def _mode(path: Path) -> int | None:
    """The permissions of a regular file."""
    try:
        mode = path.lstat().st_mode
    except FileNotFoundError:
        return None
    return stat.S_IMODE(mode) if stat.S_ISREG(mode) else None
