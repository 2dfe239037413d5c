"""One document with its links resolved."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
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


def page_of(resolver: Resolver, layout: Layout, path: str, document: Document) -> Page:
    """A document at its place in a layout, with its links resolved."""
    # Many a page links to the same place again and again.
    target = cache(lambda written: resolver.resolve(path, written, layout))
    links = (_side(resolver, link, target(link.target)) for link in document.links)
    return Page(resolver, layout, path, document, tuple(links))


class AddedLines(NamedTuple):
    """Lines with which a page is read in addition: the `end` of what stands above, and the rest."""

    end: Sequence[str] = ()
    rest: Sequence[str] = ()


@dataclass(frozen=True, eq=False, repr=False)
class Page:
    """A document at its place; `links` are in order.

    The resolver is asked for what else is to be known; no rule gets hold of it.
    """

    _resolver: Resolver
    layout: Layout
    path: str
    document: Document
    links: tuple[ResolvedLink, ...]

    @cached_property
    def text(self) -> EditedText | None:
        """The text that is to be edited; None where it can't be read any more."""
        data = self._resolver.read(self.path)
        if isinstance(data, Unreadable):
            return None
        return EditedText(self.path, data)

    def line(self, number: int) -> str:
        """A line as it is written; nothing where there is none, or none that can be read."""
        return (self.text.line(number) if self.text else None) or ""

    def written_lines(self, block: Block) -> Sequence[str]:
        """The lines of a block as they are written."""
        return [self.line(number) for number in range(block.line, block.last_line + 1)]

    def read_with(
        self, added: Mapping[int, AddedLines], other: Mapping[int, str] | None = None
    ) -> Page:
        """The page as it is read with these lines, each below the line with its number.

        Some lines may be `other` ones, of the same length. All facts stay at the lines at which
        they are written. Without a text, nothing changes.
        """
        if self.text is None:
            return self
        read, origins = list[str](), list[int]()
        for number, line in enumerate(self.text.lines, 1):
            new = added.get(number, AddedLines())
            read += [(other or {}).get(number, line or ""), *new.end, *new.rest]
            origins += [number] * (1 + len(new.end)) + [number + 1] * len(new.rest)
        text = "\n".join(read).encode(errors="surrogateescape")
        document = parse(self.path, text)
        if isinstance(document, Unreadable):
            return self
        placed = moved(document, lambda line: origins[min(line, len(origins)) - 1] if line else 0)
        document = replace(placed, size=self.document.size)
        return page_of(self._resolver, self.layout, self.path, document)

    def seen_by(self, resolver: Resolver) -> Page:
        """The same page for another subject, whose resolver takes note of what is asked of it."""
        return replace(self, _resolver=resolver)

    def resolve(self, target: str) -> ResolvedLink:
        """What a link with this target would be, if the document had one."""
        if target not in self._resolved:
            link = Link(LinkKind.LINK, target, 1, 1)
            found = self._resolver.resolve(self.path, target, self.layout)
            self._resolved[target] = _side(self._resolver, link, found)
        return self._resolved[target]

    @cached_property
    def _resolved(self) -> dict[str, ResolvedLink]:
        """What `resolve` has found out."""
        return {}

    def heading_text(self, block: Block) -> str:
        """The text of one of the document's blocks that is a heading, nothing of any other."""
        if block.kind is not BlockKind.HEADING:
            return ""
        return self.document.headings[block.ordinal].text


def _side(resolver: Resolver, link: Link, target: Target) -> ResolvedLink:
    if not target.is_local or not target.fragment or link.is_image:
        return ResolvedLink(link, target)
    anchors = resolver.anchors(target.path)
    if anchors is None or _OF_A_VIEWER.match(target.fragment):
        return ResolvedLink(link, target)
    return ResolvedLink(link, target, anchors.find(target.fragment), True)
