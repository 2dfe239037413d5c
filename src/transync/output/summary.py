"""The end of the text report: a row for each language, the totals, the verdict."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import NamedTuple

import click

from transync.model import LanguageTally, Report, Severity, State
from transync.output import switches
from transync.output.terminal import printable
from transync.wording import count

_FEWEST_ALIKE = 5
_NAMED_SOURCES = 5


def render(report: Report, faults: int, is_verbose: bool) -> Iterator[str]:
    """The lines of the summary; `faults` is the number of entries above it."""
    if report.languages and not report.diff:
        yield from _table(report.languages, is_verbose)
        yield ""
    yield from remarks(report, is_verbose)
    yield _coloured(report, verdict(report, faults))
    if fixable := sum(f.fix is not None and f.fix.is_safe for f in report.findings):
        yield f"{fixable} of them can be repaired: `transync fix`"


def remarks(report: Report, is_verbose: bool = False) -> Iterator[str]:
    """What is to be known beside the findings, each in a line: what was checked, and what not."""
    for note in report.notes:
        yield f"note: {printable(note)}"
    if report.untranslated:
        names = ", ".join(
            map(printable, report.untranslated[: None if is_verbose else _NAMED_SOURCES])
        )
        more = "" if is_verbose or len(report.untranslated) <= _NAMED_SOURCES else ", …"
        number = count(len(report.untranslated), "source")
        yield f"{number} that no language translates: {names}{more}"
    yield _totals(report)
    if report.known:
        verb = "is" if report.known == 1 else "are"
        yield f"{count(report.known, 'known finding')} {verb} in the baseline"
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
    numbers = {
        printable(tally.language): tuple(column.count(tally) for column in columns)
        for tally in tallies
    }
    usual, times = Counter(numbers.values()).most_common(1)[0]
    alike = (
        [] if is_verbose or times < _FEWEST_ALIKE else [n for n in numbers if numbers[n] == usual]
    )
    rows = {language: row for language, row in numbers.items() if language not in alike}
    if alike:
        rows[f"{len(alike)} {'others' if rows else 'languages'}, each"] = usual
    return columns, rows


def _table(tallies: Sequence[LanguageTally], is_verbose: bool) -> Iterator[str]:
    columns, rows = by_language(tallies, is_verbose)
    width = max(len("language"), *map(len, rows))
    header = "language".ljust(width) + "".join(f"  {column.name}" for column in columns)
    yield click.style(header, underline=True)
    for label, row in rows.items():
        cells = ""
        for column, number in zip(columns, row, strict=True):
            cell = str(number or "·").rjust(len(column.name) + 2)
            cells += click.style(cell, fg=column.colour) if number and column.colour else cell
        yield label.ljust(width) + cells


def verdict(report: Report, faults: int) -> str:
    """What was found, in one plain sentence; `faults` is the number of different ones."""
    errors = sum(f.severity is Severity.ERROR for f in report.findings)
    warnings = len(report.findings) - errors
    found = f"{count(errors, 'error')} and {count(warnings, 'warning')}"
    if in_sources := sum(f.language is None for f in report.findings):
        found += f", {in_sources} of them in the sources"
    if faults != len(report.findings):
        found += f": {count(faults, 'different fault')}"
    if report.diff:
        said = f"this change introduces {found if report.findings else 'no fault'}"
        stale = count(len(report.diff.stale), "translation")
        more = [f"makes {stale} stale"] if report.diff.stale else []
        *first, last = (said, *switches.verdict(report.diff.switches), *more)
        return f"{', '.join(first)}, and {last}" if first else last
    is_idle = not report.languages and not report.images
    if is_idle and not report.findings and not report.known:
        return "nothing was checked"
    if not report.findings:
        said = "nothing new" if report.known else "nothing"
        return f"{said} to complain about"
    return f"found {found}"


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
    states = [
        f"{number} {state.value}"
        for state in State
        if (number := sum(t.states.get(state, 0) for t in report.languages))
    ]
    images = f"; {count(report.images, 'translated image')}" if report.images else ""
    return where + (f": {', '.join(states)}" if states else "") + images


def _silenced(silenced: Mapping[str, int], is_verbose: bool) -> str:
    """What translations hide by themselves, the files that hide most first."""
    total = sum(silenced.values())
    ranked = sorted(silenced.items(), key=lambda item: (-item[1], item[0]))
    shown = ranked if is_verbose else ranked[:_NAMED_SOURCES]
    names = ", ".join(f"{printable(path)} ({number})" for path, number in shown)
    more = ", …" if len(shown) < len(ranked) else ""
    verb = "is" if total == 1 else "are"
    return f"{count(total, 'finding')} {verb} silenced by translations themselves: {names}{more}"


def _coloured(report: Report, said: str) -> str:
    if not report.findings:
        is_checked = report.languages or report.images or report.known
        colour = "yellow" if any(switches.verdict(switches.of(report))) else "green"
        return click.style(said, fg=colour, bold=True) if is_checked else said
    is_wrong = any(f.severity is Severity.ERROR for f in report.findings)
    return click.style(said, fg="red" if is_wrong else "yellow", bold=True)
