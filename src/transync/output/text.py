"""The report for people: one entry for each fault, however many languages have it."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import TypeVar

import click

from transync.model import CellPlace, Diff, Finding, Report, Severity
from transync.output import advice, summary, switches
from transync.output.advice import by_source
from transync.output.entry import NAMED_LANGUAGES, Entry, gather, named, ranked
from transync.output.inert import inert_text
from transync.output.terminal import excerpt, printable, statement, wrapped

T = TypeVar("T")

_SHOWN_ALIKE = 4
_SHOWN_PLACES = 20
_FEWEST_HIDDEN = 4
_SHOWN_DETAILS = 3
_SHOWN_BEFORE = 5
_COLOURS = {Severity.ERROR: "red", Severity.WARNING: "yellow"}
# What these say is true of the page as a whole: no line of it is worth showing.
_OF_THE_PAGE = frozenset(
    (
        "stale",
        "image-stale",
        "missing-translation",
        "failed-translation",
        "orphan",
        "metadata-missing",
        "no-longer-checked",
    )
)
_HEADLINES = frozenset(("stale", "missing-translation"))
_PARTICULARS = re.compile(r"(?<!\S)[^\s/#.?]*+[/#.?]\S*+|\d++")


def render(report: Report, is_verbose: bool = False) -> str:
    """The report as text with ANSI colours, for the printer to strip where they are unwanted."""
    lines = list(_switches(report, is_verbose))
    entries = gather(report.findings)
    of_sources = [entry for entry in entries if not entry.languages]
    lines += _pages([entry for entry in entries if entry.languages], report, is_verbose)
    if of_sources:
        lines += [click.style("Faults of the sources themselves", bold=True, underline=True), ""]
        lines += _pages(of_sources, report, is_verbose)
    if report.diff:
        lines += _beside(report.diff, is_verbose)
    lines += summary.render(report, len(entries), is_verbose)
    return inert_text("\n".join(lines)) + "\n"


def render_errors(report: Report) -> str:
    """The findings of the report alone, as `render` shows them."""
    return inert_text("\n".join(_pages(gather(report.findings), report, False)))


def _switches(report: Report, is_verbose: bool) -> Iterator[str]:
    """What a change brings that decides what is found, before all that is."""
    found = switches.of(report)
    if found is None:
        return
    yield f"{click.style('warning', fg='yellow', bold=True)}: {switches.sentence(found)}"
    yield ""
    for place, said in switches.places(found, is_verbose):
        yield f"  {click.style(place, dim=True)} {said}" if place else f"  … {said}"
    yield ""
    for label, place, said in switches.effects(found, is_verbose):
        yield f"  {label}: {click.style(place, dim=True)} {said}" if place else f"  … {said}"
    if found.is_obeyed and (found.hidden or found.lowered):
        yield ""


def _beside(diff: Diff, is_verbose: bool) -> Iterator[str]:
    """What a change touches and did not break, and what it leaves behind."""
    if diff.before:
        title = "There before, in files that this change touches"
        yield from (click.style(title, bold=True, underline=True), "")
        entries = ranked(gather(diff.before))
        shown = _first_of(entries, _SHOWN_BEFORE, is_verbose)
        for entry in shown:
            first = entry.first
            place = click.style(f"{printable(first.path)}:{first.line}", dim=True)
            languages = f" [{named(entry.languages)}]" if len(entry.languages) > 1 else ""
            said = f"{first.rule}: {statement(first.message)}{languages}"
            yield f"  {place} {first.severity} {said}"
        if len(shown) < len(entries):
            yield f"  … and {len(entries) - len(shown)} more (--verbose shows them)"
        yield ""
    if diff.stale:
        yield advice.render(by_source(diff.stale))


def _pages(entries: Iterable[Entry], report: Report, is_verbose: bool) -> Iterator[str]:
    """The entries by page, each page under its name."""
    by_page: dict[str, list[Entry]] = defaultdict(list)
    for entry in entries:
        by_page[entry.page].append(entry)
    for page in sorted(by_page):
        yield click.style(printable(page), bold=True)
        yield ""
        yield from _page(by_page[page], report, is_verbose)


def _page(entries: Sequence[Entry], report: Report, is_verbose: bool) -> Iterator[str]:
    """A page's entries; what belongs to a stale or missing translation stands below it."""
    headlines = [entry for entry in entries if entry.first.rule in _HEADLINES]
    below, rest = list[Entry](), list[Entry]()
    for entry in entries:
        if headlines and _belongs_below(entry.first):
            below.append(entry)
        elif entry.first.rule not in _HEADLINES:
            rest.append(entry)
    for headline in headlines:
        yield from _indented("  ", _block([headline], report, is_verbose))
    for alike in _alike(below):
        yield from _indented("      ", _block(alike, report, is_verbose))
    for alike in _alike(rest):
        yield from _indented("  ", _block(alike, report, is_verbose))


def _indented(indent: str, lines: Iterable[str]) -> Iterator[str]:
    for line in lines:
        yield indent + line if line else line


def _belongs_below(finding: Finding) -> bool:
    return finding.is_stale or finding.rule == "failed-translation"


def _alike(entries: Iterable[Entry]) -> list[list[Entry]]:
    """Entries that say the same of other links in the same languages, together, by place."""
    found: dict[tuple[object, ...], list[Entry]] = defaultdict(list)
    for entry in sorted(entries, key=_order):
        first = entry.first
        said = _PARTICULARS.sub("", first.message)
        found[first.rule, first.severity, entry.languages, said].append(entry)
    return list(found.values())


def _order(entry: Entry) -> tuple[object, ...]:
    first = entry.first
    return (first.severity, first.source_line or first.line, first.line, first.column, first.rule)


def _block(entries: Sequence[Entry], report: Report, is_verbose: bool) -> Iterator[str]:
    """The first entry with its places, then a line for each that is like it, then a blank one."""
    first, others = entries[0], entries[1:]
    yield _title(first)
    if first.first.rule in _OF_THE_PAGE:
        places = _details(first, is_verbose)
    else:
        places = _places(first, report, is_verbose)
    yield from (f"  {line}" for line in places)
    if others:
        yield "  and in the same way:"
    shown = _first_of(others, _SHOWN_ALIKE, is_verbose)
    for other in shown:
        line = other.first.source_line or other.first.line
        yield f"    {line}: {statement(other.first.message)}"
    if len(shown) < len(others):
        yield f"    … and {len(others) - len(shown)} more (--verbose shows them)"
    yield ""


def _title(entry: Entry) -> str:
    severity = click.style(entry.first.severity, fg=_COLOURS[entry.first.severity], bold=True)
    rule = click.style(entry.first.rule, bold=True)
    languages = ""
    if entry.languages:
        languages = click.style(f" [{named(entry.languages)}]", dim=True)
    return f"{severity} {rule}: {statement(entry.first.message)}{languages}"


def _places(entry: Entry, report: Report, is_verbose: bool) -> Iterator[str]:
    """The line of the source, that of the first translation, and those of the others."""
    first = entry.first
    if first.source_path and first.source_line:
        place = f"{first.source_path}:{first.source_line}{_in_cell(first.source_cell)}"
        text = report.excerpts.get((first.source_path, first.source_line), "")
        yield from _place(place, text, first.source_column)
    place = f"{first.path}:{first.line}"
    if first.is_absent:
        yield click.style(f"expected near {printable(place)}{_in_cell(first.cell)}", dim=True)
    else:
        text = report.excerpts.get((first.path, first.line), "")
        yield from _place(f"{place}:{first.column}{_in_cell(first.cell)}", text, first.column)
    if first.detail:
        yield click.style(f"→ {statement(first.detail)}", fg="cyan")
    if is_verbose:
        for line in first.traceback.splitlines():
            yield click.style(f"  {printable(line)}", dim=True)
    others = entry.findings[1:]
    if others:
        shown = _first_of(others, _SHOWN_PLACES, is_verbose)
        words = ["also", *(f"{each.language or each.path}:{each.line}" for each in shown)]
        if len(shown) < len(others):
            words.append(f"… and {len(others) - len(shown)} more")
        yield from wrapped(words)


def _in_cell(place: CellPlace | None) -> str:
    """Where in a notebook it is, for people, who see cells and not the file."""
    if place is None:
        return ""
    if place.line:
        return f" (cell {place.number}, line {place.line})"
    return f" (cell {place.number})"


def _first_of(items: Sequence[T], number: int, is_verbose: bool) -> Sequence[T]:
    """So many of the items; all of them when hardly any would be hidden."""
    if is_verbose or len(items) < number + _FEWEST_HIDDEN:
        return items
    return items[:number]


def _place(place: str, text: str, column: int) -> Iterator[str]:
    yield click.style(printable(place), dim=True)
    if text.strip():
        yield f"  {excerpt(text, column - 1)}"


def _details(entry: Entry, is_verbose: bool) -> Iterator[str]:
    """The languages of an entry, gathered by what is said of them."""
    by_detail: dict[str, list[str]] = defaultdict(list)
    for finding in entry.findings:
        by_detail[finding.detail].append(finding.language or finding.path)
    gathered = sorted(by_detail.items(), key=lambda item: (-len(item[1]), item[0]))
    shown = _first_of(gathered, _SHOWN_DETAILS, is_verbose)
    for detail, languages in shown:
        if detail:
            yield statement(detail)
        if len(gathered) > 1 or len(entry.languages) > NAMED_LANGUAGES:
            yield from wrapped(sorted(languages), "  " if detail else "")
    if len(shown) < len(gathered):
        yield "otherwise (--verbose shows how)"
        hidden = [language for _, languages in gathered[len(shown) :] for language in languages]
        yield from wrapped(sorted(hidden), "  ")
