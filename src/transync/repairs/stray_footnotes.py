"""Marks of footnotes that were escaped, written so that they work again."""

from __future__ import annotations

import re

from transync.comparison.comparison import Comparison
from transync.documents.stray import Stray, StrayKind
from transync.model import Edit, Fix

_BACKSLASH = re.compile(r"\\\[\^[^\[\]\s\\`]++(?P<closing>\\?)\]")


def restore_marks(comparison: Comparison, stray: Stray) -> Fix | None:
    """All marks of a footnote of the source without their backslashes: in the text and below it."""
    text = comparison.translation.text
    edits = list[Edit]()
    for other in comparison.translation.document.strays:
        if other.kind is not StrayKind.FOOTNOTE or other.mark != stray.mark:
            continue
        start = other.column - 1
        found = _BACKSLASH.match(text.line(other.line) or "", start) if text else None
        if text is None or found is None:
            return None
        edits.append(text.replace(other.line, start, start + 1, ""))
        if found["closing"]:
            edits.append(text.replace(other.line, *found.span("closing"), ""))
    return Fix(tuple(edits))
