"""Rows of tables as facts."""

from __future__ import annotations

import re
from collections.abc import Sequence

from transync.documents.code_span import plain_code
from transync.documents.document import TableRow
from transync.documents.parse.blocks import cell_text

_MARK = re.compile(r"`[^`]+`|\d{1,4000}")
_CODE_SPAN = re.compile(r"`[^`]+`")
# What has no end is none, and kept as a group, lest each beginning in it be tried.
_DESTINATION = re.compile(r"\]\([^)]*+\)|\](\([^)]*+\Z)|https?://\S++")
_BAR = re.compile(r"(?<!\\)\|")
# In a quote or a list item, what stands before the first bar is none of the cells.
_LEADING_BAR = re.compile(r"[\s>]*+(?:(?:[-*+]|\d++[.)])\s++)*+[\s>]*+\|")
_LAST_BAR = re.compile(r"(?<!\\)\|\s*\Z")


def table_row(line: int, contents: Sequence[str], raw: str) -> TableRow:
    """A row with these cells; `raw` is its line as written."""
    text = " ".join(contents)
    # Most rows lack most of this, and looking for a character is many times as fast.
    if "](" in text or "://" in text:
        text = _DESTINATION.sub(r"]\1", text)
    marks = tuple(map(_in_one_spelling, _MARK.findall(text)))
    cell_texts = list(map(cell_text, contents))
    sentences = tuple(text.digest for text in cell_texts if text.is_running)
    cells = _bars(raw) + (not _LEADING_BAR.match(raw))
    length = len("".join(text.split()))
    without_code = text
    if "`" in text:
        without_code = _CODE_SPAN.sub(" ", text)
    plain = plain_code(without_code)
    texts = tuple(text.digest for text in cell_texts)
    return TableRow(line, marks, not text.strip(), cells, sentences, length, plain, texts)


def _in_one_spelling(mark: str) -> str:
    """A number in Western digits; a code span as it is."""
    if mark.startswith("`"):
        return mark
    return str(int(mark))


def _bars(raw: str) -> int:
    """How many bars a line has, but for one at its end."""
    if "\\|" in raw:
        return len(_BAR.findall(_LAST_BAR.sub("", raw)))
    return raw.count("|") - raw.rstrip().endswith("|")
