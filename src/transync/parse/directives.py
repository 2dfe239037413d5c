"""Comments that speak to transync: `<!-- transync: ignore RULE[, RULE] reason -->`."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from markdown_it.token import Token

from transync.document import Directive
from transync.parse import html
from transync.parse.parser import parser

_MARK = "transync:"
_COMMENT = re.compile(r"<!--\s*transync:(.*?)(?:-->|\Z)", re.DOTALL)
# MDX has no other comments: https://mdxjs.com/docs/what-is-mdx/#markdown
_MDX_COMMENT = re.compile(r"\{/\* ?(\s*transync:(?:(?!\*/).)*)\*/\}", re.DOTALL)
_RULE = r"[A-Za-z][\w-]*"
_WISH = re.compile(
    rf"\s*(ignore|ignore-file)(?:\s+({_RULE}(?:\s*,\s*{_RULE})*)(?![\w-]).*)?\s*\Z", re.DOTALL
)


def with_html_comments(text: str) -> str:
    """The text with comments of MDX that speak to transync written as HTML has them.

    In MDX they interrupt a paragraph and are no text; so they do in HTML.
    """
    if _MARK not in text or "{/*" not in text:
        return text
    return _MDX_COMMENT.sub(r"<!--\1-->", text)


def take_directives(tokens: list[Token], lines: list[str]) -> tuple[Directive, ...]:
    """The directives of a text, blanked in its tokens and lines: nobody else is to see them.

    A comment of its own stands for the next block, whatever that contains: a paragraph, a table, a
    list, or, as the last thing in a list item, the next item. One inside a text or a piece of HTML
    stands for that text (in a table: for the row).
    """
    if not any(_MARK in line for line in lines):
        return ()
    found: list[Directive] = []
    waiting: list[Directive] = []
    for token in tokens:
        if token.map is None or token.nesting < 0:
            continue
        first, last = token.map[0] + 1, token.map[1]
        is_apart = token.type == "html_block" and not html.without_comments(token.content).strip()
        if not is_apart:
            found += (directive._replace(first=first, last=last) for directive in waiting)
            waiting.clear()
        if token.type in ("html_block", "inline") and _MARK in token.content:
            here = _take(token, lines)
            if is_apart:
                waiting += here
            else:
                found += (directive._replace(first=first, last=last) for directive in here)
    return tuple(sorted(found + waiting, key=lambda directive: directive[1:3]))


def directive(wish: str, line: int, column: int) -> Directive:
    """What stands after `transync:`, understood; it holds for its own line until placed."""
    understood = _WISH.match(wish)
    if not understood:
        fault = "only `ignore` and `ignore-file` are understood here, followed by names of rules"
        return Directive((), line, column, line, line, fault=fault)
    names = tuple(re.findall(_RULE, understood[2] or ""))
    return Directive(names, line, column, line, line, understood[1] == "ignore-file")


def _take(token: Token, lines: list[str]) -> list[Directive]:
    taken = []
    for start, end in list(_comments(token)):
        content = token.content
        comment = _COMMENT.match(content, start)
        if comment is None:
            continue
        line = (token.map or [0])[0] + content.count("\n", 0, start) + 1
        raw = lines[line - 1]
        opening = content[start:end].partition("\n")[0]
        column = max(raw.find(opening, start - content.rfind("\n", 0, start) - 1), 0)
        taken.append(directive(comment[1], line, column + 1))
        lines[line - 1] = raw[:column] + " " * len(opening) + raw[column + len(opening) :]
        blank = re.sub(r"[^\n]", " ", content[start:end])
        token.content = (content[:start] + blank + content[end:]).rstrip(" ")
    return taken


def _comments(token: Token) -> Iterable[tuple[int, int]]:
    """Where comments to transync begin and end; what stands in a code span is none."""
    if token.type == "html_block":
        return (found.span() for found in _COMMENT.finditer(token.content))
    return _inline_comments(token.content)


def _inline_comments(content: str) -> Iterator[tuple[int, int]]:
    children: list[Token] = []
    markdown = parser()
    markdown.inline.parse(content, markdown, {}, children)
    for child in children:
        if child.type == "html_inline" and _COMMENT.match(child.content):
            start = child.meta["at"]
            yield start, start + len(child.content)
