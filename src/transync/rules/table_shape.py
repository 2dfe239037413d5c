"""A table has other rows or columns than the source's, or is none any more.

An empty line inside a table ends it: the rows below it become a paragraph full of bars. A bar that
is missing or too much shifts the cells behind it. Rows in which every cell is empty do not count.
Rows of tables with links are `link-table`'s.

Fails: the source's table has 14 rows, the translation's two.

Passes: the same number of rows and columns, in any padding.

What to do: restore the rows, or take the empty line out.
"""

from collections.abc import Iterator, Sequence

from transync.alignment import align_graded
from transync.comparison import Comparison
from transync.document import Block, BlockKind, Row, Table
from transync.model import Problem, Severity
from transync.wording import count

SEVERITY = Severity.ERROR


def check_texts(comparison: Comparison) -> Iterator[Problem]:
    structure = comparison.structure
    ours, theirs = comparison.source.document.tables, comparison.translation.document.tables
    for source, there in structure.block_pairs():
        if source.kind is not BlockKind.TABLE:
            continue
        has_links = _has_links(source) or _has_links(there)
        if there.kind is not BlockKind.TABLE:
            if not has_links:
                yield Problem("the table is no table here", there.line, source_line=source.line)
            continue
        is_reported = has_links and bool(comparison.row_differences)
        if not is_reported:
            yield from _differences(ours[source.ordinal], theirs[there.ordinal], has_links)
    for block in structure.lost_blocks(BlockKind.TABLE):
        if not _has_links(block):
            rows = count(len(_rows(ours[block.ordinal])), "row")
            yield Problem(
                f"a table of {rows} is missing",
                comparison.line_of(block.line),
                source_line=block.line,
                is_absent=True,
            )


def _differences(source: Table, there: Table, has_links: bool) -> Iterator[Problem]:
    if source.columns != there.columns:
        message = f"the table has {there.columns} columns, not {source.columns}"
        yield Problem(message, there.line, source_line=source.line)
    elif not has_links and len(_rows(source)) != len(_rows(there)):
        source_line, line = _first_difference(source, there)
        message = f"the table has {count(len(_rows(there)), 'row')}, not {len(_rows(source))}"
        yield Problem(message, line, source_line=source_line)
    elif len(_rows(source)) == len(_rows(there)):
        for ours, theirs in zip(_rows(source), _rows(there), strict=True):
            if ours.cells == source.columns != theirs.cells:
                cells = f"{count(theirs.cells, 'cell')}, not {source.columns}"
                yield Problem(f"the row has {cells}", theirs.line, source_line=ours.line)


def _first_difference(source: Table, there: Table) -> tuple[int, int]:
    """The lines of the first row that has no counterpart; for the table without it, the one above.

    The first of them is in the source, the second in the translation.
    """
    ours, theirs = _rows(source), _rows(there)
    growth = _mean_length(theirs) / _mean_length(ours)

    def similarity(i: int, j: int) -> float:
        expected, given = ours[i].length * growth + 1, theirs[j].length + 1
        is_marked = bool(ours[i].marks) and ours[i].marks == theirs[j].marks
        return 0.1 + is_marked + min(expected, given) / max(expected, given)

    lines = range(len(ours)), range(len(theirs))
    pairs = align_graded(*lines, similarity, lambda i: False, gap=0.2)
    equal = next((n for n, pair in enumerate(pairs) if pair != (n, n)), len(pairs))
    is_lost = equal < len(ours) and equal not in {i for i, _ in pairs}
    is_added = equal < len(theirs) and equal not in {j for _, j in pairs}
    return _line(source, ours, equal, is_lost), _line(there, theirs, equal, is_added)


def _line(table: Table, rows: Sequence[Row], number: int, is_there: bool) -> int:
    """The line of a row, or of what stands above it."""
    if is_there:
        return rows[number].line
    return rows[number - 1].line if number else table.line


def _mean_length(rows: Sequence[Row]) -> float:
    return (sum(row.length for row in rows) + 1) / (len(rows) or 1)


def _rows(table: Table) -> list[Row]:
    return [row for row in table.rows if not row.is_empty]


def _has_links(block: Block) -> bool:
    return block.links[0] < block.links[1]
