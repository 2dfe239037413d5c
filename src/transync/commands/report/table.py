"""The languages as a table, which the forms for people draw: its columns, its rows, their order."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable
from typing import NamedTuple

from transync.commands.report.overview import Language, Overview
from transync.model import State

NOTHING = "·"
_FEWEST_ALIKE = 4


class Column(NamedTuple):
    """A number that is shown of each language; None where nobody knows it."""

    name: str
    number: Callable[[Language], int | None]
    colour: str | None = None
    unit: str = ""

    def shown(self, language: Language) -> str:
        number = self.number(language)
        if not number:
            return NOTHING
        return f"{number}{self.unit}"


class Row(NamedTuple):
    """A language; or several with the same numbers, of which the first stands for all."""

    languages: tuple[Language, ...]

    @property
    def first(self) -> Language:
        return self.languages[0]

    @property
    def codes(self) -> list[str]:
        return [language.code for language in self.languages]


def _of(state: State, colour: str | None = None) -> Column:
    return Column(state.value, lambda language: language.count(state), colour)


_COLUMNS = (
    Column("translated", lambda language: len(language.pages) - language.count(State.MISSING)),
    _of(State.STALE, "yellow"),
    _of(State.MISSING, "yellow"),
    _of(State.UNMANAGED),
    _of(State.ORPHAN),
    Column("failed", lambda language: sum(p.pair.failure is not None for p in language.pages)),
    Column("errors", lambda language: language.errors, "red"),
    Column("warnings", lambda language: language.warnings),
    Column("oldest", lambda language: language.oldest, unit=" days"),
)
_ALWAYS = ("translated", "stale", "missing", "errors", "warnings")


def by_language(overview: Overview) -> tuple[list[Column], list[Row]]:
    """The columns that hold anything, and the rows: what hurts most comes first.

    Languages with the same numbers share a row where they are many.
    """
    columns = [
        column
        for column in _COLUMNS
        if column.name in _ALWAYS or any(map(column.number, overview.languages))
    ]
    alike: dict[tuple[object, ...], list[Language]] = defaultdict(list)
    for language in sorted(overview.languages, key=_by_pain):
        numbers = (column.number(language) for column in columns)
        alike[language.current, language.wanted, *numbers].append(language)
    rows: list[Row] = []
    for same in alike.values():
        is_one = len(same) >= _FEWEST_ALIKE
        rows += [Row(tuple(same))] if is_one else [Row((language,)) for language in same]
    return columns, rows


def bar(language: Language, width: int) -> tuple[int, int, int]:
    """So many of the cells for current, stale and other pages.

    What there is one of has a cell, however small its share.
    """
    stale = language.count(State.STALE)
    numbers = (language.current, stale, language.wanted - language.current - stale)
    total = sum(numbers) or 1
    cells = [max(1, width * number // total) if number else 0 for number in numbers]
    cells[cells.index(max(cells))] += width - sum(cells)
    return cells[0], cells[1], cells[2]


def _by_pain(language: Language) -> tuple[object, ...]:
    oldest = language.oldest or 0
    return (language.current_share, -oldest, -language.errors, -language.warnings, language.code)
