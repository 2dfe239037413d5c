"""The cells of two notebooks, aligned: which stands for which, which are lost, new or moved."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict, deque
from collections.abc import Hashable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from transync.comparison.alignment import Work
from transync.comparison.cell_similarity import MARKDOWN, CellSimilarity
from transync.comparison.common_items import common_pairs
from transync.comparison.disclaimer import disclaimer_cells
from transync.comparison.gapped_alignment import align_graded
from transync.comparison.page import Page
from transync.documents.notebook import NotebookCell
from transync.model import CellPlace

# What a run of lost or added cells costs, in the scores of `cell_similarity`.
_GAP = 0.1
# The score from which a cell is taken for one that is out of order, and by how much that must be
# better than the score of a pair in order. These weights were set like those of the scores.
_ALIKE, _BETTER = 0.5, 0.4


@dataclass(frozen=True)
class CellAlignment:
    """Cells by index; empty cells and the disclaimer's are no part of it.

    `pairs` are in order, cells that became of another type included; `moved` stand elsewhere.
    `emptied` are lost cells of the source of which the translation has the empty cell.
    `body_end` is the number of the translation's blocks above the disclaimer.
    """

    source: Sequence[NotebookCell]
    translation: Sequence[NotebookCell]
    pairs: Sequence[tuple[int, int]]
    moved: Sequence[tuple[int, int]]
    lost: Sequence[int]
    emptied: Sequence[tuple[int, int]]
    added: Sequence[int]
    body_end: int

    @cached_property
    def retyped(self) -> Sequence[tuple[int, int]]:
        """The pairs of cells that became of another type."""
        kinds = ((self.source[i].kind, self.translation[j].kind) for i, j in self.pairs)
        both = zip(self.pairs, kinds, strict=True)
        return [pair for pair, (before, after) in both if before != after]

    @cached_property
    def alike(self) -> Sequence[tuple[NotebookCell, NotebookCell]]:
        """The cells that stand for each other and are of the same type, those that moved last."""
        both = ((self.source[i], self.translation[j]) for i, j in (*self.pairs, *self.moved))
        return [pair for pair in both if pair[0].kind == pair[1].kind]

    @cached_property
    def compared_blocks(self) -> Sequence[tuple[range, range, bool]]:
        """The blocks of cells that stand for each other, and whether the cells have moved.

        Only these can be compared.
        """
        moved = {self.source[i].first for i, _ in self.moved}
        ranges = []
        for source, translation in self.alike:
            if source.kind == MARKDOWN:
                first, end = translation.blocks
                blocks = range(first, min(end, self.body_end))
                ranges.append((range(*source.blocks), blocks, source.first in moved))
        return ranges

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
        if at:
            _, above = self.pairs[at - 1]
            return self.translation[above].line
        return self.translation[0].line if self.translation else 1


def align_cells(source: Page, translation: Page, body_end: int) -> CellAlignment:
    """Align the cells of two pages; of those without any, nothing.

    `body_end` is the number of the translation's blocks above the disclaimer.
    """
    sources, translations = source.document.cells, translation.document.cells
    lefts = [i for i, cell in enumerate(sources) if _says_something(cell)]
    rights = [j for j, cell in enumerate(translations) if _says_something(cell)]
    disclaimer = disclaimer_cells(source, translation, max(rights, default=-1))
    rights = [j for j in rights if _is_body(translations[j], body_end, j in disclaimer)]
    work = Work(len(sources) + len(translations))
    aligner = _CellAligner(source, translation, CellSimilarity(source, translation), work)
    aligned = aligner.pairs(lefts, rights)
    moved = list(aligner.moved(lefts, rights, aligned))
    moved_sources, moved_translations = dict(moved).keys(), {j for _, j in moved}
    pairs = [(i, j) for i, j in aligned if i not in moved_sources and j not in moved_translations]
    lost = set(lefts).difference(i for i, _ in (*pairs, *moved))
    added = set(rights).difference(disclaimer, (j for _, j in (*pairs, *moved)))
    emptied = list(_emptied(sorted(lost), pairs, sources, translations))
    return CellAlignment(
        sources,
        translations,
        pairs=pairs,
        moved=moved,
        lost=sorted(lost.difference(dict(emptied))),
        emptied=emptied,
        added=sorted(added),
        body_end=body_end,
    )


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


def _emptied(
    lost: Sequence[int],
    pairs: Sequence[tuple[int, int]],
    source: Sequence[NotebookCell],
    translation: Sequence[NotebookCell],
) -> Iterator[tuple[int, int]]:
    """The lost cells, with the empty ones of their type that stand in their places."""
    free = 0
    for i in lost:
        at = bisect_left(pairs, (i,))
        first = pairs[at - 1][1] + 1 if at else 0
        end = pairs[at][1] if at < len(pairs) else len(translation)
        for j in range(max(first, free), end):
            cell = translation[j]
            if not _says_something(cell) and cell.kind == source[i].kind:
                free = j + 1
                yield i, j
                break


def _says_something(cell: NotebookCell) -> bool:
    return cell.length > 0 or bool(cell.outputs)


def _is_body(cell: NotebookCell, body_end: int, is_disclaimer: bool) -> bool:
    first, end = cell.blocks
    is_below = body_end <= first < end
    return not is_below and not (cell.has_disclaimer_mark and is_disclaimer)


@dataclass(frozen=True)
class _CellAligner:
    """Pairs the cells of two pages as long as there is `work` left; `left` is the source."""

    source: Page
    translation: Page
    similarity: CellSimilarity
    work: Work

    def pairs(self, lefts: Sequence[int], rights: Sequence[int]) -> list[tuple[int, int]]:
        """The pairs in order; of a lot of cells, those that share all that is kept first."""
        if self.work.take(len(lefts), len(rights)):
            return self._graded(lefts, rights)
        pairs: list[tuple[int, int]] = []
        last_a = last_b = 0
        for a, b in (*self._with_equal_keys(lefts, rights), (len(lefts), len(rights))):
            pairs += self._pairs_in_gap(lefts[last_a:a], rights[last_b:b])
            if a < len(lefts):
                pairs.append((lefts[a], rights[b]))
            last_a, last_b = a + 1, b + 1
        return pairs

    def _pairs_in_gap(
        self, lefts: Sequence[int], rights: Sequence[int]
    ) -> Sequence[tuple[int, int]]:
        """What stands between two sure pairs: of a lot of it, what is of the same type."""
        if self.work.take(len(lefts), len(rights)):
            return self._graded(lefts, rights)
        left_kinds = [self.source.document.cells[i].kind for i in lefts]
        right_kinds = [self.translation.document.cells[j].kind for j in rights]
        both = ((lefts[a], rights[b]) for a, b in common_pairs(left_kinds, right_kinds))
        return [(i, j) for i, j in both if self.similarity.score(i, j) > 0]

    def _graded(self, lefts: Sequence[int], rights: Sequence[int]) -> list[tuple[int, int]]:
        found = align_graded(
            range(len(lefts)),
            range(len(rights)),
            score=lambda a, b: self.similarity.score(lefts[a], rights[b]),
            gap=_GAP,
        )
        return [(lefts[a], rights[b]) for a, b in found]

    def _with_equal_keys(
        self, lefts: Sequence[int], rights: Sequence[int]
    ) -> list[tuple[int, int]]:
        """The cells of which all is equal that a translator keeps, in order.

        They are numbers of places in `lefts` and `rights`.
        """
        left_keys = [self.similarity.source_keys[i] for i in lefts]
        return common_pairs(left_keys, [self.similarity.translation_keys[j] for j in rights])

    def moved(
        self, lefts: Sequence[int], rights: Sequence[int], pairs: Sequence[tuple[int, int]]
    ) -> Iterator[tuple[int, int]]:
        """Cells that are recognised out of order: what has no counterpart, or one less like it."""
        scores = {(i, j): self.similarity.score(i, j) for i, j in pairs}
        settled = [pair for pair, score in scores.items() if score >= _ALIKE]
        lost = sorted(set(lefts).difference(i for i, _ in settled))
        rest = sorted(set(rights).difference(j for _, j in settled))
        least = {i: max(_ALIKE, score + _BETTER) for (i, _), score in scores.items()}
        found: set[int] = set()
        for i, options in self._options(lost, rest):
            for j in options:
                if j not in found and self.similarity.score(i, j) >= least.get(i, _ALIKE):
                    found.add(j)
                    yield i, j
                    break

    def _options(
        self, lost: Sequence[int], rest: Sequence[int]
    ) -> Iterator[tuple[int, Sequence[int]]]:
        """Of each lost cell, those that it may be: of a lot of cells, only what is equal."""
        if self.work.take(len(lost), len(rest)):
            yield from ((i, rest) for i in lost)
            return
        equal: Mapping[Hashable, deque[int]] = defaultdict(deque)
        for j in rest:
            equal[self.similarity.translation_keys[j]].append(j)
        for i in lost:
            if options := equal.get(self.similarity.source_keys[i]):
                yield i, [options.popleft()]
