"""Markdown text -> Document, with the line and column of every fact."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import Any

from markdown_it.token import Token

from transync.co_op_translator import (
    CODE_PLACEHOLDER,
    PLACEHOLDER_MARK,
    START_OF_REGION,
)
from transync.documents.document import (
    Block,
    BlockKind,
    Cell,
    Directive,
    Document,
    ExplicitAnchor,
    Heading,
    Table,
    TableRow,
)
from transync.documents.parse import html
from transync.documents.parse.admonitions import admonitions
from transync.documents.parse.blocks import cell_text, code_block, text_block
from transync.documents.parse.directives import MARK, take_directives, with_html_comments
from transync.documents.parse.front_matter import split_front_matter
from transync.documents.parse.hidden_links import hidden_links, may_show_links
from transync.documents.parse.inline import visible_text, without_custom_id
from transync.documents.parse.inline_facts import InlineFacts
from transync.documents.parse.leftovers import placeholders, remarks
from transync.documents.parse.markup import read_html
from transync.documents.parse.parser import MOST_LEVELS, parser
from transync.documents.parse.prose import ProseReader
from transync.documents.parse.record_comment import RecordFinder
from transync.documents.parse.slug import unique_slugs
from transync.documents.parse.span import Span
from transync.documents.parse.table import table_row
from transync.errors import NotComparedError

# All that is markup in inline text begins with one of these.
_MARKUP = re.compile(r"[\\`*_\[<&\n]")
_CONTAINERS = {"blockquote_open": "q", "list_item_open": "i"}
_CONTAINER_ENDS = ("blockquote_close", "list_item_close")


def read_markdown(text: str, is_mdx: bool = False) -> Document:
    """The facts of a Markdown text whose line endings are LF.

    Only MDX has comments in braces: elsewhere, they are text that readers see.
    Raises NotComparedError for a text that is nested too deeply to be read.
    """
    if is_mdx:
        text = with_html_comments(text)
    lines = text.split("\n")
    front_matter, body, yaml = split_front_matter(text)
    env: dict[str, Any] = {}
    tokens = parser().parse(body, env)
    directives: tuple[Directive, ...] = ()
    if MARK in text:
        directives = take_directives(tokens, lines)
    document = _Reader(lines, env).document(tokens)
    shown = text if may_show_links(yaml) else body
    return replace(
        document,
        front_matter=front_matter,
        directives=directives,
        admonitions=tuple(admonitions(text, lines, document.blocks)),
        placeholders=tuple(placeholders(text, lines)),
        remarks=tuple(remarks(text, lines)),
        hidden=tuple(hidden_links(shown, (link.target for link in document.links))),
    )


def _require_readable(container: Token) -> None:
    if container.level >= MOST_LEVELS - 1:
        raise NotComparedError(f"its text is nested {MOST_LEVELS} levels deep, or deeper")


class _Reader:
    """One walk over the tokens of one text, with these lines; `env` is the parser's."""

    def __init__(self, lines: Sequence[str], env: dict[str, Any]) -> None:
        self.lines = lines
        self.headings: list[tuple[int, str, int]] = []
        self.tables: list[Table] = []
        self.blocks: list[Block] = []
        self.nesting = ""
        self.ids: list[ExplicitAnchor] = []
        self.record = RecordFinder(lines)
        self.prose = ProseReader()
        self.has_own_regions = False
        self.inline = InlineFacts(env)

    def document(self, tokens: Iterable[Token]) -> Document:
        """What the tokens tell, and nothing of what stands above the text."""
        heading: Token | None = None
        tokens = iter(tokens)
        for token in tokens:
            if token.type == "table_open":
                self._table(token, tokens)
            elif token.type == "heading_open":
                heading = token
            elif token.type == "inline":
                self._text(token, heading)
                heading = None
            elif token.type in ("fence", "code_block"):
                self._code(token)
            elif token.type == "html_block":
                self._html(token)
            elif token.type in _CONTAINERS:
                _require_readable(token)
                self.nesting += _CONTAINERS[token.type]
            elif token.type == "footnote_open":
                _require_readable(token)
            elif token.type in _CONTAINER_ENDS:
                self.nesting = self.nesting[:-1]
        self._release_ids(None)
        slugs = unique_slugs(text for _, text, _ in self.headings)
        return Document(
            headings=tuple(
                Heading(level, text, slug, line)
                for (level, text, line), slug in zip(self.headings, slugs, strict=True)
            ),
            links=tuple(self.inline.links),
            tables=tuple(self.tables),
            blocks=tuple(self.blocks),
            ids=tuple(self.ids),
            strays=tuple(self.inline.strays),
            tags=tuple(self.inline.tags),
            active=tuple(self.inline.active.found),
            prose=self.prose.sample(),
            embedded=self.record.found,
            has_own_regions=self.has_own_regions,
        )

    def _release_ids(self, heading: int | None) -> None:
        # Asked at every block, and few pages have any.
        if self.inline.waiting_ids:
            self.ids += [ExplicitAnchor(name, heading) for name in self.inline.waiting_ids]
            self.inline.waiting_ids.clear()

    def _table(self, opening: Token, tokens: Iterator[Token]) -> None:
        self._release_ids(None)
        first_link = len(self.inline.links)
        header, rows = tuple[str, ...](), list[TableRow]()
        in_body, column, line, cursor = False, 0, 0, 0
        contents: list[str] = []
        for token in tokens:
            if token.type == "tbody_open":
                in_body = True
            elif token.type == "tr_open":
                column, line, cursor, contents = 0, _line(token), 0, []
            elif token.type == "inline":
                content = token.content
                written = content.replace("|", r"\|")
                found = self.lines[line - 1].find(written, cursor)
                start = max(found, cursor)
                if self.inline.may_hold_facts(content):
                    row = len(rows) if in_body else -1
                    cell = Cell(len(self.tables), row, column)
                    self.inline.read(content, Span(content, [(line, start)], cell))
                cursor = start + len(written)
                contents.append(content)
                column += 1
            elif token.type == "tr_close":
                if in_body:
                    rows.append(table_row(line, contents, self.lines[line - 1]))
                else:
                    header = tuple(cell_text(content).digest for content in contents)
            elif token.type == "table_close":
                break
        first = _line(opening)
        last = rows[-1].line if rows else first + 1
        self.blocks.append(
            Block(
                BlockKind.TABLE,
                first,
                last,
                self.nesting,
                links=(first_link, len(self.inline.links)),
                ordinal=len(self.tables),
            )
        )
        self.tables.append(Table(first, len(header), tuple(rows), header))

    def _code(self, token: Token) -> None:
        self._release_ids(None)
        first, end = token.map or (0, 0)
        # Without a closing fence, the block has as many lines as its content, and the opening one.
        # The last line of a file may lack its line feed.
        code_lines = token.content.count("\n") + (token.content[-1:] not in ("", "\n"))
        is_closed = end - first > code_lines + 1
        lines = first + 1, end
        self.blocks.append(
            code_block(token.content, token.info, token.markup, lines, self.nesting, is_closed)
        )

    def _text(self, token: Token, heading: Token | None) -> None:
        line, first_link = _line(token), len(self.inline.links)
        # Ids that wait for a heading have found it, or met something else.
        self._release_ids(len(self.headings) if heading else None)
        content = token.content
        children: list[Token] = []
        text = content
        if self.inline.may_hold_facts(content) or (heading and _MARKUP.search(content)):
            children = self.inline.read(content, self._span(content, line))
            text = "".join(visible_text(children))
        # As it is written: with the mark of a footnote or a task, which is no text for the parser.
        content = token.meta.get("mark", "") + content
        block = text_block(content, line, self.nesting, (first_link, len(self.inline.links)))
        if PLACEHOLDER_MARK in content and CODE_PLACEHOLDER.fullmatch(content.strip()):
            block = block._replace(kind=BlockKind.CODE, info=content.strip())
        if heading:
            text, custom_id = without_custom_id(text)
            self.inline.waiting_ids += custom_id
            last_line = heading.map[1] if heading.map else line
            if last_line != block.last_line:
                # With the line below it that makes it one.
                block = block._replace(last_line=last_line)
            self._heading(int(heading.tag[1]), text, block)
        else:
            self.blocks.append(block)
            self.prose.add(content, line)
            if text.strip() or not children:
                # Not a paragraph of nothing but an anchor for the heading below it.
                self._release_ids(None)

    def _heading(self, level: int, text: str, block: Block) -> None:
        index = len(self.headings)
        self._release_ids(index)
        self.headings.append((level, text, block.line))
        self.blocks.append(block._replace(kind=BlockKind.HEADING, level=level, ordinal=index))

    def _html(self, token: Token) -> None:
        line, content = _line(token), token.content
        self.record.look_into(content, line)
        self.prose.look_into(content)
        self.has_own_regions |= START_OF_REGION.search(content) is not None
        markup = read_html(content)
        span = self._span(content.rstrip("\n"), line)
        if not html.without_comments(content, markup).strip():
            for each in markup:
                self.inline.active.add(each, span, each.offset)
            return
        self._release_ids(None)
        first_link, headings = len(self.inline.links), list(html.headings(content, markup))[::-1]
        for each in markup:
            self.inline.take(each, span, each.offset)
            if headings and each.offset == headings[-1].offset:
                heading = headings.pop()
                block = text_block(heading.text, span.at(each.offset)[0], self.nesting, (0, 0))
                self._heading(heading.level, heading.text, block)
        text = html.visible_text(content, markup).strip()
        links = (first_link, len(self.inline.links))
        block = text_block(text, line, self.nesting, links)
        last_line = line + content.rstrip("\n").count("\n")
        self.blocks.append(block._replace(kind=BlockKind.HTML, last_line=last_line))
        if text:
            self._release_ids(None)

    def _span(self, content: str, first_line: int) -> Span:
        """A block's content, with where each of its lines begins in the file."""
        places = []
        for number, part in enumerate(content.split("\n"), first_line):
            raw = self.lines[number - 1] if number <= len(self.lines) else ""
            places.append((number, max(raw.find(part), 0)))
        return Span(content, places)


def _line(token: Token) -> int:
    if token.map:
        return token.map[0] + 1
    return 1
