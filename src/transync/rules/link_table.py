"""A table with links differs from the source's.

Tables of links are what readers click on. Rows are aligned before they are compared, so a lost
row is one finding. Rows are compared by what their links resolve to: padding, wording and
alignment marks don't matter, nor do rows in which every cell is empty.

Fails: the source's row `| [Guide](https://example.com/guide) | … |` is missing, stands elsewhere,
or links to `https://example.com/guide-old` here.

Passes: the same rows in the same order, each cell with the same links.

What to do: restore the row or the target that the finding names.
"""

from collections.abc import Iterator

from transync.comparison import Comparison, Difference, Match, RowChange, RowDifference
from transync.model import Problem, Severity

SEVERITY = Severity.ERROR


def check_texts(comparison: Comparison) -> Iterator[Problem]:
    for row in comparison.row_differences:
        line = row.line or comparison.line_of(row.source_line or 1)
        yield Problem(
            _row_message(row),
            line,
            detail=_targets(row),
            source_line=row.source_line,
            identity=" ".join((row.change, *row.targets)),
            is_absent=row.change in (RowChange.MISSING, RowChange.TABLE_MISSING),
        )
    for match in comparison.matches:
        source, there = match.source, match.translation
        if any(side and side.is_own_image for side in (source, there)):
            continue
        if match.moved_column and source and there:
            yield _cell_problem(match, "a link stands in another column", there.link.target)
        elif match.difference is not Difference.TARGET:
            continue
        elif source and source.link.cell and there:
            message = f"{source.link.name} has another target"
            yield _cell_problem(match, message, there.link.target)
        elif source and source.link.cell:
            message = f"{source.link.name} is missing"
            line = comparison.line_of(source.link.line)
            yield _cell_problem(match, message, "")._replace(line=line, is_absent=True)
        elif there and there.link.cell and not source:
            yield _cell_problem(match, f"{there.link.name} is not in the source", "")


def _cell_problem(match: Match, message: str, detail: str) -> Problem:
    source, there = match.source, match.translation
    link = source.link if source else there.link if there else None
    assert link and link.cell
    row = f"row {link.cell.row + 1}" if link.cell.row >= 0 else "header"
    place = f"table {link.cell.table + 1}, {row}, column {link.cell.column + 1}"
    return Problem(
        f"{place}: {message}",
        there.link.line if there else 1,
        there.link.column if there else 1,
        detail,
        source.link.line if source else None,
        source.link.column if source else 1,
        identity=f"{message}\n{detail}",
    )


def _row_message(row: RowDifference) -> str:
    table, number = f"table {row.table + 1}", f"row {row.row + 1}"
    match row.change:
        case RowChange.MISSING:
            return f"{table}: {number} of the source is missing"
        case RowChange.ADDED:
            return f"{table}: {number} is not in the source"
        case RowChange.MOVED:
            return f"{table}: {number} of the source is row {row.other + 1} here"
        case RowChange.SWAPPED:
            return f"{table}: rows {row.row + 1} and {row.other + 1} are swapped"
        case RowChange.TABLE_MISSING:
            return f"{table} of the source, with {len(row.targets)} links, is missing"
        case RowChange.TABLE_ADDED:
            return f"{table}, with {len(row.targets)} links, is not in the source"


def _targets(row: RowDifference) -> str:
    shown = ", ".join(row.targets[:2])
    return shown + (f" and {len(row.targets) - 2} more" if len(row.targets) > 2 else "")
