"""A translation in a managed language folder has no record.

Without a record nobody can tell whether the translation is current, and Co-op Translator will
translate it anew. A language folder is managed when Co-op Translator left at least one record for
it; folders of hand-made translations are left alone.

Fails: `translations/vi/a.md` has no metadata comment, and
`translations/vi/.co-op-translator.json` has no entry `a.md`, while other files of the folder have
records.

Passes: a record in any carrier: the comment, the notebook's metadata, or the sidecar.

What to do: translate the file again, or add the record.
"""

from collections.abc import Iterator

from transync.model import Pair, Problem, Severity, State
from transync.rules._groups import Group

GROUP = Group.RECORDS
SEVERITY = Severity.ERROR


def check_pair(pair: Pair) -> Iterator[Problem]:
    if (
        pair.state is State.UNMANAGED
        and pair.is_managed
        and not pair.records
        and not pair.has_unusable_record
    ):
        yield Problem("this translation has no Co-op Translator record, so its age is unknown")
