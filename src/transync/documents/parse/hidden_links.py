"""Links that GitHub shows of a text and our parser does not see.

GitHub's parser is cmark-gfm (https://github.com/github/cmark-gfm). It reads CommonMark of another
year, and many a corner of it in its own way: a link that stands in such a corner would lead readers
where nobody has looked.
"""

from __future__ import annotations

import html
import re
from collections.abc import Collection, Iterable, Iterator, Set
from urllib.parse import unquote

from transync.documents.document import HiddenLink
from transync.documents.parse.html import link_of
from transync.documents.parse.markup import Tag, read_html
from transync.documents.parse.plain_addresses import (
    goes_on,
    has_plain_addresses,
    leads_to_same_place,
)

# The program leaves HTML out, and writes quotation marks in texts as references.
_TARGET = re.compile(r'(?:href|src)="([^"]*)"')
# What a link or an image of HTML begins with.
_HTML = re.compile(r"<(?:a|img|image)[ \t\n\v\f\r/]", re.IGNORECASE)
_OUTSIDE = re.compile(r"[a-z][a-z0-9+.-]*+:|//", re.IGNORECASE)
_LINK_IN_YAML = re.compile(r"\][(:\[]|<(?i:a|img|image)[ \t]|<[A-Za-z][A-Za-z0-9+.-]*+:")
_POSITION = 'data-sourcepos="'


def may_show_links(yaml: str) -> bool:
    """Whether front matter holds a link in Markdown.

    GitHub reads it as Markdown where it is not what the file begins with. Addresses in it have a
    rule of their own.
    """
    return _LINK_IN_YAML.search(yaml) is not None


def hidden_links(text: str, seen: Iterable[str]) -> Iterator[HiddenLink]:
    """The links out of the repository, each target once, that only GitHub's parser sees.

    `seen` are the targets that our parser sees. Of a bare URL that goes on with other letters than
    those of ASCII, its author means the part before these; such a one is none of these links
    unless what follows makes another address of it.
    """
    seen = set(seen)
    if not has_plain_addresses(text, seen):
        yield from _hidden(text, seen)


def _hidden(text: str, seen: Set[str]) -> Iterator[HiddenLink]:
    # Most are spelt alike, and need no look at their encoding.
    targets = _TARGET.findall(_rendered(text))
    if _HTML.search(text):
        targets += _targets_in_html(text)
    others = {target for target in targets if target not in seen}
    candidates = [target for target in map(_resolved, others) if _OUTSIDE.match(target)]
    if not candidates:
        return
    known = set(map(_resolved, seen))
    hidden = sorted(set(candidates) - known)
    if not hidden:
        return
    outside = set(filter(_OUTSIDE.match, known))
    # Few lengths differ even where targets are many.
    lengths = sorted(set(map(len, outside)), reverse=True)
    found = [target for target in hidden if not _is_seen_in_part(target, outside, lengths)]
    if not found:
        return
    lines = _lines(text)
    for target in found:
        yield HiddenLink(target, lines.get(target, 1))


def _targets_in_html(text: str) -> Iterator[str]:
    for tag in read_html(_rendered(text, with_html=True)):
        if isinstance(tag, Tag) and (link := link_of(tag)):
            yield link[1]


def _lines(text: str) -> dict[str, int]:
    """The line of the block in which each target is shown first."""
    lines: dict[str, int] = {}
    page = _rendered(text, with_positions=True)
    line, read = 1, 0
    for found in _TARGET.finditer(page):
        at = page.rfind(_POSITION, read, found.start())
        if at >= 0:
            line = int(page[at + len(_POSITION) :].partition(":")[0][:9])
        read = found.end()
        lines.setdefault(_resolved(found[1]), line)
    return lines


def _rendered(text: str, with_positions: bool = False, with_html: bool = False) -> str:
    # Needed where a file has changed only.
    from cmarkgfm import github_flavored_markdown_to_html
    from cmarkgfm.cmark import Options

    options = Options.CMARK_OPT_FOOTNOTES
    if with_html:
        options |= Options.CMARK_OPT_UNSAFE
    if with_positions:
        options |= Options.CMARK_OPT_SOURCEPOS
    # Half characters can't be written.
    readable = text.encode("utf-8", "replace").decode("utf-8")
    page: str = github_flavored_markdown_to_html(readable, options=options)
    return page


def _resolved(target: str) -> str:
    """A target in one spelling, whoever has encoded it."""
    return unquote(html.unescape(target), errors="surrogateescape").strip(" \t\n\f\r")


def _is_seen_in_part(target: str, seen: Collection[str], lengths: Iterable[int]) -> bool:
    """Whether a target is one that is seen, and letters outside of ASCII that lead nowhere else.

    `lengths` are those of the targets that are seen, the longest first.
    """
    for length in lengths:
        start, rest = target[:length], target[length:]
        if goes_on(rest) and start in seen:
            return leads_to_same_place(start, rest)
    return False
