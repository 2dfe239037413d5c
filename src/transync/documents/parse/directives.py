"""Comments that speak to transync: `<!-- transync: ignore RULE[, RULE] reason -->`."""

from __future__ import annotations

import re
from collections.abc import Iterator

from markdown_it.token import Token

from transync.documents.document import Directive
from transync.documents.parse import html
from transync.documents.parse.markup import read_html
from transync.documents.parse.parser import parser

MARK = "transync:"
_COMMENT = re.compile(r"<!--\s*transync:(.*?)(?:--!?>|\Z)", re.DOTALL)
# MDX has no other comments: https://mdxjs.com/docs/what-is-mdx/#markdown
_MDX_COMMENT = re.compile(r"\{/\* ?(\s*transync:(?:(?!\*/|\{/\*).)*+)\*/\}", re.DOTALL)
_RULE = r"[A-Za-z][\w-]*+"
_WISH = re.compile(
    rf"\s*(ignore|ignore-file)(?:\s+({_RULE}(?:\s*+,\s*+{_RULE})*+)(?![\w-]).*)?\s*\Z", re.DOTALL
)


def with_html_comments(text: str) -> str:
    """The text with comments of MDX that speak to transync written as HTML has them.

    In MDX they interrupt a paragraph and are no text; so they do in HTML.
    """
    if MARK not in text or "{/*" not in text:
        return text
    return _MDX_COMMENT.sub(r"<!--\1-->", text)


def take_directives(tokens: list[Token], lines: list[str]) -> tuple[Directive, ...]:
    """The directives of a text, blanked in its tokens and lines: nobody else is to see them.

    A comment of its own stands for the next block, whatever that contains: a paragraph, a table, a
    list, or, as the last thing in a list item, the next item. One inside a text or a piece of HTML
    stands for that text (in a table: for the row).
    """
    found: list[Directive] = []
    waiting: list[Directive] = []
    for token in tokens:
        if token.map is None or token.nesting < 0:
            continue
        first, last = token.map[0] + 1, token.map[1]
        is_apart = token.type == "html_block" and _is_comment(token.content)
        if not is_apart:
            found += _placed(waiting, first, last)
            waiting.clear()
        if token.type in ("html_block", "inline") and MARK in token.content:
            taken = _take(token, lines)
            if is_apart:
                waiting += taken
            else:
                found += _placed(taken, first, last)
    return tuple(sorted(found + waiting, key=lambda each: (each.line, each.column)))


def _placed(directives: list[Directive], first: int, last: int) -> list[Directive]:
    """The directives, to hold for these lines."""
    return [each._replace(first=first, last=last) for each in directives]


def directive(wish: str, line: int, column: int) -> Directive:
    """What stands after `transync:`, understood; it holds for its own line until placed."""
    understood = _WISH.match(wish)
    if not understood:
        fault = "only `ignore` and `ignore-file` are understood here, followed by names of rules"
        return Directive((), line, column, line, line, fault=fault)
    names = tuple(re.findall(_RULE, understood[2] or ""))
    return Directive(names, line, column, line, line, understood[1] == "ignore-file")


def _take(token: Token, lines: list[str]) -> list[Directive]:
    content, taken = token.content, list[Directive]()
    line, line_start, cursor = (token.map or [0])[0] + 1, 0, 0
    blanked: dict[int, list[str]] = {}
    parts: list[str] = []
    for comment in _comments(token):
        start, end = comment.span()
        line += content.count("\n", cursor, start)
        line_start = max(content.rfind("\n", cursor, start) + 1, line_start)
        opening = content[start:end].partition("\n")[0]
        column = max(lines[line - 1].find(opening, start - line_start), 0)
        taken.append(directive(comment[1], line, column + 1))
        if line not in blanked:
            blanked[line] = list(lines[line - 1])
        blanked[line][column : column + len(opening)] = " " * len(opening)
        parts += content[cursor:start], re.sub(r"[^\n]", " ", content[start:end])
        line, cursor = line + content.count("\n", start, end), end
        line_start = max(content.rfind("\n", start, end) + 1, line_start)
    token.content = ("".join(parts) + content[cursor:]).rstrip(" ")
    for number, characters in blanked.items():
        lines[number - 1] = "".join(characters)
    return taken


def _is_comment(content: str) -> bool:
    return not html.without_comments(content, read_html(content)).strip()


def _comments(token: Token) -> Iterator[re.Match[str]]:
    """The comments to transync; what stands in a code span is none."""
    if token.type == "html_block":
        yield from _COMMENT.finditer(token.content)
        return
    children: list[Token] = []
    markdown = parser()
    markdown.inline.parse(token.content, markdown, {}, children)
    for child in children:
        is_html = child.type == "html_inline"
        if is_html and (comment := _COMMENT.match(token.content, child.meta["at"])):
            yield comment
