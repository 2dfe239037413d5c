"""The source has changed since this translation was made.

Co-op Translator records the MD5 of the source's bytes with each translation (`original_hash`).
When the source as it is now has another one, readers of the translation see yesterday's text. A
checkout with other line endings counts as the same source.

Fails: `translations/vi/a.md` records `"original_hash": "79a7e63f…"`, and `a.md` hashes to
`c012ab34…`.

Passes: the recorded hash is that of `a.md`, or of `a.md` with LF or CRLF line endings.

What to do: translate the source again, or bring the translation up to date by hand. What the
comparison with today's source finds in a stale translation stands under this entry, as warnings.
"""

from collections.abc import Iterator

from transync.model import Pair, Problem, Severity, State

SEVERITY = Severity.ERROR


def check_pair(pair: Pair) -> Iterator[Problem]:
    record = pair.record
    if pair.state is State.STALE and record:
        in_file = record.carrier == pair.translation
        yield Problem(
            "the source has changed since this translation was made",
            line=record.line if in_file else 1,
            detail=(
                f"translated {record.translation_date[:10]} from {record.original_hash}, "
                f"the source is now {pair.source_hash}"
            ),
            source_line=1,
            identity="stale",
        )
