"""Files that are written whole or not at all, and only where they stand."""

from __future__ import annotations

import errno
import os
import stat
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from transync.untrusted.regular_file import RefusedFileError, read_regular

# Not the name of a document, so that what a killed process leaves is nobody's translation.
_BESIDE = ".transync-"
# Signatures, which the system makes.
_OF_BYTES = {"security.ima", "security.evm"}


class WriteError(Exception):
    """A file that can't be written, and is as it was: one sentence that says which, and why."""

    def __init__(self, path: str, reason: str) -> None:
        super().__init__(f"{path}: {reason}")
        self.reason = reason


def write_file(root: Path, path: str, data: bytes, expected: bytes | None) -> None:
    """Write a file of the tree at `root`; `path` is a POSIX path relative to it.

    `expected` are the bytes that the file was read with, None where there should be none yet: what
    is no longer so is somebody's work, and left alone. The file keeps its mode, its owner and group
    and its extended attributes, access control lists among them, as far as Python knows of them
    (on Linux); where one can't be kept, the file is not written. Nor is one with several names
    (hard links): one of them would get the text alone, or all of them while it is written. A new
    file is as any new file. Whoever ends the process at any moment finds the file as it was or as
    it is to be. Symbolic links are not written through: what they lead to has another name, and
    another purpose. Raises WriteError.
    """
    full = root / path
    try:
        if not full.parent.resolve(strict=True).is_relative_to(root.resolve()):
            raise WriteError(path, "can't be written: it is outside of the repository")
        if refused := _refused(full):
            raise WriteError(path, f"can't be written: {refused}")
        with _beside(full, data) as new:
            if lost := _not_kept(full, new):
                raise WriteError(path, f"can't be written: {lost} can't be kept")
            if not _holds(full, expected):
                raise WriteError(path, "has changed since it was read, so it is not written")
            new.replace(full)
    except (OSError, RuntimeError) as error:
        # Before Python 3.13, a loop of symbolic links is a RuntimeError.
        reason = getattr(error, "strerror", None) or "a loop of symbolic links"
        raise WriteError(path, f"can't be written: {reason.lower()}") from None


def replace_file(path: Path, data: bytes, prefix: str = _BESIDE) -> None:
    """Write a file in place of whatever is there, a link included; raises OSError.

    It is like the one that it replaces as far as may be. `prefix` begins the name that it has until
    it is whole, in the same folder.
    """
    with _beside(path, data, prefix) as new:
        _not_kept(path, new)
        new.replace(path)


def _refused(full: Path) -> str | None:
    """Why what is there must not be replaced."""
    if not os.path.lexists(full):
        return None
    status = full.lstat()
    if stat.S_ISLNK(status.st_mode):
        return "a symbolic link, which is not followed"
    if not stat.S_ISREG(status.st_mode):
        return "not a regular file"
    if status.st_nlink > 1:
        return "it has other names (hard links), which would keep the old text"
    # Another file may take its place even so, but somebody has meant it to stay.
    if os.access(full, os.W_OK):
        return None
    return "permission denied"


def _holds(full: Path, expected: bytes | None) -> bool:
    """Whether a file has these bytes; without any, whether there is none."""
    if expected is None or not os.path.lexists(full):
        return expected is None and not os.path.lexists(full)
    try:
        return read_regular(full, len(expected)) == expected
    except RefusedFileError:
        return False


@contextmanager
def _beside(path: Path, data: bytes, prefix: str = _BESIDE) -> Iterator[Path]:
    """A file with these bytes in the same folder.

    It is deleted in the end, unless it has another name by then.
    """
    new = path.with_name(prefix + os.urandom(8).hex())
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
    # Until it has the mode of the other one, nobody else may read it.
    mode = 0o600 if _regular(path) else 0o666
    try:
        with os.fdopen(os.open(new, flags, mode), "wb") as file:
            file.write(data)
        yield new
    finally:
        new.unlink(missing_ok=True)


def _not_kept(path: Path, new: Path) -> str | None:
    """Give a new file what a regular file at a path has beside its bytes; what it can't have."""
    if not _regular(path):
        return None
    lost = []
    # In this order: a new owner takes bits of the mode away, and the mode is in the attributes.
    for what, keep in (
        ("its owner or group", _keep_owner),
        ("its mode", _keep_mode),
        ("its extended attributes", _keep_attributes),
    ):
        try:
            keep(path, new)
        except OSError:
            lost.append(what)
    if lost:
        return lost[0]
    return None


def _regular(path: Path) -> os.stat_result | None:
    """The status of a regular file."""
    try:
        status = path.lstat()
    except FileNotFoundError:
        return None
    return status if stat.S_ISREG(status.st_mode) else None


def _keep_owner(old: Path, new: Path) -> None:
    kept, made = old.lstat(), new.lstat()
    if (made.st_uid, made.st_gid) != (kept.st_uid, kept.st_gid):
        os.chown(new, kept.st_uid, kept.st_gid, follow_symlinks=False)


def _keep_mode(old: Path, new: Path) -> None:
    new.chmod(stat.S_IMODE(old.lstat().st_mode))


def _keep_attributes(old: Path, new: Path) -> None:
    if not hasattr(os, "listxattr"):
        return
    kept, made = _attributes(old), _attributes(new)
    for name in made.keys() - kept.keys():
        os.removexattr(new, name, follow_symlinks=False)
    for name, value in kept.items():
        if made.get(name) != value:
            os.setxattr(new, name, value, follow_symlinks=False)


def _attributes(path: Path) -> dict[str, bytes]:
    """The extended attributes of a file, but for those that hold for its bytes alone."""
    try:
        names = set(os.listxattr(path, follow_symlinks=False)) - _OF_BYTES
    except OSError as error:
        if error.errno in (errno.ENOTSUP, errno.EOPNOTSUPP):
            return {}
        raise
    return {name: os.getxattr(path, name, follow_symlinks=False) for name in names}
