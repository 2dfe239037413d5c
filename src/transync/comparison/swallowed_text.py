"""Code of a translation that goes on where it should have ended, and swallows the text below it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from transync.documents import info_string
from transync.documents.document import Block, BlockKind

# Of equal code, comments make the one at most so much longer than the other.
_MOST_GROWTH = 2.5


class Swallow(NamedTuple):
    """The block of code at fault, and how many blocks stand above it in the two documents.

    What stands below can't be told apart, so only what stands above is worth comparing: nothing,
    where the translation `is_whole` a block of code.
    """

    block: Block
    source_above: int
    translation_above: int
    is_whole: bool


def find_swallow(source: Sequence[Block], translation: Sequence[Block]) -> Swallow | None:
    """The first block of code that swallows text, unless the source's own does."""
    if _is_wrapped(source, translation):
        return Swallow(translation[0], 0, 0, True)
    translation_codes = [n for n, block in enumerate(translation) if block.kind is BlockKind.CODE]
    source_codes = [n for n, block in enumerate(source) if block.kind is BlockKind.CODE]
    cut = next((n for n in translation_codes if translation[n].is_cut), None)
    if cut is None or any(source[n].is_cut for n in source_codes):
        return None
    # A fence that is missing turns text and code around, and only the last fence shows it.
    pairs = zip(source_codes, translation_codes, strict=False)
    unlike = (pair for pair in pairs if not _is_like(source[pair[0]], translation[pair[1]]))
    rest = source_codes[translation_codes.index(cut) :]
    if cut == len(translation) - 1 and _is_end(source, rest, translation[cut]):
        return None
    # The block at fault is the first that is unlike its counterpart, or the one that is cut.
    end = len(source), cut
    i, j = min(next(unlike, end), end, key=lambda pair: pair[1])
    return Swallow(translation[j], i if i < len(source) else min(i, j), j, False)


def _is_end(source: Sequence[Block], source_codes: Sequence[int], translation_block: Block) -> bool:
    """Whether the text ends in this block of code, instead of going on in it as code."""
    if not source_codes or not source[source_codes[0]].is_fenced:
        return False
    # Lines are as many in any language.
    source_block = source[source_codes[0]]
    below = source[-1].last_line - source_block.last_line
    source_lines = source_block.last_line - source_block.line
    return translation_block.last_line - translation_block.line < source_lines + below / 2


def _is_wrapped(source: Sequence[Block], translation: Sequence[Block]) -> bool:
    """Whether the translation is one block of code as a whole."""
    if not source or not translation or translation[0].kind is not BlockKind.CODE:
        return False
    text = sum(block.length for block in source if block.kind is not BlockKind.CODE)
    return source[0].kind is not BlockKind.CODE and translation[0].length > text / 2


def _is_like(source: Block, translation: Block) -> bool:
    if info_string.kept(source.info) != info_string.kept(translation.info):
        return False
    translation_code = "" if translation.is_cut else translation.code
    if len(source.code) != len(translation_code):
        return False
    longer, shorter = max(source.length, translation.length), min(source.length, translation.length)
    return longer <= _MOST_GROWTH * shorter
