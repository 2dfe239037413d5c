"""Rows that a table has lost: those below an empty line, and those that stand in the source."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Hashable, Iterator, Mapping, Sequence
from itertools import pairwise, takewhile

from transync.comparison import Comparison, Page, RowChange
from transync.comparison.rows import filled_rows
from transync.document import Block, BlockKind, Row
from transync.model import Edit, Fix
from transync.parse.destination import find_destination
from transync.repairs.edited import container
from transync.text import Text

_BAR = re.compile(r"(?<!\\)\|")


def restore_rows(
    comparison: Comparison, source: Block, there: Block, row_line: int | None = None
) -> Fix | None:
    """The rows that are missing; of one of them, by its line in the source, with those beside it.

    An empty line that ends the table too early is taken out. What the translation does not have is
    copied from the source, which is unsafe: readers meet another language.
    """
    ours = comparison.source.document.tables[source.ordinal]
    theirs = comparison.translation.document.tables[there.ordinal]
    missing = len(filled_rows(ours)) - len(filled_rows(theirs))
    text = comparison.translation.text
    if missing <= 0 or ours.columns != theirs.columns or not text or not comparison.source.text:
        return None
    if comparison.translation.document.is_notebook:
        return None
    if joined := _joined(text, there, missing):
        return Fix(tuple(joined))
    if _goes_on(comparison, text, there):
        return None
    gaps = _gaps(comparison, source, there)
    wanted = [gap for gap in gaps or () if row_line is None or row_line in (r.line for r in gap[1])]
    edits = list[Edit]()
    for line, rows in wanted:
        copies = [_copy(comparison, row, there) for row in rows]
        if None in copies:
            return None
        edits.append(text.insert_lines(line + 1, [copy for copy in copies if copy is not None]))
    return Fix(tuple(edits), is_safe=False, brings=("untranslated",)) if edits else None


def restore_row(comparison: Comparison, table: int, row_line: int) -> Fix | None:
    """A missing row, by its line in the source and its table's index there, with those beside it.

    Only where all other rows stand in their places.
    """
    rows = [row for row in comparison.row_differences if row.table == table]
    is_sure = all(row.change is RowChange.MISSING for row in rows if row.source_line)
    for source, there in comparison.structure.block_pairs() if is_sure else ():
        if source.kind is there.kind is BlockKind.TABLE and source.ordinal == table:
            return restore_rows(comparison, source, there, row_line)
    return None


def _joined(text: Text, there: Block, missing: int) -> Sequence[Edit]:
    """The edits that take out the empty lines above so many rows; none if these don't follow."""
    edits, at, empty = list[Edit](), there.last_line + 1, 0
    before = container(text.line(there.last_line) or "")
    while (line := text.line(at)) is not None:
        is_filled = bool(line.strip("| \t>"))
        if line.startswith(f"{before}|") and line.rstrip().endswith("|"):
            if is_filled and not missing:
                return []
            edits += [text.remove_lines(at - empty, at)] if empty else []
            missing, empty = missing - is_filled, 0
        elif is_filled:
            break
        else:
            empty += 1
        at += 1
    return edits if not missing else []


def _goes_on(comparison: Comparison, text: Text, there: Block) -> bool:
    """Whether more rows stand below the table, so that nobody knows which are missing."""
    below = (b for b in comparison.structure.translation if b.line > there.line)
    texts = takewhile(lambda block: block.kind is BlockKind.TEXT, below)
    lines = (text.line(block.line) or "" for block in texts)
    return any("|" in line for line in lines)


def _gaps(
    comparison: Comparison, source: Block, there: Block
) -> Sequence[tuple[int, Sequence[Row]]] | None:
    """Below which lines of the translation which rows are missing; None if that is not certain.

    Rows are certain that nothing else is like: by their links, their numbers and code, or a cell
    that nobody translated.
    """
    pages = comparison.source, comparison.translation
    tables = [p.document.tables[b.ordinal] for p, b in zip(pages, (source, there), strict=True)]
    ours, theirs = (filled_rows(table) for table in tables)
    keys = [
        _keys(page, block, rows)
        for page, block, rows in zip(pages, (source, there), (ours, theirs), strict=True)
    ]
    sure = {(i, keys[1][key]) for key, i in keys[0].items() if key in keys[1]}
    anchors = [(-1, -1), *sorted(sure), (len(ours), len(theirs))]
    gaps = []
    for (i, j), (next_i, next_j) in pairwise(anchors):
        if next_i <= i or next_j <= j:
            return None
        if next_j - j == 1 and next_i - i > 1:
            # Below the header, there is the line of dashes.
            line = theirs[j].line if j >= 0 else tables[1].line + 1
            gaps.append((line, ours[i + 1 : next_i]))
        elif next_j - j != next_i - i:
            return None
    return gaps


def _keys(page: Page, block: Block, rows: Sequence[Row]) -> Mapping[Hashable, int]:
    """What tells a row from all others of its table -> the row's number."""
    places = defaultdict[int, list[str]](list)
    for side in page.sides[slice(*block.links)]:
        places[side.link.line].append(side.target.place)
    found = list[tuple[Hashable, int]]()
    for number, row in enumerate(rows):
        if row.line in places:
            found.append((("links", *places[row.line]), number))
        found += [(("marks", row.marks), number)] if row.marks else []
        found += [((column, cell), number) for column, cell in _cells(page.text, row)]
    counts = Counter(key for key, _ in found)
    return {key: number for key, number in found if counts[key] == 1}


def _cells(text: Text | None, row: Row) -> Iterator[tuple[int, str]]:
    line = text.line(row.line) if text else None
    for column, cell in enumerate(_BAR.split(line or "")):
        if len(cell.strip()) > 1:
            yield column, cell.strip()


def _copy(comparison: Comparison, row: Row, there: Block) -> str | None:
    """A row of the source as the translation would have it, with links that work from there."""
    ours, theirs = comparison.source.text, comparison.translation.text
    line = ours.line(row.line) if ours else None
    header = theirs.line(there.line) if theirs else None
    if line is None or header is None or container(line) != container(header):
        return None
    sides = [s for s in comparison.source.sides if s.link.cell and s.link.line == row.line]
    for side in sorted(sides, key=lambda s: s.link.column, reverse=True):
        start = side.link.column - 1
        found = find_destination(line[start:], side.link)
        target = comparison.expected.target(side)
        if found is None or target is None:
            return None
        if side.target.is_local:
            start += found.offset
            line = line[:start] + target + line[start + len(found.written) :]
    return line
