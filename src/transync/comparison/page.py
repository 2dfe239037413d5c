"""One document with its links resolved."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from copy import copy
from dataclasses import replace
from functools import cache, cached_property
from typing import NamedTuple, TypeAlias

from transync.documents.decoding import Unreadable
from transync.documents.document import Block, BlockKind, Document, Link, LinkKind
from transync.documents.editing import EditedText
from transync.documents.moved import moved
from transync.documents.parse import parse
from transync.links.resolver import Resolver
from transync.links.target import Target
from transync.model import Layout

# `#L10-L12` names lines of a file on a forge, `#/page` and `#!page` a page of a web application,
# `#tab/python` a tab of Microsoft Learn.
_OF_A_VIEWER = re.compile(r"L\d+(-L\d+)?\Z|[/!]|tab/")

Anchor: TypeAlias = int | str | None


class ResolvedLink(NamedTuple):
    """A link in one of the two documents, resolved.

    `anchor` is what its fragment names: the index of a heading, an id, None when it names nothing
    or the target's text is not known (`is_anchor_known` tells the two apart).
    """

    written: Link
    target: Target
    anchor: Anchor = None
    is_anchor_known: bool = False

    @property
    def spot(self) -> tuple[int, int]:
        """The line and the column at which it is written."""
        return self.written.line, self.written.column

    @property
    def is_own_image(self) -> bool:
        """Whether it is an image of the repository, which translators replace by their own."""
        return self.written.is_image and self.target.is_local

    @property
    def has_dead_anchor(self) -> bool:
        return self.is_anchor_known and self.anchor is None


class Page:
    """A document at its place; `links` are in order."""

    def __init__(self, resolver: Resolver, layout: Layout, path: str, document: Document) -> None:
        self.path, self.layout, self.document = path, layout, document
        self._resolver = resolver
        # Many a page links to the same place again and again.
        self._target = cache(lambda target: resolver.resolve(path, target, layout))
        self.links = tuple(
            _side(resolver, link, self._target(link.target)) for link in document.links
        )

    @cached_property
    def text(self) -> EditedText | None:
        """The text that is to be edited; None where it can't be read any more."""
        data = self._resolver.read(self.path)
        return None if isinstance(data, Unreadable) else EditedText(self.path, data)

    def parted_below(self, lines: Sequence[int]) -> Page:
        """The page as it is read with an empty line below each of these lines.

        Its facts stay at the lines at which they are written. Without a text, nothing changes.
        """
        if self.text is None:
            return self
        parted = list[str]()
        for number, line in enumerate(self.text.lines, 1):
            parted += [line or "", ""] if number in lines else [line or ""]
        document = parse(self.path, "\n".join(parted).encode(errors="surrogateescape"))
        if isinstance(document, Unreadable):
            return self
        added = sorted(line + above for above, line in enumerate(sorted(lines), 1))
        read = moved(document, lambda line: line - bisect_left(added, line))
        return Page(self._resolver, self.layout, self.path, replace(read, size=self.document.size))

    def seen_by(self, resolver: Resolver) -> Page:
        """The same page for another subject, whose resolver takes note of what is asked of it."""
        page = copy(self)
        page._resolver = resolver
        page._target = cache(lambda target: resolver.resolve(self.path, target, self.layout))
        return page

    def resolve(self, target: str) -> ResolvedLink:
        """What a link with this target would be, if the document had one."""
        link = Link(LinkKind.LINK, target, 1, 1)
        return _side(self._resolver, link, self._target(target))

    def heading_text(self, block: Block) -> str:
        """The text of one of the document's blocks that is a heading, nothing of any other."""
        is_heading = block.kind is BlockKind.HEADING
        return self.document.headings[block.ordinal].text if is_heading else ""


def _side(resolver: Resolver, link: Link, target: Target) -> ResolvedLink:
    if not target.is_local or not target.fragment or link.is_image:
        return ResolvedLink(link, target)
    anchors = resolver.anchors(target.path)
    if anchors is None or _OF_A_VIEWER.match(target.fragment):
        return ResolvedLink(link, target)
    return ResolvedLink(link, target, anchors.find(target.fragment), True)
