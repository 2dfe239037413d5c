"""The parser's rules for what GitHub adds to CommonMark around other blocks: footnotes and tasks;
and for items of lists that markdown-it closes too early.

What stands behind the mark of one is a block like any other, and may be a definition, or nothing.
The mark is kept apart from the text behind it, in `meta["mark"]`.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from markdown_it.rules_block import StateBlock

_BlockRule = Callable[[StateBlock, int, int, bool], bool]

# GitHub's `_scan_footnote_definition`: what is no label of a footnote is that of a link.
_FOOTNOTE = re.compile(r"\[\^[^\]\s\x00]++\]:[ \t]*+")
_TASK = re.compile(r"\[[ xX]\][ \t]++")
_FIRST_MARK = re.compile(r"\s*+(?:[-+*]|[0-9]++[.)])\s++")
_EMPTY_ITEM = re.compile(r"([-+*]|[0-9]{1,9}[.)])[ \t]*+")
_INDENT = 4


def footnote(state: StateBlock, line: int, end: int, silent: bool) -> bool:
    """Read the footnote that begins on a line, if one does."""
    at = state.bMarks[line] + state.tShift[line]
    found = _FOOTNOTE.match(state.src, at, state.eMarks[line])
    if found is None or state.is_code_block(line):
        return False
    if silent:
        return True
    state.push("footnote_open", "section", 1).map = [line, line + 1]
    parent, state.parentType = state.parentType, "footnote"
    indents, before = (state.blkIndent, state.listIndent), _begin(state, line, found.end())
    state.blkIndent, state.listIndent = state.blkIndent + _INDENT, -1
    state.sCount[line] = state.blkIndent
    first = len(state.tokens)
    if state.isEmpty(line):
        _push_nothing(state, line)
        state.md.block.tokenize(state, line + 1, end)
        state.line = max(state.line, line + 1)
    else:
        state.md.block.tokenize(state, line, end)
    _begin(state, line, *before)
    state.blkIndent, state.listIndent = indents
    state.parentType = parent
    _note_mark(state, first, line, found[0])
    state.push("footnote_close", "section", -1)
    return True


def task_rule(text: _BlockRule) -> _BlockRule:
    """The rule that reads what an item of a list begins with, if that is the mark of a task.

    What stands behind it is a text, whatever it looks like.
    """

    def task(state: StateBlock, line: int, end: int, silent: bool) -> bool:
        if silent or not state.tokens or state.tokens[-1].type != "list_item_open":
            return False
        at = state.bMarks[line] + state.tShift[line]
        found = _TASK.match(state.src, at, state.eMarks[line])
        # GitHub looks for it behind the first mark of a line alone.
        start = state.src.rfind("\n", 0, at) + 1
        if found is None or not _FIRST_MARK.fullmatch(state.src, start, at):
            return False
        first, before = len(state.tokens), _begin(state, line, found.end())
        if state.isEmpty(line):
            _push_nothing(state, line)
            state.line = line + 1
        else:
            text(state, line, end, False)
        _begin(state, line, *before)
        _note_mark(state, first, line, found[0])
        return True

    return task


def empty_item(state: StateBlock, line: int, end: int, silent: bool) -> bool:
    """Read the item that goes on below a line of spaces, where its own line has no text.

    For markdown-it, no item begins with a blank line. For GitHub, one of spaces that reach as far
    as the item does is a part of it.
    """
    at = state.bMarks[line] + state.tShift[line]
    found = _EMPTY_ITEM.fullmatch(state.src, at, state.eMarks[line])
    if found is None or line + 1 >= end or not state.isEmpty(line + 1):
        return False
    indent = state.sCount[line] + len(found[1]) + 1
    is_item = state.sCount[line + 1] >= indent and not state.is_code_block(line)
    if not is_item or state.sCount[line] < state.blkIndent or silent:
        return is_item
    state.push("list_item_open", "li", 1).map = [line, line + 1]
    before = state.blkIndent, state.listIndent, state.parentType
    state.listIndent, state.blkIndent, state.parentType = state.blkIndent, indent, "list"
    state.md.block.tokenize(state, line + 1, end)
    state.line = max(state.line, line + 1)
    state.blkIndent, state.listIndent, state.parentType = before
    state.push("list_item_close", "li", -1)
    return True


def _begin(
    state: StateBlock, line: int, at: int, shift: int = 0, columns: int | None = None
) -> tuple[int, int, int]:
    """Let a line begin at an offset; what it began with before."""
    before = state.bMarks[line], state.tShift[line], state.sCount[line]
    state.bMarks[line], state.tShift[line] = at, shift
    if columns is not None:
        state.sCount[line] = columns
    return before


def _push_nothing(state: StateBlock, line: int) -> None:
    state.push("inline", "", 0).map = [line, line + 1]


def _note_mark(state: StateBlock, first: int, line: int, mark: str) -> None:
    for token in state.tokens[first : first + 1]:
        if token.type == "inline" and token.map and token.map[0] == line:
            token.meta["mark"] = mark + token.meta.get("mark", "")
