"""The first line of an alert, as in the source."""

from __future__ import annotations

import re
from collections.abc import Sequence

from transync.comparison.comparison import Comparison
from transync.documents.document import Block, BlockKind
from transync.documents.editing import EditedText
from transync.model import Edit, Fix
from transync.repairs.edited import container

_MARKER = re.compile(r"\[!(?P<type>[^\]]*)\](?P<rest>[ \t]*)")
_QUOTE = re.compile(r"> ?")
# A title such as `Note:` in the place of the marker.
_TITLE = re.compile(r".{,30}[:：]")


def restore_alert(comparison: Comparison, source: Block, there: Block) -> Fix | None:
    """The alert's type where another word stands; its line or its quote where that is lost."""
    # Where a quote is lost, another one may stand for it.
    if comparison.once(_lost_quotes) != (there.nesting != source.nesting):
        return None
    edits = _edits(comparison, source, there)
    return Fix(tuple(edits)) if edits else None


def _lost_quotes(comparison: Comparison) -> int:
    """How many more texts of the source stand in quotes."""
    blocks = comparison.structure.source, comparison.structure.translation
    ours, theirs = (
        sum(b.kind is BlockKind.TEXT and "q" in b.nesting for b in some) for some in blocks
    )
    return ours - theirs


def _edits(comparison: Comparison, source: Block, there: Block) -> Sequence[Edit]:
    ours, theirs = comparison.source.text, comparison.translation.text
    line = theirs.line(there.line) if theirs else None
    if ours is None or theirs is None or line is None:
        return []
    before = container(line)
    found = _MARKER.match(line, len(before))
    is_one_line = found is not None and found.end() == len(line)
    if source.nesting == "q" and not there.nesting:
        is_same = is_one_line and found is not None and found["type"] == source.info
        return _quoted(ours, theirs, source, there) if is_same else []
    if there.nesting != source.nesting:
        return []
    if found and is_one_line:
        return [theirs.replace(there.line, found.start("type"), found.end("type"), source.info)]
    if comparison.translation.document.is_notebook or before.strip("> \t"):
        return []
    if found and found["type"] == source.info:
        start, end = found.span("rest")
        return [theirs.replace(there.line, start, end, theirs.newline + before)]
    is_marker_lost = not found and _lines(there) == _lines(source) - 1
    text = ours.line(source.line + 1) or ""
    has_own, has_title = (_TITLE.match(x[len(container(x)) :]) for x in (text, line))
    is_title_added = there.emphasis != source.emphasis or (has_title and not has_own)
    if is_marker_lost and not is_title_added:
        marker = ours.line(source.line) or ""
        return [theirs.insert_lines(there.line, [before + marker[len(container(marker)) :]])]
    return []


def _quoted(ours: EditedText, theirs: EditedText, source: Block, there: Block) -> Sequence[Edit]:
    """The marks of a quote before each line, where the alert is one text and no more."""
    mark = _QUOTE.match(ours.line(source.line) or "")
    goes_on = (ours.line(source.last_line + 1) or "").startswith(">")
    if not mark or goes_on or _lines(there) != _lines(source):
        return []
    return [theirs.replace(n, 0, 0, mark[0]) for n in range(there.line, there.last_line + 1)]


def _lines(block: Block) -> int:
    return block.last_line - block.line + 1
