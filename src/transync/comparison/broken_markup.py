"""Markup that works in the source and not in the translation: links, bold texts, images."""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Collection, Iterable, Iterator, Sequence
from typing import NamedTuple

from transync.comparison.link_identity import LinkMatch
from transync.comparison.page import Page, ResolvedLink
from transync.comparison.structure import Structure
from transync.documents.document import Stray


class BrokenMarkup(NamedTuple):
    """Markup that went astray in the translation, and the index of its block in the source."""

    stray: Stray
    block: int


class ImageAsLink(NamedTuple):
    """An image of the source, and the link of the translation that stands in its place."""

    image: ResolvedLink
    link: ResolvedLink


def find_broken_markup(
    source: Page, translation: Page, structure: Structure
) -> Sequence[BrokenMarkup]:
    """What went astray in texts of the translation whose sources have nothing of the kind."""
    strays = source.document.strays
    known = {(stray.is_link, structure.lines.source_index(stray.line)) for stray in strays}
    found: dict[tuple[bool, int], BrokenMarkup] = {}
    for stray in translation.document.strays:
        block = structure.lines.whole_counterpart_index(stray.line)
        if block is not None and (stray.is_link, block) not in known:
            # `**` comes in pairs, so the first one of a line is enough.
            found.setdefault((stray.is_link, stray.line), BrokenMarkup(stray, block))
    return list(found.values())


def left_of_links(translation: Page, lines: Collection[int]) -> Iterator[tuple[int, int]]:
    """The spots of the bare addresses that are left of links which broke on these lines.

    They stand behind a bracket, and `link-syntax` tells of them.
    """
    for stray in translation.document.strays:
        if stray.mark == "](" and stray.line in lines:
            yield stray.line, stray.column + len(stray.mark)


def find_images_as_links(
    matches: Iterable[LinkMatch], structure: Structure
) -> Sequence[ImageAsLink]:
    """Lost images, and the links that were added in the same texts and lead to the same places."""
    images = list[ResolvedLink]()
    links: dict[tuple[str, int | None], deque[ResolvedLink]] = defaultdict(deque)
    for match in matches:
        if match.translation is None and match.source and match.source.written.is_image:
            images.append(match.source)
        link = match.translation
        if link and match.source is None and not link.written.is_image:
            index = structure.lines.counterpart_index(link.written.line)
            links[link.target.place, index].append(link)
    found = []
    for image in images:
        index = structure.lines.source_index(image.written.line)
        if options := links.get((image.target.place, index)):
            found.append(ImageAsLink(image, options.popleft()))
    return found
