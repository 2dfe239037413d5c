"""The parser's rules for what GitHub adds to CommonMark around other blocks: footnotes and tasks.

What stands behind the mark of one is a block like any other, and may be a definition, or nothing.
The mark is kept apart from the text behind it, in `meta["mark"]`.
"""

from __future__ import annotations

import re

from markdown_it.rules_block import StateBlock

# GitHub's `_scan_footnote_definition`: what is no label of a footnote is that of a link.
_FOOTNOTE = re.compile(r"\[\^[^\]\s\x00]++\]:[ \t]*+")
_TASK = re.compile(r"\[[ xX]\](?:[ \t]++|$)", re.MULTILINE)
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


def task(state: StateBlock, line: int, end: int, silent: bool) -> bool:
    """Read what an item of a list begins with, if that is the mark of a task."""
    if silent or not state.tokens or state.tokens[-1].type != "list_item_open":
        return False
    at = state.bMarks[line] + state.tShift[line]
    found = _TASK.match(state.src, at, state.eMarks[line])
    if found is None:
        return False
    first, before = len(state.tokens), _begin(state, line, found.end())
    if state.isEmpty(line):
        _push_nothing(state, line)
        state.line = line + 1
    else:
        (block,) = state.md.block.ruler.getRules("")[:1]
        block(state, line, end, False)
    _begin(state, line, *before)
    _note_mark(state, first, line, found[0])
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
