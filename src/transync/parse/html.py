"""Links, headings and anchors in the HTML that stands inside Markdown."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from typing import NamedTuple

from transync.document import LinkKind

_COMMENT = re.compile(r"<!--.*?(?:-->|\Z)", re.DOTALL)
# CommonMark's tags, https://spec.commonmark.org/0.31.2/#html-tag, as browsers take them.
_TAG = re.compile(
    r"<(/?[A-Za-z][A-Za-z0-9-]*)((?:\s+[^\s\"'<>/=]+(?:\s*=\s*(?:\"[^\"]*\"|'[^']*'|[^\s\"'=<>`]+))?)*)\s*/?>"
)
_ATTRIBUTE = re.compile(
    r"(?<![^\s\"'<>/=])([^\s\"'<>/=]++)\s*+=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s\"'=<>`]+))"
)
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
_HEADING_START = re.compile(r"<h([1-6])(?:\s[^<>]*)?>", re.IGNORECASE)
_ANY_TAG = re.compile(r"<[^>]*>")


class Tag(NamedTuple):
    """A tag: its name (`/a` for an end tag) and attributes in lower case, and its offset."""

    name: str
    attributes: dict[str, str]
    offset: int


def tags(text: str) -> Iterator[Tag]:
    """The tags in a piece of HTML; what a comment holds is left out."""
    for found in _TAG.finditer(without_comments(text)):
        attributes = {
            name.lower(): html.unescape(double or single or bare)
            for name, double, single, bare in _ATTRIBUTE.findall(found[2])
        }
        yield Tag(found[1].lower(), attributes, found.start())


def find_attribute(text: str, name: str) -> tuple[int, str] | None:
    """An attribute of the tag that begins the text: the offset of its value, as it is written."""
    tag = _TAG.match(text)
    for found in _ATTRIBUTE.finditer(text, tag.start(2), tag.end(2)) if tag else ():
        if found[1].lower() == name:
            group = found.lastindex or 1
            return found.start(group), found[group]
    return None


def find_attributes_end(text: str) -> int | None:
    """Where the attributes of the tag that begins the text end."""
    tag = _TAG.match(text)
    return tag.end(2) if tag else None


def is_kept(tag: Tag) -> bool:
    """Whether the tag is HTML, which no translator may change, and not a word in brackets."""
    return tag.name.removeprefix("/") in _ELEMENTS


def kept_attributes(tag: Tag) -> tuple[tuple[str, str], ...]:
    """The attributes that have the same value in every language."""
    return tuple(sorted(a for a in tag.attributes.items() if a[0] not in _TRANSLATED))


class HtmlHeading(NamedTuple):
    """A heading element: its level, its text, and where it begins."""

    level: int
    text: str
    offset: int


def link_of(tag: Tag) -> tuple[LinkKind, str] | None:
    """What the tag links to or shows, if it does."""
    if tag.name == "a" and "href" in tag.attributes:
        return LinkKind.HTML_LINK, tag.attributes["href"].strip()
    if tag.name == "img" and "src" in tag.attributes:
        return LinkKind.HTML_IMAGE, tag.attributes["src"].strip()
    return None


def headings(content: str) -> Iterator[HtmlHeading]:
    """The headings `<h1>` … `<h6>`."""
    visible = without_comments(content)
    lowered, end = visible.lower(), 0
    for start in _HEADING_START.finditer(visible):
        if start.start() < end:
            continue
        end = lowered.find(f"</h{start[1]}", start.end())
        if end < 0:
            return
        yield HtmlHeading(int(start[1]), _seen(visible[start.end() : end]).strip(), start.start())


def visible_text(content: str) -> str:
    """What a reader sees of a piece of HTML."""
    return _seen(without_comments(content))


def _seen(content: str) -> str:
    return html.unescape(_ANY_TAG.sub("", content))


def without_comments(text: str) -> str:
    """The text with every comment blanked, so that offsets and lines stay."""
    if "<!--" not in text:
        return text
    return _COMMENT.sub(lambda found: re.sub(r"[^\n]", " ", found[0]), text)
