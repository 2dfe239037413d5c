"""The blocks above and below what is missing, of which a part is missing with it.

A text breaks off in its middle, a table below one of its rows, code below one of its lines; behind
the hole, the translation goes on with the last rows of a table, or the last lines of code.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from transync.comparison.aligned_blocks import AlignedBlocks
from transync.comparison.lost_lines import Breaks
from transync.comparison.missing_text import MissingText
from transync.comparison.page import Page
from transync.documents.document import Block, BlockKind

_TEXTS = (BlockKind.TEXT, BlockKind.HEADING)


class _SourceRows(NamedTuple):
    """The lines of the rows of a table of the source; the translation has kept so many rows."""

    lines: Sequence[int]
    kept: int


def blocks_broken_off(
    blocks: AlignedBlocks, source: Page, translation: Page, breaks: Breaks
) -> Iterator[int]:
    """The blocks of the source of which the translation may have the beginning alone."""
    yield from blocks.broken_off
    for i, j in blocks.pairs:
        block, other = blocks.source[i], blocks.translation[j]
        rows = _rows_of(i, blocks, source, translation)
        is_beginning = _is_beginning_of_code(source, translation, block, other)
        # Nobody would look at other code once it is known to break off.
        is_like = block.code.startswith(other.code)
        is_known = is_like and _is_known_to_break_off(block, other, breaks)
        is_torn = block.kind is other.kind in _TEXTS and other.is_cut and not block.is_cut
        if rows.kept < len(rows.lines) or is_beginning or is_known or is_torn:
            yield i


def _is_known_to_break_off(block: Block, other: Block, breaks: Breaks) -> bool:
    if other.last_line not in breaks:
        return False
    lost = breaks[other.last_line]
    return lost is None or lost.breaks_off or lost.stump < block.last_line


def _is_beginning_of_code(source: Page, translation: Page, block: Block, other: Block) -> bool:
    """Whether code is the beginning of the source's, to the last line, or to within it."""
    if not block.kind is other.kind is BlockKind.CODE or block.code == other.code:
        return False
    if block.code.startswith(other.code):
        return True
    last = len(other.code_lines) - 1
    if last >= len(block.code_lines) or source.text is None or translation.text is None:
        return False
    kept = len(other.code) // len(other.code_lines) * last if other.code_lines else 0
    line = (source.text.line(block.code_lines[last]) or "").strip()
    stump = (translation.text.line(other.code_lines[last]) or "").strip()
    return block.code.startswith(other.code[:kept]) and line.startswith(stump)


def _line_of_rest(block: Block, other: Block) -> int:
    """The line at which code goes on of which the translation has the end; 0 where it has all."""
    if not block.kind is other.kind is BlockKind.CODE or not other.code:
        return 0
    less = len(block.code_lines) - len(other.code_lines)
    return block.code_lines[less] if less > 0 and block.code.endswith(other.code) else 0


def with_rows(
    missing: MissingText,
    blocks: AlignedBlocks,
    source: Page,
    translation: Page,
    breaks: Breaks,
) -> MissingText:
    """What is missing, with the last rows of the table above, and the first ones of that below.

    So it is with code of which the translation has the end alone.
    """
    rows = list[int]()
    if missing.breaks_off:
        above = _rows_of(missing.above, blocks, source, translation)
        rows += above.lines[above.kept :]
    j = blocks.targets.get(missing.end)
    if j is None:
        return missing._replace(rows=tuple(rows))
    below = _rows_of(missing.end, blocks, source, translation)
    goes_on = _line_of_edge(blocks.source[missing.end], blocks.translation[j], below, breaks)
    rows += [line for line in below.lines if line < goes_on]
    return missing._replace(goes_on=goes_on, rows=tuple(rows))


def _line_of_edge(block: Block, other: Block, rows: _SourceRows, breaks: Breaks) -> int:
    """The line of the source at which the translation goes on, in a block or above all of it."""
    above = other.line - 1
    lost = breaks.get(above)
    line = lost.goes_on if lost else _line_of_rest(block, other)
    if block.line < line <= block.last_line:
        return line
    is_rest = above in breaks and 0 < rows.kept < len(rows.lines)
    return rows.lines[-rows.kept] if is_rest else block.line


def _rows_of(index: int, blocks: AlignedBlocks, source: Page, translation: Page) -> _SourceRows:
    """The rows of a table of the source that has one for a counterpart; none of anything else."""
    j = blocks.targets.get(index)
    if j is None:
        return _SourceRows((), 0)
    block, other = blocks.source[index], blocks.translation[j]
    if not block.kind is other.kind is BlockKind.TABLE:
        return _SourceRows((), 0)
    lines = [row.line for row in source.document.tables[block.ordinal].rows]
    return _SourceRows(lines, len(translation.document.tables[other.ordinal].rows))


def blocks_cut_by(missing: MissingText, blocks: AlignedBlocks) -> Iterator[int]:
    """The blocks of the source above and below what is missing of which a part may be lost, too.

    A text may end with the translation, and have no full stop either way.
    """
    if missing.end < len(blocks.source) and missing.goes_on != blocks.source[missing.end].line:
        yield missing.end
    is_text = missing.above >= 0 and blocks.source[missing.above].kind in _TEXTS
    if missing.breaks_off or (missing.is_end and is_text):
        yield missing.above
