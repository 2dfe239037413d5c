"""Variables of templates as the source names them."""

from __future__ import annotations

import re
from itertools import islice

from transync.comparison.comparison import Comparison
from transync.documents.document import Block, BlockKind
from transync.model import Fix

# An opening mark, what stands in it, and the closing mark.
_IN_BRACES = re.compile(r"(?P<opening>\$?\{[{%]?)(?P<inside>[^{}%\n]+)(?P<closing>[}%]?\})")


def restore_variable(
    comparison: Comparison, source: Block, there: Block, variable: str
) -> Fix | None:
    """The only lost variable, where one other thing in the same marks stands in the text."""
    ours, theirs = comparison.source.text, comparison.translation.text
    wanted = _IN_BRACES.fullmatch(variable)
    if not ours or not theirs or not wanted:
        return None
    if source.kind not in (BlockKind.TEXT, BlockKind.HEADING):
        return None
    numbers = range(source.line, source.last_line + 1)
    known = "\n".join(ours.line(number) or "" for number in numbers)
    own = {match[0] for match in _IN_BRACES.finditer(known)}
    others = (
        (number, match)
        for number in range(there.line, there.last_line + 1)
        for match in _IN_BRACES.finditer(theirs.line(number) or "")
        if match[0] not in own and match[0] not in known
    )
    found = list(islice(others, 2))
    if len(found) != 1:
        return None
    line, match = found[0]
    is_alike = match.group("opening", "closing") == wanted.group("opening", "closing")
    edit = theirs.replace(line, match.start(), match.end(), variable)
    return Fix((edit,)) if is_alike else None
