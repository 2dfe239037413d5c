"""Blocks of a translation with which nothing is wrong, though its source has none of the kind."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence

from transync.comparison.aligned_blocks import AlignedBlocks
from transync.comparison.disclaimer import is_plain_text
from transync.comparison.page import Page
from transync.documents.document import Block, BlockKind

_TITLE_LENGTH = 40
# A note that leads to the original is no longer than that.
_NOTE_LENGTH = 160


def harmless_blocks(
    added: Collection[int],
    blocks: AlignedBlocks,
    source: Page,
    translation: Page,
    has_disclaimer: bool,
) -> set[int]:
    """The blocks with which nothing is wrong, whether they were `added` or not.

    They are the disclaimer's title, loose rows of a table, and links to the original.
    """
    harmless = {*_loose_rows(added, blocks, source, translation)}
    harmless.update(_to_original(blocks.translation, source, translation))
    last = len(blocks.translation) - 1
    if has_disclaimer and last in added and _is_title(blocks.translation):
        harmless.add(last)
    return harmless


def _is_title(translation: Sequence[Block]) -> bool:
    """Whether the last block is the title of a disclaimer, which stands apart from it."""
    block = translation[-1]
    is_text = block.kind is BlockKind.HEADING or is_plain_text(block)
    is_underlined = block.kind is BlockKind.HEADING and block.last_line > block.line
    is_repeated = len(translation) > 1 and block.digest == translation[-2].digest
    is_short = is_text and block.length < _TITLE_LENGTH
    return is_short and not is_underlined and not is_repeated


def _loose_rows(
    added: Collection[int], blocks: AlignedBlocks, source: Page, translation: Page
) -> Iterator[int]:
    """What an empty line cut off from a table: a paragraph of its last rows."""
    for j in added:
        i = blocks.sources.get(j - 1)
        if i is None:
            continue
        original, above = blocks.source[i], blocks.translation[j - 1]
        if original.kind is above.kind is BlockKind.TABLE:
            rows = source.document.tables[original.ordinal].rows
            if len(translation.document.tables[above.ordinal].rows) < len(rows):
                yield j


def _to_original(blocks: Sequence[Block], source: Page, translation: Page) -> Iterator[int]:
    """The blocks that link to the original of the page, which only translations have."""
    for number, block in enumerate(blocks):
        links = translation.links[slice(*block.links)]
        if block.length > _NOTE_LENGTH or block.codes or block.numbers:
            continue
        if any(link.target.path == source.path for link in links):
            yield number
