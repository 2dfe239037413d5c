"""The facts of inline text: links, tags, ids, and markup that does not work."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from itertools import islice, takewhile
from operator import itemgetter
from typing import Any

from markdown_it.token import Token

from transync.documents.document import HtmlTag, Link, LinkKind
from transync.documents.parse import html
from transync.documents.parse.active import ActiveReader
from transync.documents.parse.bare_url import autolinks, bare_urls
from transync.documents.parse.inline import visible_text
from transync.documents.parse.markup import Markup, Tag, read_html
from transync.documents.parse.parser import parser
from transync.documents.parse.span import Span
from transync.documents.parse.stray import (
    ESCAPED_FOOTNOTE,
    escaped_footnotes,
    may_stray,
    strays,
)
from transync.documents.stray import Stray, StrayKind

_LINK_DEPTHS = {"link_open": 1, "link_close": -1}


class InlineFacts:
    """Takes the inline texts and the HTML of a document, one after the other.

    `env` is what the parser has found out of the whole document. `waiting_ids` are those that were
    read and not yet given to a heading.
    """

    def __init__(self, env: dict[str, Any]) -> None:
        self.links: list[Link] = []
        self.strays: list[Stray] = []
        self.tags: list[HtmlTag] = []
        self.waiting_ids: list[str] = []
        self.active = ActiveReader()
        self._env = env

    def may_hold_facts(self, content: str) -> bool:
        """Whether inline text has to be parsed; most has no links, and that is half of the time."""
        return (
            "](" in content
            or "<" in content
            or "@" in content
            or "://" in content
            or "www." in content
            or ("[" in content and "references" in self._env)
            or may_stray(content)
        )

    def read(self, content: str, span: Span) -> list[Token]:
        """Take note of the facts of inline text; its tokens."""
        children: list[Token] = []
        markdown = parser()
        ends = autolinks(self._env)
        ends.clear()
        markdown.inline.parse(content, markdown, self._env, children)
        if ESCAPED_FOOTNOTE in content:
            for stray in escaped_footnotes(content):
                self.strays.append(Stray(stray.mark, *span.at(stray.start), stray.kind))
        inside_link, cursor, seen = 0, 0, 0
        text: list[str] = []
        for number, child in enumerate(children):
            if child.type in ("text", "text_special"):
                text.append(child.content)
                is_escaped = child.type == "text_special"
                seen = self._strays(child.content, span, max(seen, cursor), is_escaped)
                continue
            if text:
                if not inside_link:
                    cursor = self._bare("".join(text), span, cursor)
                text.clear()
            cursor = child.meta.get("at", cursor)
            if child.type == "image":
                self._add(LinkKind.IMAGE, str(child.attrs["src"]), span, cursor, child.content)
            elif child.type == "link_open":
                self._link(children, number, span, cursor)
            elif child.type == "html_inline":
                for each in read_html(child.content):
                    self.take(each, span, cursor + each.offset)
            # Only of a link in Markdown: GitHub links what stands in one in HTML, too.
            inside_link += _LINK_DEPTHS.get(child.type, 0)
        if not inside_link:
            self._bare("".join(text), span, cursor)
        return children

    def _link(self, tokens: Sequence[Token], number: int, span: Span, offset: int) -> None:
        """Take note of the link that begins with a token."""
        opening = tokens[number]
        target = str(opening.attrs["href"])
        if not "".join(visible_text(_tokens_of_link(tokens, number))).strip():
            self._note_empty(tokens, number, span, offset)
        if opening.markup == "autolink":
            self._add(LinkKind.AUTOLINK, target, span, offset)
        else:
            self._add(LinkKind.LINK, target, span, offset, _text_of_link(tokens, number))

    def _bare(self, text: str, span: Span, cursor: int) -> int:
        """Take note of the bare links in a text; where the last one ends."""
        for written, target in bare_urls(text):
            found = span.find(written, cursor)
            self._add(LinkKind.BARE, target, span, max(found, cursor))
            if found >= 0:
                cursor = found + len(written)
                if autolinks(self._env).get(found, cursor) > cursor:
                    self.strays.append(Stray(written, *span.at(found), StrayKind.ADDRESS))
        return cursor

    def _strays(self, text: str, span: Span, cursor: int, is_escaped: bool) -> int:
        """Take note of the markup in a plain text; where it ends, if that can be told."""
        start = max(span.find(text, cursor), cursor)
        if not is_escaped:
            ends = list(autolinks(self._env).items())
            for stray in strays(text):
                at = start + stray.start
                # What an address goes on with is part of it.
                before = bisect_right(ends, at, key=itemgetter(0)) - 1
                if before < 0 or ends[before][1] <= at:
                    self.strays.append(Stray(stray.mark, *span.at(at), stray.kind))
        return start + len(text)

    def _note_empty(self, tokens: Sequence[Token], number: int, span: Span, offset: int) -> None:
        """Take note of a link of which readers see nothing, no image either."""
        if all(token.type == "text" for token in _tokens_of_link(tokens, number)):
            self.strays.append(Stray("[](", *span.at(offset), StrayKind.LINK_TEXT))

    def take(self, markup: Markup, span: Span, offset: int) -> None:
        """Take note of a tag or a comment, which begins at an offset of the span's content."""
        self.active.add(markup, span, offset)
        if isinstance(markup, Tag) and markup.is_whole:
            self._tag(markup, span, offset)

    def _tag(self, tag: Tag, span: Span, offset: int) -> None:
        names = map(tag.attributes.get, ("id", "name"))
        self.waiting_ids += dict.fromkeys(filter(None, names))
        if link := html.link_of(tag):
            self._add(*link, span, offset)
        if html.is_kept(tag):
            self.tags.append(HtmlTag(tag.name, html.kept_attributes(tag), *span.at(offset)))

    def _add(self, kind: LinkKind, target: str, span: Span, offset: int, text: str = "") -> None:
        self.links.append(Link(kind, target, *span.at(offset), span.cell, text))


def _text_of_link(tokens: Sequence[Token], number: int) -> str:
    """What readers see of the link that begins with a token."""
    return "".join(visible_text(_tokens_of_link(tokens, number)))


def _tokens_of_link(tokens: Sequence[Token], number: int) -> Iterator[Token]:
    """The tokens inside of the link that begins with one."""
    return takewhile(lambda token: token.type != "link_close", islice(tokens, number + 1, None))
