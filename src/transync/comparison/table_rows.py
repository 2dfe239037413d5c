"""The rows of two tables without links: which one of them has no counterpart."""

from __future__ import annotations

from collections.abc import Sequence

from transync.comparison.alignment import Work, align_graded
from transync.comparison.common_items import common_pairs
from transync.documents.document import Table, TableRow


def filled_rows(table: Table) -> list[TableRow]:
    """The rows that say something."""
    return [row for row in table.rows if not row.is_empty]


def first_difference(source: Table, there: Table, work: Work) -> tuple[int, int]:
    """The lines of the first row that has no counterpart; for the table without it, the one above.

    The first of them is in the source, the second in the translation. Where there is not enough
    `work` left, only rows with the same marks stand for each other.
    """
    ours, theirs = filled_rows(source), filled_rows(there)
    growth = _mean_length(theirs) / _mean_length(ours)

    def similarity(i: int, j: int) -> float:
        expected, given = ours[i].length * growth + 1, theirs[j].length + 1
        is_marked = bool(ours[i].marks) and ours[i].marks == theirs[j].marks
        return 0.1 + is_marked + min(expected, given) / max(expected, given)

    if work.take(len(ours), len(theirs)):
        lines = range(len(ours)), range(len(theirs))
        pairs = align_graded(*lines, similarity, lambda i: False, gap=0.2)
    else:
        pairs = common_pairs([row.marks for row in ours], [row.marks for row in theirs])
    equal = next((n for n, pair in enumerate(pairs) if pair != (n, n)), len(pairs))
    is_lost = equal < len(ours) and equal not in {i for i, _ in pairs}
    is_added = equal < len(theirs) and equal not in {j for _, j in pairs}
    return _line(source, ours, equal, is_lost), _line(there, theirs, equal, is_added)


def _line(table: Table, rows: Sequence[TableRow], number: int, is_there: bool) -> int:
    """The line of a row, or of what stands above it."""
    if is_there:
        return rows[number].line
    return rows[number - 1].line if number else table.line


def _mean_length(rows: Sequence[TableRow]) -> float:
    return (sum(row.length for row in rows) + 1) / (len(rows) or 1)
