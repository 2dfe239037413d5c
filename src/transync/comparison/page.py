"""One document with its links resolved."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from typing import NamedTuple, TypeAlias

from transync.links import Resolver, Target
from transync.model import Block, Document, Layout, Link

Anchor: TypeAlias = int | str | None


class Side(NamedTuple):
    """A link in one of the two documents, resolved.

    `anchor` is what its fragment names: the index of a heading, an id, None when it names nothing
    or the target's text is not known (`is_anchor_known` tells the two apart).
    """

    link: Link
    target: Target
    anchor: Anchor = None
    is_anchor_known: bool = False

    @property
    def has_dead_anchor(self) -> bool:
        return self.is_anchor_known and self.anchor is None


# Co-op Translator's disclaimer links here, at the end of a translation.
_DISCLAIMER_PLACE = "https://github.com/azure/co-op-translator"


class Page:
    """A document at its place; `sides` are its links in order."""

    def __init__(self, resolver: Resolver, layout: Layout, path: str, document: Document) -> None:
        self.path, self.document = path, document
        self.sides = tuple(
            _side(resolver, link, resolver.resolve(path, link.target, layout))
            for link in document.links
        )


def disclaimer_sides(source: Page, translation: Page) -> list[Side]:
    """The links of the translation's disclaimer, which the source does not have."""
    own = sum(side.target.place.lower() == _DISCLAIMER_PLACE for side in source.sides)
    there = [s for s in translation.sides if s.target.place.lower() == _DISCLAIMER_PLACE]
    return there[own:]


def body_blocks(source: Page, translation: Page) -> Sequence[Block]:
    """The translation's blocks without those of the disclaimer."""
    blocks = translation.document.blocks
    disclaimer = disclaimer_sides(source, translation)
    if not disclaimer:
        return blocks
    line = disclaimer[0].link.line
    return blocks[: max(bisect_right(blocks, line, key=lambda block: block.line) - 1, 0)]


def _side(resolver: Resolver, link: Link, target: Target) -> Side:
    if not target.is_local or not target.fragment or link.is_image:
        return Side(link, target)
    anchors = resolver.anchors(target.path)
    if anchors is None:
        return Side(link, target)
    return Side(link, target, anchors.find(target.fragment), True)
