"""Which differences of links are explained by something bigger: a loss, or broken markup."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Set
from typing import NamedTuple

from transync.comparison.link_identity import LinkDifference, LinkMatch
from transync.comparison.link_tables import RowDifference
from transync.comparison.page import Page, ResolvedLink
from transync.comparison.structure import Structure
from transync.documents.document import Heading, Link


class LinkExplanations(NamedTuple):
    """What is known of the links of a source and its translation besides the links themselves.

    Nothing explains a link that leads where the source does not, out of the repository.

    `broken_texts` are blocks of the source, by index, in whose translations brackets went astray;
    `lost_images` are images, and the links that stand for them; `missing` are the spots of the
    source's links without counterpart, `left` those of addresses that are left of broken links.
    `foreign` are the targets of the translation, as written, that lead out of the repository to
    where nothing of the source leads.
    """

    source: Page
    structure: Structure
    broken_texts: Set[int]
    lost_images: Set[Link]
    missing: Set[tuple[int, int]]
    left: Set[tuple[int, int]]
    foreign: Set[str]

    def explain(self, match: LinkMatch) -> bool:
        """Whether a rule has something bigger to say than that these links differ."""
        link = match.source or match.translation
        if match.translation and match.translation.written.target in self.foreign:
            return self._is_rest(match.translation)
        if link and link.written in self.lost_images:
            return True
        if match.source is None:
            return link is not None and self._explains_gain(link)
        line, column = match.source.spot
        index = self.structure.lines.source_index(line)
        if index in self.broken_texts:
            return True
        is_lost = index in self.structure.cut or self.structure.is_explained(index)
        if is_lost and match.translation:
            return self._is_beginning(match.translation, [match.source])
        if is_lost:
            return True
        if match.translation is None:
            # A link around an image is lost with it.
            is_image = match.source.written.is_image
            is_around_image = not is_image and (line, column + 1) in self.missing
            if is_around_image or self.structure.explains_loss(line):
                return True
        elif match.difference is not LinkDifference.ANCHOR:
            return False
        # A link to a heading that is lost is as it should be, and so is one that went with it.
        heading = self._heading(match.source)
        return heading is not None and self.structure.explains_loss(heading.line)

    def explain_row(self, row: RowDifference) -> bool:
        """Whether a row, or a table, was lost or added with the text around it."""
        if row.source_line is not None:
            return self.structure.explains_loss(row.source_line)
        if row.line is None or not self.foreign.isdisjoint(row.targets):
            return False
        return self.structure.explains_gain(row.line) or self.structure.is_cut(row.line)

    def _explains_gain(self, link: ResolvedLink) -> bool:
        if link.spot in self.left or self.structure.explains_gain(link.written.line):
            return True
        return self._is_rest(link)

    def _is_rest(self, link: ResolvedLink) -> bool:
        """Whether a link stands in a text that breaks off, and is what is left of a source's."""
        index = self.structure.lines.counterpart_index(link.written.line)
        if index is None or not self.structure.is_cut(link.written.line):
            return False
        block = self.structure.source[index]
        return self._is_beginning(link, self.source.links[slice(*block.links)])

    def _is_beginning(self, link: ResolvedLink, sources: Iterable[ResolvedLink]) -> bool:
        """Whether a link of a text that breaks off is what is left of one of the source's.

        Of its host, something may only be lost where the text breaks off in it: what is left would
        be another one.
        """
        written = link.written.target
        block = self.structure.lines.block_at(link.written.line)
        is_torn = block is not None and block.is_cut
        targets = [source.written.target for source in sources]
        # A link whose text is its address breaks off in its address: both are read as one.
        parts = written.split("](") if is_torn else [written]
        return all(any(_begins(target, part, is_torn) for target in targets) for part in parts)

    def _heading(self, link: ResolvedLink) -> Heading | None:
        """The heading of the source that one of its links names."""
        if link.target.place != self.source.path or not isinstance(link.anchor, int):
            return None
        return self.source.document.headings[link.anchor]


def foreign_targets(source: Page, translation: Page) -> Iterator[str]:
    """The targets of the translation that lead out, and to where nothing of the source leads."""
    known = {link.target.place for link in source.links}
    for link in translation.links:
        if not link.target.is_local and link.target.place not in known:
            yield link.written.target


def _begins(target: str, part: str, is_torn: bool) -> bool:
    return target.startswith(part) and (is_torn or _host(target) == _host(part))


def _host(target: str) -> str:
    """All of a target up to its path."""
    scheme, separator, rest = target.partition("://")
    return f"{scheme}{separator}{rest.partition('/')[0]}" if separator else ""
