"""The links of two pages, aligned: tables with links first, then the running text."""

from __future__ import annotations

from collections.abc import Sequence

from transync.comparison.alignment import Work, align
from transync.comparison.disclaimer import disclaimer_links
from transync.comparison.leftover import Leftover
from transync.comparison.link_identity import LinkDifference, LinkIdentity, LinkMatch
from transync.comparison.link_similarity import Item, link_similarity
from transync.comparison.link_tables import (
    RowChange,
    RowDifference,
    align_tables,
    by_table,
    compare_table,
    targets,
)
from transync.comparison.page import Page, ResolvedLink
from transync.comparison.structure import Structure
from transync.links.target import Reach
from transync.model import Pair


class LinkComparison:
    """Every link of both pages in a match, but for those of rows without counterpart."""

    def __init__(
        self,
        identity: LinkIdentity,
        pair: Pair,
        source: Page,
        translation: Page,
        structure: Structure,
    ) -> None:
        self._identity, self._structure = identity, structure
        self._source, self._translation = source, translation
        self._work = Work(len(source.links) + len(translation.links))
        self.matches: list[LinkMatch] = []
        self.rows: list[RowDifference] = []
        source_apart = structure.source_links_apart
        translation_apart = structure.translation_links_apart
        left = [
            Item(number, link, identity.source_key(link))
            for number, link in enumerate(source.links)
            if not link.target.is_switcher and number not in source_apart
        ]
        right = [
            Item(number, link, identity.translation_key(link))
            for number, link in enumerate(translation.links)
            if not link.target.is_switcher and number not in translation_apart
        ]
        disclaimer = set(disclaimer_links(source, translation))
        right = [item for item in right if not disclaimer or item.link not in disclaimer]
        right = _without_own_switcher(pair, right, source.links, translation.links)
        right = _without_original(pair, left, right)
        left, right = self._compare_tables(left, right)
        for is_image in (False, True):
            self._compare_text(
                [item for item in left if item.link.written.is_image == is_image],
                [item for item in right if item.link.written.is_image == is_image],
            )
        self._compare_switchers()
        self.matches.sort(key=_order)

    def _compare_tables(
        self, left: Sequence[Item], right: Sequence[Item]
    ) -> tuple[list[Item], list[Item]]:
        """Compare what stands in tables; what remains of both sides is for the running text."""
        ours, theirs = self._source.document, self._translation.document
        inside, there = by_table(left), by_table(right)
        found = align_tables(ours, theirs, left, right, self._work)
        left_over, right_over = Leftover(left), Leftover(right)
        for i, j in sorted((*found.pairs, *found.moved)):
            items = inside.get(i, []), there.get(j, [])
            if not any(items):
                continue
            for result in compare_table(i, ours.tables[i], theirs.tables[j], *items, self._work):
                if isinstance(result, RowDifference):
                    self.rows.append(result)
                else:
                    self._add(*result)
            left_over.drop(items[0])
            right_over.drop(items[1])
        for i in found.left_only:
            if lost := inside.get(i):
                line = ours.tables[i].line
                change = RowChange.TABLE_MISSING
                self.rows.append(RowDifference(change, i, 0, None, line, targets(lost)))
                left_over.drop(lost)
                # What became running text of a lost table is no news beside its loss.
                right_over.drop_surplus(left_over, lost)
        for j in found.right_only:
            if added := [item for item in there.get(j, []) if item in right_over]:
                line = theirs.tables[j].line
                change = RowChange.TABLE_ADDED
                self.rows.append(RowDifference(change, j, 0, line, None, targets(added)))
                right_over.drop(added)
        return list(left_over), list(right_over)

    def _compare_text(self, left: Sequence[Item], right: Sequence[Item]) -> None:
        """Links outside tables: words change their order from language to language, links too.

        Equal links are first looked for in the same text.
        """
        structure = self._structure
        found = align(
            [(item.key, structure.block_index(item.link.written.line)) for item in left],
            [(item.key, structure.source_index(item.link.written.line)) for item in right],
            lambda i, j: link_similarity(left[i], right[j]) + 0.5 * (left[i].key == right[j].key),
            work=self._work,
        )
        for i, j in (*found.pairs, *found.moved):
            self._add(left[i], right[j])
        for i in found.left_only:
            self._add(left[i], None)
        for j in found.right_only:
            self._add(None, right[j])

    def _compare_switchers(self) -> None:
        """Links to other languages are Co-op Translator's to write; only dead ones matter."""
        known = {link.target.place for link in self._source.links}
        for link in self._translation.links:
            target = link.target
            if target.is_switcher and target.reach is Reach.BROKEN and target.place not in known:
                self.matches.append(LinkMatch(None, link, LinkDifference.BROKEN))

    def _add(self, left: Item | None, right: Item | None, moved_column: bool = False) -> None:
        source, translation = left.link if left else None, right.link if right else None
        self.matches.append(self._identity.match(source, translation, moved_column))


def _without_own_switcher(
    pair: Pair, right: Sequence[Item], ours: Sequence[ResolvedLink], sides: Sequence[ResolvedLink]
) -> list[Item]:
    """Without the language table's link to this language, which here is one to the page itself."""
    linked = {s.target.path: s.target.is_switcher for s in ours if not s.target.fragment}
    has_no_other = linked.get(pair.translation, False) and pair.source not in linked

    def is_beside_switcher(number: int) -> bool:
        beside = (*sides[max(number - 1, 0) : number], *sides[number + 1 : number + 2])
        return any(link.target.is_switcher for link in beside)

    return [
        item
        for item in right
        if item.target.path != pair.translation
        or item.target.fragment
        or not (has_no_other or is_beside_switcher(item.number))
    ]


def _without_original(pair: Pair, left: Sequence[Item], right: Sequence[Item]) -> list[Item]:
    """Without links to the original of the page, which only its translations have."""
    if any(item.target.path == pair.source for item in left):
        return list(right)
    return [item for item in right if item.target.path != pair.source or item.target.fragment]


def _order(match: LinkMatch) -> tuple[int, int, int]:
    here = match.source.written if match.source else None
    there = match.translation.written if match.translation else None
    column = there.column if there else here.column if here else 0
    return here.line if here else 0, there.line if there else 0, column
