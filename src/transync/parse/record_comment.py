"""The comment in which a translation carries its Co-op Translator record."""

from __future__ import annotations

import re
from collections.abc import Sequence

from transync.conflict import conflict_line
from transync.document import Embedded

_COMMENT = re.compile(r"<!--(.*?)(?:-->|\Z)", re.DOTALL)
_LABEL = re.compile(r"\s*CO_OP_TRANSLATOR_METADATA:\s*")


class RecordFinder:
    """Finds the Co-op Translator record: the labelled one, else a bare one in the first comment."""

    def __init__(self, lines: Sequence[str]) -> None:
        self.found: Embedded | None = None
        self._lines = lines
        self._is_labelled = self._has_seen_comment = False

    def look_into(self, content: str, line: int) -> None:
        """Take note of a block of HTML that begins at a line."""
        for comment in _COMMENT.finditer(content):
            label = _LABEL.match(comment[1])
            body = comment[1][label.end() :] if label else comment[1]
            is_bare = body.lstrip().startswith("{") and '"original_hash"' in body
            is_record = not self._is_labelled if label else is_bare and not self._has_seen_comment
            self._has_seen_comment = True
            if not is_record:
                continue
            self._is_labelled = label is not None
            before = content[: comment.end(1) - len(body.lstrip())]
            at = line + before.count("\n")
            self.found = Embedded(body.strip(), at, len(before) - before.rfind("\n"))
            above = "\n".join(self._lines[: at - 1])
            if conflict := conflict_line(above):
                # Two whole comments, one of each branch: neither may be believed.
                rest = "\n".join(self._lines[conflict - 1 : at])
                self.found = Embedded(rest, conflict, 1)
