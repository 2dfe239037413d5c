"""The markers that git leaves in a text whose two versions it could not merge."""

from __future__ import annotations

import re

from transync.documents.document import BlockKind, Document

START_OF_CONFLICT = "<<<<<<< "
_CONFLICT = re.compile(
    r"^<{7} [^\n]*\n(?:(?!={7}$|[<>]{7} )[^\n]*\n)*+={7}\n(?:(?![<>]{7} )[^\n]*\n)*+>{7} ",
    re.MULTILINE,
)


def conflict_line(text: str, document: Document) -> int:
    """The line on which readers see the first conflict of a text; 0 where there is none.

    In code it is an example.
    """
    shown = [block for block in document.blocks if block.kind is not BlockKind.CODE]
    for found in _CONFLICT.finditer(text):
        line = text.count("\n", 0, found.start()) + 1
        if any(block.line <= line <= block.last_line for block in shown):
            return line
    return 0
