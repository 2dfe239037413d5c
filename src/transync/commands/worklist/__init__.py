"""What to do next for the translations of a repository: the pages to translate, ranked."""

from transync.commands.worklist.work import Job, Kind, Worklist, all_pairs, find_work

__all__ = ["Job", "Kind", "Worklist", "all_pairs", "find_work"]
