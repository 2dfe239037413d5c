"""Co-op Translator's disclaimer: what stands at the end of a translation, and not in its source."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence

from transync.co_op_translator import ADDRESS
from transync.comparison.page import Page, ResolvedLink
from transync.documents.document import Block, BlockKind, Document
from transync.documents.notebook import NotebookCell

# What is longer is no address of it.
_LONGEST = len(f"{ADDRESS}.git/")
# In the last so many blocks of a page its link may stand: in fewer where the source has such links,
# too, and one of them may have been lost.
_BLOCKS, _FEW_BLOCKS = 4, 2
# The oldest ones have no link: a title and a paragraph of at least so many characters.
_BOLD_TITLE = re.compile(r"\*\*[^*\n]{2,60}(?:\*\*\s*[:：]|[:：]\*\*)\s*+$")
_LEAST_LENGTH = 80


def disclaimer_links(source: Page, translation: Page) -> list[ResolvedLink]:
    """The links of the translation's disclaimer, which the source does not have.

    They are the last ones to Co-op Translator, at the end of the text. Where the translation has no
    more of them than the source, it has lost one if only its own text ends with one.
    """
    before = list(filter(_is_to_translator, source.links))
    links = list(filter(_is_to_translator, translation.links))
    if len(links) > len(before):
        more = links[len(before) :]
        return [link for link in more if _is_near_end(translation, link, _BLOCKS)]
    ends_alike = bool(before) and _is_near_end(source, before[-1], _FEW_BLOCKS)
    is_last = bool(links) and _is_near_end(translation, links[-1], _FEW_BLOCKS)
    return links[-1:] if is_last and not ends_alike else []


def _is_to_translator(link: ResolvedLink) -> bool:
    """Whether it leads to Co-op Translator, as the link of its disclaimer does."""
    return is_address_of_translator(link.target.place)


def is_address_of_translator(address: str) -> bool:
    """Whether it is that of Co-op Translator's repository."""
    if len(address) > _LONGEST:
        return False
    return address.lower().removesuffix("/").removesuffix(".git") == ADDRESS


def _is_near_end(page: Page, link: ResolvedLink, blocks: int) -> bool:
    """Whether a link stands in the last so many blocks of a page."""
    last = page.document.blocks[-blocks:]
    return not last or link.written.line >= last[0].line


def body_blocks(source: Page, translation: Page) -> Sequence[Block]:
    """The translation's blocks without those of the disclaimer, which is paragraphs and a title.

    Where anything else stands behind its link, nobody can tell where it ends, so that all is body.
    """
    blocks = translation.document.blocks
    disclaimer = disclaimer_links(source, translation)
    if not disclaimer:
        return blocks[:-1] if _ends_with_old_disclaimer(source, translation) else blocks
    line = disclaimer[0].written.line
    end = max(bisect_right(blocks, line, key=lambda block: block.line) - 1, 0)
    # A line of dashes below makes a heading of its paragraph.
    is_heading = bool(blocks) and blocks[end].kind is BlockKind.HEADING
    if not all(map(is_plain_text, blocks[end + is_heading :])):
        return blocks
    return blocks[: end - _has_title(source.document, translation.document, end)]


def _ends_with_old_disclaimer(source: Page, translation: Page) -> bool:
    """Whether a page ends with a disclaimer of the oldest kind, without a link.

    It is a paragraph behind a line of dashes, and begins with a bold title.
    """
    document = translation.document
    if document.is_notebook or not document.blocks or not source.document.blocks:
        return False
    block, last = document.blocks[-1], source.document.blocks[-1]
    is_text = is_plain_text(block) and not block.nesting and block.links[0] == block.links[1]
    is_alike = last.emphasis == block.emphasis and last.kind is BlockKind.TEXT
    is_long = block.length >= _LEAST_LENGTH
    if not is_text or block.emphasis != 2 or block.numbers or is_alike or not is_long:
        return False
    text = translation.text
    if text is None or not _BOLD_TITLE.match(text.line(block.line) or ""):
        return False
    above = (text.line(number) or "" for number in range(block.line - 1, 0, -1))
    return next((line for line in above if line.strip()), "").rstrip() == "---"


def is_plain_text(block: Block) -> bool:
    """Whether it is a paragraph without any code."""
    return block.kind is BlockKind.TEXT and not block.codes


def _has_title(source: Document, translation: Document, end: int) -> bool:
    """Whether the block above the disclaimer's, at the index `end`, is its title."""
    above = translation.blocks[end - 1]
    # What a line of dashes makes a heading was a paragraph.
    is_heading = end > 0 and above.kind is BlockKind.HEADING and above.line == above.last_line
    if not is_heading or len(translation.headings) <= len(source.headings):
        return False
    # A heading in another cell is that of another text.
    cells = translation.cells
    return not cells or any(c.blocks[0] < end < c.blocks[1] for c in cells)


def disclaimer_cells(source: Page, translation: Page, last: int) -> frozenset[int]:
    """The translation's cells that hold its disclaimer and nothing but texts.

    It is where its links are, and in the `last` cell that says something if that is marked so.
    """
    lines = sorted(link.written.line for link in disclaimer_links(source, translation))

    def found() -> Iterator[int]:
        for j, cell in enumerate(translation.document.cells):
            at = bisect_left(lines, cell.first)
            has_link = at < len(lines) and lines[at] <= cell.last
            is_marked = j == last and cell.has_disclaimer_mark
            if (has_link or is_marked) and _holds_texts(translation, cell):
                yield j

    return frozenset(found())


def _holds_texts(page: Page, cell: NotebookCell) -> bool:
    """Whether a cell has a title, paragraphs and links to the translator, and nothing else."""
    blocks = page.document.blocks[slice(*cell.blocks)]
    titles = sum(block.kind is BlockKind.HEADING for block in blocks)
    texts = sum(map(is_plain_text, blocks))
    links = (link for block in blocks for link in page.links[slice(*block.links)])
    is_text = texts > 0 and titles <= 1 and titles + texts == len(blocks)
    return is_text and all(map(_is_to_translator, links))
