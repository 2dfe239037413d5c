"""Co-op Translator tried to translate the source as it is now, and failed.

The sidecar keeps such attempts under `__translation_failures__`. Co-op Translator does not try
again until the source or its own version changes, so the page stays stale or missing.

Fails: the failure's `original_hash` is that of the source as it is now.

Passes: the source has changed since the failure, or the translation has succeeded.

What to do: split or simplify the part of the source that the error names, or use a newer version.
"""

from collections.abc import Iterator

from transync.model import Pair, Problem, Severity, State
from transync.rules._groups import Group

GROUP = Group.RECORDS
SEVERITY = Severity.WARNING


def check_pair(pair: Pair) -> Iterator[Problem]:
    failure = pair.failure
    if failure and pair.state in (State.STALE, State.MISSING):
        version = f" {failure.translator_version}" if failure.translator_version else ""
        reason = f" ({failure.error_type})" if failure.error_type else ""
        translator = f"Co-op Translator{version}"
        yield Problem(
            f"{translator} tried to translate this source as it is now and failed{reason}",
            detail=f"{failure.failure_date[:10]}: {failure.error_message}".strip(": "),
            source_line=1,
            identity="failed",
        )
