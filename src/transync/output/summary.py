"""The end of the text report: a row for each language, the totals, the verdict."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import NamedTuple

import click

from transync.model import Diff, LanguageTally, Report, Severity, State
from transync.output import switches
from transync.output.terminal import printable
from transync.wording import count, is_or_are, shortened

_FEWEST_ALIKE = 5
_NAMED_SOURCES = 5


def render(report: Report, faults: int, is_verbose: bool) -> Iterator[str]:
    """The lines of the summary; `faults` is the number of entries above it."""
    if report.languages and not report.diff:
        yield from _table(report.languages, is_verbose)
        yield ""
    yield from remarks(report, is_verbose)
    yield _coloured(report, verdict(report, faults))
    if fixable := sum(bool(found.fix and found.fix.is_safe) for found in report.findings):
        yield f"{fixable} of them can be repaired: `transync fix`"


def remarks(report: Report, is_verbose: bool = False) -> Iterator[str]:
    """What is to be known beside the findings, each in a line: what was checked, and what not."""
    for note in report.notes:
        yield f"note: {printable(note)}"
    if report.untranslated:
        yield _untranslated(report.untranslated, is_verbose)
    yield _totals(report)
    if report.known:
        yield f"{count(report.known, 'known finding')} {is_or_are(report.known)} in the baseline"
    if report.silenced:
        yield _silenced(report.silenced, is_verbose)


class SummaryColumn(NamedTuple):
    """A kind of number that is shown of each language."""

    name: str
    count: Callable[[LanguageTally], int]
    colour: str | None = None


def _state_column(state: State) -> SummaryColumn:
    return SummaryColumn(state.value, lambda tally: tally.states.get(state, 0))


_COLUMNS = (
    SummaryColumn("translations", lambda tally: tally.translations),
    *map(_state_column, State),
    SummaryColumn("failed", lambda tally: tally.failed),
    SummaryColumn("errors", lambda tally: tally.errors, "red"),
    SummaryColumn("warnings", lambda tally: tally.warnings, "yellow"),
)


def by_language(
    tallies: Sequence[LanguageTally], is_verbose: bool = False
) -> tuple[list[SummaryColumn], dict[str, tuple[int, ...]]]:
    """The columns that hold anything, and a row for each language.

    Many languages with the same numbers share the last row.
    """
    columns = [column for column in _COLUMNS if any(map(column.count, tallies))]
    rows: dict[str, tuple[int, ...]] = {}
    for tally in tallies:
        rows[printable(tally.language)] = tuple(column.count(tally) for column in columns)
    usual, times = Counter(rows.values()).most_common(1)[0]
    if is_verbose or times < _FEWEST_ALIKE:
        return columns, rows
    others = {language: row for language, row in rows.items() if row != usual}
    noun = "others" if others else "languages"
    return columns, {**others, f"{len(rows) - len(others)} {noun}, each": usual}


def _table(tallies: Sequence[LanguageTally], is_verbose: bool) -> Iterator[str]:
    columns, rows = by_language(tallies, is_verbose)
    width = max(len("language"), *map(len, rows))
    header = "language".ljust(width) + "".join(f"  {column.name}" for column in columns)
    yield click.style(header, underline=True)
    for label, row in rows.items():
        cells = ""
        for column, number in zip(columns, row, strict=True):
            cell = str(number or "·").rjust(len(column.name) + 2)
            if number and column.colour:
                cell = click.style(cell, fg=column.colour)
            cells += cell
        yield label.ljust(width) + cells


def verdict(report: Report, faults: int) -> str:
    """What was found, in one plain sentence; `faults` is the number of different ones."""
    numbers = Counter(finding.severity for finding in report.findings)
    errors, warnings = numbers[Severity.ERROR], numbers[Severity.WARNING]
    found = f"{count(errors, 'error')} and {count(warnings, 'warning')}"
    if in_sources := sum(finding.language is None for finding in report.findings):
        found += f", {in_sources} of them in the sources"
    if faults != len(report.findings):
        found += f": {count(faults, 'different fault')}"
    if not report.findings:
        found = "no fault"
    if report.diff:
        return _verdict_on_change(report.diff, found)
    if report.findings:
        return f"found {found}"
    if report.known:
        return "nothing new to complain about"
    if report.languages or report.images:
        return "nothing to complain about"
    return "nothing was checked"


def _verdict_on_change(diff: Diff, found: str) -> str:
    """What a change does, all in one sentence; `found` is what it introduces."""
    said = [f"this change introduces {found}", *switches.verdict(diff.switches)]
    if diff.stale:
        said.append(f"makes {count(len(diff.stale), 'translation')} stale")
    *first, last = said
    if first:
        return f"{', '.join(first)}, and {last}"
    return last


def _totals(report: Report) -> str:
    """How much was looked at, in one plain sentence."""
    translations = sum(t.translations for t in report.languages)
    where = f"{count(report.sources, 'source')}, {count(translations, 'translation')}"
    where += f" in {count(len(report.languages), 'language')}"
    if report.diff:
        changed = count(report.diff.changed, "file")
        base = printable(report.diff.commit[:8])
        if report.diff.base != report.diff.commit:
            base += f", the merge base with {printable(report.diff.base)}"
        return f"{changed} changed since {base}; checked for them: {where}"
    numbers = Counter[State]()
    for tally in report.languages:
        numbers.update(tally.states)
    states = [f"{numbers[state]} {state.value}" for state in State if numbers[state]]
    if states:
        where += f": {', '.join(states)}"
    if report.images:
        where += f"; {count(report.images, 'translated image')}"
    return where


def _untranslated(sources: Sequence[str], is_verbose: bool) -> str:
    number = count(len(sources), "source")
    most = len(sources) if is_verbose else _NAMED_SOURCES
    return f"{number} that no language translates: {shortened(list(map(printable, sources)), most)}"


def _silenced(silenced: Mapping[str, int], is_verbose: bool) -> str:
    """What translations hide by themselves, the files that hide most first."""
    total = sum(silenced.values())
    ranked = sorted(silenced.items(), key=lambda item: (-item[1], item[0]))
    names = [f"{printable(path)} ({number})" for path, number in ranked]
    said = f"{count(total, 'finding')} {is_or_are(total)} silenced by translations themselves"
    most = len(names) if is_verbose else _NAMED_SOURCES
    return f"{said}: {shortened(names, most)}"


def _coloured(report: Report, said: str) -> str:
    if any(finding.severity is Severity.ERROR for finding in report.findings):
        return click.style(said, fg="red", bold=True)
    if report.findings:
        return click.style(said, fg="yellow", bold=True)
    if not (report.languages or report.images or report.known):
        return said
    colour = "yellow" if any(switches.verdict(switches.of(report))) else "green"
    return click.style(said, fg=colour, bold=True)
