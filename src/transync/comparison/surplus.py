"""Blocks that only the translation has, and that are no fault of it."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import Protocol

from transync.comparison.disclaimer import is_plain_text
from transync.comparison.page import Page
from transync.documents.document import Block, BlockKind

_TITLE_LENGTH = 40


class Aligned(Protocol):
    """The blocks of both sides, and which of the translation stand for which of the source."""

    source: Sequence[Block]
    translation: Sequence[Block]
    sources: Mapping[int, int]


def harmless_blocks(
    added: Collection[int], blocks: Aligned, pages: tuple[Page, Page], has_disclaimer: bool
) -> set[int]:
    """Of the blocks that were added: the disclaimer's title, loose rows, links to the original."""
    last = len(blocks.translation) - 1
    is_title = has_disclaimer and last in added and _is_title(blocks.translation)
    return {
        *([last] if is_title else []),
        *_loose_rows(added, blocks, pages),
        *_to_original(blocks.translation, pages),
    }


def _is_title(translation: Sequence[Block]) -> bool:
    """Whether the last block is the title of a disclaimer, which stands apart from it."""
    block = translation[-1]
    is_text = block.kind is BlockKind.HEADING or is_plain_text(block)
    is_underlined = block.kind is BlockKind.HEADING and block.last_line > block.line
    is_repeated = len(translation) > 1 and block.digest == translation[-2].digest
    is_short = is_text and block.length < _TITLE_LENGTH
    return is_short and not is_underlined and not is_repeated


def _loose_rows(added: Collection[int], blocks: Aligned, pages: tuple[Page, Page]) -> Iterator[int]:
    """What an empty line cut off from a table: a paragraph of its last rows."""
    ours, theirs = (page.document.tables for page in pages)
    for j in added:
        i = blocks.sources.get(j - 1)
        if i is None:
            continue
        source, there = blocks.source[i], blocks.translation[j - 1]
        if source.kind is there.kind is BlockKind.TABLE and len(theirs[there.ordinal].rows) < len(
            ours[source.ordinal].rows
        ):
            yield j


def _to_original(translation: Sequence[Block], pages: tuple[Page, Page]) -> Iterator[int]:
    """The blocks that link to the original of the page, which only translations have."""
    original, sides = pages[0].path, pages[1].sides
    for number, block in enumerate(translation):
        if any(side.target.path == original for side in sides[slice(*block.links)]):
            yield number
