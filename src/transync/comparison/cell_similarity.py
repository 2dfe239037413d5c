"""How surely a cell of a translated notebook stands for one of its source's.

The weights were set by hand; nobody has measured them one by one. What all of them do together is
measured by `python -m bench.recall CORPUS --samples 8 --seed 42`, which makes notebooks of pages;
the results are in docs/accuracy.md.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from transync.comparison.code_lines import code_lines
from transync.comparison.link_similarity import overlap
from transync.comparison.page import Page
from transync.documents.document import Block, BlockKind
from transync.documents.notebook import NotebookCell

MARKDOWN, CODE = "markdown", "code"
# What two cells share that have nothing in common: it is worth no pair.
_COMMON = 0.4
# What two cells are worth at least, even of different types.
_LEAST = 0.01
# Which share of the ids that both notebooks have must agree with what stands in the cells.
_TRUSTED = 0.6
# What the features of two cells say of them, and what their lengths do.
_FEATURES, _LENGTH = 0.75, 0.25
# A link, a piece of code or a number says so many times as much as that there is a paragraph, and
# a heading so many times as much.
_KEPT, _HEADING = 3, 2


@dataclass(frozen=True)
class CellSimilarity:
    """Compares the cells of two notebooks by index."""

    source: Page
    translation: Page

    def score(self, i: int, j: int) -> float:
        """From 0 for cells that can't stand for each other to 1 for cells that surely do."""
        source, translation = self._source_cells[i], self._translation_cells[j]
        if source.id in self._ids or translation.id in self._ids:
            return float(source.id == translation.id)
        if source.kind != translation.kind:
            return _LEAST
        return max((self._similarity(i, j) - _COMMON) / (1 - _COMMON), _LEAST)

    @cached_property
    def source_keys(self) -> Sequence[Hashable]:
        """Of each cell of the source, its id or all that a translator keeps."""
        return list(map(self._key, self._source_cells, self._source_features))

    @cached_property
    def translation_keys(self) -> Sequence[Hashable]:
        """Of each cell of the translation, its id or all that a translator keeps."""
        return list(map(self._key, self._translation_cells, self._translation_features))

    def _key(self, cell: NotebookCell, features: Counter[Hashable]) -> Hashable:
        return cell.id if cell.id in self._ids else (cell.kind, frozenset(features.items()))

    def _similarity(self, i: int, j: int) -> float:
        source, translation = self._source_cells[i], self._translation_cells[j]
        if source.digest == translation.digest:
            return 1.0
        growth = self._growth if source.kind == MARKDOWN else 1
        lengths = source.length * growth, translation.length
        length = min(lengths) / max(*lengths, 1)
        features = self._source_features[i], self._translation_features[j]
        if not any(features):
            return length
        return _FEATURES * overlap(*features) + _LENGTH * length

    @property
    def _source_cells(self) -> Sequence[NotebookCell]:
        return self.source.document.cells

    @property
    def _translation_cells(self) -> Sequence[NotebookCell]:
        return self.translation.document.cells

    @cached_property
    def _source_features(self) -> Sequence[Counter[Hashable]]:
        return [_features(self.source, cell) for cell in self._source_cells]

    @cached_property
    def _translation_features(self) -> Sequence[Counter[Hashable]]:
        return [_features(self.translation, cell) for cell in self._translation_cells]

    @cached_property
    def _growth(self) -> float:
        """How much longer texts are in the translation."""
        before, after = _text_length(self._source_cells), _text_length(self._translation_cells)
        return after / before if before and after else 1.0

    @cached_property
    def _ids(self) -> frozenset[str]:
        """The ids that name the same cell in both notebooks, unless most of them lie."""
        sources, translations = _by_id(self._source_cells), _by_id(self._translation_cells)
        both = sources.keys() & translations.keys()
        agreeing = sum(_is_alike(sources[name], translations[name]) for name in both)
        return frozenset(both) if both and agreeing >= _TRUSTED * len(both) else frozenset()


def _by_id(cells: Sequence[NotebookCell]) -> Mapping[str, NotebookCell]:
    counts = Counter(cell.id for cell in cells)
    return {cell.id: cell for cell in cells if cell.id and counts[cell.id] == 1}


def _is_alike(source: NotebookCell, translation: NotebookCell) -> bool:
    return source.kind == translation.kind and source.code == translation.code


def _text_length(cells: Sequence[NotebookCell]) -> int:
    return sum(cell.length for cell in cells if cell.kind == MARKDOWN)


def _features(page: Page, cell: NotebookCell) -> Counter[Hashable]:
    """What a translator keeps of a cell, with weights; what stands there again counts again."""
    seen, weights = Counter[Hashable](), Counter[Hashable]()
    for feature, weight in _weighed(page, cell):
        seen[feature] += 1
        weights[feature, seen[feature]] = weight
    return weights


def _weighed(page: Page, cell: NotebookCell) -> Iterator[tuple[Hashable, int]]:
    for line in code_lines(cell):
        yield ("code", line), _KEPT
    if cell.kind == CODE and not cell.code:
        yield ("text", cell.digest), _KEPT
    for block in page.document.blocks[slice(*cell.blocks)]:
        yield (block.kind, block.level, block.nesting), _HEADING if block.level > 0 else 1
        for feature in _kept(page, block):
            yield feature, _KEPT


def _kept(page: Page, block: Block) -> Iterator[Hashable]:
    for link in page.links[slice(*block.links)]:
        yield "place", link.target.place
    for text in (*block.codes, *block.numbers, *block.variables):
        yield "text", text
    if block.kind is BlockKind.CODE:
        yield "code", block.code or block.digest
