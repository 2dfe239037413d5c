"""One document with its links resolved."""

from __future__ import annotations

from typing import NamedTuple, TypeAlias

from transync.links import Resolver, Target
from transync.model import Document, Layout, Link

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


class Page:
    """A document at its place; `sides` are its links in order."""

    def __init__(self, resolver: Resolver, layout: Layout, path: str, document: Document) -> None:
        self.path, self.document = path, document
        self.sides = tuple(
            _side(resolver, link, resolver.resolve(path, link.target, layout))
            for link in document.links
        )


def _side(resolver: Resolver, link: Link, target: Target) -> Side:
    if not target.is_local or not target.fragment or link.is_image:
        return Side(link, target)
    anchors = resolver.anchors(target.path)
    if anchors is None:
        return Side(link, target)
    return Side(link, target, anchors.find(target.fragment), True)
