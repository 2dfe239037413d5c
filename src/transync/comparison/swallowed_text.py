"""Code of a translation that goes on where it should have ended, and swallows the text below it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from transync.documents.document import Block, BlockKind

# Of equal code, comments make the one at most so much longer than the other.
_MOST_GROWTH = 2.5


class Swallow(NamedTuple):
    """The block of code at fault, and how many blocks stand above it in both documents.

    What stands below can't be told apart, so only what stands above is worth comparing.
    """

    block: Block
    above: int
    is_whole: bool


def find_swallow(source: Sequence[Block], translation: Sequence[Block]) -> Swallow | None:
    """The first block of code that swallows text, unless the source's own does."""
    if _is_wrapped(source, translation):
        return Swallow(translation[0], 0, True)
    theirs = [n for n, block in enumerate(translation) if block.kind is BlockKind.CODE]
    ours = [n for n, block in enumerate(source) if block.kind is BlockKind.CODE]
    cut = next((n for n in theirs if translation[n].is_cut), None)
    if cut is None or any(source[n].is_cut for n in ours):
        return None
    # A fence that is missing turns text and code around, and only the last fence shows it.
    pairs = zip(ours, theirs, strict=False)
    unlike = (pair for pair in pairs if not _is_like(source[pair[0]], translation[pair[1]]))
    if cut == len(translation) - 1 and _is_end(source, ours[theirs.index(cut) :], translation[cut]):
        return None
    i, j = min(next(unlike, (len(source), cut)), (len(source), cut), key=lambda pair: pair[1])
    return Swallow(translation[j], min(i, j), False)


def _is_end(source: Sequence[Block], ours: Sequence[int], there: Block) -> bool:
    """Whether the text ends in this block of code, instead of going on in it as code."""
    if not ours or not source[ours[0]].is_fenced:
        return False
    # Lines are as many in any language.
    own = source[ours[0]]
    below = source[-1].last_line - own.last_line
    return there.last_line - there.line < own.last_line - own.line + below / 2


def _is_wrapped(source: Sequence[Block], translation: Sequence[Block]) -> bool:
    """Whether the translation is one block of code as a whole."""
    if not source or not translation or translation[0].kind is not BlockKind.CODE:
        return False
    text = sum(block.length for block in source if block.kind is not BlockKind.CODE)
    return source[0].kind is not BlockKind.CODE and translation[0].length > text / 2


def _is_like(source: Block, there: Block) -> bool:
    if source.info.casefold() != there.info.casefold() or len(source.code) != len(there.code):
        return False
    longer, shorter = max(source.length, there.length), min(source.length, there.length)
    return longer <= _MOST_GROWTH * shorter
