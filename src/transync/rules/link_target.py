"""A link outside tables is missing, added, or has another target.

Links are compared by what they resolve to, so what Co-op Translator re-bases on purpose is equal,
and so is a link that moved with the order of the words. Tracking parameters, anchors and broken
local targets have rules of their own.

Fails: `[docs](https://example.com/docs)` became `[tài liệu](https://example.com/doc)`, or is
gone.

Passes: `[code](code/a.py)` became `[mã](../../code/a.py)`.

What to do: restore the target that the source has.
"""

from collections.abc import Iterator

from transync.comparison import Comparison, Difference, Side
from transync.model import Problem, Severity

SEVERITY = Severity.ERROR


def check_texts(comparison: Comparison) -> Iterator[Problem]:
    for match in comparison.matches:
        source, there = match.source, match.translation
        if match.difference is not Difference.TARGET or _is_anothers(source or there):
            continue
        if source and there:
            yield Problem(
                f"{source.link.name} has another target",
                there.link.line,
                there.link.column,
                there.link.target,
                source.link.line,
                source.link.column,
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
            yield Problem(
                f"{there.link.name} is not in the source",
                there.link.line,
                there.link.column,
            )


def _is_anothers(side: Side | None) -> bool:
    """Whether the link is another rule's: one in a table, or an image."""
    return side is not None and (side.link.cell is not None or side.link.is_image)
