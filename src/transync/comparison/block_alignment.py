"""Which block of a translation stands for which of the source."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Hashable, Iterator, Mapping, Sequence
from functools import cached_property, lru_cache
from math import exp, log

from transync.comparison.alignment import Work, align_graded
from transync.comparison.common_items import common_pairs, in_order
from transync.comparison.link_similarity import overlap
from transync.documents.document import Block, BlockKind

# What a run of lost or added blocks costs, and what two blocks must share to be worth a pair.
_GAP = 0.2
# Texts are cut off more often than in the middle.
_END_GAP = 0.15
_LEAST_SIMILARITY = 0.4
# By how much the lengths of two texts that say the same usually differ, as a logarithm.
_SPREAD = 0.4
# So many characters say how much longer a language is than another.
_ENOUGH_TEXT = 60

# So many small words outside links, code and quotations are no name.
_SENTENCE = 2

# Where so many texts of this length have a full stop, one without is not finished.
_SENTENCE_LENGTH = 40
_MOST = 0.7

# Of each block, the places that its links lead to.
Places = Sequence[Counter[str]]


def align_blocks(
    source: Sequence[Block],
    translation: Sequence[Block],
    places: tuple[Places, Places],
    ranges: Sequence[tuple[range, range]],
) -> tuple[tuple[int, int], ...]:
    """The pairs of indices, in order; `places` are those of the source and the translation.

    Blocks of one of the `ranges` only stand for blocks of the same.
    """
    aligner = _Aligner(source, translation, places)
    pairs = dict(pair for both in ranges for pair in aligner.pairs(*both))
    _give_way_to_originals(pairs, source, translation)
    taken = set(pairs.values())
    for i, j in pairs.items():
        ours, theirs = source[i], translation[j : j + 2]
        # A text that was left in the source's language is none beside its translation.
        is_left = ours.words >= _SENTENCE and ours.digest == theirs[0].digest
        if is_left and j + 1 not in taken and len(theirs) > 1 and _shape(ours) == _shape(theirs[1]):
            pairs[i] = j + 1
    return tuple(pairs.items())


def _give_way_to_originals(
    pairs: dict[int, int], source: Sequence[Block], translation: Sequence[Block]
) -> None:
    """Let a text that stands there twice count once, where another took its neighbour's place."""
    sources = {j: i for i, j in pairs.items()}
    taken = set(sources)
    for run in _runs(sources):
        twice = [j for j in run[:-1] if _stands_twice(j, sources[j], source, translation)]
        before, behind = run.start - 1, run.stop
        if twice and behind < len(translation) and behind not in taken:
            pairs.update({sources[n]: n + 1 for n in range(twice[0] + 1, run.stop)})
            taken.add(behind)
        elif twice and before >= 0 and before not in taken:
            pairs.update({sources[n]: n - 1 for n in range(run.start, twice[-1] + 1)})
            taken.add(before)


def _stands_twice(j: int, i: int, source: Sequence[Block], translation: Sequence[Block]) -> bool:
    """Whether a text is the next one as well, while their sources `i` and `i + 1` differ."""
    text = translation[j]
    is_repeated = text.length > 0 and text.digest == translation[j + 1].digest
    return is_repeated and source[i].digest != source[i + 1].digest


def _runs(sources: Mapping[int, int]) -> Iterator[range]:
    """The runs of successive keys whose values are successive, too."""
    start: int | None = None
    for j in sorted(sources):
        start = j if start is None else start
        if sources.get(j + 1) != sources[j] + 1:
            yield range(start, j + 1)
            start = None


def is_unfinished(translation: Sequence[Block]) -> bool:
    """Whether the last text ends without a full stop, where others have one."""
    texts = [b for b in translation if b.kind is BlockKind.TEXT and b.length >= _SENTENCE_LENGTH]
    if not translation or not texts or translation[-1].kind is not BlockKind.TEXT:
        return False
    return not translation[-1].ending and sum(bool(b.ending) for b in texts) >= _MOST * len(texts)


class _Aligner:
    def __init__(
        self, source: Sequence[Block], translation: Sequence[Block], places: tuple[Places, Places]
    ) -> None:
        self.source, self.translation, self.places = source, translation, places
        self.unfinished = len(translation) - 1 if is_unfinished(translation) else -1
        self.work = Work(len(source) + len(translation))
        self.known = self._unmistakable()
        self.growth = self._measured_growth(self.known)

    def pairs(self, lefts: range, rights: range) -> Iterator[tuple[int, int]]:
        """Blocks that nothing else is like first; what stands between them by similarity."""
        first, end = (bisect_left(self.known, (n,)) for n in (lefts.start, lefts.stop))
        known = [(i, j) for i, j in self.known[first:end] if j in rights]
        last_i, last_j = lefts.start, rights.start
        for i, j in (*known, (lefts.stop, rights.stop)):
            left, right = range(last_i, i), range(last_j, j)
            ours, theirs = self._shapes
            if ours[last_i:i] == theirs[last_j:j]:
                yield from zip(left, right, strict=True)
            else:
                yield from self._by_similarity(left, right)
            if i < lefts.stop:
                yield i, j
            last_i, last_j = i + 1, j + 1

    def _measured_growth(self, known: Sequence[tuple[int, int]]) -> float:
        """How much longer texts are in the translation, by those that surely correspond."""
        pairs = list(known)
        for i, (left, right) in enumerate(zip(*self._shapes, strict=False)):
            if left != right:
                break
            pairs.append((i, i))
        ours = sum(self.source[i].length for i, _ in pairs)
        theirs = sum(self.translation[j].length for _, j in pairs)
        return theirs / ours if ours > _ENOUGH_TEXT else 1.0

    def _unmistakable(self) -> list[tuple[int, int]]:
        if self._shapes[0] == self._shapes[1]:
            return []
        places = []
        for blocks, links in zip((self.source, self.translation), self.places, strict=True):
            keys = [_key(block, found) for block, found in zip(blocks, links, strict=True)]
            counts = Counter(keys)
            places.append({k: n for n, k in enumerate(keys) if k is not None and counts[k] == 1})
        both = [(i, places[1][key]) for key, i in places[0].items() if key in places[1]]
        return in_order(sorted(both))

    def _by_similarity(self, left: range, right: range) -> Iterator[tuple[int, int]]:
        """What stands between two sure pairs: of a lot of it, what is equal first."""
        if self.work.take(len(left), len(right)):
            yield from self._graded(left, right)
            return
        last_i, last_j = left.start, right.start
        equal = self._common(left, right, self._features)
        for i, j in (*equal, (left.stop, right.stop)):
            gap = range(last_i, i), range(last_j, j)
            if self.work.take(len(gap[0]), len(gap[1])):
                yield from self._graded(*gap)
            else:
                yield from self._common(*gap, self._shapes)
            if i < left.stop:
                yield i, j
            last_i, last_j = i + 1, j + 1

    def _graded(self, left: range, right: range) -> list[tuple[int, int]]:
        is_end = left.stop == len(self.source) and right.stop == len(self.translation)
        end_gap = _END_GAP if is_end else None
        return align_graded(left, right, self._score, self._opens_section, _GAP, end_gap)

    def _common(
        self, left: range, right: range, keys: tuple[Sequence[Hashable], Sequence[Hashable]]
    ) -> list[tuple[int, int]]:
        """The blocks with the same key, in order."""
        ours, theirs = keys
        found = common_pairs(ours[left.start : left.stop], theirs[right.start : right.stop])
        return [(left[i], right[j]) for i, j in found]

    @cached_property
    def _features(self) -> tuple[Sequence[Hashable], Sequence[Hashable]]:
        """Of each block, all that a translator keeps."""
        ours, theirs = (
            [_features(block, found) for block, found in zip(blocks, links, strict=True)]
            for blocks, links in zip((self.source, self.translation), self.places, strict=True)
        )
        return ours, theirs

    @cached_property
    def _shapes(self) -> tuple[Sequence[Hashable], Sequence[Hashable]]:
        ours, theirs = ([_shape(b) for b in side] for side in (self.source, self.translation))
        return ours, theirs

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
            (self.places[0][i], self.places[1][j]),
            (_counted(left.codes), _counted(right.codes)),
            (_counted(left.numbers), _counted(right.numbers)),
        )
        shared = [overlap(ours, theirs) for ours, theirs in kept if ours or theirs]
        similarity = 0.2 + 0.2 * (left.nesting == right.nesting) + 0.1 * (left.level == right.level)
        if (right.is_cut and right.kind is BlockKind.TEXT) or j == self.unfinished:
            # A text that is cut off has lost what it shares with its source, and its length.
            return similarity
        similarity += 0.3 * (sum(shared) / len(shared) if shared else 0.6)
        # Names stay, but so do the small words of another language: what is shared counts alone.
        names = len(set(left.names) & set(right.names))
        similarity += 0.05 * min(names, 3) + 0.05 * (left.ending == right.ending)
        similarity += 0.05 * (left.emphasis == right.emphasis)
        if left.kind is BlockKind.CODE:
            similarity += 0.3 * (left.digest == right.digest) + 0.1 * (left.info == right.info)
        strayed = log((right.length + 1) / (left.length * self.growth + 1)) / _SPREAD
        return similarity + 0.3 * exp(-(strayed**2) / 2) - _LEAST_SIMILARITY


@lru_cache(maxsize=4096)
def _counted(items: tuple[str, ...]) -> Counter[str]:
    return Counter(items)


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
