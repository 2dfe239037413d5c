"""What has changed in a source since it was translated, beside where its translations have it."""

from transync.commands.diff.differences import (
    Differences,
    PageDifference,
    Spot,
    Task,
    find_differences,
)

__all__ = ["Differences", "PageDifference", "Spot", "Task", "find_differences"]
