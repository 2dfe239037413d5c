"""Links: another target is written where the old one stood, and nothing else."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from transync.comparison import Comparison, Match
from transync.document import Link, LinkKind
from transync.model import Fix
from transync.parse.destination import find_definition, find_destination
from transync.text import Text

_PARTS = re.compile(r"([^?#]*)(\?[^#]*)?(#.*)?", re.DOTALL)
_IN_HTML = (LinkKind.HTML_LINK, LinkKind.HTML_IMAGE)
# Nobody writes a link over more lines.
_MOST_LINES = 20


def restore_target(comparison: Comparison, match: Match) -> Fix | None:
    """The target that the source's link has, where the two links surely stand for each other."""
    if match.source is None or not comparison.expected.is_aligned(match):
        return None
    return retarget(comparison, match, comparison.expected.target(match.source))


def restore_tracking(comparison: Comparison, match: Match) -> Fix | None:
    """The tracking parameters that the source's link has, where the translation's leads."""
    expected = comparison.expected
    is_sure = expected.is_aligned(match) or expected.is_only_one(match)
    return retarget(comparison, match, expected.tracked(match)) if is_sure else None


def retarget(
    comparison: Comparison, match: Match, target: str | None, is_safe: bool = True
) -> Fix | None:
    """Another target for the translation's link; None where it can't be written there.

    What is equal to the old one, or to the source's, stays as it is spelt.
    """
    text = comparison.translation.text
    if not target or not match.translation or not text:
        return None
    link = match.translation.link
    written = _find(text, link)
    if written is None:
        return None
    spelt = _spelt(target, link.target, written.text)
    if match.source and (source := comparison.source.text):
        original = match.source.link
        found = _find(source, original)
        if found and (original.kind in _IN_HTML) == (link.kind in _IN_HTML):
            spelt = [
                old if old is not None else new
                for old, new in zip(spelt, _spelt(target, original.target, found.text), strict=True)
            ]
    parts = [
        part if part is not None else _escaped(new, link.kind)
        for part, new in zip(spelt, _parts(target), strict=True)
    ]
    new = "".join(parts)
    if new == written.text:
        return None
    edit = text.replace(written.line, written.start, written.start + len(written.text), new)
    return Fix((edit,), is_safe)


class _Written(NamedTuple):
    line: int
    start: int
    text: str


def _find(text: Text, link: Link) -> _Written | None:
    lines: list[str] = []
    for number in range(link.line, link.line + _MOST_LINES):
        line = text.line(number)
        if not line or line.isspace():
            break
        lines.append(line)
    markup = "\n".join(lines)[link.column - 1 :]
    found = find_destination(markup, link)
    if found is None and (definition := find_definition(text.lines, markup, link)):
        return _Written(definition[0], *definition[1])
    if found is None or "\n" in found.written:
        return None
    before = "\n".join(lines)[: link.column - 1 + found.offset]
    start = len(before) - (before.rfind("\n") + 1)
    return _Written(link.line + before.count("\n"), start, found.written)


def _spelt(target: str, known: str, written: str) -> Sequence[str | None]:
    """Path, query and fragment of a target as they are written where they are known."""
    old, spelt = _parts(known), _parts(written)
    return [s if new == o else None for new, o, s in zip(_parts(target), old, spelt, strict=True)]


def _parts(target: str) -> Sequence[str]:
    found = _PARTS.fullmatch(target)
    return [part or "" for part in found.groups()] if found else [target, "", ""]


def _escaped(part: str, kind: LinkKind) -> str:
    """The part of a target without what would end the link."""
    marks = (
        "\"' <>" if kind in _IN_HTML else " <>()|" if part.count("(") != part.count(")") else " <>|"
    )
    return "".join(f"%{ord(c):02X}" if c in marks else c for c in part)
