"""Markup that went astray, written so that it works again."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection
from typing import NamedTuple

from transync.comparison import Comparison, Side
from transync.document import Block, BlockKind, Link, LinkKind, Stray
from transync.model import Edit, Fix
from transync.repairs.edited import container, lines_with, read_lines
from transync.text import Text

_BEFORE_TARGET = re.compile(r"\][ \t]*[(（]")
# What ends a target or, with white space, makes it a text in parentheses.
_TARGET = re.compile(r"(?P<target>[^\s()（）]+)(?P<end>[)）])")
_BEHIND_TARGET = re.compile(r"[.,;:!?]?(?:\s|\Z)")
_BOLD = re.compile(r"\*\*(?P<left>[ \t]*)[^\s*](?:[^*]*?[^\s*])?(?P<right>[ \t]*)\*\*")
_MARKS_OF_IMAGES = ("!", "！")


class _Brackets(NamedTuple):
    """The edits that put a link together, its target, and where that stands."""

    edits: tuple[Edit, ...]
    target: str
    at: tuple[int, int]


def restore_links(comparison: Comparison, stray: Stray, index: int) -> Fix | None:
    """The brackets of the links of a line that the source has in this text: all that are broken."""
    page = comparison.translation
    strays = [s for s in page.document.strays if s.is_link and s.line == stray.line]
    sides = comparison.source.sides[slice(*comparison.structure.source[index].links)]
    targets = {comparison.expected.target(side) or "" for side in sides}
    found = [_brackets(page.text, each, targets) for each in strays] if page.text else []
    links = [each for each in found if each]
    lost = _lost_places(comparison, stray.line, index, {link.at for link in links})
    wanted = Counter(page.resolve(link.target).target.place for link in links)
    if len(links) < len(strays) or not wanted <= lost:
        return None
    edits = tuple(edit for link in links for edit in link.edits)
    document = read_lines(lines_with(page, edits, [stray.line])) if edits else None
    if not document or any(each.is_link for each in document.strays):
        return None
    there = Counter(link.target for link in document.links)
    return Fix(edits) if Counter(link.target for link in links) <= there else None


def _brackets(text: Text, stray: Stray, targets: Collection[str]) -> _Brackets | None:
    line, at = text.line(stray.line) or "", stray.column - 1
    opening = _BEFORE_TARGET.match(line, at) if line.startswith(stray.mark, at) else None
    if opening is None:
        return None
    start = opening.end()
    if found := _TARGET.match(line, start):
        target, closing = found["target"], found["end"]
    else:
        # Without its end, only a target of the source tells where it ends.
        known = [x for x in targets if x and line.startswith(x, start)]
        target, closing = max(known, key=len, default=""), ""
        if not target or not _BEHIND_TARGET.match(line, start + len(target)):
            return None
    written = (at, opening[0], "]("), (start + len(target), closing, ")")
    edits = (
        text.replace(stray.line, first, first + len(old), new)
        for first, old, new in written
        if old != new
    )
    return _Brackets(tuple(edits), target, (stray.line, start + 1))


def restore_bold(comparison: Comparison, stray: Stray, index: int) -> Fix | None:
    """Bold text without the white space inside its asterisks, where there is no other way.

    The text has as many asterisks as the source's, two and two on a line, and all that is on this
    one is surely bold when the space is gone.
    """
    text, there = comparison.translation.text, _block_of(comparison, stray.line)
    if text is None or there is None:
        return None
    numbers = range(there.line, there.last_line + 1)
    lines = [text.line(number) or "" for number in numbers if number <= stray.line]
    found = list(_BOLD.finditer(lines[-1]))
    is_whole = lines[-1].count("**") == 2 * len(found)
    is_even = not any(line.count("**") % 2 for line in lines)
    if there.emphasis != comparison.structure.source[index].emphasis or not is_whole or not is_even:
        return None
    edits = [
        text.replace(stray.line, *bold.span(side), "")
        for bold in found
        for side in ("left", "right")
        # What stands in a code span is no markup.
        if bold[side] and not lines[-1].count("`", 0, bold.start()) % 2
    ]
    whole = [stray.line] if there.kind is BlockKind.TABLE else numbers
    new = lines_with(comparison.translation, edits, whole) if edits else []
    document = read_lines(new)
    is_left = document is None or any(
        whole[other.line - 1] == stray.line for other in document.strays
    )
    return Fix(tuple(edits)) if edits and not is_left else None


def restore_image(comparison: Comparison, image: Side, there: Side) -> Fix | None:
    """The mark that makes an image of a link, at the link's brackets."""
    text, link = comparison.translation.text, there.link
    line = text.line(link.line) if text else None
    start = link.column - 1
    if text is None or line is None or not line.startswith("[", start):
        return None
    if image.link.kind is not LinkKind.IMAGE:
        return None
    before, first = line[:start].rstrip(" \t"), start
    if before.endswith(_MARKS_OF_IMAGES):
        before, first = before[:-1], len(before) - 1
        if before != container(line) and not before.rstrip().endswith(("|", "[")):
            # The mark may be that of a sentence.
            return None
    edit = text.replace(link.line, first, start, "!")
    new = lines_with(comparison.translation, [edit], [link.line])
    document = read_lines(new)
    column = first + 1 - len(container(new[0])) if new else 0
    wanted = Link(LinkKind.IMAGE, link.target, 1, column)
    return Fix((edit,)) if document and wanted in document.links else None


def _lost_places(
    comparison: Comparison, line: int, index: int, strays: Collection[tuple[int, int]]
) -> Counter[str]:
    """Where links of the source's text lead that are not in the translation's.

    `strays` is where stray targets stand, which are links by themselves if they are URLs.
    """
    there = _block_of(comparison, line)
    if there is None:
        return Counter()
    ours = comparison.source.sides[slice(*comparison.structure.source[index].links)]
    theirs = comparison.translation.sides[slice(*there.links)]
    given = (side.target.place for side in theirs if side.link[2:4] not in strays)
    return Counter(side.target.place for side in ours) - Counter(given)


def _block_of(comparison: Comparison, line: int) -> Block | None:
    """The block of the translation in which a line stands."""
    blocks = comparison.structure.translation
    return next((block for block in blocks if block.line <= line <= block.last_line), None)
