"""A source that other languages translate has no translation in this one.

Reported for languages that Co-op Translator manages. A source that no language translates is one
line of the summary instead.

Fails: `translations/ko/a.md` exists, `translations/vi/` has other translations but no `a.md`.

Passes: every language has the pages that the others have.

What to do: translate the page, or leave its source out with `exclude`.
"""

from collections.abc import Iterator

from transync.model import Pair, Problem, Severity, State
from transync.rules._groups import Group

GROUP = Group.RECORDS
SEVERITY = Severity.WARNING


def check_pair(pair: Pair) -> Iterator[Problem]:
    if pair.state is State.MISSING:
        yield Problem("other languages translate this page, this one does not", source_line=1)
