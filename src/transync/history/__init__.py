"""What git's history knows. The only package that imports GitPython."""

from transync.history.base import Base, Change, open_base
from transync.history.snapshots import AbsentError, Snapshot, Step, open_snapshots
from transync.history.versions import read_history

__all__ = [
    "AbsentError",
    "Base",
    "Change",
    "Snapshot",
    "Step",
    "open_base",
    "open_snapshots",
    "read_history",
]
