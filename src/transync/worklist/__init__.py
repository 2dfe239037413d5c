"""What a translator has to do: the sections of sources that changed, beside their translations."""

from transync.worklist.work import Spot, Task, Work, Worklist, find_work

__all__ = ["Spot", "Task", "Work", "Worklist", "find_work"]
