"""Code in MDX, which runs when a site is built: expressions in braces, modules, components.

Format: https://mdxjs.com/docs/what-is-mdx/. Braces in code are text, and so are those behind a
backslash; indented code is none.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from markdown_it.token import Token

from transync.documents.document import ActiveTag
from transync.documents.parse.digest import digest
from transync.documents.parse.front_matter import split_front_matter
from transync.documents.parse.mdx_components import components
from transync.documents.parse.mdx_modules import lines_of_code, meaning, modules
from transync.documents.parse.parser import parser

EXPRESSION = "{}"

_BRACE = re.compile(r"(?<!\\)((?:\\\\)*+)([{}])")
_TICKS = re.compile(r"`+")
_ESCAPE_OR_TICKS = re.compile(r"\\.|`+")
_IN_BRACES = re.compile(r"[{}]")
_MAY_BE_COMPONENT = re.compile(r"<(?:[A-Z]|[a-z_$][\w$]*+\.)")
_BETWEEN_CELLS = re.compile(r"(?<!\\)\|")
# Comments, names of headings and texts do nothing.
_COMMENT = re.compile(r"\{\s*+/\*(?:[^*]|\*(?!/))*+\*/\s*+\}")
_HTML_COMMENT = re.compile(r"\A\s*+<!--(?:[^*-]|\*(?!/)|-(?!->))*+-->")
_NAME = re.compile(r"\{#[^\s{}()`]++\}")
_LITERAL = re.compile(r"\{[\s\d.\0]*+\}")


class _Marks(NamedTuple):
    """Characters that do something in MDX, and tags behind which nobody can tell spans of code."""

    first: str
    pattern: re.Pattern[str]
    tag: re.Pattern[str]

    def sub(self, text: str) -> str:
        return self.pattern.sub(" ", text)


_BRACES = _Marks("{", _IN_BRACES, re.compile(r"<[A-Za-z/>_$]"))
_ANGLES = _Marks("<", re.compile("<"), re.compile(r"<[^<>`]*+`"))


def mdx_code(text: str) -> Iterator[ActiveTag]:
    """The code in the text of an MDX page whose line endings are `\\n`."""
    is_code = "{" in text or "import " in text or "export " in text
    if not is_code and not _MAY_BE_COMPONENT.search(text):
        return
    body = split_front_matter(text)[1]
    lines = body.split("\n")
    tokens = parser(is_mdx=True).parse(body)
    yield from modules(tokens, lines)
    yield from _expressions(body, "\n".join(_without_code(tokens, lines, _BRACES)))
    yield from components(body, "\n".join(_without_code(tokens, lines, _ANGLES)))


def _expressions(text: str, seen: str) -> Iterator[ActiveTag]:
    """The outermost pairs of braces in what is `seen` of the text, which is as long."""
    opened: list[int] = []
    pairs: list[tuple[int, int]] = []
    for brace in _BRACE.finditer(seen):
        if brace[2] == "{":
            opened.append(brace.start(2))
        elif opened:
            pairs.append((opened.pop(), brace.end()))
    end = line = line_start = at = 0
    for start, stop in sorted(pairs):
        if start < end:
            continue
        end = stop
        line += text.count("\n", at, start)
        line_start = max(text.rfind("\n", at, start) + 1, line_start)
        at = start
        written = text[start:stop]
        if _COMMENT.fullmatch(written) or _NAME.fullmatch(written):
            continue
        said = meaning(written)
        if not _LITERAL.fullmatch(said):
            yield ActiveTag(EXPRESSION, (("", digest(said)),), line + 1, start - line_start + 1)


def _without_code(tokens: Sequence[Token], lines: Sequence[str], marks: _Marks) -> list[str]:
    """The lines, with blanks for these marks in blocks of code and code spans."""
    seen = list(lines)
    for number in lines_of_code(tokens, lines):
        seen[number] = marks.sub(lines[number])
    is_table = False
    for token in tokens:
        is_table = token.type == "table_open" or (is_table and token.type != "table_close")
        if not token.map:
            continue
        region = slice(*token.map)
        if token.type == "html_block":
            # Some sites make a comment of MDX of it, which ends where that does.
            blank = _HTML_COMMENT.sub(lambda c: marks.sub(c[0]), "\n".join(lines[region]))
            seen[region] = blank.split("\n")
        elif token.type == "inline" and not is_table:
            seen[region] = _without_spans("\n".join(lines[region]), marks).split("\n")
        elif token.type == "tr_open":
            cells = (
                _without_spans(cell, marks) for cell in _BETWEEN_CELLS.split(lines[token.map[0]])
            )
            seen[token.map[0]] = "|".join(cells)
    return seen


def _without_spans(text: str, marks: _Marks) -> str:
    """A text of one block, with blanks for these marks in its code spans.

    Nothing is blanked where a tag may hold a backtick, so that spans begin elsewhere.
    """
    if marks.first not in text or "`" not in text or marks.tag.search(text):
        return text
    closing: dict[int, list[int]] = {}
    for run in _TICKS.finditer(text):
        closing.setdefault(len(run[0]), []).append(run.start())
    parts, at = list[str](), 0
    mark = _ESCAPE_OR_TICKS.search(text)
    while mark:
        end, length = mark.end(), len(mark[0])
        starts: Sequence[int] = ()
        if mark[0].startswith("`"):
            starts = closing.get(length, ())
        number = bisect_left(starts, end)
        if number < len(starts):
            end = starts[number] + length
            parts += text[at : mark.end()], marks.sub(text[mark.end() : end])
            at = end
        mark = _ESCAPE_OR_TICKS.search(text, end)
    return "".join([*parts, text[at:]])
