"""The bytes of a file that somebody else may have put there: a regular one, and not too large."""

from __future__ import annotations

import errno
import os
import stat
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

# A pipe that nobody writes to is not waited for, and no terminal takes over the process.
_FLAGS = os.O_RDONLY
for _name in ("O_NONBLOCK", "O_NOCTTY", "O_CLOEXEC", "O_BINARY", "O_NOINHERIT"):
    _FLAGS |= getattr(os, _name, 0)


class RefusedFileError(OSError):
    """A file that is not to be read; `strerror` says what it is."""

    def __init__(self, what: str) -> None:
        super().__init__(errno.EINVAL, what)


def read_regular(
    path: str | os.PathLike[str], limit: int, size: int = -1, *, within: Path | None = None
) -> bytes:
    """The bytes of a regular file of at most `limit` bytes; with a `size`, so many of the first.

    Symbolic links are followed; `within` a folder, which is resolved, only as far as they stay
    there. Devices, pipes and sockets are not read, and of a file that never ends (some of /proc
    say that they are empty) no more than the limit. Raises RefusedFileError for all that, and any
    other OSError where the system refuses.
    """
    if within is not None and not Path(os.path.realpath(path)).is_relative_to(within):
        raise RefusedFileError("a symbolic link out of the repository, which is not followed")
    # To open a device can do something already.
    _require_regular(os.stat(path), limit)  # noqa: PTH116 - asked of every file of every run
    file = os.open(path, _FLAGS)
    try:
        status = os.fstat(file)
        _require_regular(status, limit)
        most = limit + 1 if size < 0 else min(size, limit)
        data = b"".join(_chunks(file, most, status.st_size + 1))
    finally:
        os.close(file)
    _require_size(len(data), limit)
    return data


def is_named_in(folder: Path, path: Path) -> bool:
    """Whether a path lies in a folder by its name, wherever links on the way lead."""
    named = Path(os.path.abspath(path))  # noqa: PTH100 - which does not follow links
    for above in named.parents:
        with suppress(OSError):
            if above.samefile(folder):
                return True
    return False


def reason_of(error: OSError) -> str:
    """Why a file is not read, as a clause that stands behind its name."""
    if isinstance(error, RefusedFileError):
        return str(error.strerror)
    return f"can't be read: {(error.strerror or 'unknown error').lower()}"


def too_large(size: int, limit: int) -> str | None:
    """What is to be said of a file of this size; both are in bytes."""
    if size <= limit:
        return None
    found, most = size / 2**20, limit / 2**20
    return f"too large to check: {found:.1f} MiB, over {most:.4g} MiB"


def _require_regular(status: os.stat_result, limit: int) -> None:
    if not stat.S_ISREG(status.st_mode):
        raise RefusedFileError("not a regular file")
    _require_size(status.st_size, limit)


def _require_size(size: int, limit: int) -> None:
    if complaint := too_large(size, limit):
        raise RefusedFileError(complaint)


def _chunks(file: int, most: int, at_once: int) -> Iterator[bytes]:
    """At most so many bytes of an open file."""
    while most > 0 and (chunk := os.read(file, min(most, max(at_once, 2**16)))):
        yield chunk
        most -= len(chunk)
