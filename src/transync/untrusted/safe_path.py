"""Python processes that import nothing from the folder where they are started."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from transync.untrusted.environment import variables


def children_obey() -> bool:
    """Whether processes that `multiprocessing` starts do as `safe_import_path` tells them.

    Where Python was told to ignore the environment (`-E`), those that it starts are told so, too.
    """
    return bool(sys.flags.safe_path) or not sys.flags.ignore_environment


@contextmanager
def safe_import_path() -> Iterator[None]:
    """Let the Python processes that are started inside of the block find no module where they are.

    `multiprocessing` starts them, and one that tracks their resources, with `python -c`, which
    looks for modules in the current folder first.
    """
    path = _without_current_folder(os.environ.get("PYTHONPATH", ""))
    with variables({"PYTHONSAFEPATH": "1", "PYTHONPATH": path or None}):
        yield


def _without_current_folder(path: str) -> str:
    """A PYTHONPATH without what stands for the current folder, or for one below it."""
    try:
        here = os.path.realpath(os.curdir)
    except OSError:  # It is deleted, and holds nothing.
        here = os.curdir
    return os.pathsep.join(
        folder
        for folder in path.split(os.pathsep)
        if Path(folder).is_absolute() and os.path.realpath(folder) != here
    )
