"""Problems that are said once for many places of a page."""

from __future__ import annotations

from collections.abc import Sequence

from transync.model import Place, Problem
from transync.wording import shortened

# So many lines are named of a problem that is said once for many places.
_NAMED_LINES = 8


def at_places(problem: Problem, places: Sequence[Place]) -> Problem:
    """The problem at some of its places: how many, out of how many, and on which lines."""
    if not problem.candidates:
        # It is said of one text, which has its own words for it.
        return problem._replace(places=tuple(places))
    lines = list(dict.fromkeys(str(place.line) for place in places))
    noun = "line" if len(lines) == 1 else "lines"
    named = shortened(lines, _NAMED_LINES)
    return problem._replace(
        line=places[0].line,
        source_line=places[0].source_line,
        places=tuple(places),
        detail=f"{len(places)} of {problem.candidates} texts, on {noun} {named}",
    )
