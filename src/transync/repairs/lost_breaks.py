"""The line breaks without which Markdown reads what is below otherwise."""

from __future__ import annotations

from transync.comparison.comparison import Comparison
from transync.comparison.lost_breaks import GLUED_FENCE, LostBreak
from transync.model import Fix


def restore_break(comparison: Comparison, lost: LostBreak) -> Fix | None:
    """A fence on a line of its own, or an empty line below the end of a summary."""
    text = comparison.translation.text
    line = text.line(lost.line) if text else None
    if text is None or line is None:
        return None
    if not lost.is_fence:
        return Fix((text.insert_lines(lost.line + 1, [""]),))
    found = GLUED_FENCE.match(line)
    if found is None:
        return None
    start = len(line[: found.start("fence")].rstrip())
    indent = lost.below[: len(lost.below) - len(found["fence"])]
    return Fix((text.replace(lost.line, start, found.start("fence"), text.newline + indent),))
