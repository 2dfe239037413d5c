"""A translation as it is read where lines of it are lost, its blocks aligned with the source's."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from transync.comparison.lost_breaks import LostBreak
from transync.comparison.lost_lines import NO_BREAKS, Breaks
from transync.comparison.page import AddedLines, Page
from transync.comparison.structure import Structure, align_structure


class Reading(NamedTuple):
    """The translation as it is read with some more lines, by those above them, and aligned.

    On the lines of the `breaks`, a text breaks off; the `numbered` ones are read as they are here,
    and so are those of the `lost_breaks`.
    """

    page: Page
    structure: Structure
    added: Mapping[int, AddedLines] = {}
    breaks: Breaks = NO_BREAKS
    numbered: Mapping[int, str] = {}
    lost_breaks: Sequence[LostBreak] = ()
    markers: Mapping[int, str] = {}

    @property
    def other(self) -> Mapping[int, str]:
        """The lines that are read otherwise than they are written."""
        lost_breaks = {lost.line: lost.text for lost in self.lost_breaks}
        return {**self.markers, **self.numbered, **lost_breaks}


def with_lines(
    source: Page,
    reading: Reading,
    added: Mapping[int, AddedLines],
    breaks: Breaks,
) -> Reading:
    """The same translation with further lines added."""
    added = {**reading.added, **added}
    page = reading.page.read_with(added, reading.other)
    rows = dict.fromkeys(cut_rows(source, page, is_last=True))
    every: Breaks = {**rows, **breaks, **reading.breaks}
    structure = align_structure(source, page, every)
    return reading._replace(page=page, structure=structure, added=added, breaks=every)


def cut_rows(source: Page, translation: Page, *, is_last: bool = False) -> Iterator[int]:
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
