"""The parser's rule for tables, with a token for each cell that is there.

Rules: GitHub Flavored Markdown 0.29, section 4.10. markdown-it-py has three tokens for a cell, and
as many for each that a short row lacks: a row of two bytes may cost thousands of them.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from markdown_it.rules_block import StateBlock

# Where more cells are filled up than this, a table ends, as it does for markdown-it.
_MOST_FILLED_UP = 0x10000
_SPACE = " \t\n\r\v\f"
_DELIMITER_ROW = re.compile(r"(?:[|:][-|: \t]|-[-|:])[-|: \t]*+")
_DELIMITER = re.compile(r":?-++:?")
_BAR = re.compile(r"(?<!\\)\|")


def table(state: StateBlock, first: int, end: int, silent: bool) -> bool:
    """Read the table that begins on a line, if one does."""
    columns = _columns(state, first, end)
    if columns == 0 or silent:
        return columns > 0
    former_parent, state.parentType = state.parentType, "table"
    opening = state.push("table_open", "table", 1)
    _push_row(state, first, _cells(_line(state, first)))
    line = _read_body(state, first + 2, end, columns)
    state.push("table_close", "table", -1)
    opening.map = [first, line]
    state.parentType, state.line = former_parent, line
    return True


def delimiters(state: StateBlock, line: int) -> int:
    """How many columns the second line of a table has, if a line is one; else 0."""
    if state.src[state.bMarks[line] + state.tShift[line]] not in "|:-":
        return 0
    written = _line(state, line)
    if not _DELIMITER_ROW.fullmatch(written) or not ("|" in written or ":" in written):
        return 0
    marks = [mark.strip(_SPACE) for mark in written.split("|")]
    # Nothing may stand before the first bar, and nothing behind the last one.
    marks = marks[marks[0] == "" :]
    marks = marks[: len(marks) - (marks[-1:] == [""])]
    if all(map(_DELIMITER.fullmatch, marks)):
        return len(marks)
    return 0


def begins_table(state: StateBlock, first: int, end: int) -> bool:
    """Whether a table begins on a line."""
    return _columns(state, first, end) > 0


def _columns(state: StateBlock, first: int, end: int) -> int:
    """The number of columns of a table that begins on a line; 0 where none does."""
    below = first + 1
    if below >= end or state.sCount[below] < state.blkIndent or state.is_code_block(below):
        return 0
    count = delimiters(state, below)
    if count and count == len(_cells(_line(state, first))):
        return count
    return 0


def _read_body(state: StateBlock, first: int, end: int, columns: int) -> int:
    """Read the rows below the header; the line behind them."""
    endings = state.md.block.ruler.getRules("blockquote")
    line, filled_up = first, 0
    while line < end and state.sCount[line] >= state.blkIndent:
        if any(ends(state, line, end, True) for ends in endings):
            break
        text = _line(state, line)
        if not text or state.is_code_block(line):
            break
        cells = _cells(text)
        if not cells:
            break
        filled_up += columns - len(cells)
        if filled_up > _MOST_FILLED_UP:
            break
        if line == first:
            state.push("tbody_open", "tbody", 1).map = [line, line]
        _push_row(state, line, cells[:columns])
        line += 1
    if line > first:
        state.push("tbody_close", "tbody", -1)
    return line


def _push_row(state: StateBlock, line: int, cells: Sequence[str]) -> None:
    state.push("tr_open", "tr", 1).map = [line, line + 1]
    for cell in cells:
        token = state.push("inline", "", 0)
        token.map = [line, line + 1]
        token.content = cell.strip(_SPACE)
        token.children = []
    state.push("tr_close", "tr", -1)


def _line(state: StateBlock, line: int) -> str:
    start = state.bMarks[line] + state.tShift[line]
    return state.src[start : state.eMarks[line]].strip(_SPACE)


def _cells(line: str) -> list[str]:
    """What stands between the bars of a line."""
    has_escapes = "\\|" in line
    cells = _BAR.split(line) if has_escapes else line.split("|")
    cells = cells[cells[0] == "" :]
    if cells and not cells[-1]:
        cells.pop()
    if has_escapes:
        return [cell.replace("\\|", "|") for cell in cells]
    return cells
