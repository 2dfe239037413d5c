"""What several rules say in the same words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from transync.comparison import Comparison, Match
from transync.model import Place, Problem
from transync.url import may_run

_NAMED_LINES = 8


def unlike(comparison: Comparison, match: Match, changed: str) -> Iterator[Problem]:
    """A link or image is missing, added, or unlike the source's; `changed` says how it differs."""
    source, there = match.source, match.translation
    if source and there:
        ours, theirs = source.link, there.link
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
            f"{source.link.name} is missing",
            comparison.line_of(source.link.line),
            source_line=source.link.line,
            source_column=source.link.column,
            is_absent=True,
        )
    elif there:
        message = f"{there.link.name} is not in the source"
        is_grave = may_run(there.link.target)
        yield Problem(message, there.link.line, there.link.column, is_grave=is_grave)


def at_places(problem: Problem, places: Sequence[Place]) -> Problem:
    """The problem at some of its places: how many, out of how many, and on which lines."""
    numbers = list(dict.fromkeys(place.line for place in places))
    lines = ", ".join(map(str, numbers[:_NAMED_LINES]))
    more = ", …" if len(numbers) > _NAMED_LINES else ""
    noun = "line" if len(numbers) == 1 else "lines"
    return problem._replace(
        line=places[0].line,
        source_line=places[0].source_line,
        places=tuple(places),
        detail=f"{len(places)} of {problem.candidates} texts, on {noun} {lines}{more}",
    )
