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
    source_tables = comparison.source.document.tables
    translation_tables = comparison.translation.document.tables
    work = Work(sum(len(table.rows) for table in (*source_tables, *translation_tables)))
    for source, translation in structure.block_pairs():
        if source.kind is not BlockKind.TABLE:
            continue
        has_links = _has_links(source) or _has_links(translation)
        if translation.kind is not BlockKind.TABLE:
            if not has_links:
                yield Problem(
                    "the table is no table here", translation.line, source_line=source.line
                )
            continue
        is_reported = has_links and bool(comparison.row_differences)
        if not is_reported:
            tables = source_tables[source.ordinal], translation_tables[translation.ordinal]
            problems = list(_differences(*tables, has_links, work))
            fix = repairs.rows.restore_rows(comparison, source, translation) if problems else None
            yield from (problem._replace(fix=fix) for problem in problems)
    for block in structure.lost_blocks(BlockKind.TABLE):
        if not _has_links(block):
            rows = count(len(filled_rows(source_tables[block.ordinal])), "row")
            yield Problem(
                f"a table of {rows} is missing",
                comparison.line_of(block.line),
                source_line=block.line,
                is_absent=True,
            )

    for block in structure.added_blocks(BlockKind.TABLE):
        if not _has_links(block):
            rows = count(len(filled_rows(translation_tables[block.ordinal])), "row")
            message = f"a table of {rows} is not in the source"
            yield Problem(message, block.line, identity=f"{message}\n{block.digest}")


def _differences(
    source: Table, translation: Table, has_links: bool, work: Work
) -> Iterator[Problem]:
    source_rows, translation_rows = filled_rows(source), filled_rows(translation)
    if source.columns != translation.columns:
        message = f"the table has {translation.columns} columns, not {source.columns}"
        yield Problem(
            message,
            translation.line,
            source_line=source.line,
            difference=f"{translation.columns} columns",
        )
    elif not has_links and len(source_rows) != len(translation_rows):
        source_line, line = first_difference(source, translation, work)
        message = f"the table has {count(len(translation_rows), 'row')}, not {len(source_rows)}"
        yield Problem(message, line, source_line=source_line)
    elif len(source_rows) == len(translation_rows):
        for source_row, row in zip(source_rows, translation_rows, strict=True):
            if source_row.cells == source.columns != row.cells:
                message = f"the row has {count(row.cells, 'cell')}, not {source.columns}"
                yield Problem(
                    message,
                    row.line,
                    source_line=source_row.line,
                    difference=f"{row.cells} cells",
                )


def _has_links(block: Block) -> bool:
    return block.links[0] < block.links[1]
