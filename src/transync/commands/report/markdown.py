"""The overview in GitHub's Markdown, as the text of an issue: never longer than a forge takes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import compress
from typing import NamedTuple

from transync.commands.report.backlog import Lack, NextStep, Suspect, faulty, lacks, steps, suspects
from transync.commands.report.forge import compare_link, file_link
from transync.commands.report.overview import Overview, PageStatus
from transync.commands.report.table import bar, by_language
from transync.commands.report.words import (
    changed_sections,
    extent,
    first_of,
    headline,
    joined,
    with_paths,
)
from transync.model import Finding
from transync.output.inert import inert_text
from transync.output.markup import cell, code, prose
from transync.output.terminal import printable, statement
from transync.wording import count, percent

# GitHub takes 65,536 characters.
_LONGEST = 59_000
_LONGEST_TEXT = 200
_SHOWN_SECTIONS = 5
_SHOWN_PATHS = 5
_MANY_LANGUAGES = 5
_BAR, _MARKS = 10, "█▒░"


class _ReportSection(NamedTuple):
    """A part of the text: rows, which can be cut, between what stands above and below them."""

    before: str
    rows: Sequence[str]
    after: str = ""


def render(overview: Overview) -> str:
    """The languages, what to do, and the pages that ask for it; cut where it would be too long."""
    at = _PathLinks(overview)
    sections = [
        _languages(overview),
        _ReportSection("### What to do next\n\n", list(_steps(steps(overview), at))),
        _to_translate(lacks(overview), overview, at),
        _suspects(suspects(overview), at),
        _faults(faulty(overview), at),
    ]
    head = _ReportSection(_head(overview), [f"- {_text(note)}" for note in overview.notes])
    shown = _fitted([head, *(section for section in sections if section.rows)])
    return inert_text("\n\n".join(shown)) + "\n"


class _PathLinks:
    """Paths as code, which lead to the forge where there is one."""

    def __init__(self, overview: Overview) -> None:
        self._forge, self._head = overview.forge, overview.head

    def file(self, path: str, line: int | None = None) -> str:
        place = _short(printable(path))
        if line:
            place = f"{place}:{line}"
        place = code(place)
        if not self._forge or not self._head:
            return place
        return f"[{place}]({file_link(self._forge, self._head.commit, path, line)})"

    def changes(self, words: str, since: str, path: str) -> str:
        if not self._forge or not self._head:
            return words
        return f"[{words}]({compare_link(self._forge, since, self._head.commit, path)})"


def _fitted(sections: Sequence[_ReportSection]) -> Iterator[str]:
    """The sections with as many of their rows as there is room for, and the number of others.

    Each leaves some room to those behind it.
    """
    most = "\n\n… and 1000000 more"
    room = _LONGEST - sum(len(s.before) + len(s.after) + len(most) for s in sections)
    for section in sections:
        shown = []
        left = room if section is sections[-1] else room * 2 // 3
        for row in section.rows:
            if len(row) >= left:
                break
            shown.append(row)
            left -= len(row) + 1
        room -= sum(map(len, shown)) + len(shown)
        rows = "\n".join(shown)
        if hidden := len(section.rows) - len(shown):
            rows = f"{rows}\n\n… and {hidden} more"
        yield section.before + rows + section.after


def _head(overview: Overview) -> str:
    head = f"## Translations: {headline(overview)}"
    if overview.languages:
        head += f"\n\n{prose(extent(overview))}"
    if overview.notes:
        return f"{head}\n\n"
    return head


def _languages(overview: Overview) -> _ReportSection:
    columns, rows = by_language(overview)
    lines = []
    for row in rows:
        codes = cell(prose(printable(" ".join(row.codes))))
        parts = zip(_MARKS, bar(row.first, _BAR), strict=True)
        marks = "".join(mark * cells for mark, cells in parts)
        numbers = (column.shown(row.first) for column in columns)
        lines.append(_row((codes, f"`{marks}` {percent(row.first.current_share)}", *numbers)))
    names = ["language", "current", *(column.name for column in columns)]
    return _ReportSection(_heads(names, 2), lines)


def _steps(found: Iterable[NextStep], at: _PathLinks) -> Iterator[str]:
    for number, step in enumerate(found, 1):
        commands = (code(printable(command)) for command in step.commands)
        words = f"{number}. {with_paths(step, _SHOWN_PATHS, at.file)}"
        yield "\\\n   ".join((words, *commands))


def _to_translate(found: Sequence[Lack], overview: Overview, at: _PathLinks) -> _ReportSection:
    wanted = [lack for lack in found if lack.to_translate]
    rows = []
    for lack in wanted:
        behind = lack.behind
        far = what = ""
        if behind:
            words = f"{count(behind.commits, 'commit')}, {count(behind.days, 'day')}"
            far = at.changes(words, behind.commit, lack.source)
            sections = changed_sections(behind)
            shown = list(map(_text, first_of(sections, _SHOWN_SECTIONS)))
            what = joined(shown, len(sections) - len(shown), ellipsis="")
        stale, missing = _codes(lack.urgent, overview), _codes(lack.missing, overview)
        rows.append((at.file(lack.source), stale, missing, far, what))
    names = ("page", "stale in", "missing in", "behind", "sections that have changed")
    is_used = list(map(any, zip(*rows, strict=True)))
    used = list(compress(names, is_used))
    heads = _heads(used, len(used))
    lines = [_row(compress(row, is_used)) for row in rows]
    return _ReportSection(f"### Pages to translate again\n\n{heads}", lines)


def _suspects(found: Sequence[Suspect], at: _PathLinks) -> _ReportSection:
    lines = []
    for suspect in found:
        rules = ", ".join(f"`{rule}` {number}" for rule, number in suspect.rules)
        numbers = str(len(suspect.languages)), str(len(suspect.findings))
        lines.append(_row((at.file(suspect.source), *numbers, rules)))
    title = f"{count(len(found), 'page')} with errors in translations"
    return _folded(title, lines, _heads(("page", "languages", "errors", "rules"), 1))


def _faults(found: Sequence[Suspect], at: _PathLinks) -> _ReportSection:
    faults = [finding for suspect in found for finding in suspect.findings]
    title = f"{count(len(faults), 'fault')} of the sources themselves"
    return _folded(title, [_fault(finding, at) for finding in faults])


def _fault(finding: Finding, at: _PathLinks) -> str:
    return f"- {at.file(finding.path, finding.line)} {_text(finding.text)} (`{finding.rule}`)"


def _folded(title: str, lines: list[str], heads: str = "") -> _ReportSection:
    before = f"<details><summary>{title}</summary>\n\n{heads}"
    return _ReportSection(before, lines, "\n\n</details>")


def _codes(pages: Sequence[PageStatus], overview: Overview) -> str:
    codes = [page.pair.language for page in pages]
    is_all = len(codes) == len(overview.languages) >= _MANY_LANGUAGES
    if is_all:
        return f"all {len(codes)}"
    return prose(printable(" ".join(codes)))


def _heads(names: Sequence[str], texts: int) -> str:
    """The head of a table, whose first columns hold texts and the others numbers."""
    rules = ["---" if i < texts or name == "rules" else "---:" for i, name in enumerate(names)]
    return f"{_row(names)}\n{_row(rules)}\n"


def _row(cells: Iterable[str]) -> str:
    return f"| {' | '.join(map(cell, cells))} |"


def _text(text: str) -> str:
    return prose(_short(statement(text)))


def _short(text: str) -> str:
    if len(text) <= _LONGEST_TEXT:
        return text
    return f"{text[:_LONGEST_TEXT]}…"
