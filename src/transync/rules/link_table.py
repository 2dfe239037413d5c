"""A table with links differs from the source's.

Tables of links are what readers click on. Rows are aligned before they are compared, so a lost
row is one finding. Rows are compared by what their links resolve to: padding, wording and
alignment marks don't matter, nor do rows in which every cell is empty.

Fails: the source's row `| [Guide](https://example.com/guide) | … |` is missing, stands elsewhere,
or links to `https://example.com/guide-old` here.

Passes: the same rows in the same order, each cell with the same links.

What to do: restore the row or the target that the finding names. `transync fix` restores targets
and takes out an empty line in the table; with `--unsafe`, it copies a missing row from the source.
"""

from collections.abc import Iterator

from transync import repairs
from transync.comparison import LinkDifference, LinkMatch, RowChange, RowDifference
from transync.comparison.comparison import Comparison
from transync.documents.document import Cell
from transync.documents.url import may_run
from transync.model import Fix, Problem, Severity
from transync.rules._groups import Group
from transync.rules._link_problems import of_two_links, unlike

GROUP = Group.LINKS
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
            fix=_row_fix(comparison, row),
            is_grave=any(map(may_run, row.targets)),
        )
    for match in comparison.matches:
        link = match.source or match.translation
        if link is None or link.written.cell is None:
            continue
        place = _place(link.written.cell)
        for problem in _differences(comparison, match):
            identity = f"{problem.message}\n{problem.detail}"
            yield problem._replace(message=f"{place}: {problem.message}", identity=identity)


def _differences(comparison: Comparison, match: LinkMatch) -> Iterator[Problem]:
    source, translation = match.source, match.translation
    if any(link and link.is_own_image for link in (source, translation)):
        return
    if match.moved_column and source and translation:
        message, target = "a link stands in another column", translation.written.target
        yield of_two_links(message, source, translation, detail=target)
    elif match.difference is LinkDifference.TARGET:
        for problem in unlike(comparison, match, "has another target"):
            yield problem._replace(fix=_fix(comparison, match))


def _fix(comparison: Comparison, match: LinkMatch) -> Fix | None:
    return repairs.target.restore_target(comparison, match)


def _row_fix(comparison: Comparison, row: RowDifference) -> Fix | None:
    is_missing = row.change is RowChange.MISSING and row.source_line is not None
    if is_missing:
        return repairs.rows.restore_row(comparison, row.table, row.source_line or 0)
    return None


def _place(cell: Cell) -> str:
    row = f"row {cell.row + 1}" if cell.row >= 0 else "header"
    return f"table {cell.table + 1}, {row}, column {cell.column + 1}"


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
