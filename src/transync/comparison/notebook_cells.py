"""The cells of two notebooks, aligned: which stands for which, which are lost, new or moved."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict, deque
from collections.abc import Hashable, Iterator, Sequence
from functools import cached_property

from transync.comparison.alignment import Work, align_graded
from transync.comparison.code_lines import code_lines
from transync.comparison.common_items import common_pairs
from transync.comparison.disclaimer import body_blocks, disclaimer_cells
from transync.comparison.link_similarity import overlap
from transync.comparison.page import Page
from transync.documents.document import BlockKind
from transync.documents.notebook import NotebookCell
from transync.model import CellPlace

MARKDOWN, CODE = "markdown", "code"
# What a run of lost or added cells costs, and what two cells share that have nothing in common.
_GAP = 0.1
_COMMON = 0.4
_LEAST = 0.01
# What a cell must share with one that is out of order to be taken for it.
_ALIKE, _BETTER = 0.5, 0.4
# How many of the ids that both notebooks have must agree with what stands in the cells.
_TRUSTED = 0.6
# A link, a piece of code or a number says more than that there is a paragraph.
_WEIGHT = 3


class CellAlignment:
    """Cells by index; empty cells and the disclaimer's are no part of it.

    `pairs` are in order, cells that became of another type included; `moved` stand elsewhere.
    """

    def __init__(self, source: Page, translation: Page) -> None:
        self._pages = source, translation
        self.source = source.document.cells
        self.translation = translation.document.cells
        self._work = Work(len(self.source) + len(self.translation))
        self._body = len(body_blocks(source, translation))
        saying = (j for j, cell in enumerate(self.translation) if _says_something(cell))
        self._disclaimer = disclaimer_cells(source, translation, max(saying, default=-1))
        left = [i for i, cell in enumerate(self.source) if _says_something(cell)]
        right = [j for j in range(len(self.translation)) if self._is_body(j)]
        pairs = self._aligned(left, right)
        self.moved = tuple(self._moved(left, right, pairs))
        ours, theirs = (
            (set(side) for side in zip(*self.moved, strict=True)) if self.moved else ((), ())
        )
        self.pairs = tuple((i, j) for i, j in pairs if i not in ours and j not in theirs)
        lost = set(left) - {i for i, _ in (*self.pairs, *self.moved)}
        added = set(right) - {j for _, j in (*self.pairs, *self.moved)}
        self.lost = tuple(sorted(lost))
        self.added = tuple(sorted(added - self._disclaimer))
        self.retyped = tuple(
            (i, j) for i, j in self.pairs if self.source[i].kind != self.translation[j].kind
        )

    @cached_property
    def alike(self) -> Sequence[tuple[NotebookCell, NotebookCell]]:
        """The cells that stand for each other and are of the same type."""
        both = ((self.source[i], self.translation[j]) for i, j in self.pairs)
        return [(ours, theirs) for ours, theirs in both if ours.kind == theirs.kind]

    @cached_property
    def compared_blocks(self) -> Sequence[tuple[range, range]]:
        """The blocks of cells that stand for each other, as ranges: only these can be compared."""
        return [
            (range(*ours.blocks), range(theirs.blocks[0], min(theirs.blocks[1], self._body)))
            for ours, theirs in self.alike
            if ours.kind == MARKDOWN
        ]

    def reordered(self) -> Iterator[Sequence[tuple[int, int]]]:
        """The moved cells, those together that changed places with each other."""
        reach = 0
        together: list[tuple[int, int]] = []
        for start, end, pair in sorted(self._span(i, j) for i, j in self.moved):
            if together and start > reach:
                yield sorted(together)
                together = []
            reach = max(end, reach)
            together.append(pair)
        if together:
            yield sorted(together)

    def _span(self, i: int, j: int) -> tuple[int, int, tuple[int, int]]:
        """From where to where a cell moved, as indices of the source."""
        at = bisect_left(self.pairs, j, key=lambda pair: pair[1])
        before = self.pairs[at - 1][0] if at else -1
        return min(i, before), max(i, before), (i, j)

    def line_before(self, i: int) -> int:
        """Where in the translation the cell stands after which a lost one should."""
        at = bisect_left(self.pairs, (i,))
        cells = self.translation
        if at:
            return cells[self.pairs[at - 1][1]].line
        return cells[0].line if cells else 1

    def _aligned(self, left: Sequence[int], right: Sequence[int]) -> list[tuple[int, int]]:
        """The pairs in order; of a lot of cells, those that share all that is kept first."""
        if self._work.take(len(left), len(right)):
            return self._graded(left, right)
        pairs: list[tuple[int, int]] = []
        last_a = last_b = 0
        for a, b in (*self._common(left, right, self._keys), (len(left), len(right))):
            gap = left[last_a:a], right[last_b:b]
            if self._work.take(len(gap[0]), len(gap[1])):
                pairs += self._graded(*gap)
            else:
                found = self._common(*gap, self._kinds)
                both = ((gap[0][n], gap[1][m]) for n, m in found)
                pairs += ((i, j) for i, j in both if self._score(i, j) > 0)
            pairs += zip(left[a : a + 1], right[b : b + 1], strict=True)
            last_a, last_b = a + 1, b + 1
        return pairs

    def _graded(self, left: Sequence[int], right: Sequence[int]) -> list[tuple[int, int]]:
        found = align_graded(
            range(len(left)),
            range(len(right)),
            lambda a, b: self._score(left[a], right[b]),
            lambda a: False,
            _GAP,
        )
        return [(left[a], right[b]) for a, b in found]

    def _common(
        self, left: Sequence[int], right: Sequence[int], keys: tuple[Sequence[Hashable], ...]
    ) -> list[tuple[int, int]]:
        """The cells with the same key, in order, by their numbers among these."""
        ours, theirs = keys
        return common_pairs([ours[i] for i in left], [theirs[j] for j in right])

    @cached_property
    def _keys(self) -> tuple[Sequence[Hashable], ...]:
        """Of each cell on both sides, its name or all that a translator keeps."""
        return tuple(
            [
                cell.id if cell.id in self._ids else (cell.kind, frozenset(features.items()))
                for cell, features in zip(page.document.cells, found, strict=True)
            ]
            for page, found in zip(self._pages, self._features, strict=True)
        )

    @cached_property
    def _kinds(self) -> tuple[Sequence[Hashable], ...]:
        return tuple([cell.kind for cell in page.document.cells] for page in self._pages)

    def _score(self, i: int, j: int) -> float:
        """From 0 for cells that can't stand for each other to 1 for cells that surely do."""
        ours, theirs = self.source[i], self.translation[j]
        if ours.id in self._ids or theirs.id in self._ids:
            return float(ours.id == theirs.id)
        if ours.kind != theirs.kind:
            return _LEAST
        similarity = self._similarity(i, j)
        return max((similarity - _COMMON) / (1 - _COMMON), _LEAST)

    def _similarity(self, i: int, j: int) -> float:
        ours, theirs = self.source[i], self.translation[j]
        if ours.digest == theirs.digest:
            return 1.0
        expected = ours.length * self._growth if ours.kind == MARKDOWN else ours.length
        length = min(expected, theirs.length) / max(expected, theirs.length, 1)
        features = self._features[0][i], self._features[1][j]
        return 0.75 * overlap(*features) + 0.25 * length if any(features) else length

    @cached_property
    def _features(self) -> tuple[Sequence[Counter[Hashable]], ...]:
        """What a translator keeps of each cell, on both sides."""
        return tuple(
            [Counter(dict(_weighed(page, cell))) for cell in page.document.cells]
            for page in self._pages
        )

    @cached_property
    def _growth(self) -> float:
        """How much longer texts are in the translation."""
        ours, theirs = (
            sum(cell.length for cell in cells if cell.kind == MARKDOWN)
            for cells in (self.source, self.translation)
        )
        return theirs / ours if ours and theirs else 1.0

    @cached_property
    def _ids(self) -> frozenset[str]:
        """The ids that name the same cell on both sides, unless most of them lie."""
        ours, theirs = (_by_id(cells) for cells in (self.source, self.translation))
        both = ours.keys() & theirs.keys()
        agreeing = sum(_is_alike(ours[name], theirs[name]) for name in both)
        return frozenset(both) if both and agreeing >= _TRUSTED * len(both) else frozenset()

    def _moved(
        self, left: Sequence[int], right: Sequence[int], pairs: Sequence[tuple[int, int]]
    ) -> Iterator[tuple[int, int]]:
        """Cells that are recognised out of order: what has no counterpart, or one less like it."""
        worth = {(i, j): self._score(i, j) for i, j in pairs}
        settled = [pair for pair, score in worth.items() if score >= _ALIKE]
        lost = sorted(set(left) - {i for i, _ in settled})
        rest = sorted(set(right) - {j for _, j in settled})
        least = {i: max(_ALIKE, score + _BETTER) for (i, _), score in worth.items()}
        found: set[int] = set()
        for i, options in self._options(lost, rest):
            alike = (
                j for j in options if j not in found and self._score(i, j) >= least.get(i, _ALIKE)
            )
            if (j := next(alike, None)) is not None:
                found.add(j)
                yield i, j

    def _options(
        self, lost: Sequence[int], rest: Sequence[int]
    ) -> Iterator[tuple[int, Sequence[int]]]:
        """Of each lost cell, those that it may be: of a lot of cells, only what is equal."""
        if self._work.take(len(lost), len(rest)):
            yield from ((i, rest) for i in lost)
            return
        equal: dict[Hashable, deque[int]] = defaultdict(deque)
        for j in rest:
            equal[self._keys[1][j]].append(j)
        for i in lost:
            if options := equal.get(self._keys[0][i]):
                yield i, [options.popleft()]

    def _is_body(self, j: int) -> bool:
        cell = self.translation[j]
        is_behind = cell.blocks[0] >= self._body and cell.blocks[0] < cell.blocks[1]
        is_disclaimer = cell.has_disclaimer_mark and j in self._disclaimer
        return _says_something(cell) and not is_behind and not is_disclaimer


def runs(indices: Sequence[int]) -> Iterator[Sequence[int]]:
    """Indices that follow each other, together."""
    start = 0
    for end in range(1, len(indices) + 1):
        if end == len(indices) or indices[end] != indices[end - 1] + 1:
            yield indices[start:end]
            start = end


def place_in_cells(cells: Sequence[NotebookCell], line: int) -> CellPlace | None:
    """Where in a notebook a line of its file is, if it is in one cell and no other."""
    at = bisect_right(cells, line, key=lambda cell: cell.first) - 1
    if at < 0 or cells[at].last < line or (at and cells[at - 1].last >= line):
        return None
    lines = cells[at].lines
    first = bisect_left(lines, line)
    is_clear = lines[first : first + 2].count(line) == 1
    return CellPlace(at + 1, first + 1 if is_clear else None)


def _says_something(cell: NotebookCell) -> bool:
    return cell.length > 0 or bool(cell.outputs)


def _by_id(cells: Sequence[NotebookCell]) -> dict[str, NotebookCell]:
    counts = Counter(cell.id for cell in cells)
    return {cell.id: cell for cell in cells if cell.id and counts[cell.id] == 1}


def _is_alike(ours: NotebookCell, theirs: NotebookCell) -> bool:
    return ours.kind == theirs.kind and ours.code == theirs.code


def _weighed(page: Page, cell: NotebookCell) -> Iterator[tuple[Hashable, int]]:
    seen: Counter[Hashable] = Counter()

    def named(feature: Hashable) -> Hashable:
        seen[feature] += 1
        return feature, seen[feature]

    for line in code_lines(cell):
        yield named(("code", line)), _WEIGHT
    if cell.kind == CODE and not cell.code:
        yield named(("text", cell.digest)), _WEIGHT
    for block in page.document.blocks[slice(*cell.blocks)]:
        yield named((block.kind, block.level, block.nesting)), 1 + (block.level > 0)
        for side in page.sides[slice(*block.links)]:
            yield named(("place", side.target.place)), _WEIGHT
        for text in (*block.codes, *block.numbers, *block.variables):
            yield named(("text", text)), _WEIGHT
        if block.kind is BlockKind.CODE:
            yield named(("code", block.code or block.digest)), _WEIGHT
