"""The source has changed since this translation was made.

Co-op Translator records the MD5 of the source's bytes with each translation (`original_hash`). When
the source as it is now has another one, readers of the translation see yesterday's text. A
checkout with other line endings counts as the same source.

Where git's history holds the source as it was then, what the translator lost is told apart from
what the source gained since: the former are errors, the latter stand under this entry as
warnings. Without that version, all that differs from today's source stands there.

A hash that no version in history has, of a source with regions that Co-op Translator rewrites, is
that of a text that was never committed. Such a translation is a warning, and compared as a
current one.

Fails: `translations/vi/a.md` records `"original_hash": "79a7e63f…"`, and `a.md` hashes to
`c012ab34…`.

Passes: the recorded hash is that of `a.md`, or of `a.md` with LF or CRLF line endings.

What to do: translate the source again, or bring the translation up to date by hand. For a source
that was never committed: commit it together with its translations.
"""

from collections.abc import Iterator

from transync.model import Origin, Pair, Problem, Severity, State
from transync.rules._groups import Group

GROUP = Group.RECORDS
SEVERITY = Severity.ERROR


def check_pair(pair: Pair) -> Iterator[Problem]:
    record = pair.record
    if pair.state is not State.STALE or not record:
        return
    line = record.line if record.carrier == pair.translation else 1
    hashes = (
        f"translated {record.translation_date[:10]} from {record.original_hash}, "
        f"the source is now {pair.source_hash}"
    )
    if pair.origin is Origin.PHANTOM:
        yield Problem(
            "this was translated from a text of the source that was never committed",
            line=line,
            detail=f"{hashes}; commit {pair.source} together with its translations",
            source_line=1,
            identity="stale",
            severity=Severity.WARNING,
        )
    else:
        yield Problem(
            "the source has changed since this translation was made",
            line=line,
            detail=hashes,
            source_line=1,
            identity="stale",
        )
