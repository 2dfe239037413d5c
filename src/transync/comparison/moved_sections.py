"""Sections that stand elsewhere in a translation than in its source.

A section is told by what no other one has, in either document: links, code spans, code, numbers.
Sections that are out of order among these have moved, unless only their links changed places.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Hashable, Iterator, Mapping, Sequence
from typing import NamedTuple

from transync.comparison.block_keys import unique_keys
from transync.comparison.block_similarity import (
    PlacedBlock,
    are_in_place,
    distinctive_key,
    shape,
)
from transync.comparison.common_items import in_order
from transync.documents.document import BlockKind

# What so many blocks have that nothing else has, a translator would not exchange by accident.
_MANY = 2


class MovedSections(NamedTuple):
    """Successive blocks of the source, whole sections, and those that stand for them elsewhere."""

    source: range
    translation: range


def find_moved_sections(
    source: Sequence[PlacedBlock], translation: Sequence[PlacedBlock]
) -> list[MovedSections]:
    """The sections that moved, by their place in the source."""
    if are_in_place(source, translation):
        return []
    known = _known(source, translation)
    if len(in_order(known)) == len(known):
        return []
    lefts, rights = _Sections(source), _Sections(translation)
    votes = Counter((lefts.section_of(i), rights.section_of(j)) for i, j in known)
    pairs = sorted(_elected(votes))
    settled = in_order(pairs)
    moved = [pair for pair in pairs if pair not in settled and 0 not in pair]
    found = [
        pair
        for pair in moved
        if _is_like(lefts, rights, pair)
        and (votes[pair] >= _MANY or not _is_exchanged(lefts, rights, pair, settled))
    ]
    return list(_together(found, lefts, rights))


def _known(
    source: Sequence[PlacedBlock], translation: Sequence[PlacedBlock]
) -> list[tuple[int, int]]:
    """The blocks that have what no other one in their document has, in the source's order."""
    lefts, rights = unique_keys(list(map(_key, source))), unique_keys(list(map(_key, translation)))
    return sorted((i, rights[key]) for key, i in lefts.items() if key in rights)


def _key(placed: PlacedBlock) -> Hashable:
    block = placed.block
    if key := distinctive_key(block, placed.places):
        return key
    return (block.kind, block.numbers) if block.numbers else None


def _elected(votes: Mapping[tuple[int, int], int]) -> Iterator[tuple[int, int]]:
    """The pairs of sections of which most of what is known in either stands in the other."""
    lefts, rights = defaultdict[int, int](int), defaultdict[int, int](int)
    for (s, t), number in votes.items():
        lefts[s] += number
        rights[t] += number
    for (s, t), number in votes.items():
        if 2 * number > lefts[s] and 2 * number > rights[t]:
            yield s, t


class _Sections:
    """The sections of a document: each heading with what stands below it; 0 is above the first."""

    def __init__(self, placed: Sequence[PlacedBlock]) -> None:
        self.placed = placed
        headings = [n for n, each in enumerate(placed) if each.block.kind is BlockKind.HEADING]
        self.starts = [0, *headings]

    def __len__(self) -> int:
        return len(self.starts)

    def section_of(self, block: int) -> int:
        return bisect_right(self.starts, block) - 1

    def blocks(self, section: int) -> range:
        ends = [*self.starts[1:], len(self.placed)]
        return range(self.starts[section], ends[section])

    def shapes(self, section: int) -> Sequence[Hashable]:
        return [shape(self.placed[n].block) for n in self.blocks(section)]

    def profile(self, section: int) -> Sequence[Hashable]:
        """What the section is without its texts, and how many links and code spans it has where."""
        placed = (self.placed[n] for n in self.blocks(section))
        return [(shape(each.block), each.places.total(), len(each.block.codes)) for each in placed]


def _is_like(lefts: _Sections, rights: _Sections, pair: tuple[int, int]) -> bool:
    """Whether two sections have headings of one level, and mostly blocks of the same kinds."""
    left, right = Counter(lefts.shapes(pair[0])), Counter(rights.shapes(pair[1]))
    heading = shape(lefts.placed[lefts.starts[pair[0]]].block)
    common = (left & right).total()
    return heading in right and 2 * common > max(left.total(), right.total())


def _is_exchanged(
    lefts: _Sections,
    rights: _Sections,
    pair: tuple[int, int],
    settled: Sequence[tuple[int, int]],
) -> bool:
    """Whether the section that stands in the place of a moved one differs in its links alone."""
    s, _ = pair
    at = bisect_right(settled, (s, len(rights)))
    above_s, above_t = settled[at - 1] if at else (0, 0)
    in_place = above_t + s - above_s
    return in_place < len(rights) and lefts.profile(s) == rights.profile(in_place)


def _together(
    pairs: Sequence[tuple[int, int]], lefts: _Sections, rights: _Sections
) -> Iterator[MovedSections]:
    """Sections that follow each other in both documents, as one."""
    start = 0
    for n in range(1, len(pairs) + 1):
        if n < len(pairs) and pairs[n] == (pairs[n - 1][0] + 1, pairs[n - 1][1] + 1):
            continue
        (first_s, first_t), (last_s, last_t) = pairs[start], pairs[n - 1]
        yield MovedSections(
            range(lefts.blocks(first_s).start, lefts.blocks(last_s).stop),
            range(rights.blocks(first_t).start, rights.blocks(last_t).stop),
        )
        start = n
