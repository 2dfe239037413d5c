"""Findings that are one fault, together, and which of them matter most."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from transync.model import Finding, Severity
from transync.output.terminal import printable

NAMED_LANGUAGES = 4
_RIGHT_TO_LEFT = frozenset(("ar", "fa", "he", "ur"))


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

    @property
    def severity(self) -> Severity:
        """The worst of its findings: an unusable record softens those of one language only."""
        return min(finding.severity for finding in self.findings)


def gather(findings: Iterable[Finding]) -> list[Entry]:
    """The findings by fault, each fault once."""
    groups: dict[tuple[str, bool], list[Finding]] = defaultdict(list)
    for finding in findings:
        groups[finding.group, finding.is_stale].append(finding)
    return [Entry(tuple(sorted(group, key=_as_example))) for group in groups.values()]


def ranked(entries: Iterable[Entry]) -> list[Entry]:
    """Errors first; of each severity every rule's widest fault, then every rule's second, ….

    Who reads only the first ten sees every kind of fault, and not ten links to one lost heading.
    """
    widest = sorted(
        entries, key=lambda e: (e.severity, e.first.is_stale, -len(e.findings), _place(e.first))
    )
    seen: Counter[tuple[Severity, str]] = Counter()
    turns: dict[Entry, int] = {}
    for entry in widest:
        kind = entry.severity, entry.first.rule
        turns[entry] = seen[kind]
        seen[kind] += 1
    return sorted(widest, key=lambda e: (e.severity, turns[e]))


def named(languages: Sequence[str]) -> str:
    """The languages where they are few, otherwise how many."""
    if len(languages) <= NAMED_LANGUAGES:
        return " ".join(map(printable, languages))
    return f"{len(languages)} languages"


def _as_example(finding: Finding) -> tuple[bool, str, str, int]:
    """Left-to-right text first: terminals scramble the other."""
    language = finding.language or ""
    return language in _RIGHT_TO_LEFT, language, finding.path, finding.line


def _place(finding: Finding) -> tuple[str, int, int, str]:
    return finding.path, finding.line, finding.column, finding.rule
