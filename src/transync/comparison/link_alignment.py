"""The links of two pages, aligned: tables with links first, then the running text."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Sequence
from typing import NamedTuple

from transync.comparison.alignment import Work, align
from transync.comparison.disclaimer import disclaimer_links
from transync.comparison.leftover import Leftover, leftover_of
from transync.comparison.link_identity import Key, LinkDifference, LinkIdentity, LinkMatch
from transync.comparison.link_similarity import Item, ItemPair, link_similarity
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

# What equal links of other texts are worth beside the likeness of any two. Set by hand; nobody has
# measured it by itself.
_SAME_KEY = 0.5


class LinkComparison(NamedTuple):
    """Every link of both pages in a match, but for those of rows without counterpart."""

    matches: Sequence[LinkMatch]
    rows: Sequence[RowDifference]


def compare_links(
    identity: LinkIdentity, pair: Pair, source: Page, translation: Page, structure: Structure
) -> LinkComparison:
    """Align the links of two pages, and say how those differ that stand for each other."""
    work = Work(len(source.links) + len(translation.links))
    lefts = _items(source.links, identity.source_key, structure.source_links_apart)
    rights = _items(translation.links, identity.translation_key, structure.translation_links_apart)
    disclaimer = set(disclaimer_links(source, translation))
    rights = [item for item in rights if not disclaimer or item.link not in disclaimer]
    rights = _without_own_switcher(pair, rights, source.links, translation.links)
    rights = _without_original(pair, lefts, rights)
    left_over, right_over = leftover_of(lefts), leftover_of(rights)
    matches, rows = list[LinkMatch](), list[RowDifference]()
    for result in _compare_tables(source, translation, left_over, right_over, work):
        if isinstance(result, RowDifference):
            rows.append(result)
        else:
            matches.append(_matched(identity, result))
    for is_image in (False, True):
        left_links = [item for item in left_over if item.link.written.is_image == is_image]
        right_links = [item for item in right_over if item.link.written.is_image == is_image]
        for found in _compare_text(structure, left_links, right_links, work):
            matches.append(_matched(identity, found))
    matches += _broken_switchers(source, translation)
    return LinkComparison(sorted(matches, key=_order), rows)


def _items(
    links: Sequence[ResolvedLink],
    key_of: Callable[[ResolvedLink], Key],
    apart: Collection[int],
) -> list[Item]:
    """The links of a page that are compared: all but those apart and those to other languages."""
    return [
        Item(number, link, key_of(link))
        for number, link in enumerate(links)
        if not link.target.is_switcher and number not in apart
    ]


def _without_own_switcher(
    pair: Pair,
    items: Sequence[Item],
    source: Sequence[ResolvedLink],
    translation: Sequence[ResolvedLink],
) -> list[Item]:
    """Without the language table's link to this language, which here is one to the page itself.

    `items` are those of the translation, `source` and `translation` all links of both pages.
    """
    linked = {link.target.path: link for link in source if not link.target.fragment}
    switcher = linked.get(pair.translation)
    is_switched = switcher is not None and switcher.target.is_switcher
    has_no_other = is_switched and pair.source not in linked

    def is_own_switcher(item: Item) -> bool:
        if item.target.path != pair.translation or item.target.fragment:
            return False
        number = item.number
        beside = (*translation[max(number - 1, 0) : number], *translation[number + 1 : number + 2])
        return has_no_other or any(link.target.is_switcher for link in beside)

    return [item for item in items if not is_own_switcher(item)]


def _without_original(pair: Pair, lefts: Sequence[Item], rights: Sequence[Item]) -> list[Item]:
    """Without links to the original of the page, which only its translations have."""
    if any(item.target.path == pair.source for item in lefts):
        return list(rights)
    return [item for item in rights if item.target.path != pair.source or item.target.fragment]


def _compare_tables(
    source: Page, translation: Page, lefts: Leftover, rights: Leftover, work: Work
) -> Iterator[ItemPair | RowDifference]:
    """Compare what stands in tables, and take it out of the two leftovers.

    What remains of them is for the running text.
    """
    left_tables, right_tables = by_table(lefts), by_table(rights)
    sources, translations = source.document.tables, translation.document.tables
    found = align_tables(source.document, translation.document, left_tables, right_tables, work)
    for i, j in sorted((*found.pairs, *found.moved)):
        left, right = left_tables.get(i, []), right_tables.get(j, [])
        if left or right:
            yield from compare_table(i, sources[i], translations[j], left, right, work)
            lefts.drop(left)
            rights.drop(right)
    for i in found.left_only:
        if lost := left_tables.get(i):
            yield RowDifference(
                RowChange.TABLE_MISSING,
                table=i,
                row=0,
                line=None,
                source_line=sources[i].line,
                targets=targets(lost),
            )
            lefts.drop(lost)
            # What became running text of a lost table is no news beside its loss.
            rights.drop_surplus(lefts, lost)
    for j in found.right_only:
        if added := [item for item in right_tables.get(j, []) if item in rights]:
            yield RowDifference(
                RowChange.TABLE_ADDED,
                table=j,
                row=0,
                line=translations[j].line,
                source_line=None,
                targets=targets(added),
            )
            rights.drop(added)


def _compare_text(
    structure: Structure, lefts: Sequence[Item], rights: Sequence[Item], work: Work
) -> Iterator[ItemPair]:
    """Links outside tables: words change their order from language to language, links too.

    Equal links are first looked for in the same text.
    """

    lost = {i for i, item in enumerate(lefts) if structure.is_lost(item.link.written.line)}
    added = {j for j, item in enumerate(rights) if structure.explains_gain(item.link.written.line)}

    def similarity(i: int, j: int) -> float:
        is_same_key = lefts[i].key == rights[j].key
        if not is_same_key and (i in lost or j in added):
            # What is lost or added has no counterpart beyond it.
            return 0.0
        return link_similarity(lefts[i], rights[j]) + _SAME_KEY * is_same_key

    found = align(
        [(item.key, structure.lines.source_index(item.link.written.line)) for item in lefts],
        [(item.key, structure.lines.counterpart_index(item.link.written.line)) for item in rights],
        similarity,
        work=work,
    )
    yield from (ItemPair(lefts[i], rights[j]) for i, j in (*found.pairs, *found.moved))
    yield from (ItemPair(lefts[i], None) for i in found.left_only)
    yield from (ItemPair(None, rights[j]) for j in found.right_only)


def _broken_switchers(source: Page, translation: Page) -> Iterator[LinkMatch]:
    """Links to other languages are Co-op Translator's to write; only dead ones matter."""
    known = {link.target.place for link in source.links}
    for link in translation.links:
        is_broken = link.target.is_switcher and link.target.reach is Reach.BROKEN
        if is_broken and link.target.place not in known:
            yield LinkMatch(None, link, LinkDifference.BROKEN)


def _matched(identity: LinkIdentity, pair: ItemPair) -> LinkMatch:
    source = pair.source.link if pair.source else None
    translation = pair.translation.link if pair.translation else None
    return identity.match(source, translation, pair.moved_column)


def _order(match: LinkMatch) -> tuple[int, int, int]:
    """Where a match stands: by its lines in both files, then by its column in either."""
    source_line, column = match.source.spot if match.source else (0, 0)
    line, column = match.translation.spot if match.translation else (0, column)
    return source_line, line, column
