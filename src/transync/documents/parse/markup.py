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
    for attribute in _attributes_of_first(text):
        if attribute.name == name:
            return attribute.offset, attribute.written
    return None


def find_attributes_end(text: str) -> int | None:
    """Where the attributes of the tag that begins the text end."""
    opening = _TAG.match(text)
    if not opening:
        return None
    ends = (attribute.end for attribute in _attributes_of_first(text))
    return max(ends, default=opening.end())


def _attributes_of_first(text: str) -> Iterator[_Attribute]:
    """The attributes of the tag that begins the text."""
    if opening := _TAG.match(text):
        yield from _attributes(text, opening.end(), len(text))


def unescaped(written: str) -> str:
    """The value of an attribute that is written so."""
    if "&" in written:
        return _REFERENCE.sub(_character, written)
    return written


def text_end(text: str, name: str, start: int) -> int:
    """Where the text from `start` on ends, of an element with this name that has only text."""
    closing = _TEXT_ELEMENTS[name].search(text, start)
    if closing:
        return closing.start()
    return len(text)


def _markup(text: str, start: int, end: int, is_inside: bool = False) -> Iterator[Markup]:
    """The markup from `start` up to `end`; `is_inside` says that browsers see none there."""
    at = text.find("<", start, end)
    while at >= 0:
        markup = _markup_at(text, at, end)
        at += 1
        if markup:
            at = markup.end
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
    if closing >= 0:
        return Comment(at, closing + 1)
    return Comment(at, end, is_whole=False)


def _tag(text: str, opening: re.Match[str], end: int) -> Tag:
    attributes: dict[str, str] = {}
    at = opening.end()
    bracket = _bracket(text, opening.start() + 1, at)
    for attribute in _attributes(text, at, end):
        attributes.setdefault(attribute.name, unescaped(attribute.written))
        at = attribute.end
        if bracket is None:
            bracket = attribute.bracket
    if closing := _TAG_END.match(text, at, end):
        end = closing.end()
    return Tag(
        opening["name"].translate(_LOWER),
        attributes,
        opening.start(),
        end,
        is_whole=closing is not None,
        bracket=bracket,
    )


def _attributes(text: str, start: int, end: int) -> Iterator[_Attribute]:
    """The attributes that are written from `start` on in a tag."""
    at = start
    while found := _ATTRIBUTE.match(text, at, end):
        at = offset = unquoted_end = found.end()
        written = ""
        if group := _group_of_value(found):
            written, offset = found[group], found.start(group)
        if group != "bare":
            unquoted_end = offset
        if found["open"]:
            # What nobody closes goes on to the end.
            at = end
        bracket = _bracket(text, found.start("name"), unquoted_end)
        yield _Attribute(found["name"].translate(_LOWER), written, offset, at, bracket)


def _group_of_value(found: re.Match[str]) -> str | None:
    """The group of the pattern that holds an attribute's value, if it has one."""
    for group in ("double", "single", "bare"):
        if found[group] is not None:
            return group
    return None


def _bracket(text: str, start: int, end: int) -> int | None:
    at = text.find("<", start, end)
    return at if at >= 0 else None


def _comment(text: str, at: int, end: int) -> Comment:
    inside = at + len("<!--")
    for closing in (">", "->"):
        if text.startswith(closing, inside, end):
            return Comment(at, inside + len(closing))
    closed = _COMMENT_END.search(text, inside, end)
    if closed:
        return Comment(at, closed.end())
    return Comment(at, end, is_whole=False)


def _character(reference: re.Match[str]) -> str:
    """What a character reference stands for."""
    if name := reference["name"]:
        # No part of a longer name counts: in an address, `&copyright` is no sign.
        return html5.get(name, reference[0])
    digits, base = reference["decimal"], 10
    if digits is None:
        digits, base = reference["hex"], 16
    number = 0
    if len(digits) <= _MOST_DIGITS:
        number = int(digits or "0", base)
    if 0x80 <= number <= 0x9F:
        return html.unescape(reference[0])
    is_character = 0 < number <= 0x10FFFF and not 0xD800 <= number <= 0xDFFF
    if is_character:
        return chr(number)
    return "\ufffd"
