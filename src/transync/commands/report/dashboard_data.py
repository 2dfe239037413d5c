"""An overview -> what the dashboard's script reads: small tables that point to each other.

Nothing is said twice: texts, changes and files are numbered, so that 60 languages of 500 pages
stay small. `static/data.js` is the other side of it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Iterable, Iterator
from typing import Any

from transync.commands.report.forge import compare_link, file_pattern
from transync.commands.report.overview import Language, Overview, PageStatus
from transync.languages.codes import NAMES, without_region
from transync.model import Behind, CellPlace, Finding, Head, Origin, Severity, State
from transync.output.terminal import statement
from transync.rules import all_rules

_STATES = list(State)
_LONGEST, _BEFORE = 360, 60


def dashboard_data(overview: Overview) -> dict[str, Any]:
    """The data as JSON has it; the order of every row's fields is that of the script's reader."""
    return _NumberedTables(overview).data()


def web_address(forge: str | None) -> str | None:
    """The forge's address if it is one that a browser may be sent to."""
    if forge and forge.startswith(("https://", "http://")):
        return forge
    return None


class _Numbered:
    """Values by number, in the order in which they were first asked for."""

    def __init__(self, values: Iterable[Hashable] = ()) -> None:
        self._numbers: dict[Hashable, int] = {}
        for value in values:
            self.number(value)

    def number(self, value: Hashable) -> int:
        return self._numbers.setdefault(value, len(self._numbers))

    def __iter__(self) -> Iterator[Any]:
        return iter(self._numbers)


class _NumberedTables:
    def __init__(self, overview: Overview) -> None:
        self._overview = overview
        self._forge = web_address(overview.forge)
        self._sources = _Numbered(overview.sources)
        self._rules = _Numbered()
        self._behind = _Numbered()
        # Number 0 is the empty text.
        self._texts = _Numbered([""])
        self._groups = _Numbered()

    def data(self) -> dict[str, Any]:
        overview, head = self._overview, self._overview.head
        # The tables that are numbered are known when all rows are made.
        languages = list(map(self._language, overview.languages))
        faults = list(map(self._finding_apart, overview.faults))
        return {
            "forge": self._file_pattern(head),
            "states": _STATES,
            "languages": languages,
            "faults": faults,
            "sources": list(self._sources),
            "rules": list(map(_rule, self._rules)),
            "behind": [self._behind_row(behind, head) for behind in self._behind],
            "texts": list(self._texts),
        }

    def _file_pattern(self, head: Head | None) -> list[str] | None:
        if self._forge and head:
            return list(file_pattern(self._forge, head.commit))
        return None

    def _language(self, language: Language) -> list[Any]:
        prefix = _usual_prefix(language)
        pages = [self._page(page, prefix) for page in language.pages]
        findings: list[list[Any]] = []
        for number, page in enumerate(language.pages):
            source, path = page.pair.source, page.pair.translation
            findings += (self._finding(each, number, source, path) for each in page.findings)
        findings += map(self._finding_apart, language.findings)
        return [language.code, language_name(language.code), prefix, pages, findings]

    def _page(self, page: PageStatus, prefix: str) -> list[Any]:
        pair, behind, path = page.pair, 0, 0
        source = self._sources.number(pair.source)
        if page.behind:
            behind = self._behind.number(page.behind) + 1
        if pair.translation != prefix + pair.source:
            path = self._texts.number(pair.translation)
        state, is_uncommitted = _STATES.index(pair.state), pair.origin is Origin.PHANTOM
        return _without_zeros([source, state, behind, path, int(is_uncommitted)])

    def _behind_row(self, behind: Behind, head: Head | None) -> list[Any]:
        link = ""
        if self._forge and head:
            link = compare_link(self._forge, behind.commit, head.commit, behind.path)
        sections = [
            [section.heading, section.line or 0, section.status, int(section.is_trivial)]
            for section in behind.sections
        ]
        numbers = (behind.commits, behind.days, behind.added, behind.removed)
        since = behind.since.date().isoformat()
        return [behind.commit, behind.path, since, *numbers, sections, link]

    def _finding_apart(self, finding: Finding) -> list[Any]:
        """The row of a finding that is about no page."""
        return self._finding(finding, -1, "", "")

    def _finding(self, finding: Finding, page: int, source: str, path: str) -> list[Any]:
        """A row; paths that are those of the page are left out."""
        excerpts, text = self._overview.report.excerpts, self._texts.number
        excerpt = excerpts.get((finding.path, finding.line), "")
        source_path, source_line = finding.source_path or "", finding.source_line or 0
        source_excerpt = excerpts.get((source_path, source_line), "")
        row = [
            page,
            self._rules.number(finding.rule),
            int(finding.severity is Severity.WARNING),
            self._groups.number((finding.group, finding.is_stale)),
            text(statement(finding.message)),
            finding.line,
            text(_excerpt(excerpt, finding.column)),
            source_line,
            text(_excerpt(source_excerpt, finding.source_column)),
            text(statement(finding.detail)),
            int(finding.is_stale),
            int(finding.is_absent),
            0 if finding.path == (path or source) else text(finding.path),
            0 if source_path in ("", source) else text(source_path),
            _cell(finding.cell),
            _cell(finding.source_cell),
        ]
        return _without_zeros(row)


def _rule(rule: str) -> list[str]:
    """A rule and what it says, if it is known here."""
    known = all_rules().get(rule)
    if known is None:
        return [rule, ""]
    return [rule, known.summary]


def language_name(code: str) -> str:
    """The language's name in English, or its code if that is all that is known."""
    return NAMES.get(without_region(code), code)


def _usual_prefix(language: Language) -> str:
    """What most of its translations have before the path of their source."""
    pairs = (page.pair for page in language.pages)
    prefixes = Counter(pair.translation.removesuffix(pair.source) for pair in pairs)
    for prefix, _ in prefixes.most_common(1):
        return prefix
    return ""


def _excerpt(text: str, column: int) -> str:
    """As much of a line as is shown, around the column that matters (counted from 1)."""
    start = 0
    if len(text) > _LONGEST:
        start = max(0, column - 1 - _BEFORE)
    shown = text[start : start + _LONGEST].rstrip("\r")
    if start:
        shown = f"…{shown}"
    if len(text) > start + _LONGEST:
        shown = f"{shown}…"
    return shown


def _cell(place: CellPlace | None) -> list[int] | int:
    if place:
        return [place.number, place.line or 0]
    return 0


def _without_zeros(row: list[Any]) -> list[Any]:
    """The row without the zeros at its end, which the reader takes for granted."""
    while row and row[-1] == 0:
        row.pop()
    return row
