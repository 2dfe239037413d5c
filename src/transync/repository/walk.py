"""The files of a folder without git, but for those that its `.gitignore` files exclude."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from transync.untrusted.ignore_patterns import MOST_PATTERNS, ignore_patterns
from transync.untrusted.regular_file import RefusedFileError, read_regular, reason_of

if TYPE_CHECKING:
    from pathspec import GitIgnoreSpec

_NEVER_WALKED = frozenset((".git", "node_modules", ".venv", "venv", "__pycache__", "site-packages"))
# In bytes; each line is compiled, and held against every file.
_LARGEST_IGNORE_FILE = 2**16


def walk(folder: Path, notes: list[str], unreadable: dict[str, str]) -> Iterable[str]:
    """Every file below the folder that its `.gitignore` files do not exclude.

    `notes` gets a sentence for each of those files that can't be obeyed, and `unreadable` the
    folders that can't be listed, with the reasons.
    """

    def leave_out(error: OSError) -> None:
        if not isinstance(error, FileNotFoundError | NotADirectoryError):
            path = Path(error.filename).relative_to(folder).as_posix()
            unreadable[path] = (error.strerror or "unknown error").lower()

    ignored: dict[str, GitIgnoreSpec] = {}
    for parent, folders, files in os.walk(folder, onerror=leave_out):
        relative = Path(parent).relative_to(folder).as_posix()
        prefix = "" if relative == "." else relative + "/"
        if ".gitignore" in files:
            try:
                ignored[prefix] = _ignore_file(Path(parent, ".gitignore"))
            except OSError as error:
                notes.append(f"{prefix}.gitignore is not obeyed: {reason_of(error)}")

        def is_kept(path: str) -> bool:
            for above, spec in ignored.items():
                if path.startswith(above) and spec.match_file(path[len(above) :]):
                    return False
            return True

        links = [name for name in folders if Path(parent, name).is_symlink()]
        folders[:] = [
            name
            for name in folders
            if name not in _NEVER_WALKED and name not in links and is_kept(f"{prefix}{name}/")
        ]
        # As git does: a symbolic link is an entry of its own, whatever it leads to.
        yield from filter(is_kept, (prefix + name for name in (*files, *links)))


def _ignore_file(path: Path) -> GitIgnoreSpec:
    """The patterns of a `.gitignore`; lines that are none are skipped, as git does.

    Raises OSError for one that can't be obeyed; of links, git says the same.
    """
    if path.is_symlink():
        raise RefusedFileError("a symbolic link, which is not followed")
    lines = read_regular(path, _LARGEST_IGNORE_FILE).decode(errors="replace").splitlines()
    if len(lines) > MOST_PATTERNS:
        raise RefusedFileError(f"more than {MOST_PATTERNS:,} lines")
    patterns: list[str] = []
    for line in lines:
        with suppress(ValueError, re.error):
            ignore_patterns([line])
            patterns.append(line)
    return ignore_patterns(patterns)
