"""Markup that works in the source and not in the translation: links, bold texts, images."""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Collection, Iterable, Iterator, Sequence
from typing import NamedTuple

from transync.comparison.disclaimer import is_address_of_translator
from transync.comparison.link_identity import LinkMatch
from transync.comparison.page import Page, ResolvedLink
from transync.comparison.structure import Structure
from transync.documents.document import Block
from transync.documents.stray import FULL_WIDTH, Stray, StrayKind


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
    known = {
        _key(stray, structure.lines.source_index(stray.line)) for stray in source.document.strays
    }
    found: dict[tuple[StrayKind, str, int], BrokenMarkup] = {}
    for stray in translation.document.strays:
        block = structure.lines.whole_counterpart_index(stray.line)
        if block is None or _key(stray, block) in known or structure.lines.is_beyond(stray.line):
            continue
        if stray.kind is StrayKind.ADDRESS and not _has_link(source, translation, stray, structure):
            # That it leads elsewhere is another finding.
            continue
        if stray.kind is StrayKind.FOOTNOTE and not _has_footnote(source, stray.mark):
            continue
        if stray.mark[0] in FULL_WIDTH and not _has_markup(structure.source[block], stray.kind):
            continue
        # `**` and backticks come in pairs, so the first one of a line is enough.
        # The marks of a footnote are of no use one without the other.
        place = 0 if stray.kind is StrayKind.FOOTNOTE else stray.line
        found.setdefault(_key(stray, place), BrokenMarkup(stray, block))
    return list(_without_explained(list(found.values())))


def find_dead_disclaimer(translation: Page, structure: Structure) -> Sequence[Stray]:
    """The address of the translator in its disclaimer, if its link goes on with the text."""
    if structure.swallow:
        return ()
    strays = translation.document.strays
    below = [stray for stray in strays if structure.lines.is_beyond(stray.line)]
    addresses = [stray for stray in below if stray.kind is StrayKind.ADDRESS]
    return [stray for stray in addresses if is_address_of_translator(stray.mark)]


def _key(stray: Stray, place: int) -> tuple[StrayKind, str, int]:
    """What is told once of a place, and not at all where the source has the same."""
    is_named = stray.kind in (StrayKind.ADDRESS, StrayKind.FOOTNOTE)
    return stray.kind, stray.mark if is_named else "", place


def _has_markup(block: Block, kind: StrayKind) -> bool:
    """Whether a text of the source has what full-width characters were meant to be."""
    return bool(block.codes if kind is StrayKind.CODE else block.emphasis)


def _has_footnote(source: Page, mark: str) -> bool:
    """Whether the source has a footnote with this mark."""
    lines = source.text.lines if source.text else ()
    return any(line is not None and line.lstrip().startswith(f"{mark}:") for line in lines)


def _has_link(source: Page, translation: Page, stray: Stray, structure: Structure) -> bool:
    """Whether the source's text has a link to the address that went astray."""
    index = structure.lines.counterpart_index(stray.line)
    if index is None:
        return False
    place = translation.resolve(_target_of(stray.mark)).target.place
    links = source.links[slice(*structure.source[index].links)]
    return any(link.target.place == place for link in links)


def _target_of(address: str) -> str:
    return address if "://" in address else f"http://{address}"


def _without_explained(found: Sequence[BrokenMarkup]) -> Iterator[BrokenMarkup]:
    """Without addresses that went astray with a link of the line, and bold text that did with one.

    What an address goes on with is the end of what stands around it, too.
    """
    links = {markup.stray.line for markup in found if markup.stray.is_link}
    addresses = {m.stray.line for m in found if m.stray.kind is StrayKind.ADDRESS}
    explained = {StrayKind.ADDRESS: links, StrayKind.BOLD: addresses}
    for markup in found:
        if markup.stray.line not in explained.get(markup.stray.kind, ()):
            yield markup


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
