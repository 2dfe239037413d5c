"""Bold text whose asterisks went astray, written so that it works again."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence, Set
from functools import cache

from transync.comparison import Page
from transync.comparison.comparison import Comparison
from transync.documents.document import Block, BlockKind
from transync.documents.editing import EditedText
from transync.documents.stray import Stray, StrayKind
from transync.model import Edit, Fix
from transync.repairs.edited import lines_with, read_apart, read_lines

_BOLD = re.compile(r"\*\*(?P<left>[ \t]*)[^\s*](?:[^*]*?[^\s*])?(?P<right>[ \t]*)\*\*")
_MARK = re.compile(r"`+|\*+")


def restore_bold(comparison: Comparison, stray: Stray, index: int) -> Fix | None:
    """Bold text without the white space inside its asterisks, where there is no other way; as tags.

    The text has as many asterisks as the source's, two and two on a line, and all that is on this
    one is surely bold when the space is gone.
    """
    translation = comparison.structure.lines.block_at(stray.line)
    if translation is None or translation.emphasis != comparison.structure.source[index].emphasis:
        return None
    edits = comparison.once(_edits_by_text)(translation.line).get(stray.line)
    if edits:
        return Fix(tuple(edits))
    return _as_tags(comparison, stray.line)


def _as_tags(comparison: Comparison, number: int) -> Fix | None:
    """The bold texts of a line that are none as tags, which work beside any character."""
    page = comparison.translation
    text = page.text
    if text is None:
        return None
    columns = comparison.once(_columns_by_line).get(number, frozenset())
    edits = list[Edit]()
    line = text.line(number) or ""
    for start, end in _pairs_of_marks(line):
        inside = line[start + len("**") : end]
        if inside != inside.strip() or not inside:
            return None
        if not columns.isdisjoint((start, end)):
            edits.append(text.replace(number, start, start + len("**"), "<strong>"))
            edits.append(text.replace(number, end, end + len("**"), "</strong>"))
    if not edits:
        return None
    (read,) = read_apart(lines_with(page, edits, [number]))
    if any(stray.kind is StrayKind.BOLD for stray in read.strays):
        return None
    return Fix(tuple(edits), is_safe=False)


def _columns_by_line(comparison: Comparison) -> Mapping[int, Set[int]]:
    """Where asterisks of the translation went astray: the offsets in each line."""
    columns = defaultdict[int, set[int]](set)
    for stray in comparison.translation.document.strays:
        if stray.kind is StrayKind.BOLD:
            columns[stray.line].add(stray.column - 1)
    return columns


def _pairs_of_marks(line: str) -> Sequence[tuple[int, int]]:
    """Where `**` stands at both ends of each bold text of a line, as far as that is plain."""
    marks, is_code = list[int](), False
    if "\\" in line:
        return ()
    for found in _MARK.finditer(line):
        if found[0] == "`":
            is_code = not is_code
        elif is_code:
            continue
        elif found[0] == "**":
            marks.append(found.start())
        else:
            return ()
    if is_code or len(marks) % 2:
        return ()
    return list(zip(marks[::2], marks[1::2], strict=True))


def _edits_by_text(comparison: Comparison) -> Callable[[int], Mapping[int, Sequence[Edit]]]:
    """The edits of a text by its first line: those of each line with stray asterisks."""
    strays = comparison.translation.document.strays
    lines = sorted({stray.line for stray in strays if stray.kind is StrayKind.BOLD})

    @cache
    def edits(first: int) -> Mapping[int, Sequence[Edit]]:
        block = comparison.structure.lines.block_at(first)
        if block:
            return _edits_of(comparison.translation, block, lines)
        return {}

    return edits


def _edits_of(page: Page, block: Block, strays: Sequence[int]) -> Mapping[int, Sequence[Edit]]:
    """The edits of the lines of a block on which nothing is left astray then.

    `strays` are the lines of the page with stray asterisks.
    """
    text = page.text
    if text is None:
        return {}
    numbers = range(block.line, block.last_line + 1)
    lines = ((number, text.line(number) or "") for number in numbers)
    odd = next((number for number, line in lines if line.count("**") % 2), numbers.stop)
    first, end = bisect_left(strays, block.line), bisect_left(strays, odd)
    made: dict[int, Sequence[Edit]] = {}
    for number in strays[first:end]:
        if edits := list(_bold_edits(text, number)):
            made[number] = edits
    if not made:
        return {}
    parts: Sequence[Sequence[int]] = [numbers]
    if block.kind is BlockKind.TABLE:
        # Cells are no part of one text, whatever rows they stand in.
        parts = [[number] for number in made]
    left = set[int]()
    for part in parts:
        left.update(_left_astray(page, part, made))
    return {number: edits for number, edits in made.items() if number not in left}


def _left_astray(
    page: Page, numbers: Sequence[int], made: Mapping[int, Sequence[Edit]]
) -> Iterable[int]:
    """Which of these lines of one text have something astray with the edits of all of them."""
    edits = [edit for number in numbers for edit in made.get(number, ())]
    document = read_lines(lines_with(page, edits, numbers))
    if document is None:
        return numbers
    return [numbers[stray.line - 1] for stray in document.strays]


def _bold_edits(text: EditedText, number: int) -> Iterator[Edit]:
    """The edits that take white space from inside all asterisks of a line, if they come in twos."""
    line = text.line(number) or ""
    found = list(_BOLD.finditer(line))
    if line.count("**") == 2 * len(found):
        for bold in _outside_code(line, found):
            for end in ("left", "right"):
                if bold[end]:
                    yield text.replace(number, *bold.span(end), "")


def _outside_code(line: str, found: Iterable[re.Match[str]]) -> Iterator[re.Match[str]]:
    """What does not stand in a code span, which is no markup there."""
    marks = end = 0
    for bold in found:
        marks += line.count("`", end, bold.start())
        end = bold.start()
        if not marks % 2:
            yield bold
