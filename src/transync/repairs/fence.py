"""The fences around a block of code: their info string, and what is glued to them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from transync.comparison.comparison import Comparison
from transync.comparison.swallowed_text import Swallow, find_swallow
from transync.documents import info_string
from transync.documents.document import Block, BlockKind, Document
from transync.documents.editing import EditedText
from transync.documents.parse.code import bare_lines
from transync.model import Edit, Fix
from transync.repairs.edited import container, document_with

_FENCE = re.compile(
    r"(?P<mark>`{3,}+|~{3,}+)(?P<space>[ \t]*+)(?P<info>(?:[^ \t\n]++|[ \t]++(?!\Z))*+)[ \t]*+\Z"
)
# A page is read again for each fence with a text glued to it, as long as that is not more bytes
# than these.
_MOST_READ = 2**18


class _Opening(NamedTuple):
    """An opening fence: from where to where its info string and the space before it reach."""

    mark: str
    space: str
    start: int
    end: int


def restore_info(comparison: Comparison, source: Block, translation: Block) -> Fix | None:
    """The info string that the source's fence has, where the two blocks hold the same code."""
    text = comparison.translation.text
    source_opening = _opening(comparison.source.text, source)
    translation_opening = _opening(text, translation)
    if not text or not source_opening or not translation_opening:
        return None
    if "`" in translation_opening.mark and "`" in source.info:
        return None
    if not _is_same_code(comparison, source, translation):
        return None
    start = translation_opening.start
    new = info_string.with_texts_of(source.info, translation.info)
    if not translation.info:
        new = source_opening.space + new
    elif not source.info:
        start -= len(translation_opening.space)
    return Fix((text.replace(translation.line, start, translation_opening.end, new),))


def part_from_fences(comparison: Comparison) -> Fix | None:
    """Texts that are glued to closing fences, on lines of their own.

    Only where the source has its text right below the fence, and it is the fence of the same line;
    None where text is still swallowed then.
    """
    page, sources = comparison.translation, comparison.source.document.blocks
    swallow, document = comparison.structure.swallow, page.document
    if page.text is None or page.document.is_notebook:
        return None
    edits: list[Edit] = []
    while swallow:
        if edits and len(edits) * page.text.size > _MOST_READ:
            return None
        # Each edit above has made one line more.
        edit = _parted(page.text, swallow, sources, len(edits))
        edited = document_with(page, [*edits, edit]) if edit else None
        if edit is None or edited is None or not _goes_on_alike(sources, edited, swallow):
            return None
        edits.append(edit)
        document = edited
        swallow = find_swallow(sources, document.blocks)
    if edits:
        return Fix(tuple(edits))
    return None


def _parted(
    text: EditedText, swallow: Swallow, sources: Sequence[Block], moved: int
) -> Edit | None:
    """The edit that ends a line behind the fence, in a file whose blocks stand so much lower."""
    block = swallow.block
    if swallow.is_whole or swallow.source_above >= len(sources) - 1 or block.nesting:
        return None
    source, below = sources[swallow.source_above : swallow.source_above + 2]
    is_same = source.kind is BlockKind.CODE and source.info == block.info and source.is_fenced
    is_as_long = block.cut_line - block.line == source.last_line - source.line
    if not is_same or not is_as_long or below.line != source.last_line + 1:
        return None
    number = block.cut_line - moved
    line, opening = text.line(number) or "", text.line(block.line - moved) or ""
    found, first = (_FENCE.match(each, len(container(each))) for each in (line, opening))
    if not found or not first or found["mark"] != first["mark"] or container(line).strip():
        return None
    return text.replace(number, found.end("mark"), found.end("space"), text.newline)


def _goes_on_alike(sources: Sequence[Block], document: Document, swallow: Swallow) -> bool:
    """Whether the block of code and the text below it are what they are in the source."""
    source, translation = swallow.source_above, swallow.translation_above
    source_kinds = _kinds(sources[source : source + 2])
    return source_kinds == _kinds(document.blocks[translation : translation + 2])


def _kinds(blocks: Sequence[Block]) -> Sequence[tuple[BlockKind, str, int]]:
    return [(block.kind, block.nesting, block.level) for block in blocks]


def _opening(text: EditedText | None, block: Block) -> _Opening | None:
    line = text.line(block.line) if text and block.is_fenced else None
    found = _FENCE.match(line, len(container(line))) if line else None
    if not found or found["info"] != block.info:
        return None
    return _Opening(found["mark"], found["space"], found.start("info"), end=found.end("info"))


def _is_same_code(comparison: Comparison, source: Block, translation: Block) -> bool:
    if source.digest == translation.digest:
        return True
    code = bare_lines(_content(comparison.source.text, source), source.info)
    if code and code == bare_lines(_content(comparison.translation.text, translation), source.info):
        return True
    is_as_long = source.last_line - source.line == translation.last_line - translation.line
    return is_as_long and comparison.structure.has_all_code


def _content(text: EditedText | None, block: Block) -> str:
    numbers = range(block.line + 1, block.last_line)
    if text:
        return "\n".join(text.line(n) or "" for n in numbers)
    return ""
