"""The blocks of two documents, aligned: which stands for which, which are lost, which are new."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Hashable, Iterator, Sequence
from math import inf
from typing import NamedTuple

from transync.alignment import align, align_graded, in_order
from transync.comparison.page import Page, body_blocks
from transync.comparison.similarity import overlap
from transync.comparison.swallow import find_swallow
from transync.document import Block, BlockKind

# What a run of lost or added blocks costs, and what two blocks must share to be worth a pair.
_GAP = 0.2
_LEAST_SIMILARITY = 0.4
_TITLE_LENGTH = 40
# A table of so many cells takes a tenth of a second; one of that many, the patience of a user.
_LARGEST_TABLE = 20_000
_HOPELESS_TABLE = 1_000_000
# A lost end of so few characters was merged into something, or is a farewell.
_LEAST_TAIL = 80
# So many characters say how much longer a language is than another.
_ENOUGH_TEXT = 60


class Section(NamedTuple):
    """A run of blocks of the source that is lost as a whole: from `first` up to before `end`."""

    first: int
    end: int


class Structure:
    """Blocks of the source against those of the translation, by index.

    `lost` are blocks of the source without counterpart, `added` those of the translation; the
    disclaimer is not part of it. `tail` is the first block of the source after which the
    translation has no more, `sections` are sections that are lost with all that they hold.
    Where a block of code swallows the text below it (`swallow`), only what stands above is aligned.
    """

    def __init__(self, source: Page, translation: Page) -> None:
        self.source: Sequence[Block] = source.document.blocks
        self.translation = body_blocks(source, translation)
        self._source_lines = [block.line for block in self.source]
        self.swallow = find_swallow(self.source, self.translation)
        if self.swallow:
            self.source = self.source[: self.swallow.above]
            self.translation = self.translation[: self.swallow.above]
        beyond = translation.document.blocks[len(self.translation) :]
        self._end_line = beyond[0].line if beyond else inf
        self._first_line = next((block.line for block in translation.document.blocks), 1)
        self._places = [
            [Counter(side.target.place for side in page.sides[slice(*b.links)]) for b in blocks]
            for page, blocks in ((source, self.source), (translation, self.translation))
        ]
        known = self._unmistakable()
        self._growth = self._measured_growth(known)
        self.pairs = tuple(self._aligned(known))
        lost = set(range(len(self.source))) - {i for i, _ in self.pairs}
        added = set(range(len(self.translation))) - {j for _, j in self.pairs}
        self.lost = frozenset(lost - self._merged(lost))
        self.added = frozenset(added - self._split(added) - self._titles(added))
        self.tail = len(self.source) if self.swallow else self._tail()
        self.sections = tuple(self._sections())

    def block_pairs(self) -> Iterator[tuple[Block, Block]]:
        """The blocks that stand for each other: the source's, the translation's."""
        return ((self.source[i], self.translation[j]) for i, j in self.pairs)

    def lost_blocks(self, kind: BlockKind) -> Iterator[Block]:
        """The source's lost blocks of a kind, without those that are part of a bigger loss."""
        for i in sorted(self.lost):
            if self.source[i].kind is kind and not self.is_explained(i):
                yield self.source[i]

    def added_blocks(self, kind: BlockKind) -> Iterator[Block]:
        """The translation's added blocks of a kind."""
        blocks = (self.translation[j] for j in sorted(self.added))
        return (block for block in blocks if block.kind is kind)

    def section_of(self, index: int) -> Section:
        """The section that a heading opens: up to the next heading of its level or above."""
        level = self.source[index].level
        for end in range(index + 1, len(self.source)):
            if self.source[end].kind is BlockKind.HEADING and self.source[end].level <= level:
                return Section(index, end)
        return Section(index, len(self.source))

    def is_explained(self, index: int) -> bool:
        """Whether a lost block of the source is part of a bigger loss."""
        return index >= self.tail or any(s.first <= index < s.end for s in self.sections)

    def explains_loss(self, source_line: int) -> bool:
        """Whether what stands on a line of the source is lost with a section or the text's end.

        So is what a block of code swallows.
        """
        index = self.block_index(source_line)
        if index >= len(self.source):
            return True
        if index in self.lost:
            return self.is_explained(index)
        if self.tail == len(self.source) or not self.pairs:
            return False
        # What the last block has lost went with the end that was cut off.
        return index == self.pairs[-1][0] and self.translation[-1].is_cut

    def is_beyond(self, line: int) -> bool:
        """Whether a line of the translation is swallowed by code, or part of the disclaimer."""
        return line >= self._end_line

    def block_index(self, source_line: int) -> int:
        """The index of the source's block in which a line stands; -1 above the first one."""
        return bisect_right(self._source_lines, source_line) - 1

    def counterpart(self, line: int) -> int | None:
        """The index of the source's block for the one in which a line of the translation stands.

        None where there is no such block, or only one of another kind.
        """
        index = bisect_right(self.translation, line, key=lambda block: block.line) - 1
        found = (i for i, j in self.pairs if j == index)
        return next((i for i in found if self.source[i].kind is self.translation[index].kind), None)

    def line_of(self, source_line: int) -> int:
        """The line of the translation where the text of a source line stands or should stand."""
        index = self.block_index(source_line)
        before = [(i, j) for i, j in self.pairs if i <= index]
        if not before:
            return self._first_line
        i, j = before[-1]
        if i < index:
            return self.translation[j].line
        # Lines of one block: as far below its first line, but above the next block.
        line = self.translation[j].line
        end = self.translation[j + 1].line if j + 1 < len(self.translation) else source_line + line
        return min(line + source_line - self.source[i].line, max(line, end - 1))

    def _measured_growth(self, known: Sequence[tuple[int, int]]) -> float:
        """How much longer texts are in the translation, by those that surely correspond."""
        pairs = list(known)
        for i, (left, right) in enumerate(zip(self.source, self.translation, strict=False)):
            if _shape(left) != _shape(right):
                break
            pairs.append((i, i))
        ours = sum(self.source[i].length for i, _ in pairs)
        theirs = sum(self.translation[j].length for _, j in pairs)
        return theirs / ours if ours > _ENOUGH_TEXT else 1.0

    def _aligned(self, known: Sequence[tuple[int, int]]) -> Iterator[tuple[int, int]]:
        """Blocks that nothing else is like first; what stands between them by similarity."""
        last_i = last_j = 0
        for i, j in (*known, (len(self.source), len(self.translation))):
            left, right = range(last_i, i), range(last_j, j)
            ours, theirs = self.source[last_i:i], self.translation[last_j:j]
            if [_shape(block) for block in ours] == [_shape(block) for block in theirs]:
                yield from zip(left, right, strict=True)
            else:
                yield from self._by_similarity(left, right)
            if i < len(self.source):
                yield i, j
            last_i, last_j = i + 1, j + 1

    def _unmistakable(self) -> list[tuple[int, int]]:
        if [_shape(b) for b in self.source] == [_shape(b) for b in self.translation]:
            return []
        places = []
        for blocks, links in zip((self.source, self.translation), self._places, strict=True):
            keys = [_key(block, found) for block, found in zip(blocks, links, strict=True)]
            counts = Counter(keys)
            places.append({k: n for n, k in enumerate(keys) if k is not None and counts[k] == 1})
        both = [(i, places[1][key]) for key, i in places[0].items() if key in places[1]]
        return in_order(sorted(both))

    def _by_similarity(self, left: range, right: range) -> Iterator[tuple[int, int]]:
        """What stands between two sure pairs: of a lot of it, what is equal first."""
        size = len(left) * len(right)
        equal = self._equal(left, right) if size > _LARGEST_TABLE else []
        last_i, last_j = left.start, right.start
        for i, j in (*equal, (left.stop, right.stop)):
            gap = range(last_i, i), range(last_j, j)
            if len(gap[0]) * len(gap[1]) <= _HOPELESS_TABLE:
                yield from align_graded(*gap, self._score, self._opens_section, _GAP)
            if i < left.stop:
                yield i, j
            last_i, last_j = i + 1, j + 1

    def _equal(self, left: range, right: range) -> list[tuple[int, int]]:
        """The blocks that share all that a translator keeps, in order."""
        ours = [_features(self.source[i], self._places[0][i]) for i in left]
        theirs = [_features(self.translation[j], self._places[1][j]) for j in right]
        found = align(ours, theirs, lambda i, j: 0.0, may_move=lambda i, j: False)
        return [(left[i], right[j]) for i, j in found.pairs]

    def _opens_section(self, i: int) -> bool:
        return self.source[i].kind is BlockKind.HEADING

    def _score(self, i: int, j: int) -> float:
        """How much two blocks share, above what any two blocks do.

        A block of another kind takes another's place only where nothing else does: a paragraph
        above a line of dashes becomes a heading, a table without its second line a paragraph.
        """
        left, right = self.source[i], self.translation[j]
        if left.kind is not right.kind:
            return 0.01 if left.nesting == right.nesting else 0.0
        kept = (
            (self._places[0][i], self._places[1][j]),
            (Counter(left.codes), Counter(right.codes)),
            (Counter(left.numbers), Counter(right.numbers)),
        )
        shared = [overlap(ours, theirs) for ours, theirs in kept if ours or theirs]
        similarity = 0.2 + 0.2 * (left.nesting == right.nesting) + 0.1 * (left.level == right.level)
        if right.is_cut and right.kind is BlockKind.TEXT:
            # A text that is cut off has lost what it shares with its source, and its length.
            return similarity
        similarity += 0.3 * (sum(shared) / len(shared) if shared else 0.6)
        if left.kind is BlockKind.CODE:
            similarity += 0.3 * (left.digest == right.digest) + 0.1 * (left.info == right.info)
        expected = left.length * self._growth
        longer = max(expected, right.length, 1)
        return similarity + 0.3 * min(expected, right.length) / longer - _LEAST_SIMILARITY

    def _merged(self, lost: set[int]) -> set[int]:
        """Texts of the source that a neighbour says as well, by its length."""
        there = dict(self.pairs)
        return {
            i
            for i in lost
            for near in (i - 1, i + 1)
            if self.source[i].kind is BlockKind.TEXT
            and near in there
            and _says_both(
                self.source[i].length * self._growth,
                self.source[near].length * self._growth,
                self.translation[there[near]].length,
            )
        }

    def _split(self, added: set[int]) -> set[int]:
        """Texts of the translation that were part of a neighbour's source."""
        back = {j: i for i, j in self.pairs}
        # Prose that its author indented is code by accident, and translators set it right.
        unfolded = {j for j, i in back.items() if self._is_unfolded_code(i, j)}
        for j in sorted(added):
            if {j - 1, j + 1} & unfolded and self.translation[j].kind is BlockKind.TEXT:
                unfolded.add(j)
        return (added & unfolded) | {
            j
            for j in added
            for near in (j - 1, j + 1)
            if self.translation[j].kind is BlockKind.TEXT
            and near in back
            and _says_both(
                self.translation[j].length,
                self.translation[near].length,
                self.source[back[near]].length * self._growth,
            )
        }

    def _is_unfolded_code(self, i: int, j: int) -> bool:
        source, there = self.source[i], self.translation[j]
        is_plain = source.kind is BlockKind.CODE and not source.info
        return is_plain and there.kind is BlockKind.TEXT

    def _titles(self, added: set[int]) -> set[int]:
        """The title of a disclaimer that stands apart from it."""
        last = len(self.translation) - 1
        is_title = last in added and self.translation[last].length < _TITLE_LENGTH
        return {last} if is_title else set()

    def _tail(self) -> int:
        """The first block of the source's end that the translation does not have."""
        if not self.translation:
            return 0
        tail = len(self.source)
        while tail - 1 in self.lost:
            tail -= 1
        last = self.pairs[-1][1] if self.pairs else -1
        if tail == len(self.source) or last < max(self.added, default=-1):
            return len(self.source)
        first = self.source[tail]
        is_section = first.kind is BlockKind.HEADING and self.section_of(tail).end == len(
            self.source
        )
        is_cut = last >= 0 and self.translation[last].is_cut
        is_long = (
            len(self.source) - tail > 1 and not is_section and self._is_substantial(tail, last)
        )
        return tail if is_cut or is_long else len(self.source)

    def _is_substantial(self, tail: int, last: int) -> bool:
        """Whether a lost end says something that the translation's last block does not."""
        lost = self.source[tail:]
        if any(block.kind in (BlockKind.CODE, BlockKind.TABLE) for block in lost):
            return True
        said = (BlockKind.TEXT, BlockKind.HEADING)
        length = sum(b.length for b in lost if b.kind in said) * self._growth
        if last < 0:
            return True
        expected = self.source[self.pairs[-1][0]].length * self._growth
        surplus = self.translation[last].length - expected
        return length >= _LEAST_TAIL and surplus < length / 2

    def _sections(self) -> Iterator[Section]:
        end = 0
        for index in sorted(self.lost):
            if self.source[index].kind is BlockKind.HEADING and end <= index < self.tail:
                section = self.section_of(index)
                is_whole = all(n in self.lost for n in range(index, section.end))
                if is_whole and section.end - index > 1:
                    end = section.end
                    yield section


def _shape(block: Block) -> tuple[BlockKind, str, int]:
    return block.kind, block.nesting, block.level


def _key(block: Block, places: Counter[str]) -> Hashable:
    """What tells a block from all others, if anything does: links and code spans, or the code."""
    if block.kind is BlockKind.CODE:
        return block.kind, block.digest
    if not places and not block.codes:
        return None
    return (block.kind, tuple(sorted(places)), tuple(sorted(block.codes)))


def _features(block: Block, places: Counter[str]) -> Hashable:
    return (_shape(block), block.numbers, block.codes, tuple(sorted(places)))


def _says_both(lost: float, near: float, both: float) -> bool:
    """Whether a text of length `both` is more likely both texts than the near one alone."""
    return lost > 0 and near + lost / 2 < both < 2 * (near + lost)
