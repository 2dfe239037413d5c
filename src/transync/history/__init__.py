"""What git's history knows. The only package that imports GitPython."""

from transync.history.base import Base, Change, open_base
from transync.history.versions import read_history

__all__ = ["Base", "Change", "open_base", "read_history"]
