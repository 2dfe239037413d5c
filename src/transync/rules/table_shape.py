"""A table has other rows or columns than the source's, or is none any more.

An empty line inside a table ends it: the rows below it become a paragraph full of bars. A bar that
is missing or too much shifts the cells behind it. Rows in which every cell is empty do not count.
Rows of tables with links are `link-table`'s.

Fails: the source's table has 14 rows, the translation's two.

Passes: the same number of rows and columns, in any padding.

What to do: restore the rows, or take the empty line out. `transync fix` takes it out; with
`--unsafe`, it copies missing rows from the source, where the rows beside them can't be mistaken.
"""

from collections.abc import Iterator

from transync import repairs
from transync.comparison.alignment import Work
from transync.comparison.comparison import Comparison
from transync.comparison.table_rows import filled_rows, first_difference
from transync.documents.document import Block, BlockKind, Table
from transync.model import Problem, Severity
from transync.rules._groups import Group
from transync.wording import count

GROUP = Group.STRUCTURE
SEVERITY = Severity.ERROR


def check_texts(comparison: Comparison) -> Iterator[Problem]:
    structure = comparison.structure
    ours, theirs = comparison.source.document.tables, comparison.translation.document.tables
    work = Work(sum(len(table.rows) for table in (*ours, *theirs)))
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
            tables = ours[source.ordinal], theirs[there.ordinal]
            problems = list(_differences(*tables, has_links, work))
            fix = repairs.rows.restore_rows(comparison, source, there) if problems else None
            yield from (problem._replace(fix=fix) for problem in problems)
    for block in structure.lost_blocks(BlockKind.TABLE):
        if not _has_links(block):
            rows = count(len(filled_rows(ours[block.ordinal])), "row")
            yield Problem(
                f"a table of {rows} is missing",
                comparison.line_of(block.line),
                source_line=block.line,
                is_absent=True,
            )


def _differences(source: Table, there: Table, has_links: bool, work: Work) -> Iterator[Problem]:
    if source.columns != there.columns:
        message = f"the table has {there.columns} columns, not {source.columns}"
        yield Problem(message, there.line, source_line=source.line)
    elif not has_links and len(filled_rows(source)) != len(filled_rows(there)):
        source_line, line = first_difference(source, there, work)
        message = (
            f"the table has {count(len(filled_rows(there)), 'row')}, not {len(filled_rows(source))}"
        )
        yield Problem(message, line, source_line=source_line)
    elif len(filled_rows(source)) == len(filled_rows(there)):
        for ours, theirs in zip(filled_rows(source), filled_rows(there), strict=True):
            if ours.cells == source.columns != theirs.cells:
                cells = f"{count(theirs.cells, 'cell')}, not {source.columns}"
                yield Problem(f"the row has {cells}", theirs.line, source_line=ours.line)


def _has_links(block: Block) -> bool:
    return block.links[0] < block.links[1]
