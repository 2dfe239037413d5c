"""A translation as it is read where a text breaks off in a block, and another one goes on in it.

Translators work on pieces of a page. Where one piece breaks off, the next one begins on the next
line, and Markdown makes one block of both: a paragraph, or a table with the rows of another one.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from transync.comparison.page import Page
from transync.comparison.structure import Structure, align_structure


def align_parts(source: Page, translation: Page) -> tuple[Page, Structure]:
    """The translation as it is to be read, and its blocks aligned with the source's."""
    structure = align_structure(source, translation)
    texts = structure.blocks.breaks
    rows = tuple(_cut_rows(source, translation))
    if not texts and not rows:
        return translation, structure
    page, parted = _parted(source, translation, texts, rows)
    anothers = tuple(row for row in rows if _is_anothers(parted, row))
    if anothers != rows:
        page, parted = _parted(source, translation, texts, anothers)
    return page, parted


def _parted(
    source: Page, translation: Page, texts: Sequence[int], rows: Sequence[int]
) -> tuple[Page, Structure]:
    page = translation.parted_below(texts, rows) if texts or rows else translation
    ends = _cut_rows(source, page, is_last=True)
    return page, align_structure(source, page, breaks={*texts, *rows, *ends})


def _cut_rows(source: Page, translation: Page, *, is_last: bool = False) -> Iterator[int]:
    """The lines of rows that break off, in pages that have lost some: last ones, or all others."""
    if _number_of_rows(source) <= _number_of_rows(translation) or translation.text is None:
        return
    for table in translation.document.tables:
        header = translation.text.line(table.line) or ""
        for row in table.rows[-1:] if is_last else table.rows[:-1]:
            line = translation.text.line(row.line) or ""
            if row.cells < table.columns or (_is_closed(header) and not _is_closed(line)):
                yield row.line


def _number_of_rows(page: Page) -> int:
    return sum(len(table.rows) for table in page.document.tables)


def _is_closed(row: str) -> bool:
    return row.rstrip().endswith("|")


def _is_anothers(structure: Structure, row: int) -> bool:
    """Whether what stands below a row is part of another block of the source than the row."""
    above, below = structure.source_index(row), structure.source_index(row + 1)
    return above is not None and below is not None and above < below
