"""A table has other rows or columns than the source's, or is none any more.

An empty line inside a table ends it: the rows below it become a paragraph full of bars. Rows in
which every cell is empty do not count. Rows of tables with links are `link-table`'s.

Fails: the source's table has 14 rows, the translation's two.

Passes: the same number of rows and columns, in any padding.

What to do: restore the rows, or take the empty line out.
"""

from collections.abc import Iterator

from transync.comparison import Comparison
from transync.document import Block, BlockKind, Table
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
        for message in _differences(ours[source.ordinal], theirs[there.ordinal], has_links):
            yield Problem(message, there.line, source_line=source.line)
    for block in structure.lost_blocks(BlockKind.TABLE):
        if not _has_links(block):
            rows = count(_rows(ours[block.ordinal]), "row")
            yield Problem(
                f"a table of {rows} is missing",
                comparison.line_of(block.line),
                source_line=block.line,
                is_absent=True,
            )


def _differences(source: Table, there: Table, has_links: bool) -> Iterator[str]:
    if source.columns != there.columns:
        yield f"the table has {there.columns} columns, not {source.columns}"
    elif not has_links and _rows(source) != _rows(there):
        yield f"the table has {count(_rows(there), 'row')}, not {_rows(source)}"


def _rows(table: Table) -> int:
    return sum(not row.is_empty for row in table.rows)


def _has_links(block: Block) -> bool:
    return block.links[0] < block.links[1]
