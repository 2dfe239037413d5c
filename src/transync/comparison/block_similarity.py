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

from transync.comparison.link_similarity import overlap
from transync.documents.document import Block, BlockKind

# What two blocks have to share to be worth a pair.
_LEAST_SIMILARITY = 0.4
# A block of another kind is worth less than any pair of one kind, but more than none.
_OTHER_KIND = 0.01
# What any two blocks of one kind share, and what the same containers and the same level add.
_SAME_KIND, _SAME_NESTING, _SAME_LEVEL = 0.2, 0.2, 0.1
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


class PlacedBlocks(NamedTuple):
    """Blocks, and of each the places that its links lead to."""

    blocks: Sequence[Block]
    places: Sequence[Counter[str]]


class BlockSimilarity(NamedTuple):
    """Compares blocks of the source with those of the translation, by index.

    `growth` is how much longer texts are in the translation; `unfinished` is the text of the
    translation that ends in the middle of a sentence, -1 for none.
    """

    source: PlacedBlocks
    translation: PlacedBlocks
    growth: float
    unfinished: int

    def score(self, i: int, j: int) -> float:
        """How much two blocks share, above what any two blocks do.

        A block of another kind takes another's place only where nothing else does: a paragraph
        above a line of dashes becomes a heading, a table without its second line a paragraph.
        """
        source, translation = self.source.blocks[i], self.translation.blocks[j]
        if source.kind is not translation.kind:
            return _OTHER_KIND if source.nesting == translation.nesting else 0.0
        similarity = _SAME_KIND + _SAME_NESTING * (source.nesting == translation.nesting)
        similarity += _SAME_LEVEL * (source.level == translation.level)
        is_cut = translation.is_cut and translation.kind is BlockKind.TEXT
        if is_cut or j == self.unfinished:
            # A text that is cut off has lost what it shares with its source, and its length.
            return similarity
        similarity += _KEPT * self._kept(i, j)
        # Names stay, but so do the small words of another language: what is shared counts alone.
        names = len(set(source.names) & set(translation.names))
        is_same_ending = source.ending == translation.ending
        similarity += _NAME * min(names, _MOST_NAMES) + _SAME_ENDING * is_same_ending
        similarity += _SAME_EMPHASIS * (source.emphasis == translation.emphasis)
        if source.kind is BlockKind.CODE:
            is_same_info = source.info == translation.info
            is_same_code = source.digest == translation.digest
            similarity += _SAME_CODE * is_same_code + _SAME_INFO * is_same_info
        expected = source.length * self.growth
        strayed = log((translation.length + 1) / (expected + 1)) / _SPREAD
        return similarity + _LENGTH * exp(-(strayed**2) / 2) - _LEAST_SIMILARITY

    def _kept(self, i: int, j: int) -> float:
        """Which share of the links, code spans and numbers of two blocks is the same."""
        source, translation = self.source.blocks[i], self.translation.blocks[j]
        both = (
            (self.source.places[i], self.translation.places[j]),
            (_counted(source.codes), _counted(translation.codes)),
            (_counted(source.numbers), _counted(translation.numbers)),
        )
        shares = [overlap(*counts) for counts in both if any(counts)]
        return sum(shares) / len(shares) if shares else _NOTHING_TO_KEEP


def shape(block: Block) -> tuple[BlockKind, str, int]:
    """What a block is, and where: all that is known without its text."""
    return block.kind, block.nesting, block.level


def features(block: Block, places: Counter[str]) -> Hashable:
    """All that a translator keeps of a block."""
    return (shape(block), block.numbers, block.codes, tuple(sorted(places)))


def distinctive_key(block: Block, places: Counter[str]) -> Hashable:
    """What tells a block from all others, if anything does: links and code spans, or the code."""
    if block.kind is BlockKind.CODE:
        return block.kind, block.digest
    if not places and not block.codes:
        return None
    return (block.kind, tuple(sorted(places)), tuple(sorted(block.codes)))


@lru_cache(maxsize=4096)
def _counted(items: tuple[str, ...]) -> Counter[str]:
    return Counter(items)
