"""The overview for the terminal: the languages, the pages that hurt most, what to do next."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Iterator, Sequence

import click

from transync.commands.report.backlog import Lack, NextStep, Suspect, lacks, steps, suspects
from transync.commands.report.overview import Language, Overview
from transync.commands.report.table import NOTHING, Column, Row, bar, by_language
from transync.commands.report.words import (
    changed_sections,
    distance,
    extent,
    first_of,
    headline,
    joined,
    languages_of,
    named_languages,
    with_paths,
)
from transync.output.inert import inert_text
from transync.output.terminal import WIDTH, printable, statement
from transync.wording import count, percent

_SHOWN_PAGES = 5
_SHOWN_SECTIONS = 4
_SHOWN_RULES = 3
_SHOWN_PATHS = 3
_WIDE = 90
_NARROWEST_BAR, _WIDEST_BAR = 8, 40
# Without colours they are told apart all the same.
_BAR = (("█", "green"), ("▒", "yellow"), ("░", "red"))


def render(overview: Overview, width: int = WIDTH) -> str:
    """The overview as text with ANSI colours, for the printer to strip where they are unwanted."""
    found = [lack for lack in lacks(overview) if lack.to_translate]
    sections = (
        _head(overview),
        _table(overview, width),
        _titled("Pages to translate again", _to_translate(found, overview, width)),
        _titled("Pages with the most errors", _suspects(suspects(overview), overview, width)),
        _titled("What to do next", _steps(steps(overview), width)),
    )
    shown = ("\n".join(lines) for lines in map(list, sections) if lines)
    return inert_text("\n\n".join(shown)) + "\n"


def _head(overview: Overview) -> Iterator[str]:
    is_done = overview.languages and overview.current == overview.wanted
    yield click.style(headline(overview), bold=True, fg="green" if is_done else None)
    if overview.languages:
        yield extent(overview)
    for note in overview.notes:
        yield f"note: {printable(note)}"


def _titled(title: str, lines: Iterable[str]) -> list[str]:
    shown = list(lines)
    if shown:
        return [click.style(title, bold=True, underline=True), "", *shown]
    return []


def _table(overview: Overview, width: int) -> Iterator[str]:
    if not overview.languages:
        return
    columns, rows = by_language(overview)
    if width < _WIDE:
        # What is translated follows from what is missing.
        columns = [column for column in columns if column.name != "translated"]
    lengths = []
    for column in columns:
        shown = (column.shown(row.first) for row in rows)
        lengths.append(max(map(len, (column.name, *shown))))
    labels = list(map(_label, rows))
    first = max(map(len, ("language", *labels)))
    rest = first + len("  100% ") + sum(lengths) + len("  ") * len(lengths)
    size = min(max(width - rest, _NARROWEST_BAR), _WIDEST_BAR)
    head = f"{'language'.ljust(first)}  {'current'.ljust(size + 5)}"
    for column, length in zip(columns, lengths, strict=True):
        head += f"  {column.name.rjust(length)}"
    yield click.style(head, dim=True)
    for label, row in zip(labels, rows, strict=True):
        share = percent(row.first.current_share).rjust(4)
        line = f"{label.ljust(first)}  {share} {_bar(row.first, size)}"
        for column, length in zip(columns, lengths, strict=True):
            line += _coloured(column, f"  {column.shown(row.first).rjust(length)}")
        yield line
        if len(row.codes) > 1:
            yield from _wrapped(printable(" ".join(row.codes)), width, "  ", "  ")


def _label(row: Row) -> str:
    if len(row.codes) == 1:
        return printable(row.codes[0])
    return f"{len(row.codes)} alike"


def _coloured(column: Column, cell: str) -> str:
    if cell.strip() == NOTHING:
        return click.style(cell, dim=True)
    if column.colour:
        return click.style(cell, fg=column.colour)
    return cell


def _bar(language: Language, width: int) -> str:
    parts = zip(_BAR, bar(language, width), strict=True)
    return "".join(click.style(mark * cells, fg=colour) for (mark, colour), cells in parts if cells)


def _to_translate(found: Sequence[Lack], overview: Overview, width: int) -> Iterator[str]:
    """The pages that languages lack, or have of yesterday, with what has changed since."""
    shown = first_of(found, _SHOWN_PAGES)
    for lack in shown:
        yield click.style(printable(lack.source), bold=True)
        for sentence in _needs(lack, overview):
            yield from _wrapped(sentence, width, "  ", "    ")
    yield from _more(found, shown)


def _needs(lack: Lack, overview: Overview) -> Iterator[str]:
    if lack.urgent:
        behind = lack.behind
        yield f"stale{languages_of(lack.urgent, overview)}, {distance(lack.urgent, behind)}"
        if behind and (sections := changed_sections(behind)):
            shown = list(map(statement, first_of(sections, _SHOWN_SECTIONS)))
            yield f"changed: {joined(shown, len(sections) - len(shown))}"
    if lack.missing:
        yield f"missing{languages_of(lack.missing, overview)}"
    if lack.failed:
        yield f"Co-op Translator failed on it{languages_of(lack.failed, overview)}"


def _suspects(found: Sequence[Suspect], overview: Overview, width: int) -> Iterator[str]:
    shown = first_of(found, _SHOWN_PAGES)
    for suspect in shown:
        yield click.style(printable(suspect.source), bold=True)
        rules = first_of(suspect.rules, _SHOWN_RULES)
        said = ", ".join(f"{number} {rule}" for rule, number in rules)
        if others := len(suspect.findings) - sum(number for _, number in rules):
            said += f", {others} others"
        number = click.style(count(len(suspect.findings), "error"), fg="red")
        where = named_languages(suspect.languages, overview)
        yield from _wrapped(f"{number}{where}: {said}", width, "  ", "    ")
    yield from _more(found, shown)


def _more(found: Sequence[object], shown: Sequence[object]) -> Iterator[str]:
    if len(shown) < len(found):
        yield f"… and {count(len(found) - len(shown), 'more page')}"


def _steps(found: Sequence[NextStep], width: int) -> Iterator[str]:
    for number, step in enumerate(found, 1):
        words = with_paths(step, _SHOWN_PATHS, printable)
        yield from _wrapped(words, width, f"{number}. ", "   ")
        for command in step.commands:
            # It is to be copied, and never broken.
            yield f"   {click.style(printable(command), fg='cyan')}"


def _wrapped(text: str, width: int, first: str, others: str) -> list[str]:
    return textwrap.wrap(
        text,
        width,
        initial_indent=first,
        subsequent_indent=others,
        break_on_hyphens=False,
        break_long_words=False,
    )
