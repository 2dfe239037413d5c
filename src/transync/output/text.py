"""The report for people: one entry for each fault, however many languages have it."""

from __future__ import annotations

import re
import textwrap
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import NamedTuple

import click

from transync.model import Finding, LanguageTally, Report, Severity, State

_EXCERPT_WIDTH = 100
_SHOWN_LIKE_THIS = 4
_SHOWN_PLACES = 12
_FEWEST_ALIKE = 5
_ENDLESS = re.compile(r"\S{140,}")
_COLOURS = {Severity.ERROR: "red", Severity.WARNING: "yellow"}


class Entry(NamedTuple):
    """Findings that are one fault: the same statement about the same place of the source."""

    findings: tuple[Finding, ...]

    @property
    def first(self) -> Finding:
        return self.findings[0]

    @property
    def languages(self) -> tuple[str, ...]:
        return tuple(sorted({f.language for f in self.findings if f.language}))

    @property
    def page(self) -> str:
        return self.first.source_path or self.first.path


def render(report: Report, is_verbose: bool = False) -> str:
    """The report as text with ANSI colours, for the printer to strip where they are unwanted."""
    lines: list[str] = []
    entries = _entries(report.findings)
    by_page: dict[str, list[Entry]] = defaultdict(list)
    for entry in entries:
        by_page[entry.page].append(entry)
    for page in sorted(by_page):
        lines += [click.style(printable(page), bold=True), ""]
        lines += _page(by_page[page], report, is_verbose)
    lines += _summary(report, len(entries), is_verbose)
    return "\n".join(lines) + "\n"


def printable(text: str) -> str:
    """The text without anything that could steer a terminal or turn its direction around."""
    return "".join(
        c if c == " " or unicodedata.category(c) not in _UNPRINTABLE else _escape(c) for c in text
    )


# Control, format (right-to-left overrides), surrogate, private use, line and paragraph separators.
_UNPRINTABLE = frozenset(("Cc", "Cs", "Co", "Zl", "Zp", "Cf"))
_JOINERS = "\u200c\u200d"


def _escape(character: str) -> str:
    if character == "\t":
        return " "
    return character if character in _JOINERS else f"\\u{ord(character):04x}"


def _entries(findings: Iterable[Finding]) -> list[Entry]:
    groups: dict[tuple[str, bool], list[Finding]] = defaultdict(list)
    for finding in findings:
        groups[finding.group, finding.is_stale].append(finding)
    return [Entry(tuple(group)) for group in groups.values()]


def _page(entries: Sequence[Entry], report: Report, is_verbose: bool) -> Iterator[str]:
    """A page's entries; what stands under a stale or missing translation is indented below it."""
    above = [e for e in entries if e.first.rule in ("stale", "missing-translation")]
    under = [
        e for e in entries if e.first.is_stale or (above and e.first.rule == "failed-translation")
    ]
    rest = [e for e in entries if e not in above and e not in under]
    for entry in above:
        yield from _block([entry], report, is_verbose, "")
    for cluster in _clusters(under):
        yield from _block(cluster, report, is_verbose, "    ")
    for cluster in _clusters(rest):
        yield from _block(cluster, report, is_verbose, "")


def _clusters(entries: Iterable[Entry]) -> list[list[Entry]]:
    """Entries of the same kind in the same languages, together, in order of place."""
    found: dict[tuple[object, ...], list[Entry]] = defaultdict(list)
    for entry in sorted(entries, key=_entry_order):
        kind = re.sub(r"\S*[/#.]\S*|\d+", "", entry.first.message)
        found[entry.first.rule, entry.first.severity, entry.languages, kind].append(entry)
    return list(found.values())


def _entry_order(entry: Entry) -> tuple[object, ...]:
    first = entry.first
    return (first.severity, first.source_line or first.line, first.line, first.column, first.rule)


def _block(
    cluster: Sequence[Entry], report: Report, is_verbose: bool, indent: str
) -> Iterator[str]:
    entry, others = cluster[0], cluster[1:]
    first = entry.first
    severity = click.style(first.severity.value, fg=_COLOURS[first.severity], bold=True)
    rule = click.style(first.rule, bold=True)
    where = f"  [{len(entry.languages)} languages]" if len(entry.languages) > 1 else ""
    message = printable(_shortened(first.message))
    yield f"{indent}  {severity} {rule}: {message}{click.style(where, dim=True)}"
    for line in _places(entry, report, is_verbose):
        yield f"{indent}    {line}"
    shown = len(others) if is_verbose or len(others) <= _SHOWN_LIKE_THIS + 1 else _SHOWN_LIKE_THIS
    if others:
        yield f"{indent}    and in the same way:"
    for other in others[:shown]:
        number = other.first.source_line or other.first.line
        yield f"{indent}      {number}: {printable(_shortened(other.first.message))}"
    if shown < len(others):
        yield f"{indent}      … and {len(others) - shown} more (--verbose shows them)"
    yield ""


def _places(entry: Entry, report: Report, is_verbose: bool) -> Iterator[str]:
    first = entry.first
    if (
        first.source_path
        and first.source_line
        and first.rule not in ("stale", "failed-translation")
    ):
        text = report.excerpts.get((first.source_path, first.source_line), "")
        yield from _place(f"{first.source_path}:{first.source_line}", text, 0)
    if first.rule in ("stale", "failed-translation", "missing-translation"):
        yield from _by_detail(entry.findings, is_verbose)
        return
    text = report.excerpts.get((first.path, first.line), "")
    yield from _place(f"{first.path}:{first.line}:{first.column}", text, first.column - 1)
    if first.detail:
        yield click.style(f"→ {printable(_shortened(first.detail))}", fg="cyan")
    others = entry.findings[1:]
    if others:
        shown = others if is_verbose else others[:_SHOWN_PLACES]
        more = f" … and {len(others) - len(shown)} more" if len(shown) < len(others) else ""
        yield "also " + " ".join(f"{f.language or f.path}:{f.line}" for f in shown) + more


def _place(place: str, text: str, column: int) -> Iterator[str]:
    yield click.style(f"{printable(place)}", dim=True)
    if text.strip():
        yield f"  {printable(_clipped(text, column))}"


def _clipped(text: str, column: int) -> str:
    """As much of a long line as fits, around the column that matters."""
    start = max(0, column - _EXCERPT_WIDTH // 3) if len(text) > _EXCERPT_WIDTH else 0
    part = text[start : start + _EXCERPT_WIDTH]
    before = "…" if start and part != text.strip() else ""
    after = "…" if start + _EXCERPT_WIDTH < len(text) else ""
    return before + re.sub(r"\s+", " ", part).strip() + after


def _shortened(text: str) -> str:
    """The text with the middle of endless URLs left out."""
    return _ENDLESS.sub(lambda word: f"{word[0][:80]}…{word[0][-30:]}", text)


def _by_detail(findings: Iterable[Finding], is_verbose: bool) -> Iterator[str]:
    """The languages of an entry, gathered by what is said of them."""
    gathered: dict[str, list[str]] = defaultdict(list)
    for finding in findings:
        gathered[finding.detail].append(finding.language or finding.path)
    listed = sorted(gathered.items(), key=lambda item: (-len(item[1]), item[0]))
    shown = listed if is_verbose else listed[:3]
    for detail, languages in shown:
        if detail:
            yield printable(detail)
        yield from _wrapped(languages, "  " if detail else "")
    if len(shown) < len(listed):
        rest = [language for _, languages in listed[len(shown) :] for language in languages]
        yield "otherwise (--verbose shows how)"
        yield from _wrapped(rest, "  ")


def _wrapped(languages: Iterable[str], indent: str) -> list[str]:
    text = " ".join(map(printable, sorted(languages)))
    return textwrap.wrap(text, _EXCERPT_WIDTH, initial_indent=indent, subsequent_indent=indent)


def _summary(report: Report, entries: int, is_verbose: bool) -> Iterator[str]:
    if report.languages:
        yield from _table(report.languages, is_verbose)
        yield ""
    for note in report.notes:
        yield f"note: {printable(note)}"
    if report.untranslated:
        names = ", ".join(map(printable, report.untranslated[: None if is_verbose else 5]))
        more = "" if is_verbose or len(report.untranslated) <= 5 else ", …"
        number = _count(len(report.untranslated), "source")
        yield f"{number} that no language translates: {names}{more}"
    yield _totals(report)
    yield _verdict(report, entries)


class _Column(NamedTuple):
    name: str
    count: Callable[[LanguageTally], int]
    colour: str | None = None


def _state_column(state: State) -> _Column:
    return _Column(state.value, lambda tally: tally.states.get(state, 0))


_COLUMNS = (
    _Column("translations", lambda tally: tally.translations),
    *map(_state_column, State),
    _Column("failed", lambda tally: tally.failed),
    _Column("errors", lambda tally: tally.errors, "red"),
    _Column("warnings", lambda tally: tally.warnings, "yellow"),
)


def _table(tallies: Sequence[LanguageTally], is_verbose: bool) -> Iterator[str]:
    """A row for each language; many languages with the same numbers share the last row."""
    columns = [column for column in _COLUMNS if any(map(column.count, tallies))]
    numbers = {t.language: tuple(column.count(t) for column in columns) for t in tallies}
    usual, times = Counter(numbers.values()).most_common(1)[0]
    alike = (
        [] if is_verbose or times < _FEWEST_ALIKE else [n for n in numbers if numbers[n] == usual]
    )
    rows = {language: row for language, row in numbers.items() if language not in alike}
    if alike:
        rows[f"{len(alike)} {'others' if rows else 'languages'}, each"] = usual
    width = max(len("language"), *map(len, rows))
    header = "language".ljust(width) + "".join(f"  {column.name}" for column in columns)
    yield click.style(header, underline=True)
    for label, row in rows.items():
        cells = ""
        for column, number in zip(columns, row, strict=True):
            cell = str(number or "·").rjust(len(column.name) + 2)
            cells += click.style(cell, fg=column.colour) if number and column.colour else cell
        yield label.ljust(width) + cells


def _totals(report: Report) -> str:
    translations = sum(t.translations for t in report.languages)
    states = [
        f"{number} {state.value}"
        for state in State
        if (number := sum(t.states.get(state, 0) for t in report.languages))
    ]
    where = f"{_count(report.sources, 'source')}, {_count(translations, 'translation')}"
    languages = _count(len(report.languages), "language")
    return f"{where} in {languages}" + (f": {', '.join(states)}" if states else "")


def _verdict(report: Report, entries: int) -> str:
    errors = sum(f.severity is Severity.ERROR for f in report.findings)
    warnings = len(report.findings) - errors
    if not report.findings:
        return click.style("nothing to complain about", fg="green", bold=True)
    found = f"found {_count(errors, 'error')} and {_count(warnings, 'warning')}"
    faults = "" if entries == len(report.findings) else f", {_count(entries, 'different fault')}"
    return click.style(found + faults, fg="red" if errors else "yellow", bold=True)


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"
