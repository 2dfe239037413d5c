"""Bare addresses that run into the text behind them, written so that they end where they should."""

from __future__ import annotations

from transync.comparison.comparison import Comparison
from transync.documents.stray import Stray
from transync.model import Fix


def part_from_text(comparison: Comparison, stray: Stray) -> Fix | None:
    """The address in angle brackets: the source has a link to it in the same text.

    In MDX, these begin an element, and without a scheme they make no link.
    """
    text, address = comparison.translation.text, stray.mark
    start = stray.column - 1
    end = start + len(address)
    if text is None or (text.line(stray.line) or "")[start:end] != address:
        return None
    before, behind = "<", ">"
    if "://" not in address:
        before, behind = "[", f"](http://{address})"
    elif comparison.translation.path.endswith(".mdx"):
        before, behind = "[", f"]({address})"
    opening = text.replace(stray.line, start, start, before)
    return Fix((opening, text.replace(stray.line, end, end, behind)))
