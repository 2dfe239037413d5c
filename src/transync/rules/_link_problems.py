"""What several rules say of a link in the same words."""

from __future__ import annotations

from collections.abc import Iterator

from transync.comparison import LinkMatch
from transync.comparison.comparison import Comparison
from transync.documents.url import may_run
from transync.model import Problem


def unlike(comparison: Comparison, match: LinkMatch, changed: str) -> Iterator[Problem]:
    """A link or image is missing, added, or unlike the source's; `changed` says how it differs."""
    source, there = match.source, match.translation
    if source and there:
        ours, theirs = source.written, there.written
        message = f"{ours.name} {changed}"
        yield Problem(
            message,
            theirs.line,
            theirs.column,
            theirs.target,
            ours.line,
            ours.column,
            is_grave=may_run(theirs.target),
        )
    elif source:
        yield Problem(
            f"{source.written.name} is missing",
            comparison.line_of(source.written.line),
            source_line=source.written.line,
            source_column=source.written.column,
            is_absent=True,
        )
    elif there:
        message = f"{there.written.name} is not in the source"
        is_grave = may_run(there.written.target)
        yield Problem(message, there.written.line, there.written.column, is_grave=is_grave)
