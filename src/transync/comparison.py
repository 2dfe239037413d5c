"""Two documents side by side: which headings, tables, rows and links stand for which."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from enum import StrEnum
from functools import cached_property
from typing import NamedTuple, TypeAlias, TypeVar

from transync.alignment import Alignment, align
from transync.links import Reach, Resolver, Target
from transync.model import Cell, Document, Layout, Link, Pair, Table

# Co-op Translator's disclaimer links here, at the end of a translation.
_DISCLAIMER_PLACES = frozenset(
    f"https://github.com/{owner}/co-op-translator" for owner in ("Azure", "azure")
)

Anchor: TypeAlias = int | str | None
Key: TypeAlias = tuple[str, object]
T = TypeVar("T")


class Side(NamedTuple):
    """A link in one of the two documents, resolved.

    `anchor` is what its fragment names: the index of a heading, an id, None when it names nothing
    or the target's text is not known (`is_anchor_known` tells the two apart).
    """

    link: Link
    target: Target
    anchor: Anchor = None
    is_anchor_known: bool = False

    @property
    def has_dead_anchor(self) -> bool:
        return self.is_anchor_known and self.anchor is None


class Difference(StrEnum):
    """How a translation's link differs from its source's, the gravest first."""

    NONE = "none"
    TARGET = "target"
    BROKEN = "broken"
    UNTRANSLATED = "untranslated"
    ANCHOR = "anchor"
    TRACKING = "tracking"


class Match(NamedTuple):
    """A link of the source and the one that stands for it; one of them None when it stands alone.

    `moved_column` is set for a link that stands in another column of its row.
    """

    source: Side | None
    translation: Side | None
    difference: Difference
    moved_column: bool = False


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
    source. `other` is the second row of a swap, or the row that a moved one now is.
    """

    change: RowChange
    table: int
    row: int
    line: int | None
    source_line: int | None
    places: tuple[str, ...] = ()
    other: int = -1


class Page:
    """One document with its links resolved."""

    def __init__(self, resolver: Resolver, layout: Layout, path: str, document: Document) -> None:
        self.path, self.document = path, document
        self.sides = tuple(
            self._side(resolver, link, target)
            for link, target in zip(
                document.links,
                resolver.resolve_all(path, document.links, layout),
                strict=True,
            )
        )

    def _side(self, resolver: Resolver, link: Link, target: Target) -> Side:
        if not target.is_local or not target.fragment or link.is_image:
            return Side(link, target)
        anchors = resolver.anchors(target.path)
        if anchors is None:
            return Side(link, target)
        return Side(link, target, anchors.find(target.fragment), True)


class Comparison:
    """A source and its translation; everything is computed once, when a rule first asks."""

    def __init__(self, resolver: Resolver, pair: Pair, source: Page, translation: Page) -> None:
        self.pair = pair
        self.source, self.translation = source, translation
        self._resolver = resolver
        self._headings: dict[tuple[str, str], _HeadingMap] = {}

    @property
    def matches(self) -> Sequence[Match]:
        """Every link of both documents but those in rows that have no counterpart."""
        return self._compared[0]

    @property
    def row_differences(self) -> Sequence[RowDifference]:
        """What tables with links have lost, gained or moved."""
        return self._compared[1]

    def line_of(self, source_line: int) -> int:
        """The line of the translation where the text of a source line stands or should stand."""
        lines = self.translation.document.blocks
        if not lines:
            return 1
        index = bisect_right(self.source.document.blocks, source_line) - 1
        before, after = (-1, -1), (len(self.source.document.blocks), len(lines))
        for anchor in self._anchor_blocks:
            if anchor[0] <= index:
                before = anchor
            else:
                after = anchor
                break
        at = before[1] + index - before[0]
        return lines[max(0, min(at, after[1] - 1, len(lines) - 1))]

    def expected_fragment(self, source: Side) -> str | None:
        """The fragment that names, in the translation, the heading that the source's link names."""
        place, path = source.target.place, self._translated(source.target)
        document = self._resolver.documents.get(path)
        if not isinstance(source.anchor, int) or document is None:
            return None
        headings = self._heading_map(place, path)
        for there, here in headings.pairs.items():
            if here == source.anchor:
                return document.headings[there].slug
        return None

    def _translated(self, target: Target) -> str:
        """The path of a source's translation in this pair's language, if it can be told."""
        if target.place == self.pair.source:
            return self.pair.translation
        for side in self.translation.sides:
            if side.target.place == target.place:
                return side.target.path
        return ""

    @cached_property
    def _compared(self) -> tuple[Sequence[Match], Sequence[RowDifference]]:
        comparer = _LinkComparer(self)
        return tuple(comparer.matches), tuple(comparer.rows)

    @cached_property
    def _anchor_blocks(self) -> list[tuple[int, int]]:
        """Blocks that surely stand for each other, by index, rising on both sides."""
        source, translation = self.source.document, self.translation.document
        pairs = set()
        headings = self._heading_map(self.pair.source, self.pair.translation).pairs
        for there, here in headings.items():
            pairs.add((source.headings[here].line, translation.headings[there].line))
        for match in self.matches:
            if match.source and match.translation and match.difference is Difference.NONE:
                pairs.add((match.source.link.line, match.translation.link.line))
        rising: list[tuple[int, int]] = []
        for left, right in sorted(pairs):
            i = bisect_right(source.blocks, left) - 1
            j = bisect_right(translation.blocks, right) - 1
            if not rising or (i > rising[-1][0] and j > rising[-1][1]):
                rising.append((i, j))
        return rising

    def key(self, side: Side, is_source: bool) -> Key:
        """The identity of a link for alignment; equal on both sides where nothing is wrong."""
        target = side.target
        if not target.is_local:
            return ("external", (target.place, target.fragment))
        if not target.fragment or side.link.is_image:
            return ("local", (target.place, ""))
        if is_source or target.path == target.place:
            anchor = side.anchor
        elif isinstance(side.anchor, int):
            anchor = self._heading_map(target.place, target.path).pairs.get(side.anchor)
        elif side.anchor is None:
            # The source's slug left as it was: dead here, but no doubt which link it is.
            there = self._resolver.anchors(target.place)
            anchor = there.find(target.fragment) if there else None
        else:
            anchor = side.anchor
        return ("local", (target.place, target.fragment.casefold() if anchor is None else anchor))

    def difference(self, source: Side | None, translation: Side | None) -> Difference:
        """What is wrong with a translation's link, given the source's that it stands for."""
        if translation is None:
            return Difference.TARGET
        target = translation.target
        if source is None:
            return Difference.BROKEN if target.reach is Reach.BROKEN else Difference.TARGET
        wanted = source.target
        if not source.link.target:
            return Difference.NONE
        if wanted.place != target.place or wanted.is_local != target.is_local:
            if wanted.place == self.pair.source and wanted.fragment:
                return Difference.ANCHOR
            if target.reach is Reach.BROKEN and wanted.reach is not Reach.BROKEN:
                return Difference.BROKEN
            return Difference.TARGET
        if target.reach is Reach.BROKEN and wanted.reach is not Reach.BROKEN:
            return Difference.BROKEN
        if target.reach is Reach.UNTRANSLATED:
            return Difference.UNTRANSLATED
        if not target.is_local and wanted.fragment != target.fragment:
            return Difference.TARGET
        if target.is_local and self._anchor_differs(source, translation):
            return Difference.ANCHOR
        return Difference.TRACKING if _tracking_differs(wanted, target) else Difference.NONE

    def _anchor_differs(self, source: Side, translation: Side) -> bool:
        if source.has_dead_anchor:
            return False
        if translation.has_dead_anchor:
            return True
        if source.target.fragment and not translation.target.fragment:
            return True
        if source.is_anchor_known and translation.is_anchor_known:
            headings = self._heading_map(translation.target.place, translation.target.path)
            return headings.is_sure and self.key(source, True) != self.key(translation, False)
        return False

    def _heading_map(self, place: str, path: str) -> _HeadingMap:
        if (place, path) not in self._headings:
            documents = self._resolver.documents
            self._headings[place, path] = _match_headings(documents.get(place), documents.get(path))
        return self._headings[place, path]


class _HeadingMap(NamedTuple):
    """Index of a translation's heading -> index of the source's; sure when the levels are equal."""

    pairs: Mapping[int, int]
    is_sure: bool


def _match_headings(source: Document | None, translation: Document | None) -> _HeadingMap:
    if source is None or translation is None:
        return _HeadingMap({}, False)
    left = [heading.level for heading in source.headings]
    right = [heading.level for heading in translation.headings]
    if left == right:
        return _HeadingMap({i: i for i in range(len(left))}, True)
    marked = [
        [(h.level, tuple(c for c in h.text.casefold() if c.isascii() and c.isdigit())) for h in d]
        for d in (source.headings, translation.headings)
    ]
    found = align(
        marked[0], marked[1], lambda i, j: float(left[i] == right[j]), can_move=lambda key: False
    )
    return _HeadingMap({j: i for i, j in found.pairs}, False)


def _tracking_differs(source: Target, translation: Target) -> bool:
    return _tracking_key(source) != _tracking_key(translation) or any(
        there.is_misspelt and not here.is_misspelt
        for here, there in zip(source.tracking, translation.tracking, strict=False)
    )


def _tracking_key(target: Target) -> Counter[tuple[str, str]]:
    return Counter((p.identity, p.value) for p in target.tracking)


class _LinkComparer:
    """Aligns the links of two pages: tables first, then rows, then cells, then the running text."""

    def __init__(self, comparison: Comparison) -> None:
        self.comparison = comparison
        self.matches: list[Match] = []
        self.rows: list[RowDifference] = []
        self.left = [s for s in comparison.source.sides if not s.target.is_switcher]
        self.right = [s for s in comparison.translation.sides if not s.target.is_switcher]
        self._drop_disclaimer()
        self._drop_links_to_itself()
        self.left_keys = {id(s): comparison.key(s, True) for s in self.left}
        self.right_keys = {id(s): comparison.key(s, False) for s in self.right}
        self.source = comparison.source.document
        self.translation = comparison.translation.document
        self._compare_tables()
        for is_image in (False, True):
            self._compare_text(
                [s for s in self.left if s.link.is_image == is_image],
                [s for s in self.right if s.link.is_image == is_image],
            )
        self._compare_switchers()
        self.matches.sort(key=_match_order)

    def _drop_disclaimer(self) -> None:
        """Take out the disclaimer's link, which only the translation has."""
        own = sum(s.target.place in _DISCLAIMER_PLACES for s in self.left)
        there = [s for s in self.right if s.target.place in _DISCLAIMER_PLACES]
        dropped = {id(s) for s in there[own:]}
        self.right = [s for s in self.right if id(s) not in dropped]

    def _drop_links_to_itself(self) -> None:
        """Take out the language table's link to this language: one to the page itself."""
        pair = self.comparison.pair
        ours = sum(_is_whole_page(s, pair.source) for s in self.left)
        theirs = [s for s in self.right if _is_whole_page(s, pair.translation)]
        dropped = {id(s) for s in theirs[ours:]}
        self.right = [s for s in self.right if id(s) not in dropped]

    def _compare_switchers(self) -> None:
        """Links to other languages are Co-op Translator's to write; only dead ones matter."""
        known = {s.target.place for s in self.comparison.source.sides}
        for side in self.comparison.translation.sides:
            target = side.target
            if target.is_switcher and target.reach is Reach.BROKEN and target.place not in known:
                self.matches.append(Match(None, side, Difference.BROKEN))

    def _compare_tables(self) -> None:
        left, right = _by_table(self.left), _by_table(self.right)
        found = self._align_tables(left, right)
        inside: set[int] = set()
        for i, j in sorted((*found.pairs, *found.moved)):
            ours, theirs = left.get(i, []), right.get(j, [])
            if ours or theirs:
                _TableComparer(self, i, j, ours, theirs).compare()
            inside |= {id(s) for s in (*ours, *theirs)}
        elsewhere = {self.right_keys[id(s)] for s in self.right if id(s) not in inside}
        for i in found.left_only:
            if links := left.get(i):
                inside |= {id(s) for s in links}
                keys = {self.left_keys[id(s)] for s in links}
                inside |= {id(s) for s in self.right if self.right_keys[id(s)] in keys & elsewhere}
                line = self.source.tables[i].line
                places = tuple(s.link.target for s in links)
                self.rows.append(RowDifference(RowChange.TABLE_MISSING, i, 0, None, line, places))
        for j in found.right_only:
            if links := [s for s in right.get(j, []) if id(s) not in inside]:
                inside |= {id(s) for s in links}
                line = self.translation.tables[j].line
                places = tuple(s.link.target for s in links)
                self.rows.append(RowDifference(RowChange.TABLE_ADDED, j, 0, line, None, places))
        self.left = [s for s in self.left if id(s) not in inside]
        self.right = [s for s in self.right if id(s) not in inside]

    def _align_tables(
        self, left: Mapping[int, Sequence[Side]], right: Mapping[int, Sequence[Side]]
    ) -> Alignment:
        places = [
            [Counter(s.target.place for s in sides.get(i, [])) for i in range(len(tables))]
            for sides, tables in ((left, self.source.tables), (right, self.translation.tables))
        ]
        keys = [
            [
                (t.columns, len(t.rows), tuple(sorted(counter.items())))
                for t, counter in zip(tables, counters, strict=True)
            ]
            for tables, counters in (
                (self.source.tables, places[0]),
                (self.translation.tables, places[1]),
            )
        ]

        def similarity(i: int, j: int) -> float:
            score = 0.6 * _overlap(places[0][i], places[1][j])
            score += _shape_similarity(self.source.tables[i], self.translation.tables[j])
            return score if score > 0.2 else 0.0

        return align(keys[0], keys[1], similarity, can_move=lambda key: bool(key[2]))

    def _compare_text(self, left: Sequence[Side], right: Sequence[Side]) -> None:
        found = align(
            [self.left_keys[id(s)] for s in left],
            [self.right_keys[id(s)] for s in right],
            lambda i, j: link_similarity(left[i].target, right[j].target),
        )
        for i, j in (*found.pairs, *found.moved):
            self.add(left[i], right[j])
        for i in found.left_only:
            self.add(left[i], None)
        for j in found.right_only:
            self.add(None, right[j])

    def add(self, left: Side | None, right: Side | None, moved_column: bool = False) -> None:
        difference = self.comparison.difference(left, right)
        self.matches.append(Match(left, right, difference, moved_column))


class _TableComparer:
    """Compares one table of the source with the one that stands for it."""

    def __init__(
        self,
        outer: _LinkComparer,
        i: int,
        j: int,
        left: Sequence[Side],
        right: Sequence[Side],
    ) -> None:
        self.outer, self.i, self.j = outer, i, j
        self.source, self.translation = outer.source.tables[i], outer.translation.tables[j]
        self.left, self.right = _by_row(left), _by_row(right)
        # A row without anything in it says nothing, and translators drop or add them.
        self.left_rows = [n for n, row in enumerate(self.source.rows) if not row.is_empty]
        self.right_rows = [n for n, row in enumerate(self.translation.rows) if not row.is_empty]

    def compare(self) -> None:
        self._compare_cells(-1, -1)
        keys = (
            [
                self._row_key(self.left[n], self.outer.left_keys, self.source, n)
                for n in self.left_rows
            ],
            [
                self._row_key(self.right[n], self.outer.right_keys, self.translation, n)
                for n in self.right_rows
            ],
        )
        found = align(*keys, self._similarity, can_move=lambda key: key[0] == "links")
        for a, b in (*found.pairs, *found.moved):
            self._compare_cells(self.left_rows[a], self.right_rows[b])
        self._add_moved(found)
        for a in found.left_only:
            self._add(RowChange.MISSING, self.left_rows[a], self._line_before(found, a))
        for b in found.right_only:
            row = self.right_rows[b]
            places = tuple(s.link.target for s in self.right[row])
            line = self.translation.rows[row].line
            self.outer.rows.append(RowDifference(RowChange.ADDED, self.j, row, line, None, places))

    def _add_moved(self, found: Alignment) -> None:
        places = {(self.left_rows[a], self.right_rows[b]) for a, b in found.moved}
        for a, b in sorted(places):
            line = self.translation.rows[b].line
            if (b, a) not in places:
                self._add(RowChange.MOVED, a, line, other=b)
            elif a < b:
                self._add(RowChange.SWAPPED, a, self.translation.rows[a].line, other=b)

    def _add(self, change: RowChange, row: int, line: int, other: int = -1) -> None:
        places = tuple(s.link.target for s in self.left[row])
        source_line = self.source.rows[row].line
        self.outer.rows.append(RowDifference(change, self.i, row, line, source_line, places, other))

    def _line_before(self, found: Alignment, missing: int) -> int:
        """The line of the row after which a missing one should stand."""
        before = [b for a, b in found.pairs if a < missing]
        if not before:
            return self.translation.line
        return self.translation.rows[self.right_rows[max(before)]].line

    def _row_key(
        self, sides: Sequence[Side], keys: Mapping[int, Key], table: Table, row: int
    ) -> tuple[str, object]:
        if sides:
            return ("links", tuple(sorted(repr(keys[id(s)]) for s in sides)))
        return ("marks", table.rows[row].marks)

    def _similarity(self, a: int, b: int) -> float:
        left, right = self.left[self.left_rows[a]], self.right[self.right_rows[b]]
        ours = self.source.rows[self.left_rows[a]].marks
        theirs = self.translation.rows[self.right_rows[b]].marks
        marks = 0.2 if ours and ours == theirs else 0.1 if ours == theirs else 0.0
        if left and right:
            best = [max(link_similarity(x.target, y.target) for y in right) for x in left]
            return 0.2 + marks + 0.6 * sum(best) / len(best)
        return 0.15 + marks if bool(left) == bool(right) else 0.05 + marks

    def _compare_cells(self, row: int, other: int) -> None:
        left, right = list(self.left[row]), list(self.right[other])
        for same_column in (True, False):
            for ours in list(left):
                key = self.outer.left_keys[id(ours)]
                for theirs in right:
                    if self.outer.right_keys[id(theirs)] != key:
                        continue
                    if same_column and _column(ours) != _column(theirs):
                        continue
                    self.outer.add(ours, theirs, not same_column)
                    left.remove(ours)
                    right.remove(theirs)
                    break
        for ours in list(left):
            options = [t for t in right if _column(t) == _column(ours)]
            options = [t for t in options if link_similarity(ours.target, t.target) > 0]
            if options:
                best = max(options, key=lambda t: link_similarity(ours.target, t.target))
                self.outer.add(ours, best)
                left.remove(ours)
                right.remove(best)
        for ours in left:
            self.outer.add(ours, None)
        for theirs in right:
            self.outer.add(None, theirs)


def link_similarity(left: Target, right: Target) -> float:
    """How well one link could stand for another: 0 to 1, 1 for the same place."""
    if left.place == right.place:
        return 1.0
    if left.is_local != right.is_local:
        return 0.1
    ours, theirs = Counter(_words(left.place)), Counter(_words(right.place))
    return 0.2 + 0.7 * _overlap(ours, theirs)


def _words(place: str) -> Iterator[str]:
    word = ""
    for character in place:
        if character.isalnum():
            word += character
        elif word:
            yield word
            word = ""
    if word:
        yield word


def _overlap(left: Counter[T], right: Counter[T]) -> float:
    """Shared items over all items, counted with repetitions; 0 when there are none."""
    union = (left | right).total()
    return (left & right).total() / union if union else 0.0


def _shape_similarity(left: Table, right: Table) -> float:
    longer = max(len(left.rows), len(right.rows))
    rows = min(len(left.rows), len(right.rows)) / longer if longer else 1.0
    return 0.2 * (left.columns == right.columns) + 0.2 * rows


def _by_table(sides: Sequence[Side]) -> Mapping[int, Sequence[Side]]:
    found: dict[int, list[Side]] = defaultdict(list)
    for side in sides:
        if side.link.cell:
            found[side.link.cell.table].append(side)
    return found


def _by_row(sides: Sequence[Side]) -> dict[int, list[Side]]:
    found: dict[int, list[Side]] = defaultdict(list)
    for side in sides:
        if side.link.cell:
            found[side.link.cell.row].append(side)
    return found


def _is_whole_page(side: Side, path: str) -> bool:
    return bool(side.link.target) and side.target.path == path and not side.target.fragment


def _column(side: Side) -> int:
    return (side.link.cell or Cell(0, 0, 0)).column


def _match_order(match: Match) -> tuple[int, int, int]:
    there = match.translation.link if match.translation else None
    here = match.source.link if match.source else None
    return (
        here.line if here else 0,
        there.line if there else 0,
        there.column if there else here.column if here else 0,
    )
