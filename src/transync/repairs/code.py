"""Lines of code as the source has them, with the strings and comments that were translated."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from transync.comparison.comparison import Comparison
from transync.documents.document import Block
from transync.documents.editing import EditedText
from transync.documents.parse.code import bare_lines, line_with_texts
from transync.model import Fix
from transync.repairs.edited import container

_SHORTEST_FENCE = 3


def restore_lines(comparison: Comparison, source: Block, translation: Block) -> Fix | None:
    """The lines that differ, and those that are missing, as they are in the source.

    Only where all other lines align, one by one. It is unsafe: a comment goes with its line where
    it can't be told from the code.
    """
    source_text, translation_text = comparison.source.text, comparison.translation.text
    if not source_text or not translation_text or not source.is_fenced or not translation.is_fenced:
        return None
    source_code = _lines(source_text, source)
    translation_code = _lines(translation_text, translation)
    if not source_code or not translation_code or source_code[0] != translation_code[0]:
        return None
    before, source_lines = source_code
    translation_lines = translation_code[1]
    source_bare = _bare(source_lines, source.info)
    translation_bare = _bare(translation_lines, source.info)
    first, missing = translation.line + 1, len(source_lines) - len(translation_lines)
    if missing > 0 and not comparison.translation.document.is_notebook:
        at = _gap(source_bare, translation_bare, missing, len(translation_lines))
        if not at:
            return None
        lines = [source_text.line(source.line + 1 + at + n) or "" for n in range(missing)]
        return Fix((translation_text.insert_lines(first + at, lines),), is_safe=False)
    if missing:
        return None
    numbers = range(len(translation_lines))
    changed = [n for n in numbers if source_bare.get(n) != translation_bare.get(n)]
    new = _restored(source_lines, translation_lines, changed, source.info)
    if new is None:
        return None
    edits = []
    for n in changed:
        line = translation_text.line(first + n) or ""
        start = min(len(before), len(line))
        edits.append(translation_text.replace(first + n, start, len(line), new[n]))
    if edits:
        return Fix(tuple(edits), is_safe=False)
    return None


def _restored(
    source: Sequence[str], translation: Sequence[str], changed: Sequence[int], info: str
) -> Sequence[str] | None:
    """The translation's lines with those that changed as they should be; with texts if possible."""
    source_bare = _bare(source, info)
    mixed = {n: line_with_texts(source[n], translation[n], info) for n in changed}
    for lines in (mixed, {n: source[n] for n in changed}):
        new = [lines.get(n, line) for n, line in enumerate(translation)]
        if _bare(new, info) == source_bare:
            return new
    return None


def _gap(
    source: Mapping[int, str], translation: Mapping[int, str], missing: int, length: int
) -> int:
    """Before which line so many lines are missing, when all others are the same; 0 for none.

    What is missing at the top can't be told from what is another block.
    """
    above = next((n for n in range(length) if source.get(n) != translation.get(n)), length)
    backwards = range(length - 1, -1, -1)
    unlike = (n for n in backwards if source.get(n + missing) != translation.get(n))
    return above if above > next(unlike, -1) else 0


def _lines(text: EditedText, block: Block) -> tuple[str, Sequence[str]] | None:
    """What stands before each line of a block, and its lines; None where it is not closed."""
    opening, closing = text.line(block.line) or "", text.line(block.last_line) or ""
    before = "".join(c if c in "> \t" else " " for c in container(opening))
    mark = opening[len(before) : len(before) + _SHORTEST_FENCE]
    lines = list(map(text.line, range(block.line + 1, block.last_line)))
    is_closed = block.last_line > block.line and closing[len(before) :].strip(mark[:1] + " ") == ""
    if not is_closed or not closing.strip("> \t").startswith(mark):
        return None
    contents = []
    for line in lines:
        if line is None or not (line.startswith(before) or not line.strip("> \t")):
            return None
        contents.append(line[len(before) :])
    return before, contents


def _bare(lines: Sequence[str], info: str) -> Mapping[int, str]:
    return dict(bare_lines("\n".join(lines), info))
