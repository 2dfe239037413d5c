"""Where lines of a source are lost in its translation.

Blocks tell where text is lost as long as each of them is read as what it was. A hole may take along
what made them so: a fence, an item, the header of a table; what is left of them is read as
something else then. Its lines are what they were.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from itertools import count, pairwise, takewhile
from typing import NamedTuple, TypeAlias

from transync.co_op_translator import ADDRESS, START_OF_DISCLAIMER
from transync.comparison.alignment import Work
from transync.comparison.disclaimer import body_blocks
from transync.comparison.gapped_alignment import Scores, Step, align_gapped
from transync.comparison.line_similarity import KeptLine, Mark, line_of, part, whole
from transync.comparison.page import Page
from transync.documents.document import Block, BlockKind
from transync.documents.editing import EditedText
from transync.languages.growth import usual_growth

# What a run of lost lines costs, in the scores of `line_similarity`; set by hand with those.
_GAP = 2.5
# What it tells that another line is glued to a line: that it breaks off, and the next piece begins.
_GLUED = 0.3
# So far beyond the hole, lines may be alike by accident.
_ALIKE = 8
# How many cells a line adds that may be held against each other: half a second for pages with a
# thousand lines.
_LINES_OF_WORK = 10
# In so many lines at its end a page has the link of its disclaimer.
_DISCLAIMER_LINES = 8


class LostLines(NamedTuple):
    """Lines of a source that its translation does not have.

    Above them, the translation has its line `last`, which is the source's `stump`; where that
    `breaks_off`, its beginning. It goes on with its line `first`, which is the source's `goes_on`.
    """

    last: int
    first: int
    stump: int
    goes_on: int
    breaks_off: bool


# The lines of a translation on which a text is known to break off, with what is lost behind them;
# None where nobody knows what.
Breaks: TypeAlias = Mapping[int, LostLines | None]
NO_BREAKS: Breaks = {}


def find_lost_lines(source: Page, translation: Page) -> Iterator[LostLines]:
    """The lines that are lost, run by run; none of pages that differ too much to tell."""
    blocks, others = source.document.blocks, translation.document.blocks
    if source.text is None or translation.text is None or not blocks or not others:
        return
    end = _end_of_body(source, translation)
    lines = _ComparedLines(
        _filled(source.text, blocks[0].line, blocks[-1].last_line),
        _filled(translation.text, others[0].line, end),
        _lines_of_code(blocks),
        usual_growth(source.document.prose.text, translation.document.prose.text),
    )
    yield from _runs(lines, list(_steps(lines)))


class _Filled(NamedTuple):
    """The lines of a page that are not blank, their numbers, and that of the first one below."""

    lines: Sequence[KeptLine]
    numbers: Sequence[int]
    end: int

    def number(self, n: int) -> int:
        """The number of a line; of what stands above or below all, too."""
        if n < 0:
            return self.numbers[0] - 1 if self.numbers else self.end - 1
        return self.numbers[n] if n < len(self.numbers) else self.end

    def is_followed(self, n: int) -> bool:
        """Whether the next one stands on the next line."""
        return n + 1 < len(self.numbers) and self.numbers[n + 1] == self.numbers[n] + 1


def _filled(text: EditedText, first: int, last: int) -> _Filled:
    numbers = [n for n in range(first, last + 1) if (text.line(n) or "").strip(" \t>")]
    return _Filled([line_of(text.line(n) or "") for n in numbers], numbers, last + 1)


class _ComparedLines(NamedTuple):
    """The lines of two pages; those of the source that are `code`; how much longer prose is."""

    source: _Filled
    translation: _Filled
    code: Collection[int]
    growth: float

    def whole(self, i: int, j: int) -> float:
        """How much a line of the source shares with one of the translation."""
        source, translation = self.source.lines[i], self.translation.lines[j]
        is_code = self.source.numbers[i] in self.code
        worth = whole(source, translation, self.growth, is_code=is_code)
        return worth - _GLUED if self.is_glued(i, j) else worth

    def part(self, i: int, j: int) -> float:
        """How much a line of the translation is like the beginning of one of the source."""
        source, translation = self.source.lines[i], self.translation.lines[j]
        is_code = self.source.numbers[i] in self.code
        worth = part(source, translation, self.growth, is_code=is_code)
        return worth + _GLUED if self.is_glued(i, j) else worth

    def is_glued(self, i: int, j: int) -> bool:
        """Whether the next line of the translation follows at once, other than in the source."""
        return self.translation.is_followed(j) and not self.source.is_followed(i)


def _lines_of_code(blocks: Sequence[Block]) -> frozenset[int]:
    """The numbers of the lines that stand between fences."""
    codes = (block for block in blocks if block.kind is BlockKind.CODE and block.is_fenced)
    return frozenset(line for block in codes for line in range(block.line + 1, block.last_line))


def _steps(lines: _ComparedLines) -> Iterator[Step]:
    """The lines that stand for each other around what is lost, and the end of both pages."""
    sizes = len(lines.source.lines), len(lines.translation.lines)
    above = _number_alike(lines, lambda n: (n, n))
    below = _number_alike(lines, lambda n: (sizes[0] - 1 - n, sizes[1] - 1 - n))
    # Both may have gone on too far: where they overlap, and some lines beyond.
    first = max(min(above, sizes[1] - below) - _ALIKE, 0)
    end = min(max(above, sizes[1] - below) + _ALIKE, sizes[1])
    source_end = end + sizes[0] - sizes[1]
    work = Work(_LINES_OF_WORK * sum(sizes))
    if source_end < first or not work.take(source_end - first, end - first):
        return
    scores = Scores(
        source_end - first,
        [(n + 1,) for n in range(end - first)],
        whole=lambda a, b: lines.whole(first + a, first + b),
        part=lambda a, b, _end: lines.part(first + a, first + b),
    )
    yield Step(first - 1, first - 1, first)
    for step in align_gapped(scores, _GAP):
        yield Step(first + step.left, first + step.first, first + step.end, step.breaks_off)
    yield Step(source_end, end, end + 1)


def _number_alike(lines: _ComparedLines, nth: Callable[[int], tuple[int, int]]) -> int:
    """How many lines have the same shapes, one after the other."""
    source, translation = lines.source.lines, lines.translation.lines
    pairs = map(nth, range(min(len(source), len(translation))))
    alike = takewhile(lambda pair: source[pair[0]].shape == translation[pair[1]].shape, pairs)
    return sum(1 for _ in alike)


def _runs(lines: _ComparedLines, steps: Sequence[Step]) -> Iterator[LostLines]:
    """The lost lines between lines that stand for each other."""
    source, translation = lines.source, lines.translation
    for above, below in pairwise(steps):
        lost = [n for n in range(above.left + 1, below.left) if _is_text(source.lines[n])]
        others = range(above.first + 1, below.first)
        if lost and not others and _is_heading_of(lines, above, below):
            continue
        if lost and not others:
            last, stump = above.first, above.left
            breaks_off = above.breaks_off or lines.is_glued(stump, last)
        elif len(others) == 1 and translation.is_followed(others[0]):
            # So little is left of this line that it is unlike its source: the next one of its kind.
            last, breaks_off = others[0], True
            mark = translation.lines[last].mark
            stump = next((n for n in lost[:-1] if source.lines[n].mark is mark), -1)
            if stump < 0:
                continue
        else:
            continue
        yield LostLines(
            last=translation.number(last),
            first=translation.number(below.first),
            stump=source.number(stump),
            goes_on=source.number(below.left),
            breaks_off=breaks_off,
        )


def _is_heading_of(lines: _ComparedLines, above: Step, below: Step) -> bool:
    """Whether a heading above what is lost may as well be that of what stands below.

    So it is if the lines from that heading on are like the last ones that are lost, and nothing in
    them tells which they are. Blocks tell then.
    """
    source = lines.source.lines
    if above.breaks_off:
        return False
    first = above.left
    while first > 0 and source[first].mark is not Mark.HEADING:
        first -= 1
    number = above.left + 1 - first
    start = below.left - number
    if start <= above.left or source[first].mark is not Mark.HEADING:
        return False
    if number == 1:
        return source[start].shape == source[first].shape
    kept, lost = source[first : above.left + 1], source[start : below.left]
    is_telling = any(line.items for line in (*kept, *lost))
    return not is_telling and [line.shape for line in kept] == [line.shape for line in lost]


def _is_text(line: KeptLine) -> bool:
    """Whether a line says something; fences that are lost alone are another fault."""
    return line.mark is not Mark.FENCE


def _end_of_body(source: Page, translation: Page) -> int:
    """The last line above the disclaimer, which code may have swallowed."""
    text, blocks = translation.text, translation.document.blocks
    if text is None:
        return 0
    body = body_blocks(source, translation)
    end = blocks[len(body)].line - 1 if len(body) < len(blocks) else len(text.lines)
    lines = [line or "" for line in text.lines[:end]]
    marked = (n for n, line in enumerate(lines) if START_OF_DISCLAIMER in line)
    end = next(marked, end)
    near_end = range(max(end - _DISCLAIMER_LINES, 0), end)
    if linked := [n for n in near_end if ADDRESS in lines[n].casefold()]:
        # The paragraph with the link.
        end = next(n for n in count(linked[0], -1) if n == 0 or not lines[n - 1].strip())
    return next((n for n in range(end, 0, -1) if lines[n - 1].strip(" \t-")), 0)
