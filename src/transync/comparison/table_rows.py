"""The rows of two tables without links: which one of them has no counterpart."""

from __future__ import annotations

from collections.abc import Sequence

from transync.comparison.alignment import Work
from transync.comparison.common_items import common_pairs
from transync.comparison.gapped_alignment import align_graded
from transync.documents.document import Table, TableRow

# What a run of lost or added rows costs. Set by hand; nobody has measured it by itself.
_GAP = 0.2


def filled_rows(table: Table) -> list[TableRow]:
    """The rows that say something."""
    return [row for row in table.rows if not row.is_empty]


def first_difference(source: Table, translation: Table, work: Work) -> tuple[int, int]:
    """The lines of the first row that has no counterpart; for the table without it, the one above.

    The first of them is in the source, the second in the translation. Where there is not enough
    `work` left, only rows with the same marks stand for each other.
    """
    source_rows, translation_rows = filled_rows(source), filled_rows(translation)
    growth = _mean_length(translation_rows) / _mean_length(source_rows)

    def similarity(i: int, j: int) -> float:
        expected, actual = source_rows[i].length * growth + 1, translation_rows[j].length + 1
        is_marked = bool(source_rows[i].marks) and source_rows[i].marks == translation_rows[j].marks
        return 0.1 + is_marked + min(expected, actual) / max(expected, actual)

    if work.take(len(source_rows), len(translation_rows)):
        lines = range(len(source_rows)), range(len(translation_rows))
        pairs = align_graded(*lines, similarity, _GAP)
    else:
        pairs = common_pairs(
            [row.marks for row in source_rows], [row.marks for row in translation_rows]
        )
    equal = next((n for n, pair in enumerate(pairs) if pair != (n, n)), len(pairs))
    is_lost = equal < len(source_rows) and equal not in {i for i, _ in pairs}
    is_added = equal < len(translation_rows) and equal not in {j for _, j in pairs}
    source_line = _line(source, source_rows, equal, is_lost)
    return source_line, _line(translation, translation_rows, equal, is_added)


def _line(table: Table, rows: Sequence[TableRow], number: int, is_there: bool) -> int:
    """The line of a row, or of what stands above it."""
    if is_there:
        return rows[number].line
    return rows[number - 1].line if number else table.line


def _mean_length(rows: Sequence[TableRow]) -> float:
    return (sum(row.length for row in rows) + 1) / (len(rows) or 1)
