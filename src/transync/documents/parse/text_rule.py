"""The parser's rule for paragraphs, headings that are underlined, and definitions of links.

markdown-it reads a definition as a block of its own, and what follows begins another one. For
GitHub, all are lines of one paragraph, whose first ones are taken out when it ends: what can't
interrupt a paragraph (a tag alone on its line, code by indentation) is text behind a definition.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from markdown_it.rules_block import StateBlock

from transync.documents.parse.definition import read_definition
from transync.documents.parse.references import References
from transync.documents.parse.table_rule import begins_table, delimiters, table

_BlockRule = Callable[[StateBlock, int, int, bool], bool]
# White space around a paragraph, as the parser's newest version trims it.
_SPACES = "\t\n\v\f\r \xa0\u1680\u2028\u2029\u202f\u205f\u3000" + "".join(
    map(chr, range(0x2000, 0x200B))
)
_UNDERLINE = re.compile(r"(?:=++|-++)[ \t]*+")


def text_rule(ends: _BlockRule, ends_outside: _BlockRule) -> _BlockRule:
    """The rule that reads any text, and tables, whose first line is one until the second is read.

    `ends` knows what ends a text, and `ends_outside` what does so outside of the list around it.
    Without the tokens around a paragraph that nobody asks for.
    """

    def is_ended(state: StateBlock, line: int) -> bool:
        if state.sCount[line] >= state.blkIndent:
            return ends(state, line, state.lineMax, True)
        return ends_outside(state, line, state.lineMax, True)

    def text(state: StateBlock, first: int, end: int, silent: bool) -> bool:
        parent, state.parentType = state.parentType, "paragraph"
        start, line, level = first, first + 1, 0
        is_above_table, may_be_table = False, True
        while line < state.lineMax and not state.isEmpty(line):
            # What is indented as code goes on with the text, and so do lazy lines of a quote.
            if state.sCount[line] >= 0 and not state.is_code_block(line):
                level = _underlined(state, line)
                if level:
                    start = _without_definitions(state, start, line)
                    if start < line:
                        break
                    level = 0
                elif is_ended(state, line):
                    break
                elif may_be_table and delimiters(state, line):
                    is_above_table = begins_table(state, line - 1, end)
                    if is_above_table:
                        line -= 1
                        break
                    # GitHub looks no further where the number of columns is another one.
                    may_be_table = state.sCount[line] < state.blkIndent
            line += 1
        state.parentType = parent
        if not level and not is_above_table:
            start = _without_definitions(state, start, line)
        if start < line:
            _push_text(state, start, line, level)
        state.line = line + (level > 0)
        return not is_above_table or table(state, line, end, silent)

    return text


def _underlined(state: StateBlock, line: int) -> int:
    """The level of the heading that a line makes of the text above it, 0 for none."""
    at, end = state.bMarks[line] + state.tShift[line], state.eMarks[line]
    if state.src[at] not in "=-" or state.sCount[line] < state.blkIndent:
        return 0
    if _UNDERLINE.fullmatch(state.src, at, end):
        return "=-".index(state.src[at]) + 1
    return 0


def _without_definitions(state: StateBlock, first: int, end: int) -> int:
    """Take note of the definitions that a text begins with; the line behind them."""
    if not state.src.startswith("[", state.bMarks[first] + state.tShift[first]):
        return first
    text = "\n".join(
        state.src[state.bMarks[line] + state.tShift[line] : state.eMarks[line]]
        for line in range(first, end)
    )
    at, lines = 0, 0
    while found := read_definition(text, at):
        _references(state).define(found.label, found.reference)
        lines += text.count("\n", at, found.end) + (found.end == len(text))
        at = found.end
        if at == len(text):
            break
    return min(first + lines, end)


def _references(state: StateBlock) -> References:
    if "references" not in state.env:
        state.env["references"] = References(len(state.src.encode(errors="surrogatepass")))
    references: References = state.env["references"]
    return references


def _push_text(state: StateBlock, first: int, end: int, level: int) -> None:
    if level:
        heading = state.push("heading_open", f"h{level}", 1)
        heading.map = [first, end + 1]
    token = state.push("inline", "", 0)
    token.content = state.getLines(first, end, state.blkIndent, False).strip(_SPACES)
    token.map = [first, end]
    if level:
        heading.markup = "=-"[level - 1]
        state.push("heading_close", f"h{level}", -1).markup = heading.markup
