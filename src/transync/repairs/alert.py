"""The first line of an alert, as in the source."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from transync.comparison.comparison import Comparison
from transync.documents.admonition import Admonition
from transync.documents.document import Block, BlockKind
from transync.documents.editing import EditedText
from transync.model import Edit, Fix
from transync.repairs.edited import container

_MARKER = re.compile(r"\[!(?P<type>[^\]]*)\](?P<rest>[ \t]*)")
_QUOTE = re.compile(r"> ?")
# A title such as `Note:` in the place of the marker.
_TITLE = re.compile(r".{,30}[:：]")


def restore_alert(comparison: Comparison, source: Block, translation: Block) -> Fix | None:
    """The alert's type where another word stands; its line or its quote where that is lost."""
    # Where a quote is lost, another one may stand for it.
    if comparison.once(_lost_quotes) != (translation.nesting != source.nesting):
        return None
    edits = _edits(comparison, source, translation)
    if edits:
        return Fix(tuple(edits))
    return None


def restore_type(
    comparison: Comparison, source: Admonition, translation: Admonition | None
) -> Fix | None:
    """The type of an admonition where another word stands behind the same mark."""
    text = comparison.translation.text
    line = text.line(translation.line) if text and translation else None
    if text is None or translation is None or line is None:
        return None
    start = line.find(translation.type, line.find(translation.mark) + len(translation.mark))
    if start < 0:
        return None
    end = start + len(translation.type)
    return Fix((text.replace(translation.line, start, end, source.type),))


def _lost_quotes(comparison: Comparison) -> int:
    """How many more texts of the source stand in quotes."""
    structure = comparison.structure
    return _count_quotes(structure.source) - _count_quotes(structure.translation)


def _count_quotes(blocks: Iterable[Block]) -> int:
    return sum(block.kind is BlockKind.TEXT and "q" in block.nesting for block in blocks)


def _edits(comparison: Comparison, source: Block, translation: Block) -> Sequence[Edit]:
    source_text, translation_text = comparison.source.text, comparison.translation.text
    line = translation_text.line(translation.line) if translation_text else None
    if source_text is None or translation_text is None or line is None:
        return []
    before = container(line)
    found = _MARKER.match(line, len(before))
    is_one_line = found is not None and found.end() == len(line)
    if source.nesting == "q" and not translation.nesting:
        is_same = is_one_line and found is not None and found["type"] == source.info
        if is_same:
            return _quoted(source_text, translation_text, source, translation)
        return []
    if translation.nesting != source.nesting:
        return []
    if found and is_one_line:
        return [translation_text.replace(translation.line, *found.span("type"), source.info)]
    if comparison.translation.document.is_notebook or before.strip("> \t"):
        return []
    if found and found["type"] == source.info:
        new = translation_text.newline + before
        return [translation_text.replace(translation.line, *found.span("rest"), new)]
    is_marker_lost = not found and _lines(translation) == _lines(source) - 1
    source_line = source_text.line(source.line + 1) or ""
    has_new_title = _has_title(line) and not _has_title(source_line)
    is_title_added = translation.emphasis != source.emphasis or has_new_title
    if is_marker_lost and not is_title_added:
        marker = source_text.line(source.line) or ""
        new = before + marker[len(container(marker)) :]
        return [translation_text.insert_lines(translation.line, [new])]
    return []


def _quoted(
    source_text: EditedText, translation_text: EditedText, source: Block, translation: Block
) -> Sequence[Edit]:
    """The marks of a quote before each line, where the alert is one text and no more."""
    mark = _QUOTE.match(source_text.line(source.line) or "")
    goes_on = (source_text.line(source.last_line + 1) or "").startswith(">")
    if not mark or goes_on or _lines(translation) != _lines(source):
        return []
    numbers = range(translation.line, translation.last_line + 1)
    return [translation_text.replace(number, 0, 0, mark[0]) for number in numbers]


def _has_title(line: str) -> bool:
    return _TITLE.match(line[len(container(line)) :]) is not None


def _lines(block: Block) -> int:
    return block.last_line - block.line + 1
