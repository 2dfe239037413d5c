"""Links, headings and anchors in the HTML that stands inside Markdown."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from typing import NamedTuple

from transync.document import LinkKind

_COMMENT = re.compile(r"<!--.*?(?:-->|\Z)", re.DOTALL)
# CommonMark's open tag, https://spec.commonmark.org/0.31.2/#open-tag, as browsers take it.
_TAG = re.compile(
    r"<([A-Za-z][A-Za-z0-9-]*)((?:\s+[^\s\"'<>/=]+(?:\s*=\s*(?:\"[^\"]*\"|'[^']*'|[^\s\"'=<>`]+))?)*)\s*/?>"
)
_ATTRIBUTE = re.compile(r"([^\s\"'<>/=]+)\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s\"'=<>`]+))")
_HEADING_START = re.compile(r"<h([1-6])(?:\s[^<>]*)?>", re.IGNORECASE)
_ANY_TAG = re.compile(r"<[^>]*>")


class Tag(NamedTuple):
    """An element's start tag: its name and attributes in lower case, and its offset."""

    name: str
    attributes: dict[str, str]
    offset: int


def tags(text: str) -> Iterator[Tag]:
    """The start tags in a piece of HTML; what a comment holds is left out."""
    for found in _TAG.finditer(without_comments(text)):
        attributes = {
            name.lower(): html.unescape(double or single or bare)
            for name, double, single, bare in _ATTRIBUTE.findall(found[2])
        }
        yield Tag(found[1].lower(), attributes, found.start())


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
