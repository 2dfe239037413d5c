"""Where the cache of a tree stands: in the user's own cache folder, a folder for each tree."""

from __future__ import annotations

import os
import re
import shutil
import stat
import time
from contextlib import suppress
from hashlib import sha256
from pathlib import Path

from transync.errors import UsageError
from transync.repository.atomic_write import replace_file
from transync.untrusted.regular_file import read_regular

VARIABLE = "TRANSYNC_CACHE_DIR"
SIGNATURE = "Signature: 8a477f597d28d172789f06886806bc55"
_TAG = f"{SIGNATURE}\n# The cache of transync; see https://bford.info/cachedir/\n"
# The file that says which tree a folder is for.
_OWNER = "tree"
_LONGEST_PATH = 2**16
_NAME = re.compile(r"[0-9a-f]{24}")
_DAY = 24 * 60 * 60
# What no run has used for so long is taken out; what is of a tree that is gone, after a day: it may
# stand on a disk that is not there at the moment, or in another container.
_KEPT_SECONDS = 30 * _DAY


def cache_folder(root: Path) -> Path | str | None:
    """The folder for the cache of the tree at `root`, which is there then.

    It is a sentence where there is none and somebody can help it, and None where it can't be.
    Raises UsageError where the user names a place inside of the tree.
    """
    above = _above(root)
    if not isinstance(above, Path):
        return above
    try:
        return _made(above, root)
    except OSError:
        return None


def existing_cache_folder(root: Path) -> Path | None:
    """The folder with the cache of the tree at `root`, if there is one; raises UsageError, too."""
    above = _above(root)
    if not isinstance(above, Path):
        return None
    folder = above / _name(root)
    with suppress(OSError):
        return folder if is_own(folder) else None
    return None


def is_own(folder: Path) -> bool:
    """Whether this is a folder, no link to one, that only this user writes to.

    On Windows, nobody asks for the latter. Raises OSError where it can't be told.
    """
    return _is_own(folder.lstat())


def make_own(folder: Path) -> None:
    """Make a folder, unless it is there; raises OSError where it is none of this user's own."""
    with suppress(FileExistsError):
        folder.mkdir(0o700)
    if not is_own(folder):
        raise PermissionError


def _above(root: Path) -> Path | str | None:
    """The folder with the caches of all trees, or why not; None where the user has none."""
    if named := os.environ.get(VARIABLE):
        path = Path(os.path.abspath(named))  # noqa: PTH100 - it is told as it is named
    else:
        from platformdirs import user_cache_path

        path = user_cache_path("transync", appauthor=False)
    if not path.is_absolute():
        return None
    if not Path(os.path.realpath(path)).is_relative_to(root):
        return path
    if named:
        raise UsageError(f"{VARIABLE}: {path} is in the checked folder; name another one")
    return _unused(path, f"is in the checked folder; {VARIABLE} may name another one")


def _made(above: Path, root: Path) -> Path | str | None:
    if not above.exists():
        # For the superuser who has somebody's home, that somebody could not use it any more.
        if not os.environ.get(VARIABLE) and not _is_of_user(_nearest(above).stat()):
            return None
        above.mkdir(0o700, parents=True, exist_ok=True)
    # The user may have put a link there; below, nobody has.
    if not _is_own(above.stat()):
        return _unused(above, "is not a folder that only this user writes to")
    folder = above / _name(root)
    make_own(folder)
    if not os.access(folder, os.R_OK | os.W_OK | os.X_OK):
        return None
    if not os.path.lexists(above / "CACHEDIR.TAG"):
        replace_file(above / "CACHEDIR.TAG", _TAG.encode())
    if _age(folder) > _DAY:
        replace_file(folder / _OWNER, os.fsencode(root))
        _prune(above, folder)
    return folder


def _unused(folder: Path, why: str) -> str:
    return f"nothing is kept for the next run: {folder} {why}"


def _prune(above: Path, used: Path) -> None:
    """Take out the caches of trees that are gone, or that no run has looked at for a month."""
    for folder in above.iterdir():
        with suppress(OSError):
            if folder != used and _NAME.fullmatch(folder.name) and is_own(folder):
                tree, age = _tree_of(folder), _age(folder)
                is_gone = tree is not None and not os.path.lexists(tree)
                if tree and age > (_DAY if is_gone else _KEPT_SECONDS):
                    shutil.rmtree(folder)


def _tree_of(folder: Path) -> Path | None:
    """The tree that a folder is for; None for what nobody has made for one."""
    data = read_regular(folder / _OWNER, _LONGEST_PATH)
    tree = Path(os.fsdecode(data))
    return tree if folder.name == _name(tree) else None


def _age(folder: Path) -> float:
    """Seconds since a day on which the cache was used; endless for one that never was."""
    try:
        return time.time() - (folder / _OWNER).lstat().st_mtime
    except OSError:
        return float("inf")


def _name(root: Path) -> str:
    return sha256(os.fsencode(root)).hexdigest()[:24]


def _nearest(path: Path) -> Path:
    """The nearest folder above that exists."""
    return next(folder for folder in path.parents if folder.exists())


def _is_own(status: os.stat_result) -> bool:
    is_link = bool(getattr(status, "st_file_attributes", 0) & _REPARSE_POINT)
    if is_link or not stat.S_ISDIR(status.st_mode):
        return False
    return os.name == "nt" or (_is_of_user(status) and not status.st_mode & 0o022)


def _is_of_user(status: os.stat_result) -> bool:
    return not hasattr(os, "geteuid") or status.st_uid == os.geteuid()


# What a link to a folder is on Windows.
_REPARSE_POINT = getattr(stat, "FILE_ATTRIBUTE_REPARSE_POINT", 0)
