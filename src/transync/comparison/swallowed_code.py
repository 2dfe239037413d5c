"""Where code should end that swallows the text below it, because the translator lost its end.

A piece that breaks off in a block of code takes the fence along; a piece that begins in one has the
lower fence alone, which opens another block. Either shows where the fence should stand: code stays
what it is, line by line.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from transync.comparison.fences import FENCE
from transync.comparison.page import Page
from transync.documents.document import Block, BlockKind
from transync.documents.editing import EditedText


class LostFence(NamedTuple):
    """A line that the translation lacks, and the line below which it should stand.

    One that `closes` belongs to the code above it, any other one to that below.
    """

    below: int
    text: str
    closes: bool


def find_lost_fence(source: Page, translation: Page, block: Block, index: int) -> LostFence | None:
    """The fence without which a block of code swallows the text below it, where that is sure.

    It stands for the source's block at an index, or for another one.
    """
    if source.text is None or translation.text is None or not block.is_fenced:
        return None
    texts = source.text, translation.text
    blocks = source.document.blocks
    original = blocks[index] if index < len(blocks) else None
    closing = _closing(*texts, original, block) if original else None
    return closing or _opening(source, *texts, block)


def _closing(
    source_text: EditedText, translation_text: EditedText, block: Block, translation: Block
) -> LostFence | None:
    """The fence below the line at which the code breaks off."""
    line = translation_text.line(translation.line) or ""
    opening = FENCE.match(line)
    if opening is None or not _is_fenced_code(block) or block.info != translation.info:
        return None
    number = 0
    for offset in range(1, block.last_line - block.line):
        code = _bare(source_text.line(block.line + offset), block.info)
        other = _bare(translation_text.line(translation.line + offset), block.info)
        if code != other:
            number = offset if other and code.startswith(other) else offset - 1
            break
    if not number:
        return None
    indent = line[: opening.start("mark")]
    return LostFence(translation.line + number, indent + opening["mark"], closes=True)


def _opening(
    source: Page, source_text: EditedText, translation_text: EditedText, translation: Block
) -> LostFence | None:
    """The fence above the first line of what is left of the code."""
    written = translation_text.line(translation.line) or ""
    closing = FENCE.match(written)
    if closing is None or closing["info"]:
        return None
    found: list[tuple[int, str]] = []
    for block in filter(_is_fenced_code, source.document.blocks):
        kept = 0
        common = _common_end(block, source_text, translation_text, translation)
        for offset, is_code in enumerate(common, 1):
            kept = offset if is_code else kept
        found.append((kept, block.info))
    kept, info = max(found, default=(0, ""), key=lambda each: each[0])
    if not kept:
        return None
    indent = written[: closing.start("mark")]
    return LostFence(translation.line - kept - 1, f"{indent}{closing['mark']}{info}", closes=False)


def _common_end(
    block: Block, source_text: EditedText, translation_text: EditedText, translation: Block
) -> Iterator[bool]:
    """For each line above two fences that is the same, upwards, whether there is code in it."""
    for offset in range(1, min(block.last_line - block.line, translation.line)):
        code = _bare(source_text.line(block.last_line - offset), block.info)
        if code != _bare(translation_text.line(translation.line - offset), block.info):
            return
        yield bool(code)


def _is_fenced_code(block: Block) -> bool:
    return block.kind is BlockKind.CODE and block.is_fenced


def _bare(line: str | None, info: str) -> str:
    """A line of code without its comment."""
    # What reads code has many patterns, and most runs read none.
    from transync.documents.parse.code import bare_lines

    bare = "".join(text for _, text in bare_lines(line or "", info))
    return bare or (line or "").partition("#")[0].strip()
