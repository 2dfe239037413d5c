"""What several rules say of a link in the same words."""

from __future__ import annotations

from collections.abc import Iterator

from transync.comparison import LinkMatch
from transync.comparison.comparison import Comparison
from transync.documents.url import may_run
from transync.model import Problem


def unlike(comparison: Comparison, match: LinkMatch, changed: str) -> Iterator[Problem]:
    """A link or image is missing, added, or unlike the source's; `changed` says how it differs."""
    source, translation = match.source, match.translation
    if source and translation:
        source_link, translation_link = source.written, translation.written
        message = f"{source_link.name} {changed}"
        yield Problem(
            message,
            translation_link.line,
            translation_link.column,
            detail=translation_link.target,
            source_line=source_link.line,
            source_column=source_link.column,
            is_grave=may_run(translation_link.target),
        )
    elif source:
        yield Problem(
            f"{source.written.name} is missing",
            comparison.line_of(source.written.line),
            source_line=source.written.line,
            source_column=source.written.column,
            is_absent=True,
        )
    elif translation:
        message = f"{translation.written.name} is not in the source"
        is_grave = may_run(translation.written.target)
        yield Problem(
            message, translation.written.line, translation.written.column, is_grave=is_grave
        )
