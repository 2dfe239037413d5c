"""Repairs of headings that are none because of a space."""

from __future__ import annotations

import re
from bisect import bisect_left

from transync.comparison.comparison import Comparison
from transync.documents.document import Block
from transync.model import Fix

# Of ATX headings (https://spec.commonmark.org/0.31.2/#atx-headings), without the space behind it.
_MARK = re.compile(r" {0,3}(?P<mark>#{1,6})(?=[^#\s])")


def line_without_space(comparison: Comparison, heading: Block) -> int:
    """The line on which a lost heading of the source stands without its space; 0 for none.

    It has as many `#`, and stands between what stands above and below the heading in the source.
    """
    text, structure = comparison.translation.text, comparison.structure
    if text is None or comparison.translation.document.is_notebook:
        return 0
    index = structure.lines.source_index(heading.line)
    pairs = structure.pairs
    at = bisect_left(pairs, index, key=lambda pair: pair[0])
    first = structure.translation[pairs[at - 1][1]].last_line + 1 if at else 1
    last = structure.translation[pairs[at][1]].last_line if at < len(pairs) else len(text.lines)
    for line in range(first, last + 1):
        found = _MARK.match(text.line(line) or "")
        if found and len(found["mark"]) == heading.level:
            return line
    return 0


def restore_space(comparison: Comparison, line: int) -> Fix | None:
    """The space behind the mark of a heading."""
    text = comparison.translation.text
    found = _MARK.match(text.line(line) or "") if text else None
    if text is None or found is None:
        return None
    return Fix((text.replace(line, found.end("mark"), found.end("mark"), " "),))
