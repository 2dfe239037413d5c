"""Faults of tables with links."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import pairwise
from random import Random
from typing import NamedTuple

from tests.injections.edits import ADDED, source_lines
from tests.injections.pages import Page
from tests.injections.rawtext import (
    DELIMITER,
    find_tables,
)
from tests.injections.verdict import Expected, Injection


class Row(NamedTuple):
    """A row of a table with links: its line (from 0) and its URLs."""

    line: int
    urls: tuple[str, ...]


def drop_row(page: Page, rng: Random) -> Injection | None:
    rows = [row for table in _link_tables(page) for row in _unique(table)]
    return _drop(page, rng.choice(rows)) if rows else None


def drop_row_without_links(page: Page, rng: Random) -> Injection | None:
    rows = [row for table in _link_tables(page) for row in table if not row.urls]
    filled = [row for row in rows if re.search(r"\w", page.translation.split("\n")[row.line])]
    return _drop(page, rng.choice(filled)) if filled else None


def _drop(page: Page, row: Row) -> Injection:
    lines = page.translation.split("\n")
    del lines[row.line]
    before = row.line - 1 if DELIMITER.match(lines[row.line - 1]) else row.line  # the header row
    around_the_gap = frozenset({before, row.line, row.line + 1})
    return _table_fault(page, lines, around_the_gap, source_lines=source_lines(page, *row.urls))


def add_row(page: Page, rng: Random) -> Injection | None:
    rows = [row for table in _link_tables(page) for row in table]
    if not rows:
        return None
    row, lines = rng.choice(rows), page.translation.split("\n")
    cells = "".join(" + |" for _ in re.findall(r"(?<!\\)\|", lines[row.line])[2:])
    lines.insert(row.line + 1, f"| [{page.words[3]}]({ADDED}) |{cells}")
    return _table_fault(page, lines, frozenset({row.line + 2}))


def swap_neighbours(page: Page, rng: Random) -> Injection | None:
    pairs = [pair for table in _link_tables(page) for pair in pairwise(_unique(table))]
    return _swap(page, [(a, b) for a, b in pairs if b.line == a.line + 1], rng, most=1)


def swap_distant_rows(page: Page, rng: Random) -> Injection | None:
    tables = [_unique(table) for table in _link_tables(page)]
    pairs = [(a, b) for rows in tables for a in rows for b in rows if b.line > a.line + 1]
    return _swap(page, pairs, rng, most=2)


def _swap(page: Page, pairs: list[tuple[Row, Row]], rng: Random, most: int) -> Injection | None:
    if not pairs:
        return None
    (first, _), (second, _) = rng.choice(pairs)
    lines = page.translation.split("\n")
    lines[first], lines[second] = lines[second], lines[first]
    return _table_fault(page, lines, frozenset({first + 1, second + 1}), most=most)


def _link_tables(page: Page) -> list[list[Row]]:
    """The rows of each table that has links, those without included."""
    lines = page.translation.split("\n")
    tables = [
        [Row(number, tuple(re.findall(r"\]\(([^()\s]+)\)", lines[number]))) for number in table]
        for table in find_tables(page.translation)
    ]
    return [rows for rows in tables if any(row.urls for row in rows)]


def _unique(rows: list[Row]) -> list[Row]:
    """The rows with links that no other row has."""
    targets = [row.urls for row in rows]
    return [row for row in rows if row.urls and targets.count(row.urls) == 1]


def _table_fault(
    page: Page,
    lines: list[str],
    places: frozenset[int],
    source_lines: frozenset[int] = frozenset(),
    most: int = 1,
) -> Injection:
    expected = Expected("link-table", page.translation_path, places, source_lines, most)
    return Injection(page, replace(page, translation="\n".join(lines)), expected)
