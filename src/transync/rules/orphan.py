"""The source of a translation no longer exists.

When a source is deleted or renamed, its translations stay behind: readers find pages that nobody
maintains, and search engines keep showing them.

Fails: `translations/vi/old.md`, and there is no `old.md`.

Passes: every file of a language folder mirrors a document of the source root.

What to do: delete the translation, or rename it with its source.
"""

from collections.abc import Iterator

from transync.model import Pair, Problem, Severity, State

SEVERITY = Severity.WARNING


def check_pair(pair: Pair) -> Iterator[Problem]:
    if pair.state is State.ORPHAN and not pair.is_left_alone:
        yield Problem(f"the source {pair.source} no longer exists")
