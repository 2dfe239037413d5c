"""Where in a text the destination of one of its links is written."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import NamedTuple, TypeAlias

from markdown_it.rules_inline import StateInline

from transync.documents.document import Link, LinkKind
from transync.documents.parse.label import same_label
from transync.documents.parse.link_rule import end_of_first
from transync.documents.parse.markup import SPACE, find_attribute, unescaped
from transync.documents.parse.parser import parser

_LABEL = re.compile(r"\[((?:[^\[\]\\]++|\\.)++)\]")
_DEFINITION = re.compile(rf"[\s>]*+{_LABEL.pattern}:[ \t]*(?=\S)")
_SPACE = re.compile(r"[ \t\n]*")
_ATTRIBUTES = {LinkKind.HTML_LINK: "href", LinkKind.HTML_IMAGE: "src"}

# The line of each definition and the place of its destination in it, by the label.
Definitions: TypeAlias = Mapping[str, Sequence[tuple[int, int]]]


class Destination(NamedTuple):
    """What is written between the brackets or quotes of a link, and from which offset on."""

    offset: int
    written: str


def find_destination(text: str, link: Link) -> Destination | None:
    """The destination of a link whose markup begins the text.

    None where it stands elsewhere, as that of a reference does, or is not what the link says.
    """
    if link.kind in _ATTRIBUTES:
        found = find_attribute(text, _ATTRIBUTES[link.kind])
        is_same = found and unescaped(found[1]).strip(SPACE) == link.target
        if found and is_same:
            return Destination(*found)
        return None
    if link.kind is LinkKind.BARE:
        # The parser gives a scheme to an address without one: `http://`, or `mailto:`.
        for written in (link.target, link.target[7:]):
            if written and text.startswith(written):
                return Destination(0, written)
        return None
    if link.kind is LinkKind.AUTOLINK:
        end = text.find(">")
        written = text[1:end]
        is_same = text.startswith("<") and parser().normalizeLink(written) == link.target
        if is_same and end > 0:
            return Destination(1, written)
        return None
    return _in_parentheses(text, link)


def find_definitions(lines: Sequence[str | None]) -> Definitions:
    """The references that are defined in a text."""
    found: dict[str, list[tuple[int, int]]] = defaultdict(list)
    for number, line in enumerate(lines, 1):
        if line and (opening := _DEFINITION.match(line)):
            found[same_label(opening[1])].append((number, opening.end()))
    return found


def find_definition(
    definitions: Definitions, lines: Sequence[str | None], text: str, link: Link
) -> tuple[int, Destination] | None:
    """Where the destination of a reference whose markup begins the text is defined.

    The line, from 1, and the place in it; None where more than one line may define it.
    """
    if link.kind not in (LinkKind.LINK, LinkKind.IMAGE):
        return None
    end = _end_of_text(text, link)
    if end is None:
        return None
    # Without a label behind it, the text of the link is one.
    label = text[text.index("[") + 1 : end]
    if following := _LABEL.match(text, end + 1):
        label = following[1]
    found = definitions.get(same_label(label), ())
    if len(found) != 1:
        return None
    number, at = found[0]
    destination = _destination(lines[number - 1] or "", at, link)
    if destination:
        return (number, destination)
    return None


def _in_parentheses(text: str, link: Link) -> Destination | None:
    end = _end_of_text(text, link)
    if end is None or not text.startswith("](", end):
        return None
    at = end + 2
    if space := _SPACE.match(text, at):
        at = space.end()
    return _destination(text, at, link)


def _end_of_text(text: str, link: Link) -> int | None:
    """Where the bracket stands that closes the text of a link or an image."""
    is_image = link.kind is LinkKind.IMAGE
    opening = "![" if is_image else "["
    if not text.startswith(opening):
        return None
    state = StateInline(text, parser(), {}, [])
    end = end_of_first(state, len(opening) - 1, disable_nested=not is_image)
    return end if end >= 0 else None


def _destination(text: str, at: int, link: Link) -> Destination | None:
    """The destination that is written there, if it is the link's."""
    markdown = parser()
    found = markdown.helpers.parseLinkDestination(text, at, len(text))
    if not found.ok or markdown.normalizeLink(found.str) != link.target:
        return None
    is_in_brackets = text.startswith("<", at)
    written = text[at + is_in_brackets : found.pos - is_in_brackets]
    return Destination(at + is_in_brackets, written)
