"""Markdown text -> Document, with the line and column of every fact."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from functools import cache
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token

from transync.model import Cell, Document, Embedded, Heading, Link, LinkKind, Row, Table
from transync.parse import html
from transync.parse.bare_url import bare_urls
from transync.parse.slug import unique_slugs

_FRONT_MATTER = re.compile(
    r"\A(\s*<!--.*?-->\s*\n)?"
    r"(---[ \t]*\n[ \t]*[A-Za-z_][\w.-]*[ \t]*:.*?\n(?:---|\.\.\.)[ \t]*(?:\n|\Z))",
    re.DOTALL,
)
_CUSTOM_ID = re.compile(r"\s*\{#([^\s{}]+)\}\s*\Z")
_COMMENT_BODY = re.compile(r"<!--(.*?)(?:-->|\Z)", re.DOTALL)
_RECORD_LABEL = re.compile(r"\s*CO_OP_TRANSLATOR_METADATA:\s*")
_MARK = re.compile(r"`[^`]+`|\d+")
_DESTINATION = re.compile(r"\]\([^)]*\)|https?://\S+")
# Most blocks hold no link: inline parsing is half of the time, and only these characters begin one.
_MAY_LINK = re.compile(r"[\[<@]|://|www\.")
_LINK_TOKENS = {"link_open": "href", "image": "src"}


def read_markdown(text: str) -> Document:
    """The facts of a Markdown text whose line endings are `\\n`."""
    return _Reader(text).document()


@cache
def _parser() -> MarkdownIt:
    parser = MarkdownIt("commonmark", {"maxNesting": 100})
    parser.enable("table")
    parser.core.ruler.disable("inline")
    # Destinations are wanted as written, and judged by rules, not by the parser.
    parser.normalizeLink = lambda url: url  # type: ignore[method-assign]
    parser.validateLink = lambda url: True  # type: ignore[method-assign]
    rules = parser.inline.ruler
    inline_rules = dict(zip(rules.get_active_rules(), rules.getRules(""), strict=True))
    for name in ("link", "image", "autolink", "html_inline"):
        parser.inline.ruler.at(name, _with_position(inline_rules[name]))
    return parser


def _with_position(
    rule: Callable[[StateInline, bool], bool],
) -> Callable[[StateInline, bool], bool]:
    """markdown-it gives inline tokens no position; note where each link's markup begins."""

    def positioned(state: StateInline, silent: bool) -> bool:
        start, count = state.pos, len(state.tokens)
        matched = rule(state, silent)
        if matched and not silent:
            for token in state.tokens[count:]:
                if token.type in ("link_open", "image", "html_inline") and "at" not in token.meta:
                    token.meta["at"] = start
                    break
        return matched

    return positioned


class _Reader:
    """One walk over the tokens of one text."""

    def __init__(self, text: str) -> None:
        self.lines = text.split("\n")
        self.headings: list[tuple[int, str, int]] = []
        self.links: list[Link] = []
        self.tables: list[Table] = []
        self.blocks: list[int] = []
        self.ids: set[str] = set()
        self.embedded: Embedded | None = None
        self.env: dict[str, Any] = {}
        self.tokens = _parser().parse(_without_front_matter(text), self.env)

    def document(self) -> Document:
        heading_level = 0
        tokens = iter(self.tokens)
        for token in tokens:
            if token.type == "table_open":
                self._table(token, tokens)
            elif token.type == "heading_open":
                heading_level = int(token.tag[1])
            elif token.type == "inline":
                self._text(token, heading_level)
                heading_level = 0
            elif token.type in ("fence", "code_block"):
                self.blocks.append(_line(token))
            elif token.type == "html_block":
                self._html(token)
        slugs = unique_slugs(text for _, text, _ in self.headings)
        return Document(
            headings=tuple(
                Heading(level, text, slug, line)
                for (level, text, line), slug in zip(self.headings, slugs, strict=True)
            ),
            links=tuple(self.links),
            tables=tuple(self.tables),
            blocks=tuple(self.blocks),
            ids=frozenset(self.ids),
            embedded=self.embedded,
        )

    def _table(self, opening: Token, tokens: Iterator[Token]) -> None:
        columns, rows = 0, list[Row]()
        in_body, column, line, cursor = False, 0, 0, 0
        contents: list[str] = []
        for token in tokens:
            if token.type == "tbody_open":
                in_body = True
            elif token.type == "tr_open":
                column, line, cursor, contents = 0, _line(token), 0, []
                self.blocks.append(line)
            elif token.type == "inline":
                content = token.content
                row = len(rows) if in_body else -1
                found = self.lines[line - 1].find(content, cursor)
                start = found if found >= 0 else cursor
                self._inline(content, [(line, start)], Cell(len(self.tables), row, column))
                cursor = start + len(content)
                contents.append(content)
                column += 1
            elif token.type == "tr_close":
                if in_body:
                    rows.append(_row(line, contents))
                else:
                    columns = column
            elif token.type == "table_close":
                break
        self.tables.append(Table(_line(opening), columns, tuple(rows)))

    def _text(self, token: Token, heading_level: int) -> None:
        line = _line(token)
        self.blocks.append(line)
        places = self._places(token.content, line)
        children = self._inline(token.content, places, None, is_heading=heading_level > 0)
        if heading_level:
            text = "".join(_visible_text(children))
            if custom := _CUSTOM_ID.search(text):
                self.ids.add(custom[1])
                text = text[: custom.start()]
            self.headings.append((heading_level, text, line))

    def _html(self, token: Token) -> None:
        line, content = _line(token), token.content
        self._find_record(content, line)
        if html.without_comments(content).strip():
            self.blocks.append(line)
        places = self._places(content.rstrip("\n"), line)
        for tag in html.tags(content):
            self._tag(tag, content, places, 0, None)
        for level, text, offset in html.headings(content):
            self.headings.append((level, text, line + content.count("\n", 0, offset)))

    def _find_record(self, content: str, line: int) -> None:
        """Keep the labelled record, else the bare JSON object in the first comment."""
        for comment in _COMMENT_BODY.finditer(content):
            label = _RECORD_LABEL.match(comment[1])
            body = comment[1][label.end() :] if label else comment[1]
            is_bare = body.lstrip().startswith("{") and '"original_hash"' in body
            if (label or is_bare) and not self.embedded:
                start = comment.start(1) + len(comment[1]) - len(body.lstrip())
                before = content[:start]
                self.embedded = Embedded(
                    text=body.strip(),
                    line=line + before.count("\n"),
                    column=len(before) - before.rfind("\n"),
                )

    def _inline(
        self,
        content: str,
        places: Sequence[tuple[int, int]],
        cell: Cell | None,
        is_heading: bool = False,
    ) -> list[Token]:
        children: list[Token] = []
        if not is_heading and not _MAY_LINK.search(content):
            return children
        parser = _parser()
        parser.inline.parse(content, parser, self.env, children)
        inside_link, cursor = 0, 0
        text: list[str] = []
        for child in children:
            if child.type in ("text", "text_special"):
                text.append(child.content)
                continue
            if not inside_link:
                cursor = self._bare("".join(text), content, places, cursor, cell)
            text.clear()
            at = child.meta.get("at")
            if at is not None:
                cursor = at
            if child.type in _LINK_TOKENS:
                kind = {"image": LinkKind.IMAGE, "link_open": LinkKind.LINK}[child.type]
                if child.markup == "autolink":
                    kind = LinkKind.AUTOLINK
                target = str(child.attrs[_LINK_TOKENS[child.type]])
                self._add(kind, target, content, places, cursor, cell)
            if child.type == "html_inline":
                for tag in html.tags(child.content):
                    self._tag(tag, content, places, cursor, cell)
            inside_link += _link_depth_change(child)
        if not inside_link:
            self._bare("".join(text), content, places, cursor, cell)
        return children

    def _bare(
        self,
        text: str,
        content: str,
        places: Sequence[tuple[int, int]],
        cursor: int,
        cell: Cell | None,
    ) -> int:
        for written, target in bare_urls(text):
            found = content.find(written, cursor)
            at = found if found >= 0 else cursor
            self._add(LinkKind.BARE, target, content, places, at, cell)
            cursor = at + len(written) if found >= 0 else cursor
        return cursor

    def _tag(
        self,
        tag: html.Tag,
        content: str,
        places: Sequence[tuple[int, int]],
        base: int,
        cell: Cell | None,
    ) -> None:
        for name in ("id", "name"):
            if tag.attributes.get(name):
                self.ids.add(tag.attributes[name])
        if link := html.link_of(tag):
            self._add(*link, content, places, base + tag.offset, cell)

    def _add(
        self,
        kind: LinkKind,
        target: str,
        content: str,
        places: Sequence[tuple[int, int]],
        at: int,
        cell: Cell | None,
    ) -> None:
        before = content[:at]
        row = min(before.count("\n"), len(places) - 1)
        line, start = places[row]
        column = start + at - (before.rfind("\n") + 1) + 1
        self.links.append(Link(kind, target, line, column, cell))

    def _places(self, content: str, first_line: int) -> list[tuple[int, int]]:
        """For each line of a block's content, its line in the file and where it begins there."""
        places = []
        for number, part in enumerate(content.split("\n"), first_line):
            raw = self.lines[number - 1] if number <= len(self.lines) else ""
            places.append((number, max(raw.find(part), 0)))
        return places


def _line(token: Token) -> int:
    return token.map[0] + 1 if token.map else 1


def _row(line: int, contents: Sequence[str]) -> Row:
    text = _DESTINATION.sub("]", " ".join(contents))
    marks = tuple(mark if mark[0] == "`" else str(int(mark)) for mark in _MARK.findall(text))
    return Row(line, marks, not text.strip())


def _link_depth_change(token: Token) -> int:
    if token.type == "html_inline":
        tag = token.content[:3].lower()
        return 1 if tag in ("<a ", "<a>", "<a\n") else -1 if tag == "</a" else 0
    return {"link_open": 1, "link_close": -1}.get(token.type, 0)


def _visible_text(tokens: Sequence[Token]) -> Iterator[str]:
    for token in tokens:
        if token.type in ("text", "text_special", "code_inline"):
            yield token.content
        elif token.type in ("softbreak", "hardbreak"):
            yield " "


def _without_front_matter(text: str) -> str:
    """The text with its YAML front matter blanked, so that lines keep their numbers."""
    found = _FRONT_MATTER.match(text)
    if not found:
        return text
    return text[: found.start(2)] + "\n" * found[2].count("\n") + text[found.end() :]
