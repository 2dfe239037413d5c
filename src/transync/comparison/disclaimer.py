"""Co-op Translator's disclaimer: what stands at the end of a translation, and not in its source."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence

from transync.co_op_translator import ADDRESS
from transync.comparison.page import Page, ResolvedLink
from transync.documents.document import Block, BlockKind, Document
from transync.documents.notebook import NotebookCell

# What is longer is no address of it.
_LONGEST = len(f"{ADDRESS}.git/")


def disclaimer_sides(source: Page, translation: Page) -> list[ResolvedLink]:
    """The links of the translation's disclaimer, which the source does not have.

    They are the last ones to Co-op Translator, at the end of the text. Where the translation has no
    more of them than the source, it has lost one if only its own text ends with one.
    """
    own = [side for side in source.sides if _is_to_translator(side)]
    there = [side for side in translation.sides if _is_to_translator(side)]
    if len(there) > len(own):
        return [side for side in there[len(own) :] if _is_near_end(translation, side, 4)]
    ends_alike = bool(own) and _is_near_end(source, own[-1], 2)
    is_last = bool(there) and not ends_alike and _is_near_end(translation, there[-1], 2)
    return there[-1:] if is_last else []


def _is_to_translator(side: ResolvedLink) -> bool:
    """Whether it leads to Co-op Translator, as the link of its disclaimer does."""
    place = side.target.place
    if len(place) > _LONGEST:
        return False
    return place.lower().removesuffix("/").removesuffix(".git") == ADDRESS


def _is_near_end(page: Page, side: ResolvedLink, blocks: int) -> bool:
    """Whether a link stands in the last so many blocks of a page."""
    last = page.document.blocks[-blocks:]
    return not last or side.link.line >= last[0].line


def body_blocks(source: Page, translation: Page) -> Sequence[Block]:
    """The translation's blocks without those of the disclaimer, which is paragraphs and a title.

    Where anything else stands behind its link, nobody can tell where it ends, so that all is body.
    """
    blocks = translation.document.blocks
    disclaimer = disclaimer_sides(source, translation)
    if not disclaimer:
        return blocks
    line = disclaimer[0].link.line
    end = max(bisect_right(blocks, line, key=lambda block: block.line) - 1, 0)
    # A line of dashes below makes a heading of its paragraph.
    is_heading = bool(blocks) and blocks[end].kind is BlockKind.HEADING
    if not all(map(is_plain_text, blocks[end + is_heading :])):
        return blocks
    return blocks[: end - _has_title(source.document, translation.document, end)]


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
    lines = sorted(side.link.line for side in disclaimer_sides(source, translation))

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
    sides = (side for block in blocks for side in page.sides[slice(*block.links)])
    is_text = texts > 0 and titles <= 1 and titles + texts == len(blocks)
    return is_text and all(map(_is_to_translator, sides))
