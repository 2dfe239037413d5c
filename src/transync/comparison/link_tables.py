"""Tables with links: aligned as a sequence, then row by row, then cell by cell."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter, defaultdict, deque
from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from enum import StrEnum
from typing import NamedTuple

from transync.comparison.alignment import Alignment, Work, align
from transync.comparison.link_similarity import Item, link_similarity, overlap
from transync.documents.document import Document, Table, TableRow

HEADER = -1
# So many pairs of links in two rows are looked at one by one, so many links of a cell at once.
_MOST_PAIRS = 16


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


class _RowLinks(NamedTuple):
    """The links of a row and their places, with the row's marks."""

    items: Sequence[Item]
    places: Counter[str]
    marks: tuple[str, ...]

    @classmethod
    def of(cls, items: Sequence[Item], row: TableRow) -> _RowLinks:
        return cls(items, Counter(item.target.place for item in items), row.marks)


class CellPair(NamedTuple):
    """Two links in cells that stand for each other; one of them None when it stands alone."""

    source: Item | None
    translation: Item | None
    moved_column: bool = False


Result = CellPair | RowDifference


def align_tables(
    source: Document,
    translation: Document,
    left: Sequence[Item],
    right: Sequence[Item],
    work: Work,
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
        may_move=lambda i: bool(ours[i][1]),
        work=work,
    )


def compare_table(
    table: int,
    ours: Table,
    theirs: Table,
    left: Sequence[Item],
    right: Sequence[Item],
    work: Work,
) -> Iterator[Result]:
    """The links of two tables that stand for each other, paired, and the rows that differ.

    `table` is the source table's index; `left` and `right` are the links in the two tables.
    """
    left_by_row, right_by_row = _by_row(left), _by_row(right)
    yield from _compare_row(left_by_row[HEADER], right_by_row[HEADER])
    left_rows, right_rows = _filled_rows(ours), _filled_rows(theirs)
    our_links = [_RowLinks.of(left_by_row[n], ours.rows[n]) for n in left_rows]
    their_links = [_RowLinks.of(right_by_row[n], theirs.rows[n]) for n in right_rows]
    found = align(
        [_row_key(links) for links in our_links],
        [_row_key(links) for links in their_links],
        lambda a, b: _row_similarity(our_links[a], their_links[b]),
        may_move=lambda a: bool(our_links[a].items),
        work=work,
    )
    pairs = [(left_rows[a], right_rows[b]) for a, b in found.pairs]
    moved = dict.fromkeys((left_rows[a], right_rows[b]) for a, b in found.moved)
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
        at = bisect_left(pairs, (a,))
        line = theirs.rows[pairs[at - 1][1]].line if at else theirs.line
        yield differing(RowChange.MISSING, a, line)
    for b in (right_rows[n] for n in found.right_only):
        line = theirs.rows[b].line
        yield RowDifference(RowChange.ADDED, table, b, line, None, targets(right_by_row[b]))


def targets(items: Sequence[Item]) -> tuple[str, ...]:
    """The links as they are written."""
    return tuple(item.link.written.target for item in items)


def by_table(items: Sequence[Item]) -> Mapping[int, list[Item]]:
    """The links that stand in tables, by the table's index."""
    found: dict[int, list[Item]] = defaultdict(list)
    for item in items:
        if item.link.written.cell:
            found[item.link.written.cell.table].append(item)
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
        if item.link.written.cell:
            found[item.link.written.cell.row].append(item)
    return found


def _filled_rows(table: Table) -> list[int]:
    """The rows but for those with nothing in it: these say nothing, and translators drop or add
    them."""
    return [n for n, row in enumerate(table.rows) if not row.is_empty]


def _row_key(links: _RowLinks) -> tuple[str, Hashable]:
    if links.items:
        return "links", tuple(sorted(repr(item.key) for item in links.items))
    return "marks", links.marks


def _row_similarity(left: _RowLinks, right: _RowLinks) -> float:
    """Links say most of a row; then the numbers and code that a translator keeps."""
    marks = 0.0 if left.marks != right.marks else 0.2 if left.marks else 0.1
    if not left.items or not right.items:
        return marks + (0.15 if bool(left.items) == bool(right.items) else 0.05)
    if len(left.items) * len(right.items) > _MOST_PAIRS:
        return 0.2 + marks + 0.6 * overlap(left.places, right.places)
    best = [max(link_similarity(a, b) for b in right.items) for a in left.items]
    return 0.2 + marks + 0.6 * sum(best) / len(best)


def _compare_row(left: Sequence[Item], right: Sequence[Item]) -> Iterator[CellPair]:
    """Equal links of the same column first, then of any, then whatever is left of each column."""
    ours, theirs = list(left), list(right)
    for in_column in (True, False):
        pairs = _equal_links(ours, theirs, in_column)
        yield from (CellPair(a, b, not in_column) for a, b in pairs)
        ours = _without(ours, (a for a, _ in pairs))
        theirs = _without(theirs, (b for _, b in pairs))
    by_column: dict[int, list[Item]] = defaultdict(list)
    for b in theirs:
        by_column[b.column].append(b)
    alone = []
    for a in ours:
        beside = by_column[a.column]
        if not beside:
            alone.append(a)
            continue
        options = beside[:_MOST_PAIRS]
        best = max(range(len(options)), key=lambda n: link_similarity(a, options[n]))
        yield CellPair(a, beside.pop(best))
    yield from (CellPair(a, None) for a in alone)
    left_over = {b.number for found in by_column.values() for b in found}
    yield from (CellPair(None, b) for b in theirs if b.number in left_over)


def _equal_links(
    left: Sequence[Item], right: Sequence[Item], in_column: bool
) -> list[tuple[Item, Item]]:
    """The links that are equal, and in the same column if that is asked for."""

    def place(item: Item) -> Hashable:
        return item.key, item.column if in_column else None

    there: dict[Hashable, deque[Item]] = defaultdict(deque)
    for b in right:
        there[place(b)].append(b)
    return [(a, options.popleft()) for a in left if (options := there.get(place(a)))]


def _without(items: Sequence[Item], dropped: Iterable[Item]) -> list[Item]:
    numbers = {item.number for item in dropped}
    return [item for item in items if item.number not in numbers]
