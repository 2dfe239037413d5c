"""What to do next for the translations of a repository: the pages to translate, ranked."""

from transync.commands.worklist.work import Kind, TranslationJob, Worklist, all_pairs, find_work

__all__ = ["Kind", "TranslationJob", "Worklist", "all_pairs", "find_work"]
