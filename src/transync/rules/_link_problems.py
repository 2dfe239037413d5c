"""What several rules say of a link in the same words."""

from __future__ import annotations

from collections.abc import Iterator

from transync.comparison import LinkMatch, ResolvedLink
from transync.comparison.comparison import Comparison
from transync.documents.url import may_run
from transync.model import Problem


def of_two_links(
    message: str, source: ResolvedLink, translation: ResolvedLink, detail: str = ""
) -> Problem:
    """The problem that two links have which stand for each other, at the places of both."""
    return Problem(
        message,
        translation.written.line,
        translation.written.column,
        detail=detail,
        source_line=source.written.line,
        source_column=source.written.column,
    )


def unlike(comparison: Comparison, match: LinkMatch, changed: str) -> Iterator[Problem]:
    """A link or image is missing, added, or unlike the source's; `changed` says how it differs."""
    source, translation = match.source, match.translation
    if source and translation:
        message, target = f"{source.written.name} {changed}", translation.written.target
        problem = of_two_links(message, source, translation, detail=target)
        place = translation.target.place
        yield problem._replace(is_grave=may_run(target), difference=place)
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
