"""Bold text whose asterisks went astray, written so that it works again."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence

from transync.comparison.comparison import Comparison
from transync.documents.document import Block, BlockKind, Stray
from transync.documents.editing import EditedText
from transync.model import Edit, Fix
from transync.repairs.edited import lines_with, read_lines

_BOLD = re.compile(r"\*\*(?P<left>[ \t]*)[^\s*](?:[^*]*?[^\s*])?(?P<right>[ \t]*)\*\*")


def restore_bold(comparison: Comparison, stray: Stray, index: int) -> Fix | None:
    """Bold text without the white space inside its asterisks, where there is no other way.

    The text has as many asterisks as the source's, two and two on a line, and all that is on this
    one is surely bold when the space is gone.
    """
    translation = comparison.structure.block_at(stray.line)
    if translation is None or translation.emphasis != comparison.structure.source[index].emphasis:
        return None
    edits = comparison.once(_Bold).edits(translation).get(stray.line)
    return Fix(tuple(edits)) if edits else None


class _Bold:
    """The edits of the lines with stray asterisks, worked out together for each text."""

    def __init__(self, comparison: Comparison) -> None:
        self._page = comparison.translation
        strays = comparison.translation.document.strays
        self._lines = sorted({stray.line for stray in strays if not stray.is_link})
        self._known: dict[int, Mapping[int, Sequence[Edit]]] = {}

    def edits(self, block: Block) -> Mapping[int, Sequence[Edit]]:
        """Those of the lines of a block on which nothing is left astray then."""
        if block.line not in self._known:
            self._known[block.line] = self._find(block)
        return self._known[block.line]

    def _find(self, block: Block) -> Mapping[int, Sequence[Edit]]:
        text = self._page.text
        if text is None:
            return {}
        numbers = range(block.line, block.last_line + 1)
        lines = ((number, text.line(number) or "") for number in numbers)
        odd = next((number for number, line in lines if line.count("**") % 2), numbers.stop)
        first, end = (bisect_left(self._lines, number) for number in (block.line, odd))
        edits = {number: list(_bold_edits(text, number)) for number in self._lines[first:end]}
        made = {number: some for number, some in edits.items() if some}
        # Cells are no part of one text, whatever rows they stand in.
        parts = [[n] for n in made] if block.kind is BlockKind.TABLE else [numbers] if made else []
        left = set()
        for part in parts:
            every = [edit for number in part for edit in made.get(number, ())]
            document = read_lines(lines_with(self._page, every, part))
            strays = document.strays if document else ()
            left |= {part[stray.line - 1] for stray in strays} if document else set(part)
        return {number: some for number, some in made.items() if number not in left}


def _bold_edits(text: EditedText, number: int) -> Iterator[Edit]:
    """The edits that take white space from inside all asterisks of a line, if they come in twos."""
    line = text.line(number) or ""
    found = list(_BOLD.finditer(line))
    if line.count("**") == 2 * len(found):
        for bold in _outside_code(line, found):
            spans = (bold.span(end) for end in ("left", "right") if bold[end])
            yield from (text.replace(number, *span, "") for span in spans)


def _outside_code(line: str, found: Iterable[re.Match[str]]) -> Iterator[re.Match[str]]:
    """What does not stand in a code span, which is no markup there."""
    marks = end = 0
    for bold in found:
        marks += line.count("`", end, bold.start())
        end = bold.start()
        if not marks % 2:
            yield bold
