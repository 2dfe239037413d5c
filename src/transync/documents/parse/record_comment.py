"""The comment in which a translation carries its Co-op Translator record."""

from __future__ import annotations

import re
from collections.abc import Sequence
from enum import Enum

from transync.co_op_translator import HASH_KEY, LABEL, LABEL_AND_COLON, looks_like_record
from transync.documents.conflict_markers import conflict_line
from transync.documents.document import Embedded

_COMMENT = re.compile(r"<!--(.*?)(?:-->|\Z)", re.DOTALL)
_NAMES = (LABEL, HASH_KEY)


class Unsure(Enum):
    """Where only a parser can tell what is a comment."""

    UNSURE = "unsure"


UNSURE = Unsure.UNSURE


def find_record(text: str) -> Embedded | Unsure | None:
    """The record of a Markdown text where it can be told without parsing.

    A comment that begins the text ends at the first line that ends it, whatever else is there.
    """
    if not any(name in text for name in _NAMES):
        return None
    start = len(text) - len(text.lstrip("\n"))
    end = text.find("-->", start)
    if not text.startswith("<!--", start) or end < 0 or "transync:" in text:
        return UNSURE
    end_of_line = text.find("\n", end) + 1
    content = text[start : end_of_line or len(text)]
    finder = RecordFinder(text.split("\n", content.count("\n") + start + 1))
    finder.look_into(content, text.count("\n", 0, start) + 1)
    # Where it is no labelled one, another may follow, and that of a conflict shows in other lines.
    is_sure = finder.is_labelled and "<<<<<<<" not in text
    return finder.found if is_sure else UNSURE


class RecordFinder:
    """Finds the Co-op Translator record: the labelled one, else a bare one in the first comment."""

    def __init__(self, lines: Sequence[str]) -> None:
        self.found: Embedded | None = None
        self._lines = lines
        self.is_labelled = self._has_seen_comment = False

    def look_into(self, content: str, line: int) -> None:
        """Take note of a block of HTML that begins at a line."""
        for comment in _COMMENT.finditer(content):
            body = comment[1]
            if label := LABEL_AND_COLON.match(body):
                body = body[label.end() :]
                is_record = not self.is_labelled
            else:
                is_record = not self._has_seen_comment and looks_like_record(body.lstrip())
            self._has_seen_comment = True
            if not is_record:
                continue
            self.is_labelled = label is not None
            before = content[: comment.end(1) - len(body.lstrip())]
            at = line + before.count("\n")
            self.found = Embedded(body.strip(), at, len(before) - before.rfind("\n"))
            above = "\n".join(self._lines[: at - 1])
            if conflict := conflict_line(above):
                # Two whole comments, one of each branch: neither may be believed.
                rest = "\n".join(self._lines[conflict - 1 : at])
                self.found = Embedded(rest, conflict, 1)
