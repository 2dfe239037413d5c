"""A relative link or image resolves to nothing.

Reported on the translation where the source's link works. A target that is broken in the source
too is reported once, on the source, as a warning. What git's index knows exists, even when a
sparse checkout left it out; a translated page or image that is not there is no target.

Fails: `[code](code/a.py)` in `translations/vi/docs/x.md`, where only `docs/code/a.py` exists.

Passes: `[code](../../../docs/code/a.py)` in the same file.

What to do: re-base the link, or restore the file that it names.
"""

from collections.abc import Iterator

from transync.comparison import Comparison, Difference, Page
from transync.links import Reach
from transync.model import Problem, Severity

SEVERITY = Severity.ERROR


def check_source(page: Page) -> Iterator[Problem]:
    for side in page.sides:
        if side.target.reach is Reach.BROKEN:
            yield Problem(
                f"{side.link.name} resolves to nothing, in the source itself",
                side.link.line,
                side.link.column,
                severity=Severity.WARNING,
            )


def check_texts(comparison: Comparison) -> Iterator[Problem]:
    for match in comparison.matches:
        source, there = match.source, match.translation
        if match.difference is not Difference.BROKEN or there is None:
            continue
        yield Problem(
            f"{source.link.name} resolves to nothing here"
            if source
            else f"{there.link.name} resolves to nothing",
            there.link.line,
            there.link.column,
            f"{there.link.target}, that is {there.target.path}",
            source.link.line if source else None,
        )
