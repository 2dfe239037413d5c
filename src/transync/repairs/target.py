"""Links: another target is written where the old one stood, and nothing else."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from typing import NamedTuple

from transync.comparison import LinkMatch
from transync.comparison.comparison import Comparison
from transync.documents.document import Link, LinkKind
from transync.documents.editing import EditedText
from transync.documents.parse.destination import (
    Definitions,
    find_definition,
    find_definitions,
    find_destination,
)
from transync.links.localized import is_of_same_site
from transync.model import Fix

_PARTS = re.compile(r"([^?#]*)(\?[^#]*)?(#.*)?", re.DOTALL)
_IN_HTML = (LinkKind.HTML_LINK, LinkKind.HTML_IMAGE)
# Nobody writes a link over more lines or characters.
_MOST_LINES = 20
LONGEST_LINK = 4_000
# The parser reads a text with more brackets as a whole, to know where each of them ends.
_MOST_BRACKETS = 20


def restore_target(comparison: Comparison, match: LinkMatch) -> Fix | None:
    """The target that the source's link has, where the two links surely stand for each other."""
    if match.source is None or not comparison.sure_links.is_aligned(match):
        return None
    target = comparison.expected.target(match.source)
    return retarget(comparison, match, target, is_safe=not _is_localized(comparison, match))


def restore_tracking(comparison: Comparison, match: LinkMatch) -> Fix | None:
    """The tracking parameters that the source's link has, where the translation's leads."""
    sure_links = comparison.sure_links
    if not sure_links.is_aligned(match) and not sure_links.is_only_one(match):
        return None
    return retarget(comparison, match, comparison.expected.tracked(match))


def retarget(
    comparison: Comparison, match: LinkMatch, target: str | None, is_safe: bool = True
) -> Fix | None:
    """Another target for the translation's link; None where it can't be written there.

    What is equal to the old one, or to the source's, stays as it is spelt.
    """
    text = comparison.translation.text
    if not target or not match.translation or not text:
        return None
    link = match.translation.written
    written = _find(text, link, lambda: comparison.once(_translation_definitions))
    if written is None:
        return None
    spellings = [_spelt(target, link.target, written.text)]
    if match.source and (source_text := comparison.source.text):
        original = match.source.written
        found = _find(source_text, original, lambda: comparison.once(_source_definitions))
        if found and (original.kind in _IN_HTML) == (link.kind in _IN_HTML):
            spellings.append(_spelt(target, original.target, found.text))
    spellings.append([_escaped(part, link.kind) for part in _parts(target)])
    new = "".join(map(_first_known, zip(*spellings, strict=True)))
    if new == written.text:
        return None
    edit = text.replace(written.line, written.start, written.start + len(written.text), new)
    return Fix((edit,), is_safe)


def _is_localized(comparison: Comparison, match: LinkMatch) -> bool:
    """Whether a link leads to the same site in the language of the translation."""
    if match.source is None or match.translation is None:
        return False
    source, translation = match.source.written.target, match.translation.written.target
    return is_of_same_site(source, translation, comparison.pair.language)


class _Written(NamedTuple):
    line: int
    start: int
    text: str


def _translation_definitions(comparison: Comparison) -> Definitions:
    return _definitions(comparison.translation.text)


def _source_definitions(comparison: Comparison) -> Definitions:
    return _definitions(comparison.source.text)


def _definitions(text: EditedText | None) -> Definitions:
    if text is None:
        return {}
    return find_definitions(text.lines)


def _find(text: EditedText, link: Link, definitions: Callable[[], Definitions]) -> _Written | None:
    markup, start = _markup(text, link), link.column - 1
    found = find_destination(markup, link)
    if found is None and (at := find_definition(definitions(), text.lines, markup, link)):
        return _Written(at[0], *at[1])
    if found is None or "\n" in found.written:
        return None
    before = markup[: found.offset]
    lines = before.count("\n")
    if not lines:
        return _Written(link.line, start + found.offset, found.written)
    column = len(before) - (before.rfind("\n") + 1)
    return _Written(link.line + lines, column, found.written)


def _markup(text: EditedText, link: Link) -> str:
    """What a link's markup begins, as much of it as may belong to the link."""
    first = text.line(link.line) or ""
    if not first or first.isspace():
        return ""
    parts = [first[link.column - 1 : link.column - 1 + LONGEST_LINK]]
    size = len(first) - (link.column - 1)
    for number in range(link.line + 1, link.line + _MOST_LINES):
        line = text.line(number)
        if size >= LONGEST_LINK or not line or line.isspace():
            break
        parts.append(line[:LONGEST_LINK])
        size += len(line)
    return markup_of_one("\n".join(parts))


def markup_of_one(text: str) -> str:
    """What a text begins with, as far as it may be the markup of one link."""
    pieces = text[:LONGEST_LINK].split("[", _MOST_BRACKETS + 1)
    return "[".join(pieces[: _MOST_BRACKETS + 1])


def _spelt(target: str, known: str, written: str) -> Sequence[str | None]:
    """Path, query and fragment of a target as they are written where they are known."""
    old, spelt = _parts(known), _parts(written)
    return [s if new == o else None for new, o, s in zip(_parts(target), old, spelt, strict=True)]


def _first_known(spellings: Iterable[str | None]) -> str:
    return next(spelling for spelling in spellings if spelling is not None)


def _parts(target: str) -> Sequence[str]:
    found = _PARTS.fullmatch(target)
    if found:
        return [part or "" for part in found.groups()]
    return [target, "", ""]


def _escaped(part: str, kind: LinkKind) -> str:
    """The part of a target without what would end the link."""
    if kind in _IN_HTML:
        marks = "\"' <>"
    elif part.count("(") != part.count(")"):
        marks = " <>()|"
    else:
        marks = " <>|"
    return part.translate({ord(mark): f"%{ord(mark):02X}" for mark in marks})
