"""Headings whose id, which their author wrote (`## Title {#id}`), is lost or another one."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from transync.comparison.page import Page
from transync.comparison.structure import Structure


class ChangedId(NamedTuple):
    """The id of a heading in the source, and what the translation has; the lines of both."""

    name: str
    other: str
    source_line: int
    line: int


def find_changed_ids(source: Page, translation: Page, structure: Structure) -> Iterator[ChangedId]:
    """The headings that have another id in the translation than in the source, or none."""
    source_ids = _written_ids(source)
    if not source_ids:
        return
    ids = _written_ids(translation)
    # An id that another heading has is not lost.
    kept = frozenset(ids.values())
    for number, source_number in sorted(structure.headings().pairs.items()):
        name, other = source_ids.get(source_number, ""), ids.get(number, "")
        if name and name not in kept:
            source_heading = source.document.headings[source_number]
            heading = translation.document.headings[number]
            yield ChangedId(name, other, source_heading.line, heading.line)


def _written_ids(page: Page) -> Mapping[int, str]:
    """The ids that stand in braces behind headings, by the indices of these."""
    found = dict[int, str]()
    for name, heading in page.document.ids:
        if heading is not None:
            line = page.line(page.document.headings[heading].line)
            if f"{{#{name}}}" in line:
                found[heading] = name
    return found
