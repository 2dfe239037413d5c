"""What git's history knows."""

from transync.git_history.base import Base, FileChange, open_base
from transync.git_history.checkout import Checkout, read_checkout
from transync.git_history.commits import HOW_TO_COMPLETE, HOW_TO_DEEPEN, Commits, about_misdated
from transync.git_history.lines import Lines, Move
from transync.git_history.snapshots import AbsentError, Snapshot, Step, open_snapshots
from transync.git_history.versions import History, Version, open_history

__all__ = [
    "HOW_TO_COMPLETE",
    "HOW_TO_DEEPEN",
    "AbsentError",
    "Base",
    "Checkout",
    "Commits",
    "FileChange",
    "History",
    "Lines",
    "Move",
    "Snapshot",
    "Step",
    "Version",
    "about_misdated",
    "open_base",
    "open_history",
    "open_snapshots",
    "read_checkout",
]
