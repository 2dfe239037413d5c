"""HTML as browsers read it: its tags with their attributes, and its comments.

Source: https://html.spec.whatwg.org/multipage/parsing.html#tokenization
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from html.entities import html5
from string import ascii_lowercase, ascii_uppercase
from typing import NamedTuple, TypeAlias

# What HTML takes for white space.
SPACE = "\t\n\f\r "
_TAG = re.compile(rf"<(?P<name>/?[A-Za-z][^{SPACE}/>]*+)")
# `open` is a quote that nothing closes.
_ATTRIBUTE = re.compile(
    rf"[{SPACE}/]*+(?P<name>[^{SPACE}/>][^{SPACE}/>=]*+)(?:[{SPACE}]*+=[{SPACE}]*+"
    r"(?:\"(?P<double>[^\"]*+)\"|'(?P<single>[^']*+)'|(?P<open>[\"'])"
    rf"|(?P<bare>[^{SPACE}>\"'][^{SPACE}>]*+))?+)?+"
)
_TAG_END = re.compile(rf"[{SPACE}/]*+>")
_COMMENT_END = re.compile(r"--!?>")
_REFERENCE = re.compile(
    r"&(?:#(?=[0-9])0*+(?P<decimal>[0-9]*+);?|#[xX](?=[0-9a-fA-F])0*+(?P<hex>[0-9a-fA-F]*+);?"
    r"|(?P<name>[A-Za-z][A-Za-z0-9]*+(?:;|(?!=))))"
)
_MOST_DIGITS = 7
_LOWER = str.maketrans(ascii_uppercase, ascii_lowercase)
# Elements whose content is text up to their end tag, whatever it looks like.
_TEXT_ELEMENTS = {
    name: re.compile(rf"</{name}(?=[{SPACE}/>])", re.IGNORECASE | re.ASCII)
    for name in (
        *("iframe", "noembed", "noframes", "noscript", "script", "style"),
        *("textarea", "title", "xmp"),
    )
}


class Tag(NamedTuple):
    """A tag: its name (`/a` for an end tag) and attributes in lower case, and its offsets.

    Of attributes with the same name, the first counts. `is_whole` is not set where the text ends
    within the tag. `bracket` is the offset of the first bracket inside that is in no quotes.
    """

    name: str
    attributes: dict[str, str]
    offset: int
    end: int
    is_whole: bool = True
    bracket: int | None = None


class Comment(NamedTuple):
    """A comment, or what a browser takes for one, such as a declaration; and its offsets."""

    offset: int
    end: int
    is_whole: bool = True


Markup: TypeAlias = Tag | Comment


class _Attribute(NamedTuple):
    """An attribute: its name in lower case, its value as it is written, and where that begins.

    It goes up to `end`; `bracket` is the offset of the first bracket in it that is in no quotes.
    """

    name: str
    written: str
    offset: int
    end: int
    bracket: int | None


def read_html(text: str) -> list[Markup]:
    """The tags and comments in a piece of HTML, in order.

    Those in the content of an element that has only text are among them: within SVG, it has more.
    So are those that begin within a tag, which somebody forgot to end.
    """
    return list(_markup(text, 0, len(text)))


def tags(text: str) -> Iterator[Tag]:
    """The tags in a piece of HTML, each read when it is asked for; without those in comments."""
    markup = _markup(text, 0, len(text))
    return (each for each in markup if isinstance(each, Tag) and each.is_whole)


def find_attribute(text: str, name: str) -> tuple[int, str] | None:
    """An attribute of the tag that begins the text: the offset of its value, as it is written."""
    opening = _TAG.match(text)
    for attribute in _attributes(text, opening.end(), len(text)) if opening else ():
        if attribute.name == name:
            return attribute.offset, attribute.written
    return None


def find_attributes_end(text: str) -> int | None:
    """Where the attributes of the tag that begins the text end."""
    opening = _TAG.match(text)
    if not opening:
        return None
    return max((a.end for a in _attributes(text, opening.end(), len(text))), default=opening.end())


def unescaped(written: str) -> str:
    """The value of an attribute that is written so."""
    return _REFERENCE.sub(_character, written) if "&" in written else written


def text_end(text: str, name: str, start: int) -> int:
    """Where the text from `start` on ends, of an element with this name that has only text."""
    closing = _TEXT_ELEMENTS[name].search(text, start)
    return closing.start() if closing else len(text)


def _markup(text: str, start: int, end: int, is_inside: bool = False) -> Iterator[Markup]:
    """The markup from `start` up to `end`; `is_inside` says that browsers see none there."""
    at = text.find("<", start, end)
    while at >= 0:
        markup = _markup_at(text, at, end)
        at = markup.end if markup else at + 1
        if markup:
            yield markup
        if isinstance(markup, Tag) and not is_inside:
            if markup.bracket:
                yield from _markup(text, markup.bracket, at, is_inside=True)
            if markup.name in _TEXT_ELEMENTS:
                content_end = text_end(text, markup.name, at)
                yield from _markup(text, at, content_end, is_inside=True)
                at = content_end
        at = text.find("<", at, end)


def _markup_at(text: str, at: int, end: int) -> Markup | None:
    """What begins at the bracket at an offset; None where that is a bracket in a text."""
    if opening := _TAG.match(text, at, end):
        return _tag(text, opening, end)
    if text.startswith("<!--", at, end):
        return _comment(text, at, end)
    is_end_tag = text.startswith("</", at, end)
    if is_end_tag and (at + 2 == end or text.startswith("</>", at, end)):
        return None
    if not is_end_tag and not text.startswith(("<!", "<?"), at, end):
        return None
    closing = text.find(">", at, end)
    return Comment(at, closing + 1) if closing >= 0 else Comment(at, end, is_whole=False)


def _tag(text: str, opening: re.Match[str], end: int) -> Tag:
    attributes: dict[str, str] = {}
    at = opening.end()
    bracket = _bracket(text, opening.start() + 1, at)
    for attribute in _attributes(text, at, end):
        attributes.setdefault(attribute.name, unescaped(attribute.written))
        at = attribute.end
        bracket = attribute.bracket if bracket is None else bracket
    closing = _TAG_END.match(text, at, end)
    return Tag(
        opening["name"].translate(_LOWER),
        attributes,
        opening.start(),
        closing.end() if closing else end,
        closing is not None,
        bracket,
    )


def _attributes(text: str, start: int, end: int) -> Iterator[_Attribute]:
    """The attributes that are written from `start` on in a tag."""
    at = start
    while found := _ATTRIBUTE.match(text, at, end):
        # What nobody closes goes on to the end.
        at = end if found["open"] else found.end()
        group = next((g for g in ("double", "single", "bare") if found[g] is not None), None)
        offset = found.start(group) if group else found.end()
        searched = at if group == "bare" else offset
        yield _Attribute(
            found["name"].translate(_LOWER),
            found[group] if group else "",
            offset,
            at,
            _bracket(text, found.start("name"), searched),
        )


def _bracket(text: str, start: int, end: int) -> int | None:
    at = text.find("<", start, end)
    return at if at >= 0 else None


def _comment(text: str, at: int, end: int) -> Comment:
    inside = at + len("<!--")
    for closing in (">", "->"):
        if text.startswith(closing, inside, end):
            return Comment(at, inside + len(closing))
    closed = _COMMENT_END.search(text, inside, end)
    return Comment(at, closed.end()) if closed else Comment(at, end, is_whole=False)


def _character(reference: re.Match[str]) -> str:
    """What a character reference stands for."""
    if name := reference["name"]:
        # No part of a longer name counts: in an address, `&copyright` is no sign.
        return html5.get(name, reference[0])
    is_decimal = reference["hex"] is None
    digits = reference["decimal" if is_decimal else "hex"]
    number = int(digits or "0", 10 if is_decimal else 16) if len(digits) <= _MOST_DIGITS else 0
    if 0x80 <= number <= 0x9F:
        return html.unescape(reference[0])
    is_character = 0 < number <= 0x10FFFF and not 0xD800 <= number <= 0xDFFF
    return chr(number) if is_character else "\ufffd"
