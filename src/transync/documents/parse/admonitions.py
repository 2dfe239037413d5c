"""The marks of admonitions in a text, outside of code."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from transync.documents.admonition import Admonition
from transync.documents.document import Block, BlockKind

_ALERTS = ("NOTE", "TIP", "IMPORTANT", "WARNING", "CAUTION")
# Most pages have none of these, and many have images.
_MARKS = (":::", "!!! ", "??? ", "/// ", *(f"![{word}]" for word in _ALERTS))
# What ends on the line on which it begins is no box.
_MARK = re.compile(
    r"[ \t>]*+(?:(?P<colons>:{3}):*+[ \t]*+\{?(?P<box>[^\s\[\]{}:]++)?(?!.*:::[ \t]*\Z)"
    r"|(?P<bangs>!!!|\?\?\?)\+? ++(?P<word>[^\W\d][\w-]*+)(?=[ \t]*\Z| ++[\"\w])"
    r"|(?P<slashes>///)(?:[ \t]*\Z| ++(?P<block>[^\W\d][\w-]*+)(?=[ \t]*\Z| ++\|))"
    r"|(?P<image>!\[)(?P<alert>NOTE|TIP|IMPORTANT|WARNING|CAUTION)\](?![(\[]))"
)


def admonitions(text: str, lines: Sequence[str], blocks: Sequence[Block]) -> Iterator[Admonition]:
    """The marks on the lines of a text; these are the blocks of it."""
    if not any(mark in text for mark in _MARKS):
        return
    codes = [block for block in blocks if block.kind is BlockKind.CODE]
    images = [word for word in _ALERTS if f"[{word}]:" in text]
    inside = frozenset(n for block in codes for n in range(block.line, block.last_line + 1))
    for number, line in enumerate(lines, 1):
        if number in inside or not any(mark.rstrip() in line for mark in _MARKS):
            continue
        found = _MARK.match(line)
        if found is None or (found["bangs"] and not _has_body(lines, number)):
            continue
        if found["alert"] not in images:
            mark = found["colons"] or found["bangs"] or found["slashes"] or found["image"]
            word = found["box"] or found["word"] or found["block"] or found["alert"] or ""
            yield Admonition(mark, word, number)


def _has_body(lines: Sequence[str], number: int) -> bool:
    """Whether what stands below a line is indented, as the text of `!!! note` has to be."""
    indent = len(lines[number - 1]) - len(lines[number - 1].lstrip())
    below = next((line for line in lines[number : number + 2] if line.strip()), "")
    return len(below) - len(below.lstrip()) > indent + 1
