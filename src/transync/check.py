"""Pairs and rules -> Report: selection, severity, grouping and order, in this one place."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from hashlib import sha256

from transync.comparison import Comparison, Page
from transync.config import Settings
from transync.links import Resolver
from transync.model import (
    Fault,
    Finding,
    LanguageTally,
    Pair,
    Problem,
    Severity,
    State,
)
from transync.rules import Rule, all_rules

_COMPARED = (State.CURRENT, State.STALE, State.UNMANAGED)


def chosen_rules(settings: Settings) -> list[Rule]:
    """The rules that the settings select."""
    return [
        rule
        for rule in all_rules().values()
        if (not settings.select or rule.id in settings.select) and rule.id not in settings.ignore
    ]


def check(
    pairs: Iterable[Pair],
    faults: Iterable[Fault],
    resolver: Resolver,
    settings: Settings,
    is_source_wanted: Callable[[str], bool],
) -> list[Finding]:
    """Every finding, in a stable order.

    `is_source_wanted` says of a source whether its own faults are asked for.
    """
    rules = chosen_rules(settings)
    findings = _Findings(rules, settings)
    for fault in faults:
        findings.add_fault(fault)
    sources: dict[str, Page] = {}
    for pair in pairs:
        for rule in rules:
            if rule.check_pair:
                findings.add_all(rule, rule.check_pair(pair), pair)
        source = _page(resolver, pair, pair.source, sources)
        if source and is_source_wanted(pair.source) and pair.source not in findings.seen_sources:
            findings.seen_sources.add(pair.source)
            for rule in rules:
                if rule.check_source:
                    findings.add_all(rule, rule.check_source(source), None, pair.source)
        is_compared = pair.state in _COMPARED and not pair.is_left_alone
        translation = _page(resolver, pair, pair.translation, {}) if is_compared else None
        if source and translation:
            comparison = Comparison(resolver, pair, source, translation)
            for rule in rules:
                if rule.check_texts:
                    problems = rule.check_texts(comparison)
                    findings.add_all(rule, problems, pair, is_text=True)
    return findings.in_order()


def tally(pairs: Iterable[Pair], findings: Iterable[Finding]) -> tuple[LanguageTally, ...]:
    """Each language's pairs by state and findings by severity."""
    states: dict[str, Counter[State]] = defaultdict(Counter)
    failed: Counter[str] = Counter()
    for pair in pairs:
        states[pair.language][pair.state] += 1
        failed[pair.language] += pair.failure is not None
    severities = Counter((f.language, f.severity) for f in findings)
    return tuple(
        LanguageTally(
            language,
            sum(count for state, count in counts.items() if state is not State.MISSING),
            dict(counts),
            failed[language],
            severities[language, Severity.ERROR],
            severities[language, Severity.WARNING],
        )
        for language, counts in sorted(states.items())
    )


def _page(resolver: Resolver, pair: Pair, path: str, known: dict[str, Page]) -> Page | None:
    if path not in known and path in resolver.documents:
        known[path] = Page(resolver, pair.layout, path, resolver.documents[path])
    return known.get(path)


class _Findings:
    """Collects problems as findings, with the policy applied."""

    def __init__(self, rules: Iterable[Rule], settings: Settings) -> None:
        self._rules: Mapping[str, Rule] = {rule.id: rule for rule in rules}
        self._settings = settings
        self._found: list[Finding] = []
        self._repeated: Counter[tuple[str, ...]] = Counter()
        self.seen_sources: set[str] = set()

    def add_fault(self, fault: Fault) -> None:
        if rule := self._rules.get(fault.rule):
            problem = Problem(fault.message, fault.line, fault.column)
            self._add(rule, problem, fault.path, fault.language, fault.source)

    def add_all(
        self,
        rule: Rule,
        problems: Iterator[Problem],
        pair: Pair | None,
        source: str = "",
        is_text: bool = False,
    ) -> None:
        for problem in problems:
            if pair is None:
                self._add(rule, problem, source, None, None)
            else:
                path = problem.path or pair.translation
                is_stale = is_text and pair.state is State.STALE
                # Without a usable record, nobody knows which source this was translated from.
                is_soft = is_stale or (is_text and pair.has_unusable_record)
                self._add(rule, problem, path, pair.language, pair.source, is_stale, is_soft)

    def in_order(self) -> list[Finding]:
        return sorted(
            self._found, key=lambda f: (f.path, f.line, f.column, f.rule, f.text, f.fingerprint)
        )

    def _add(
        self,
        rule: Rule,
        problem: Problem,
        path: str,
        language: str | None,
        source: str | None,
        is_stale: bool = False,
        is_soft: bool = False,
    ) -> None:
        severity = self._settings.severity.get(rule.id, problem.severity or rule.severity)
        if is_soft:
            severity = Severity.WARNING
        identity = (rule.id, path, problem.identity or f"{problem.message}\n{problem.detail}")
        self._repeated[identity] += 1
        about, place = (source, problem.source_line) if source else (path, problem.line)
        self._found.append(
            Finding(
                rule=rule.id,
                severity=severity,
                message=problem.message,
                detail=problem.detail,
                path=path,
                line=problem.line,
                column=problem.column,
                language=language,
                source_path=source,
                source_line=problem.source_line,
                source_column=problem.source_column,
                is_stale=is_stale,
                is_absent=problem.is_absent,
                group=_digest(rule.id, about, str(place), problem.message),
                fingerprint=_digest(*identity, str(self._repeated[identity])),
            )
        )


def _digest(*parts: str) -> str:
    return sha256("\0".join(parts).encode(errors="surrogatepass")).hexdigest()[:16]
