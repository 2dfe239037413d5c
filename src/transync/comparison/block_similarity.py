"""How surely a block of a translation stands for one of the source, by what a translator keeps.

The weights were set by hand; nobody has measured them one by one. What all of them do together is
measured by `python -m bench.recall CORPUS --samples 8 --seed 42` and by `python -m bench.precision
security-101 azd-for-beginners`, whose results are in docs/accuracy.md.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Sequence
from functools import lru_cache
from math import exp, log
from typing import NamedTuple

from transync.comparison.common_items import number_in_common
from transync.comparison.link_similarity import overlap
from transync.documents.document import Block, BlockKind

# What two blocks have to share to be worth a pair.
_LEAST_SIMILARITY = 0.4
# A block of another kind is worth less than any pair of one kind, but more than none.
_OTHER_KIND = 0.01
# What any two blocks of one kind share, and what the same containers and the same level add.
_SAME_KIND, _SAME_NESTING, _SAME_LEVEL = 0.2, 0.2, 0.1
# What a heading of another level loses beyond that: nobody changes them but by accident.
_OTHER_LEVEL = 0.3
# What links, code spans and numbers add if all are the same, and which share of that two blocks
# get that have none of them.
_KEPT, _NOTHING_TO_KEEP = 0.3, 0.6
# What each name in both adds, up to so many of them.
_NAME, _MOST_NAMES = 0.05, 3
# What the same full stop (colon, question mark) adds, and the same number of `**`.
_SAME_ENDING, _SAME_EMPHASIS = 0.05, 0.05
# What the same code adds, and the same language of it.
_SAME_CODE, _SAME_INFO = 0.3, 0.1
# What the expected length adds, and by how much the lengths of two texts that say the same usually
# differ, as a logarithm.
_LENGTH, _SPREAD = 0.3, 0.4
# What a text loses that has no full stop where texts like it have one.
_UNENDED = 0.15
# What a text that breaks off is worth in place of its length, and what it adds that the next one is
# glued to it.
_PART, _GLUED = 0.26, 0.15
# No full stop tells whether a heading breaks off: it does where it is so much too short (0.8 of the
# expected length), in the measure of `_SPREAD`.
_CUT_HEADING = -0.55
# What it loses where nothing else tells of a cut.
_UNSEEN = 0.1
# What it costs to read one block as two texts: where it has more lines than the source's, and where
# it has not.
_PARTED, _PARTED_AS_IT_IS = 0.2, 0.5
# What is left of a text that ends inside a link or bold text: it rather breaks off.
_TORN = 0.4
_BREAKS_OFF = (BlockKind.TEXT, BlockKind.HEADING)
_PROSE = (BlockKind.TEXT, BlockKind.HEADING)


class PlacedBlock(NamedTuple):
    """A block, and the places that its links lead to.

    `is_glued` says that the next block begins on the line below it.
    """

    block: Block
    places: Counter[str]
    is_glued: bool = False


class BlockSimilarity(NamedTuple):
    """Compares blocks of a source with those of a translation.

    `growth` is how much longer prose is in the translation; `unfinished` is the text of the
    translation that ends in the middle of a sentence, if there is one. `has_endings` says that its
    texts end as the source's do.
    """

    growth: float
    unfinished: Block | None
    has_endings: bool

    def whole(self, source: PlacedBlock, translation: PlacedBlock) -> float:
        """How much two blocks share, above what any two blocks do.

        A block of another kind takes another's place only where nothing else does: a paragraph
        above a line of dashes becomes a heading, a table without its second line a paragraph.
        """
        block, other = source.block, translation.block
        if block.kind is not other.kind:
            return _OTHER_KIND if block.nesting == other.nesting else 0.0
        similarity = _in_place(block, other)
        if other is self.unfinished:
            # A text that is cut off has lost what it shares with its source, and its length.
            return similarity
        if _is_torn(block, other):
            return similarity * _TORN
        similarity += _KEPT * _kept(source, translation)
        names = _number_of_common(block.names, other.names)
        similarity += _NAME * min(names, _MOST_NAMES) - _LEAST_SIMILARITY
        similarity += _SAME_ENDING * (block.ending == other.ending)
        similarity += _SAME_EMPHASIS * (block.emphasis == other.emphasis)
        if self._is_unended(block, other):
            similarity -= _UNENDED
        if block.kind is BlockKind.CODE:
            similarity += _SAME_CODE * _is_same_code(block, other)
            similarity += _SAME_INFO * (block.info == other.info)
        return similarity + _LENGTH * exp(-(self._strayed(block, other) ** 2) / 2)

    def part(self, source: PlacedBlock, translation: PlacedBlock, whole: PlacedBlock) -> float:
        """How much a text of the translation is like the beginning of one of the source.

        It is a part of a `whole` block, or all of it: what stands below it in the same block is
        another text.
        """
        is_parted = translation is not whole
        block, other = source.block, translation.block
        if block.kind is not other.kind or block.kind not in _BREAKS_OFF or not other.length:
            return 0.0
        is_torn = _is_torn(block, other)
        if other.ending and not is_torn:
            return 0.0
        strayed = self._strayed(block, other)
        if block.kind is BlockKind.HEADING and not is_torn and strayed > _CUT_HEADING:
            return 0.0
        similarity = _in_place(block, other) + _KEPT * _kept_of(source, translation)
        names = _number_of_common(block.names, other.names)
        similarity += _NAME * min(names, _MOST_NAMES) - _LEAST_SIMILARITY
        is_glued = translation.is_glued and not source.is_glued
        if is_parted or is_glued or is_torn:
            similarity += _GLUED
        elif block.kind is BlockKind.HEADING:
            similarity -= _UNSEEN
        if is_parted:
            has_more_lines = _number_of_lines(whole.block) > _number_of_lines(block)
            similarity -= _PARTED if has_more_lines else _PARTED_AS_IT_IS
        similarity += _SAME_EMPHASIS * (block.emphasis == other.emphasis)
        return similarity + _PART * exp(-(max(strayed, 0.0) ** 2) / 2)

    def _is_unended(self, source: Block, translation: Block) -> bool:
        """Whether a text has no full stop, though its source has one and other texts have, too."""
        is_text = source.kind is BlockKind.TEXT and self.has_endings
        return is_text and bool(source.ending) and not translation.ending

    def _expected(self, source: Block) -> float:
        """How long the translation of a block should be, in characters."""
        return source.length * (self.growth if source.kind in _PROSE else 1.0)

    def _strayed(self, source: Block, translation: Block) -> float:
        return log((translation.length + 1) / (self._expected(source) + 1)) / _SPREAD


def are_in_place(source: Sequence[PlacedBlock], translation: Sequence[PlacedBlock]) -> bool:
    """Whether each block has the links and code spans of the one with its number."""
    both = zip(source, translation, strict=False)
    return len(source) == len(translation) and all(
        left.places == right.places and left.block.codes == right.block.codes
        for left, right in both
    )


def _is_torn(source: Block, translation: Block) -> bool:
    """Whether a text ends inside a link or bold text, other than the source's."""
    if translation.kind is not BlockKind.TEXT:
        return False
    is_bold_open = translation.emphasis % 2 > source.emphasis % 2
    return (translation.is_cut and not source.is_cut) or is_bold_open


def _number_of_lines(block: Block) -> int:
    return block.last_line - block.line + 1


def _in_place(source: Block, translation: Block) -> float:
    """What two blocks of one kind share without their texts."""
    is_same_nesting = source.nesting == translation.nesting
    is_same_level = source.level == translation.level
    similarity = _SAME_KIND + _SAME_NESTING * is_same_nesting + _SAME_LEVEL * is_same_level
    is_heading = source.kind is BlockKind.HEADING
    return similarity - _OTHER_LEVEL if is_heading and not is_same_level else similarity


def _is_same_code(source: Block, translation: Block) -> bool:
    """Whether all is the same that a translator may not change; comments may be."""
    if source.code or translation.code:
        return source.code == translation.code
    return source.digest == translation.digest


def _number_of_common(source: Sequence[str], translation: Sequence[str]) -> int:
    """How many different items two texts share."""
    return len(set(source).intersection(translation)) if source and translation else 0


def _marks(
    source: PlacedBlock, translation: PlacedBlock
) -> list[tuple[Counter[str], Counter[str]]]:
    """The links, code spans and numbers of two blocks, where either has some."""
    block, other = source.block, translation.block
    both = [
        (source.places, translation.places),
        (_counted(block.codes), _counted(other.codes)),
        (_counted(block.numbers), _counted(other.numbers)),
    ]
    return [counts for counts in both if any(counts)]


def _kept(source: PlacedBlock, translation: PlacedBlock) -> float:
    """Which share of the links, code spans and numbers of two blocks is the same."""
    shares = [overlap(*counts) for counts in _marks(source, translation)]
    return sum(shares) / len(shares) if shares else _NOTHING_TO_KEEP


def _kept_of(source: PlacedBlock, translation: PlacedBlock) -> float:
    """Which share of the links, code spans and numbers of a part is in the source's block."""
    marks = _marks(source, translation)
    if not marks:
        return _NOTHING_TO_KEEP
    shares = [
        number_in_common(left, right) / right.total() if right else _NOTHING_TO_KEEP
        for left, right in marks
    ]
    return sum(shares) / len(shares)


def shape(block: Block) -> tuple[BlockKind, str, int]:
    """What a block is, and where: all that is known without its text."""
    return block.kind, block.nesting, block.level


def features(block: Block, places: Counter[str]) -> Hashable:
    """All that a translator keeps of a block."""
    return (shape(block), block.numbers, block.codes, tuple(sorted(places)))


def distinctive_key(block: Block, places: Counter[str]) -> Hashable:
    """What tells a block from all others, if anything does: links and code spans, or the code."""
    if block.kind is BlockKind.CODE:
        return block.kind, block.code or block.digest
    if not places and not block.codes:
        return None
    return (block.kind, tuple(sorted(places)), tuple(sorted(block.codes)))


@lru_cache(maxsize=4096)
def _counted(items: tuple[str, ...]) -> Counter[str]:
    return Counter(items)
