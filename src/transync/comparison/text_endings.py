"""Whether texts end as they should, with a full stop, and whether the last one was cut short."""

from __future__ import annotations

from collections.abc import Sequence

from transync.comparison.aligned_blocks import AlignedBlocks
from transync.comparison.lost_text import is_text
from transync.documents.document import Block, BlockKind

# Where this share of the texts of this length have a full stop, one without is not finished.
_SENTENCE_LENGTH = 40
_ENDING_SHARE = 0.7
# A text of so much of its expected length, without a full stop, has lost its end.
_SHORT = 0.8


def is_unfinished(translation: Sequence[Block]) -> bool:
    """Whether the last text ends without a full stop, where others have one."""
    if not translation or translation[-1].kind is not BlockKind.TEXT:
        return False
    return not translation[-1].ending and have_endings(translation)


def have_endings(translation: Sequence[Block]) -> bool:
    """Whether texts end with a full stop, as a rule."""
    texts = [b for b in translation if b.kind is BlockKind.TEXT and b.length >= _SENTENCE_LENGTH]
    ended = sum(bool(block.ending) for block in texts)
    return bool(texts) and ended >= _ENDING_SHARE * len(texts)


def is_cut_short(blocks: AlignedBlocks, cut: frozenset[int]) -> bool:
    """Whether the last text stands for the source's, but ends in the middle of a sentence.

    Of the blocks of the source that are `cut`, no length is known.
    """
    source, translation = blocks.source, blocks.translation
    ends = len(source) - 1, len(translation) - 1
    if not blocks.pairs or blocks.pairs[-1] != ends or not source[-1].ending:
        return False
    before = after = 0
    for i, j in blocks.pairs:
        if i not in cut and is_text(source[i]) and is_text(translation[j]):
            before += source[i].length
            after += translation[j].length
    growth = after / (before or 1)
    is_short = translation[-1].length < _SHORT * growth * source[-1].length
    return is_short and is_unfinished(translation)
