"""Two pieces of code, line by line."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from transync.comparison.common_items import steps
from transync.comparison.page import Page
from transync.documents.document import Block

# Of `parse.blocks.digest`: with fewer, anybody finds another line with the same.
_DIGITS = 16


class Code(Protocol):
    """A block or a cell of code: digests of its lines, and where they stand."""

    @property
    def line(self) -> int: ...
    @property
    def code(self) -> str: ...
    @property
    def code_lines(self) -> tuple[int, ...]: ...


def first_difference(source: Code, translation: Code) -> tuple[int, int] | None:
    """The first lines that differ, of the source and of the translation; None if none does."""
    if source.code == translation.code:
        return None
    found = steps(code_lines(source), code_lines(translation))
    lost, added = next((step.left, step.right) for step in found if not step.is_equal)
    i, j = lost.start, added.start
    line = _line(translation, j)
    if not added:
        # What is gone should stand below the line above it, or at the top.
        top = translation.line + _line(source, i) - source.line
        line = _line(translation, j - 1) + 1 if j else top
    return _line(source, i), line


def has_same_addresses(pages: tuple[Page, Page], source: Block, translation: Block) -> bool:
    """Whether the same addresses stand on the lines of two blocks, one on each page."""
    source_page, translation_page = pages
    return _addresses(source_page, source) == _addresses(translation_page, translation)


def _addresses(page: Page, block: Block) -> Sequence[str]:
    # What reads code has many patterns, and most runs read none.
    from transync.documents.parse.code import bare_lines

    lines = page.text.lines if page.text else ()
    content = "\n".join(line or "" for line in lines[block.line - 1 : block.last_line])
    return [addresses for _, addresses in bare_lines(content, "text")]


def code_lines(code: Code) -> Sequence[str]:
    """The digest of each line."""
    return [code.code[n : n + _DIGITS] for n in range(0, len(code.code), _DIGITS)]


def _line(code: Code, number: int) -> int:
    """Where a line of the code stands; the last one for what comes after it."""
    if not code.code_lines:
        return code.line
    return code.code_lines[min(number, len(code.code_lines) - 1)]
