"""Tables with links: aligned as a sequence, then row by row, then cell by cell."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Hashable, Iterator, Mapping, Sequence
from enum import StrEnum
from typing import NamedTuple

from transync.alignment import Alignment, align
from transync.comparison.similarity import Item, link_similarity, overlap
from transync.document import Document, Table

HEADER = -1


class RowChange(StrEnum):
    """What happened to a row of a table with links, or to the table as a whole."""

    MISSING = "missing"
    ADDED = "added"
    MOVED = "moved"
    SWAPPED = "swapped"
    TABLE_MISSING = "table missing"
    TABLE_ADDED = "table added"


class RowDifference(NamedTuple):
    """A row (or table) without counterpart in its place; indices count from 0, below the header.

    `line` is in the translation (None for a whole table that is not there), `source_line` in the
    source. `other` is the second row of a swap, or the row that a moved one now is. `targets` are
    the links in question, as written.
    """

    change: RowChange
    table: int
    row: int
    line: int | None
    source_line: int | None
    targets: tuple[str, ...] = ()
    other: int = -1


class CellPair(NamedTuple):
    """Two links in cells that stand for each other; one of them None when it stands alone."""

    source: Item | None
    translation: Item | None
    moved_column: bool = False


Result = CellPair | RowDifference


def align_tables(
    source: Document, translation: Document, left: Sequence[Item], right: Sequence[Item]
) -> Alignment:
    """Which table stands for which; tables without links take part, to keep the others in place."""
    ours, theirs = (
        [(table, Counter(i.target.place for i in items)) for table, items in _with_items(d, sides)]
        for d, sides in ((source, left), (translation, right))
    )

    def similarity(i: int, j: int) -> float:
        score = 0.6 * overlap(ours[i][1], theirs[j][1]) + _shape_similarity(
            ours[i][0], theirs[j][0]
        )
        # Below that, not even the shape agrees.
        return score if score > 0.2 else 0.0

    return align(
        [_table_key(*item) for item in ours],
        [_table_key(*item) for item in theirs],
        similarity,
        may_move=lambda i, j: bool(ours[i][1]),
    )


def compare_table(
    table: int, ours: Table, theirs: Table, left: Sequence[Item], right: Sequence[Item]
) -> Iterator[Result]:
    """The links of two tables that stand for each other, paired, and the rows that differ.

    `table` is the source table's index; `left` and `right` are the links in the two tables.
    """
    left_by_row, right_by_row = _by_row(left), _by_row(right)
    yield from _compare_row(left_by_row[HEADER], right_by_row[HEADER])
    # A row with nothing in it says nothing, and translators drop or add them.
    left_rows = [n for n, row in enumerate(ours.rows) if not row.is_empty]
    right_rows = [n for n, row in enumerate(theirs.rows) if not row.is_empty]
    found = align(
        [_row_key(left_by_row[n], ours.rows[n].marks) for n in left_rows],
        [_row_key(right_by_row[n], theirs.rows[n].marks) for n in right_rows],
        lambda a, b: _row_similarity(
            left_by_row[left_rows[a]],
            right_by_row[right_rows[b]],
            ours.rows[left_rows[a]].marks,
            theirs.rows[right_rows[b]].marks,
        ),
        may_move=lambda a, b: bool(left_by_row[left_rows[a]]),
    )
    pairs = [(left_rows[a], right_rows[b]) for a, b in found.pairs]
    moved = [(left_rows[a], right_rows[b]) for a, b in found.moved]
    for a, b in (*pairs, *moved):
        yield from _compare_row(left_by_row[a], right_by_row[b])

    def differing(change: RowChange, row: int, line: int, other: int = -1) -> RowDifference:
        source_line = ours.rows[row].line
        return RowDifference(
            change, table, row, line, source_line, targets(left_by_row[row]), other
        )

    for a, b in moved:
        if (b, a) not in moved:
            yield differing(RowChange.MOVED, a, theirs.rows[b].line, b)
        elif a < b:
            yield differing(RowChange.SWAPPED, a, theirs.rows[a].line, b)
    for a in (left_rows[n] for n in found.left_only):
        before = [b for row, b in pairs if row < a]
        line = theirs.rows[max(before)].line if before else theirs.line
        yield differing(RowChange.MISSING, a, line)
    for b in (right_rows[n] for n in found.right_only):
        line = theirs.rows[b].line
        yield RowDifference(RowChange.ADDED, table, b, line, None, targets(right_by_row[b]))


def targets(items: Sequence[Item]) -> tuple[str, ...]:
    """The links as they are written."""
    return tuple(item.side.link.target for item in items)


def by_table(items: Sequence[Item]) -> Mapping[int, list[Item]]:
    """The links that stand in tables, by the table's index."""
    found: dict[int, list[Item]] = defaultdict(list)
    for item in items:
        if item.side.link.cell:
            found[item.side.link.cell.table].append(item)
    return found


def _with_items(
    document: Document, items: Sequence[Item]
) -> Iterator[tuple[Table, Sequence[Item]]]:
    inside = by_table(items)
    for index, table in enumerate(document.tables):
        yield table, inside.get(index, [])


def _table_key(table: Table, places: Counter[str]) -> tuple[int, int, Hashable]:
    return table.columns, len(table.rows), tuple(sorted(places.items()))


def _shape_similarity(left: Table, right: Table) -> float:
    longer = max(len(left.rows), len(right.rows))
    rows = min(len(left.rows), len(right.rows)) / longer if longer else 1.0
    return 0.2 * (left.columns == right.columns) + 0.2 * rows


def _by_row(items: Sequence[Item]) -> dict[int, list[Item]]:
    found: dict[int, list[Item]] = defaultdict(list)
    for item in items:
        if item.side.link.cell:
            found[item.side.link.cell.row].append(item)
    return found


def _row_key(items: Sequence[Item], marks: tuple[str, ...]) -> tuple[str, Hashable]:
    if items:
        return "links", tuple(sorted(repr(item.key) for item in items))
    return "marks", marks


def _row_similarity(
    left: Sequence[Item], right: Sequence[Item], ours: tuple[str, ...], theirs: tuple[str, ...]
) -> float:
    """Links say most of a row; then the numbers and code that a translator keeps."""
    marks = 0.0 if ours != theirs else 0.2 if ours else 0.1
    if left and right:
        best = [max(link_similarity(a, b) for b in right) for a in left]
        return 0.2 + marks + 0.6 * sum(best) / len(best)
    return marks + (0.15 if bool(left) == bool(right) else 0.05)


def _compare_row(left: Sequence[Item], right: Sequence[Item]) -> Iterator[CellPair]:
    """Equal links of the same column first, then of any, then whatever is left of each column."""
    ours, theirs = list(left), list(right)
    for in_column in (True, False):
        for a in list(ours):
            for b in theirs:
                if a.key == b.key and (a.column == b.column or not in_column):
                    yield CellPair(a, b, not in_column)
                    ours.remove(a)
                    theirs.remove(b)
                    break
    for a in list(ours):
        beside = [b for b in theirs if b.column == a.column]
        if beside:
            best = max(beside, key=lambda b: link_similarity(a, b))
            yield CellPair(a, best)
            ours.remove(a)
            theirs.remove(best)
    for a in ours:
        yield CellPair(a, None)
    for b in theirs:
        yield CellPair(None, b)
