"""What the HTML inside Markdown says: links, headings, elements, and what a reader sees of it."""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from transync.documents.document import LinkKind
from transync.documents.parse.markup import SPACE, Comment, Markup, Tag

# fmt: off
# What GitHub's sanitizer lets through, https://github.com/gjtorikian/html-pipeline.
_ELEMENTS = frozenset({
    "a", "abbr", "audio", "b", "bdo", "blockquote", "br", "caption", "center", "cite", "code",
    "dd", "del", "details", "dfn", "div", "dl", "dt", "em", "figcaption", "figure", "font", "h1",
    "h2", "h3", "h4", "h5", "h6", "hr", "i", "iframe", "img", "input", "ins", "kbd", "li", "mark",
    "ol", "p", "picture", "pre", "q", "s", "samp", "small", "source", "span", "strike", "strong",
    "sub", "summary", "sup", "table", "tbody", "td", "tfoot", "th", "thead", "tr", "tt", "u", "ul",
    "var", "video",
})
# Texts, targets of links, names of anchors, and the direction of the language.
_TRANSLATED = frozenset({
    "alt", "aria-label", "dir", "href", "id", "label", "lang", "name", "placeholder", "src",
    "srcset", "title",
})
# fmt: on
_HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))


class HtmlHeading(NamedTuple):
    """A heading element: its level, its text, and where it begins."""

    level: int
    text: str
    offset: int


def is_kept(tag: Tag) -> bool:
    """Whether the tag is HTML, which no translator may change, and not a word in brackets."""
    return tag.name.removeprefix("/") in _ELEMENTS


def kept_attributes(tag: Tag) -> tuple[tuple[str, str], ...]:
    """The attributes that have the same value in every language."""
    return tuple(sorted(a for a in tag.attributes.items() if a[0] not in _TRANSLATED))


def link_of(tag: Tag) -> tuple[LinkKind, str] | None:
    """What the tag links to or shows, if it does."""
    if tag.name == "a" and "href" in tag.attributes:
        return LinkKind.HTML_LINK, tag.attributes["href"].strip(SPACE)
    if tag.name in ("img", "image") and "src" in tag.attributes:
        return LinkKind.HTML_IMAGE, tag.attributes["src"].strip(SPACE)
    return None


def headings(text: str, markup: Iterable[Markup]) -> Iterator[HtmlHeading]:
    """The headings `<h1>` … `<h6>` in a piece of HTML with this markup."""
    opened: Tag | None = None
    inside: list[Markup] = []
    for each in markup:
        name = each.name if isinstance(each, Tag) else ""
        if opened and name == f"/{opened.name}":
            said = visible_text(text, inside, opened.end, each.offset).strip()
            yield HtmlHeading(int(opened.name[1]), said, opened.offset)
            opened = None
        elif opened:
            inside.append(each)
        elif name in _HEADINGS and isinstance(each, Tag):
            opened, inside = each, []


def visible_text(
    text: str, markup: Iterable[Markup], start: int = 0, end: int | None = None
) -> str:
    """What a reader sees of a piece of HTML, from `start` up to `end`, with this markup there."""
    seen, at = list[str](), start
    for each in markup:
        seen.append(text[at : each.offset])
        if isinstance(each, Comment):
            seen.append(" ")
        at = max(at, each.end)
    return html.unescape("".join([*seen, text[at:end]]))


def without_comments(text: str, markup: Iterable[Markup]) -> str:
    """The text with its comments blanked, so that offsets and lines stay; this is its markup."""
    parts, at = list[str](), 0
    for each in markup:
        if text.startswith("<!--", each.offset):
            start = max(at, each.offset)
            parts += text[at:start], re.sub(r"[^\n]", " ", text[start : each.end])
            at = max(at, each.end)
    return "".join([*parts, text[at:]])
