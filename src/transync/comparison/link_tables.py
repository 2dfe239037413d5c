"""Tables with links: aligned as a sequence, then row by row, then cell by cell."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter, defaultdict, deque
from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from enum import StrEnum
from typing import NamedTuple

from transync.comparison.alignment import Alignment, Work, align
from transync.comparison.link_similarity import Item, ItemPair, link_similarity, overlap
from transync.documents.document import Document, Table, TableRow

_HEADER = -1
# So many pairs of links in two rows are looked at one by one, so many links of a cell at once.
_MOST_PAIRS = 16

# The weights below were set by hand; nobody has measured them one by one.
# What the links of two tables add if all are the same, and their shape: the number of columns, and
# that of rows. At the least, not even the shape agrees.
_TABLE_LINKS, _TABLE_COLUMNS, _TABLE_ROWS, _LEAST_TABLE = 0.6, 0.2, 0.2, 0.2
# What the links of two rows add if all are the same, above what any two rows with links share.
_ROW_LINKS, _ANY_LINKS = 0.6, 0.2
# What two rows share of which none has links, and of which one has.
_NO_LINKS, _LINKS_OF_ONE = 0.15, 0.05
# What the same numbers and code add, and that neither row has any.
_SAME_MARKS, _NO_MARKS = 0.2, 0.1


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


Result = ItemPair | RowDifference


class _TableLinks(NamedTuple):
    """A table, and how often it links to each place."""

    table: Table
    places: Counter[str]

    @property
    def key(self) -> Hashable:
        return self.table.columns, len(self.table.rows), tuple(sorted(self.places.items()))


def align_tables(
    source: Document,
    translation: Document,
    left: Mapping[int, Sequence[Item]],
    right: Mapping[int, Sequence[Item]],
    work: Work,
) -> Alignment:
    """Which table stands for which; tables without links take part, to keep the others in place.

    `left` and `right` are the links in them, by the table's index.
    """
    lefts, rights = _table_links(source, left), _table_links(translation, right)

    def similarity(i: int, j: int) -> float:
        links = _TABLE_LINKS * overlap(lefts[i].places, rights[j].places)
        score = links + _shape_similarity(lefts[i].table, rights[j].table)
        return score if score > _LEAST_TABLE else 0.0

    return align(
        [links.key for links in lefts],
        [links.key for links in rights],
        similarity,
        may_move=lambda i: bool(lefts[i].places),
        work=work,
    )


def compare_table(
    table: int,
    source: Table,
    translation: Table,
    left: Sequence[Item],
    right: Sequence[Item],
    work: Work,
) -> Iterator[Result]:
    """The links of two tables that stand for each other, paired, and the rows that differ.

    `table` is the source table's index; `left` and `right` are the links in the two tables.
    """
    left_items, right_items = _by_row(left), _by_row(right)
    yield from _compare_row(left_items[_HEADER], right_items[_HEADER])
    rows = _align_rows(source, translation, left_items, right_items, work)
    for a, b in (*rows.pairs, *rows.moved):
        yield from _compare_row(left_items[a], right_items[b])
    for difference in _row_differences(rows, source, translation):
        is_added = difference.change is RowChange.ADDED
        items = right_items if is_added else left_items
        yield difference._replace(table=table, targets=targets(items[difference.row]))


def targets(items: Sequence[Item]) -> tuple[str, ...]:
    """The links as they are written."""
    return tuple(item.link.written.target for item in items)


def by_table(items: Iterable[Item]) -> Mapping[int, list[Item]]:
    """The links that stand in tables, by the table's index."""
    found: dict[int, list[Item]] = defaultdict(list)
    for item in items:
        if item.link.written.cell:
            found[item.link.written.cell.table].append(item)
    return found


def _table_links(document: Document, items: Mapping[int, Sequence[Item]]) -> Sequence[_TableLinks]:
    places = (_places(items.get(index, ())) for index in range(len(document.tables)))
    return list(map(_TableLinks, document.tables, places))


def _shape_similarity(left: Table, right: Table) -> float:
    longer = max(len(left.rows), len(right.rows))
    rows = min(len(left.rows), len(right.rows)) / longer if longer else 1.0
    return _TABLE_COLUMNS * (left.columns == right.columns) + _TABLE_ROWS * rows


def _by_row(items: Sequence[Item]) -> defaultdict[int, list[Item]]:
    found = defaultdict[int, list[Item]](list)
    for item in items:
        if item.link.written.cell:
            found[item.link.written.cell.row].append(item)
    return found


class _RowLinks(NamedTuple):
    """The links of a row and how often it links to each place, with the row's marks."""

    items: Sequence[Item]
    places: Counter[str]
    marks: tuple[str, ...]

    @property
    def key(self) -> tuple[str, Hashable]:
        if self.items:
            return "links", tuple(sorted(repr(item.key) for item in self.items))
        return "marks", self.marks


def _align_rows(
    source: Table,
    translation: Table,
    left_items: defaultdict[int, list[Item]],
    right_items: defaultdict[int, list[Item]],
    work: Work,
) -> Alignment:
    """Which row stands for which, by their numbers in the two tables, but for empty rows."""
    left_rows, right_rows = _filled_rows(source), _filled_rows(translation)
    lefts = [_row_links(left_items[n], source.rows[n]) for n in left_rows]
    rights = [_row_links(right_items[n], translation.rows[n]) for n in right_rows]
    found = align(
        [links.key for links in lefts],
        [links.key for links in rights],
        lambda a, b: _row_similarity(lefts[a], rights[b]),
        may_move=lambda a: bool(lefts[a].items),
        work=work,
    )
    return Alignment(
        tuple((left_rows[a], right_rows[b]) for a, b in found.pairs),
        tuple((left_rows[a], right_rows[b]) for a, b in found.moved),
        tuple(left_rows[a] for a in found.left_only),
        tuple(right_rows[b] for b in found.right_only),
    )


def _filled_rows(table: Table) -> Sequence[int]:
    """The rows but for those with nothing in it: these say nothing, and translators drop or add
    them."""
    return [n for n, row in enumerate(table.rows) if not row.is_empty]


def _row_links(items: Sequence[Item], row: TableRow) -> _RowLinks:
    return _RowLinks(items, _places(items), row.marks)


def _places(items: Sequence[Item]) -> Counter[str]:
    return Counter(item.target.place for item in items)


def _row_similarity(left: _RowLinks, right: _RowLinks) -> float:
    """Links say most of a row; then the numbers and code that a translator keeps."""
    marks = 0.0
    if left.marks == right.marks:
        marks = _SAME_MARKS if left.marks else _NO_MARKS
    if not left.items or not right.items:
        is_same = bool(left.items) == bool(right.items)
        return marks + (_NO_LINKS if is_same else _LINKS_OF_ONE)
    if len(left.items) * len(right.items) > _MOST_PAIRS:
        links = _ROW_LINKS * overlap(left.places, right.places)
    else:
        best = [max(link_similarity(a, b) for b in right.items) for a in left.items]
        links = _ROW_LINKS * sum(best) / len(best)
    return _ANY_LINKS + marks + links


def _row_differences(rows: Alignment, source: Table, translation: Table) -> Iterator[RowDifference]:
    """The rows that moved, those that are missing and those that are new; not yet with links."""

    def differing(change: RowChange, row: int, line: int, other: int = -1) -> RowDifference:
        source_line = source.rows[row].line
        return RowDifference(change, 0, row, line=line, source_line=source_line, other=other)

    moved = dict.fromkeys(rows.moved)
    for a, b in moved:
        if (b, a) not in moved:
            yield differing(RowChange.MOVED, a, translation.rows[b].line, b)
        elif a < b:
            yield differing(RowChange.SWAPPED, a, translation.rows[a].line, b)
    for a in rows.left_only:
        at = bisect_left(rows.pairs, (a,))
        line = translation.line
        if at:
            _, above = rows.pairs[at - 1]
            line = translation.rows[above].line
        yield differing(RowChange.MISSING, a, line)
    for b in rows.right_only:
        line = translation.rows[b].line
        yield RowDifference(RowChange.ADDED, 0, b, line=line, source_line=None)


def _compare_row(left: Sequence[Item], right: Sequence[Item]) -> Iterator[ItemPair]:
    """Equal links of the same column first, then of any, then whatever is left of each column."""
    lefts, rights = list(left), list(right)
    for in_column in (True, False):
        pairs = _equal_links(lefts, rights, in_column)
        yield from (ItemPair(a, b, moved_column=not in_column) for a, b in pairs)
        lefts = _without(lefts, (a for a, _ in pairs))
        rights = _without(rights, (b for _, b in pairs))
    by_column: dict[int, list[Item]] = defaultdict(list)
    for b in rights:
        by_column[b.column].append(b)
    alone, paired = list[Item](), list[Item]()
    for a in lefts:
        beside = by_column[a.column]
        if not beside:
            alone.append(a)
            continue
        options = beside[:_MOST_PAIRS]
        best = max(range(len(options)), key=lambda n: link_similarity(a, options[n]))
        paired.append(beside.pop(best))
        yield ItemPair(a, paired[-1])
    yield from (ItemPair(a, None) for a in alone)
    yield from (ItemPair(None, b) for b in _without(rights, paired))


def _equal_links(
    left: Sequence[Item], right: Sequence[Item], in_column: bool
) -> list[tuple[Item, Item]]:
    """The links that are equal, and in the same column if that is asked for."""

    def place(item: Item) -> Hashable:
        return item.key, item.column if in_column else None

    rights: dict[Hashable, deque[Item]] = defaultdict(deque)
    for b in right:
        rights[place(b)].append(b)
    return [(a, options.popleft()) for a in left if (options := rights.get(place(a)))]


def _without(items: Sequence[Item], dropped: Iterable[Item]) -> list[Item]:
    numbers = {item.number for item in dropped}
    return [item for item in items if item.number not in numbers]
