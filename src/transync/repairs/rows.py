"""Rows that a table has lost: those below an empty line, and those that stand in the source."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Hashable, Iterator, Mapping, Sequence
from functools import cache
from itertools import islice, pairwise, takewhile
from typing import NamedTuple

from transync.comparison import Page, ResolvedLink, RowChange
from transync.comparison.comparison import Comparison
from transync.comparison.table_rows import filled_rows
from transync.documents.document import Block, BlockKind, TableRow
from transync.documents.editing import EditedText
from transync.documents.parse.destination import find_destination
from transync.model import Edit, Fix
from transync.repairs.edited import container, line_of
from transync.repairs.target import markup_of_one

_BAR = re.compile(r"(?<!\\)\|")
# Where more rows are missing together, somebody has to translate the table again. Each of them is
# a finding that has the copies of all.
_MOST_COPIED = 20


def restore_rows(comparison: Comparison, source: Block, translation: Block) -> Fix | None:
    """All rows that are missing.

    An empty line that ends the table too early is taken out. What the translation does not have is
    copied from the source, which is unsafe: readers meet another language.
    """
    found = comparison.once(_missing_by_table)(source.ordinal)
    if found is None:
        return None
    if found.joined:
        return Fix(found.joined)
    return _copies(comparison, translation, found.gaps)


def restore_row(comparison: Comparison, table: int, row_line: int) -> Fix | None:
    """A missing row, by its line in the source and its table's index there, with those beside it.

    Only where all other rows stand in their places, and no more than a few are missing there.
    """
    pair = comparison.structure.table_pairs.get(table)
    if pair is None or table in comparison.once(_reordered):
        return None
    found = comparison.once(_missing_by_table)(table)
    if found is None:
        return None
    if found.joined:
        return Fix(found.joined)
    at = bisect_right(found.gaps, row_line, key=lambda gap: gap.rows[0].line) - 1
    if at < 0:
        return None
    gap = found.gaps[at]
    if gap.rows[-1].line < row_line or len(gap.rows) > _MOST_COPIED:
        return None
    _, translation = pair
    return _copies(comparison, translation, [gap])


class _RowGap(NamedTuple):
    """Rows of the source that are missing below a line of the translation."""

    line: int
    rows: Sequence[TableRow]


class _Missing(NamedTuple):
    """What a table lacks: the edits that join its rows again, or the rows that are to be copied."""

    joined: tuple[Edit, ...]
    gaps: Sequence[_RowGap] = ()


def _reordered(comparison: Comparison) -> Collection[int]:
    """The tables with rows that stand elsewhere, by their index in the source."""
    found = set[int]()
    for row in comparison.row_differences:
        if row.source_line and row.change is not RowChange.MISSING:
            found.add(row.table)
    return found


def _missing_by_table(comparison: Comparison) -> Callable[[int], _Missing | None]:
    """What the translation of a table lacks, by the table's index in the source.

    It is None where that is nothing, or not certain.
    """

    @cache
    def missing(table: int) -> _Missing | None:
        return _find_missing(comparison, *comparison.structure.table_pairs[table])

    return missing


def _find_missing(comparison: Comparison, source: Block, translation: Block) -> _Missing | None:
    source_table = comparison.source.document.tables[source.ordinal]
    translation_table = comparison.translation.document.tables[translation.ordinal]
    missing = len(filled_rows(source_table)) - len(filled_rows(translation_table))
    text = comparison.translation.text
    if missing <= 0 or source_table.columns != translation_table.columns:
        return None
    if not text or not comparison.source.text or comparison.translation.document.is_notebook:
        return None
    if joined := _joined(text, translation, missing):
        return _Missing(tuple(joined))
    if _goes_on(comparison, text, translation):
        return None
    gaps = _gaps(comparison, source, translation)
    if gaps is None:
        return None
    return _Missing((), gaps)


def _copies(comparison: Comparison, translation: Block, gaps: Sequence[_RowGap]) -> Fix | None:
    """Copies of the source's rows in these gaps."""
    text, copy_of = comparison.translation.text, comparison.once(_copy_of_row)
    if not text or not gaps:
        return None
    edits = list[Edit]()
    for gap in gaps:
        lines = list[str]()
        for row in gap.rows:
            copy = copy_of(row, translation.line)
            if copy is None:
                return None
            lines.append(copy)
        edits.append(text.insert_lines(gap.line + 1, lines))
    return Fix(tuple(edits), is_safe=False, brings=("untranslated",))


def _joined(text: EditedText, translation: Block, missing: int) -> Sequence[Edit]:
    """The edits that take out the empty lines above so many rows; none if these don't follow."""
    edits, at, empty = list[Edit](), translation.last_line + 1, 0
    before = container(text.line(translation.last_line) or "")
    while (line := text.line(at)) is not None:
        is_filled = bool(line.strip("| \t>"))
        if line.startswith(f"{before}|") and line.rstrip().endswith("|"):
            if is_filled and not missing:
                return []
            if empty:
                edits.append(text.remove_lines(at - empty, at))
            missing, empty = missing - is_filled, 0
        elif is_filled:
            break
        else:
            empty += 1
        at += 1
    if missing:
        return []
    return edits


def _goes_on(comparison: Comparison, text: EditedText, translation: Block) -> bool:
    """Whether more rows stand below the table, so that nobody knows which are missing."""
    blocks = comparison.structure.translation
    first = bisect_right(blocks, translation.line, key=lambda block: block.line)
    below = islice(blocks, first, None)
    texts = takewhile(lambda block: block.kind is BlockKind.TEXT, below)
    lines = (text.line(block.line) or "" for block in texts)
    return any("|" in line for line in lines)


def _gaps(comparison: Comparison, source: Block, translation: Block) -> Sequence[_RowGap] | None:
    """Below which lines of the translation which rows are missing; None if that is not certain.

    Rows are certain that nothing else is like: by their links, their numbers and code, or a cell
    that nobody translated.
    """
    header = comparison.translation.document.tables[translation.ordinal].line
    source_rows = filled_rows(comparison.source.document.tables[source.ordinal])
    translation_rows = filled_rows(comparison.translation.document.tables[translation.ordinal])
    source_keys = _keys(comparison.source, source, source_rows)
    translation_keys = _keys(comparison.translation, translation, translation_rows)
    common = source_keys.keys() & translation_keys.keys()
    sure = {(source_keys[key], translation_keys[key]) for key in common}
    anchors = [(-1, -1), *sorted(sure), (len(source_rows), len(translation_rows))]
    gaps = []
    for (i, j), (next_i, next_j) in pairwise(anchors):
        if next_i <= i or next_j <= j:
            return None
        if next_j - j == 1 and next_i - i > 1:
            # Below the header, there is the line of dashes.
            line = translation_rows[j].line if j >= 0 else header + 1
            gaps.append(_RowGap(line, source_rows[i + 1 : next_i]))
        elif next_j - j != next_i - i:
            return None
    return gaps


def _keys(page: Page, block: Block, rows: Sequence[TableRow]) -> Mapping[Hashable, int]:
    """What tells a row from all others of its table -> the row's number."""
    places = defaultdict[int, list[str]](list)
    for link in page.links[slice(*block.links)]:
        places[link.written.line].append(link.target.place)
    found = list[tuple[Hashable, int]]()
    for number, row in enumerate(rows):
        if row.line in places:
            found.append((("links", *places[row.line]), number))
        if row.marks:
            found.append((("marks", row.marks), number))
        found += ((cell, number) for cell in _cells(page.text, row))
    counts = Counter(key for key, _ in found)
    return {key: number for key, number in found if counts[key] == 1}


def _cells(text: EditedText | None, row: TableRow) -> Iterator[tuple[int, str]]:
    line = line_of(text, row.line)
    for column, cell in enumerate(_BAR.split(line or "")):
        if len(cell.strip()) > 1:
            yield column, cell.strip()


def _copy_of_row(comparison: Comparison) -> Callable[[TableRow, int], str | None]:
    """A row of the source as the translation would have it, by the line of the table's header.

    It is None where its links can't be made to work from there.
    """
    text, links = comparison.translation.text, _links_by_line(comparison)

    @cache
    def copy(row: TableRow, header_line: int) -> str | None:
        header = line_of(text, header_line)
        if header is None:
            return None
        return _copy(comparison, row, header, links.get(row.line, ()))

    return copy


def _links_by_line(comparison: Comparison) -> Mapping[int, Sequence[ResolvedLink]]:
    """The links in tables of the source."""
    links = defaultdict[int, list[ResolvedLink]](list)
    for link in comparison.source.links:
        if link.written.cell:
            links[link.written.line].append(link)
    return links


def _copy(
    comparison: Comparison, row: TableRow, header: str, links: Sequence[ResolvedLink]
) -> str | None:
    line = line_of(comparison.source.text, row.line)
    if line is None or container(line) != container(header):
        return None
    changes = list[tuple[int, int, str]]()
    for link in links:
        start = link.written.column - 1
        found = find_destination(markup_of_one(line[start:]), link.written)
        target = comparison.expected.target(link)
        if found is None or target is None:
            return None
        if link.target.is_local:
            start += found.offset
            changes.append((start, start + len(found.written), target))
    pieces, at = list[str](), 0
    for start, end, target in sorted(changes):
        pieces += [line[at:start], target]
        at = end
    return "".join((*pieces, line[at:]))
