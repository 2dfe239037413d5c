"""Marks of headings and items with a space behind them, and nothing unseen before them."""

from __future__ import annotations

from transync.comparison.comparison import Comparison
from transync.comparison.odd_markers import MARKER, SPACES
from transync.model import Edit, Fix


def restore_space(comparison: Comparison, lines: list[int]) -> Fix | None:
    """The space behind the marks of these lines, which are read as if they had it."""
    text = comparison.translation.text
    edits = list[Edit]()
    for number in lines if text else ():
        found = MARKER.match(text.line(number) or "") if text else None
        if text is None or found is None:
            return None
        if found["unseen"]:
            edits.append(text.replace(number, *found.span("unseen"), ""))
        if found["space"] in SPACES:
            edits.append(text.replace(number, *found.span("space"), " "))
    return Fix(tuple(edits)) if edits else None
