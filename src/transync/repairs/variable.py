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
    comparison: Comparison, source: Block, translation: Block, variable: str
) -> Fix | None:
    """The only lost variable, where one other thing in the same marks stands in the text."""
    source_text, translation_text = comparison.source.text, comparison.translation.text
    source_match = _IN_BRACES.fullmatch(variable)
    if not source_text or not translation_text or not source_match:
        return None
    if source.kind not in (BlockKind.TEXT, BlockKind.HEADING):
        return None
    numbers = range(source.line, source.last_line + 1)
    known = "\n".join(source_text.line(number) or "" for number in numbers)
    source_variables = {match[0] for match in _IN_BRACES.finditer(known)}
    others = (
        (number, match)
        for number in range(translation.line, translation.last_line + 1)
        for match in _IN_BRACES.finditer(translation_text.line(number) or "")
        if match[0] not in source_variables and match[0] not in known
    )
    found = list(islice(others, 2))
    if len(found) != 1:
        return None
    line, match = found[0]
    is_alike = match.group("opening", "closing") == source_match.group("opening", "closing")
    edit = translation_text.replace(line, match.start(), match.end(), variable)
    if is_alike:
        return Fix((edit,))
    return None
