"""Lists of a translation that no longer stand in the items in which the source has them."""

from __future__ import annotations

from collections.abc import Iterator

from transync.comparison.structure import Structure
from transync.documents.document import Block, BlockKind

_ITEM = "i"


def flat_items(structure: Structure) -> Iterator[tuple[Block, Block]]:
    """The first item of each list that stands less deep than the source's, with its source."""
    is_told = False
    for source, translation in structure.block_pairs():
        if not source.nesting or not translation.nesting:
            is_told = False
        elif _is_flat(source, translation) and not is_told:
            is_told = True
            yield source, translation


def _is_flat(source: Block, translation: Block) -> bool:
    is_text = source.kind is translation.kind is BlockKind.TEXT
    is_item = source.nesting.endswith(_ITEM) and translation.nesting.endswith(_ITEM)
    is_less = translation.nesting.count(_ITEM) < source.nesting.count(_ITEM)
    return is_text and is_item and is_less
