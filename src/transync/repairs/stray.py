"""Markup that went astray, written so that it works again."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
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
# Characters of a line that are read again, in all, to see whether its images are images then. Those
# that are left over are repaired when the file is checked next.
_MOST_READ = 10_000
_MARKS_OF_IMAGES = ("!", "！")


class _Brackets(NamedTuple):
    """The edits that put a link together, its target, and where that stands."""

    edits: tuple[Edit, ...]
    target: str
    at: tuple[int, int]


def restore_links(comparison: Comparison, stray: Stray, index: int) -> Fix | None:
    """The brackets of the links of a line that the source has in this text: all that are broken."""
    page, known = comparison.translation, comparison.once(_Known)
    strays = known.links_of_line(stray.line)
    found = [_brackets(page.text, each, known.targets(index)) for each in strays]
    links = [each for each in found if each]
    wanted = Counter(page.resolve(link.target).target.place for link in links)
    there = {link.at for link in links}
    if len(links) < len(strays) or not known.are_lost(wanted, stray.line, index, there):
        return None
    edits = tuple(edit for link in links for edit in link.edits)
    document = read_lines(lines_with(page, edits, [stray.line])) if edits else None
    if not document or any(each.is_link for each in document.strays):
        return None
    given = Counter(link.target for link in document.links)
    return Fix(edits) if Counter(link.target for link in links) <= given else None


class _Targets:
    """The targets that a text of the source has, as the translation should have them."""

    def __init__(self, targets: Iterable[str]) -> None:
        self._targets = set(targets)
        self._lengths = sorted({len(target) for target in self._targets}, reverse=True)

    def at(self, line: str, start: int) -> str:
        """The longest target that stands at a place of a line, nothing where none does."""
        parts = (line[start : start + length] for length in self._lengths)
        return next((part for part in parts if part and part in self._targets), "")


class _Known:
    """What is known of the stray links of a page, worked out once for each text."""

    def __init__(self, comparison: Comparison) -> None:
        self._comparison = comparison
        self._lines: dict[int, list[Stray]] = defaultdict(list)
        for stray in comparison.translation.document.strays:
            if stray.is_link:
                self._lines[stray.line].append(stray)
        self._targets: dict[int, _Targets] = {}
        self._own: dict[int, Counter[str]] = {}
        self._given: dict[int, Counter[str]] = {}
        self._places: dict[tuple[int, int], list[str]] = defaultdict(list)
        for side in comparison.translation.sides:
            self._places[side.link.line, side.link.column].append(side.target.place)

    def links_of_line(self, line: int) -> Sequence[Stray]:
        return self._lines[line]

    def targets(self, index: int) -> _Targets:
        """Those of the source's text with this index."""
        if index not in self._targets:
            expected, sides = self._comparison.expected, self._sides(index)
            self._targets[index] = _Targets(expected.target(side) or "" for side in sides)
        return self._targets[index]

    def are_lost(
        self,
        wanted: Mapping[str, int],
        line: int,
        index: int,
        strays: Collection[tuple[int, int]],
    ) -> bool:
        """Whether these places are those of links of the source's text that are not here.

        `strays` is where stray targets stand, which are links by themselves if they are URLs.
        """
        there = self._comparison.structure.block_at(line)
        if there is None:
            return False
        if index not in self._own:
            self._own[index] = Counter(side.target.place for side in self._sides(index))
        if there.line not in self._given:
            sides = self._comparison.translation.sides[slice(*there.links)]
            self._given[there.line] = Counter(side.target.place for side in sides)
        own, given = self._own[index], self._given[there.line]
        by_themselves = Counter(place for at in strays for place in self._places.get(at, ()))
        return all(
            number <= own[place] - given[place] + by_themselves[place]
            for place, number in wanted.items()
        )

    def _sides(self, index: int) -> Sequence[Side]:
        block = self._comparison.structure.source[index]
        return self._comparison.source.sides[slice(*block.links)]


def _brackets(text: Text | None, stray: Stray, targets: _Targets) -> _Brackets | None:
    if text is None:
        return None
    line, at = text.line(stray.line) or "", stray.column - 1
    opening = _BEFORE_TARGET.match(line, at) if line.startswith(stray.mark, at) else None
    if opening is None:
        return None
    start = opening.end()
    if found := _TARGET.match(line, start):
        target, closing = found["target"], found["end"]
    else:
        # Without its end, only a target of the source tells where it ends.
        target, closing = targets.at(line, start), ""
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
    there = comparison.structure.block_at(stray.line)
    if there is None or there.emphasis != comparison.structure.source[index].emphasis:
        return None
    edits = comparison.once(_Bold).edits(there).get(stray.line)
    return Fix(tuple(edits)) if edits else None


class _Bold:
    """The edits of the lines with stray asterisks, worked out together for each text."""

    def __init__(self, comparison: Comparison) -> None:
        self._page = comparison.translation
        strays = comparison.translation.document.strays
        self._lines = sorted({stray.line for stray in strays if not stray.is_link})
        self._known: dict[int, Mapping[int, Sequence[Edit]]] = {}

    def edits(self, block: Block) -> Mapping[int, Sequence[Edit]]:
        """Those of the lines of a block on which nothing is left astray then."""
        if block.line not in self._known:
            self._known[block.line] = self._find(block)
        return self._known[block.line]

    def _find(self, block: Block) -> Mapping[int, Sequence[Edit]]:
        text = self._page.text
        if text is None:
            return {}
        numbers = range(block.line, block.last_line + 1)
        lines = ((number, text.line(number) or "") for number in numbers)
        odd = next((number for number, line in lines if line.count("**") % 2), numbers.stop)
        first, end = (bisect_left(self._lines, number) for number in (block.line, odd))
        edits = {number: list(_bold_edits(text, number)) for number in self._lines[first:end]}
        made = {number: some for number, some in edits.items() if some}
        # Cells are no part of one text, whatever rows they stand in.
        parts = [[n] for n in made] if block.kind is BlockKind.TABLE else [numbers] if made else []
        left = set()
        for part in parts:
            every = [edit for number in part for edit in made.get(number, ())]
            document = read_lines(lines_with(self._page, every, part))
            strays = document.strays if document else ()
            left |= {part[stray.line - 1] for stray in strays} if document else set(part)
        return {number: some for number, some in made.items() if number not in left}


def _bold_edits(text: Text, number: int) -> Iterator[Edit]:
    """The edits that take white space from inside all asterisks of a line, if they come in twos."""
    line = text.line(number) or ""
    found = list(_BOLD.finditer(line))
    if line.count("**") == 2 * len(found):
        for bold in _outside_code(line, found):
            spans = (bold.span(side) for side in ("left", "right") if bold[side])
            yield from (text.replace(number, *span, "") for span in spans)


def _outside_code(line: str, found: Iterable[re.Match[str]]) -> Iterator[re.Match[str]]:
    """What does not stand in a code span, which is no markup there."""
    marks = end = 0
    for bold in found:
        marks += line.count("`", end, bold.start())
        end = bold.start()
        if not marks % 2:
            yield bold


class _Read:
    """How much was read again of each line of a translation, to see what becomes of it."""

    def __init__(self, comparison: Comparison) -> None:
        self.path = comparison.translation.path
        self._sizes: Counter[int] = Counter()

    def may_read(self, line: int, size: int) -> bool:
        """Whether so many characters of a line may be read once more; if so, they count."""
        if self._sizes[line] and self._sizes[line] + size > _MOST_READ:
            return False
        self._sizes[line] += size
        return True


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
    if not comparison.once(_Read).may_read(link.line, len(line)):
        return None
    new = lines_with(comparison.translation, [edit], [link.line])
    document = read_lines(new)
    column = first + 1 - len(container(new[0])) if new else 0
    wanted = Link(LinkKind.IMAGE, link.target, 1, column)
    return Fix((edit,)) if document and wanted in document.links else None
