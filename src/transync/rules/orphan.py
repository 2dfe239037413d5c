"""The source of a translation no longer exists.

When a source is deleted or renamed, its translations stay behind: readers find pages that nobody
maintains, and search engines keep showing them.

Fails: `translations/vi/old.md`, and there is no `old.md`.

Passes: every file of a language folder mirrors a document of the source root.

What to do: delete the translation, or rename it with its source. With `--diff`, the new name is
told where git sees a rename.
"""

from collections.abc import Iterator

from transync.model import Pair, Problem, Severity, State
from transync.rules._groups import Group

GROUP = Group.RECORDS
SEVERITY = Severity.WARNING


def check_pair(pair: Pair) -> Iterator[Problem]:
    if pair.state is State.ORPHAN and not pair.is_left_alone:
        new_name = f"it is now {pair.renamed_to}" if pair.renamed_to else ""
        yield Problem(
            f"the source {pair.source} no longer exists", detail=new_name, identity="orphan"
        )
