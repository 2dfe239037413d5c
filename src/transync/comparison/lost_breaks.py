"""Where a translation lost a line break, without which Markdown reads what is below otherwise.

An opening fence that is glued to the text above it is part of that text, and so is the code.
Without an empty line behind `</summary>`, what follows is HTML, and readers see its Markdown.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from transync.comparison.page import Page
from transync.documents.document import Block, BlockKind, Document
from transync.documents.info_string import kept

# A text, and behind it the only fence of its line.
GLUED_FENCE = re.compile(
    r"(?P<container>[ \t>]*+(?:[-*+][ \t]++|\d{1,9}[.)][ \t]++)?)"
    r"(?P<text>(?:[^`~\n]++|`{1,2}(?!`)|~{1,2}(?!~))++)"
    r"(?P<fence>(?P<mark>`{3,}+|~{3,}+)[ \t]*+(?:[A-Za-z][^`\n]*+)?)\Z"
)
# What begins a block, or is markup within a line.
_MARKDOWN = re.compile(
    r"^ {0,3}(?:[-*+>] |\d{1,9}[.)] |#{1,6} |\||```|~~~)|\]\(|\*\*|`", re.MULTILINE
)
# Of what stands below a summary, so many lines tell whether there is Markdown in it.
_LOOKED_AT = 20
_SUMMARY_END = "</summary>"


class LostBreak(NamedTuple):
    """A line behind which one is lost: how the line is read, and what is read below it.

    It `is_harmless` where a plain text is HTML without it, which looks the same.
    """

    line: int
    text: str
    below: str
    is_harmless: bool = False

    @property
    def is_fence(self) -> bool:
        return self.below != ""


def find_lost_breaks(source: Page, translation: Page) -> Sequence[LostBreak]:
    """The places in the translation at which a line seems to be lost that the source has."""
    kinds = _kinds_at_fault(source.document, translation.document)
    if not kinds or translation.text is None or source.text is None:
        return ()
    found = list(_lost_breaks(translation, kinds))
    # Whoever writes so in the source means it, or has the fault there.
    known = {lost.is_fence for lost in _lost_breaks(source, kinds)} if found else ()
    return [lost for lost in found if lost.is_fence not in known]


def _kinds_at_fault(source: Document, translation: Document) -> Collection[BlockKind]:
    """The blocks in which a break may be lost; for most pages, nothing tells of any."""
    kinds = list[BlockKind]()
    if translation.is_notebook:
        return kinds
    if _fences(source) != _fences(translation):
        kinds += BlockKind.TEXT, BlockKind.HEADING
    has_fewer = len(translation.blocks) < len(source.blocks)
    if has_fewer and any(tag.name == "/summary" for tag in translation.tags):
        kinds.append(BlockKind.HTML)
    return kinds


def _fences(document: Document) -> Sequence[tuple[str, bool]]:
    """The languages of blocks of code, and whether these end."""
    fenced = (b for b in document.blocks if b.kind is BlockKind.CODE and b.is_fenced)
    return [(kept(block.info), block.is_cut) for block in fenced]


def _lost_breaks(page: Page, kinds: Collection[BlockKind]) -> Iterator[LostBreak]:
    for block in page.document.blocks:
        if block.kind not in kinds:
            continue
        if block.kind is BlockKind.HTML and "q" not in block.nesting:
            yield from _summaries(page, block)
        elif block.kind is not BlockKind.HTML:
            yield from _glued_fences(page, block)


def _glued_fences(page: Page, block: Block) -> Iterator[LostBreak]:
    # Most texts have no fence, and none has one that begins a line.
    for line, text in _lines(page, block):
        if "```" not in text and "~~~" not in text:
            continue
        if found := GLUED_FENCE.match(text):
            start = found.start("fence")
            blank = text[:start] + " " * (len(text) - start)
            indent = "".join(c if c in "> \t" else " " for c in found["container"])
            yield LostBreak(line, blank, indent + found["fence"])


def _summaries(page: Page, block: Block) -> Iterator[LostBreak]:
    """The ends of summaries that have a text below them, and no empty line."""
    lines = list(_lines(page, block))
    for (line, text), (_, below) in pairwise(lines):
        is_end = text.rstrip().lower().endswith(_SUMMARY_END)
        if is_end and below.strip() and not below.lstrip().startswith("<"):
            end = min(block.last_line, line + _LOOKED_AT)
            text_below = "\n".join(map(page.line, range(line + 1, end + 1)))
            yield LostBreak(line, text, "", is_harmless=_MARKDOWN.search(text_below) is None)


def _lines(page: Page, block: Block) -> Iterator[tuple[int, str]]:
    return enumerate(page.written_lines(block), block.line)
