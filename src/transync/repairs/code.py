"""Lines of code as the source has them, with the strings and comments that were translated."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from transync.comparison.comparison import Comparison
from transync.documents.document import Block
from transync.documents.editing import EditedText
from transync.documents.parse.code import bare_lines, line_with_texts
from transync.model import Fix
from transync.repairs.edited import container


def restore_lines(comparison: Comparison, source: Block, there: Block) -> Fix | None:
    """The lines that differ, and those that are missing, as they are in the source.

    Only where all other lines align, one by one. It is unsafe: a comment goes with its line where
    it can't be told from the code.
    """
    ours, theirs = comparison.source.text, comparison.translation.text
    if not ours or not theirs or not source.is_fenced or not there.is_fenced:
        return None
    wanted, given = _lines(ours, source), _lines(theirs, there)
    if not wanted or not given or wanted[0] != given[0]:
        return None
    ours_bare, theirs_bare = _bare(wanted[1], source.info), _bare(given[1], source.info)
    first, missing = there.line + 1, len(wanted[1]) - len(given[1])
    if missing > 0 and not comparison.translation.document.is_notebook:
        at = _gap(ours_bare, theirs_bare, missing, len(given[1]))
        lines = [ours.line(source.line + 1 + at + n) or "" for n in range(missing)] if at else ()
        return Fix((theirs.insert_lines(first + at, lines),), is_safe=False) if lines else None
    changed = [n for n in range(len(given[1])) if ours_bare.get(n) != theirs_bare.get(n)]
    new = _restored(wanted[1], given[1], changed, source.info) if not missing else None
    if new is None:
        return None
    before = len(given[0])
    edits = []
    for n in changed:
        line = theirs.line(first + n) or ""
        start = min(before, len(line))
        edits.append(theirs.replace(first + n, start, len(line), new[n]))
    return Fix(tuple(edits), is_safe=False) if edits else None


def _restored(
    ours: Sequence[str], theirs: Sequence[str], changed: Sequence[int], info: str
) -> Sequence[str] | None:
    """The translation's lines with those that changed as they should be; with texts if possible."""
    wanted = _bare(ours, info)
    mixed = {n: line_with_texts(ours[n], theirs[n], info) for n in changed}
    for lines in (mixed, {n: ours[n] for n in changed}):
        new = [lines.get(n, line) for n, line in enumerate(theirs)]
        if _bare(new, info) == wanted:
            return new
    return None


def _gap(ours: Mapping[int, str], theirs: Mapping[int, str], missing: int, length: int) -> int:
    """Before which line so many lines are missing, when all others are the same; 0 for none.

    What is missing at the top can't be told from what is another block.
    """
    above = next((n for n in range(length) if ours.get(n) != theirs.get(n)), length)
    unlike = (n for n in range(length - 1, -1, -1) if ours.get(n + missing) != theirs.get(n))
    return above if above > next(unlike, -1) else 0


def _lines(text: EditedText, block: Block) -> tuple[str, Sequence[str]] | None:
    """What stands before each line of a block, and its lines; None where it is not closed."""
    opening, closing = text.line(block.line) or "", text.line(block.last_line) or ""
    before = "".join(c if c in "> \t" else " " for c in container(opening))
    mark = opening[len(before) :][:3]
    lines = [text.line(n) for n in range(block.line + 1, block.last_line)]
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
