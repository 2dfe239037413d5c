"""Pairs and rules -> findings: selection, severity, grouping and order, in this one place."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from hashlib import sha256
from typing import TypeAlias

from transync.checking.evaluate import RuleProblem
from transync.checking.listing import Listing
from transync.checking.scope import Scope
from transync.checking.selection import chosen_rules
from transync.checking.suppression import UNUSED, Suppressions
from transync.comparison import place_in_cells
from transync.config import Settings
from transync.documents.outline import Outline
from transync.model import (
    CellPlace,
    Fault,
    Finding,
    LanguageTally,
    Leftovers,
    Pair,
    Place,
    Problem,
    Severity,
    State,
    TranslatedImage,
)
from transync.records.edits import RecordEdits
from transync.rules import Rule
from transync.untrusted.isolation import STOPS, stopped_by

# A file, its language, and its source; only the first of a source by itself.
_Place: TypeAlias = tuple[str, str | None, str | None]


def find(
    pairs: Sequence[Pair],
    said: Mapping[tuple[str, str], Sequence[RuleProblem]],
    faults: Iterable[Fault],
    outlines: Mapping[str, Outline],
    settings: Settings,
    extent: Scope,
    carriers: RecordEdits,
    images: Iterable[TranslatedImage] = (),
    leftovers: Iterable[Leftovers] = (),
    *,
    suppressions: Suppressions,
    renamed: Mapping[str, str],
    most_listed: int | None = None,
) -> list[Finding]:
    """Every finding that nobody suppressed, in a stable order; so many of a rule in a file at most.

    `said` has what the rules say of the text of each source and, by the two paths, translation; of
    a source by itself the second is empty. Of the `carriers`, those are read whose records have
    problems. Fingerprints of files that were `renamed` since are those of their new names.
    """
    rules = chosen_rules(settings)
    listing = Listing(most_listed)
    findings = _Collector(rules, settings, outlines, suppressions, renamed, carriers, listing)
    for fault in faults:
        findings.add_fault(fault)
    of_pairs = [rule for rule in rules if rule.check_pair]
    seen: set[str] = set()
    for pair in pairs:
        place: _Place = pair.translation, pair.language, pair.source
        for rule in of_pairs:
            findings.add(place, findings.of_pair(rule, pair))
        if pair.source not in seen:
            of_source = said.get((pair.source, ""), ())
            findings.add((pair.source, None, None), findings.of_source(of_source, pair.source))
        seen.add(pair.source)
        findings.add(place, findings.of_texts(said.get((pair.source, pair.translation), ()), pair))
    for image in images:
        for rule in rules:
            place = image.path, image.language, image.source
            findings.add(place, findings.of_image(rule, image))
    for left in leftovers:
        for rule in rules:
            place = left.sidecar, left.language, None
            findings.add(place, findings.of_sidecar(rule, left))
    sources = dict.fromkeys((pair.source, None, None) for pair in pairs)
    for place in (*sources, *((p.translation, p.language, p.source) for p in pairs)):
        findings.add(place, findings.of_suppressions(place, extent))
    return listing.in_order()


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


class _Collector:
    """Collects problems as findings, with the policy applied."""

    def __init__(
        self,
        rules: Iterable[Rule],
        settings: Settings,
        outlines: Mapping[str, Outline],
        suppressions: Suppressions,
        renamed: Mapping[str, str],
        carriers: RecordEdits,
        listing: Listing,
    ) -> None:
        self._suppressions, self._renamed, self._carriers = suppressions, renamed, carriers
        self._rules: Mapping[str, Rule] = {rule.id: rule for rule in rules}
        self._settings, self._outlines = settings, outlines
        self._listing = listing
        self._repeated: Counter[tuple[str, ...]] = Counter()

    def add_fault(self, fault: Fault) -> None:
        if rule := self._rules.get(fault.rule):
            said = fault.message, fault.line, fault.column, fault.detail
            problem = Problem(*said, traceback=fault.traceback)
            place = fault.path, fault.language, fault.source
            for finding in self._finding(rule, problem, *place):
                self._listing.add(finding)

    def add(self, place: _Place, findings: Iterable[Finding]) -> None:
        """Add the findings of a file, or what ends the search for them."""
        try:
            for finding in findings:
                self._listing.add(finding)
        except Exception as error:
            self.add_fault(stopped_by(error).fault(*place))

    def of_pair(self, rule: Rule, pair: Pair) -> Iterator[Finding]:
        """What the records say of a pair."""
        for problem in rule.check_pair(pair) if rule.check_pair else ():
            if rule.fix_pair:
                problem = problem._replace(fix=rule.fix_pair(pair, problem, self._carriers))
            yield from self._finding(rule, problem, pair.translation, pair.language, pair.source)

    def of_texts(self, said: Iterable[RuleProblem], pair: Pair) -> Iterator[Finding]:
        """What differs between the two texts."""
        place = pair.translation, pair.language, pair.source
        for rule, problem, is_stale, was_due in said:
            # Without a usable record, nobody knows which source this was translated from.
            is_firm = problem.is_grave or rule in STOPS or was_due
            is_soft = is_stale or (pair.has_unusable_record and not is_firm)
            yield from self._finding(self._rules[rule], problem, *place, is_stale, is_soft)

    def of_source(self, said: Iterable[RuleProblem], source: str) -> Iterator[Finding]:
        """What is wrong with a source by itself."""
        for each in said:
            yield from self._finding(self._rules[each.rule], each.problem, source, None, None)

    def of_image(self, rule: Rule, image: TranslatedImage) -> Iterator[Finding]:
        """What the record of a translated image says of it."""
        for problem in rule.check_image(image) if rule.check_image else ():
            yield from self._finding(rule, problem, image.path, image.language, image.source)

    def of_sidecar(self, rule: Rule, left: Leftovers) -> Iterator[Finding]:
        """What a sidecar keeps of files that are gone."""
        for problem in rule.check_sidecar(left) if rule.check_sidecar else ():
            if rule.fix_sidecar:
                problem = problem._replace(fix=rule.fix_sidecar(left, self._carriers))
            yield from self._finding(rule, problem, left.sidecar, left.language, None)

    def of_suppressions(self, place: _Place, extent: Scope) -> Iterator[Finding]:
        """The suppressions in a file that suppress nothing."""
        page, _, source = place
        if rule := self._rules.get(UNUSED):
            for problem in self._suppressions.unused(page, source, extent):
                yield from self._finding(rule, problem, *place)

    def _finding(
        self,
        rule: Rule,
        problem: Problem,
        page: str,
        language: str | None,
        source: str | None,
        is_stale: bool = False,
        is_soft: bool = False,
    ) -> Iterator[Finding]:
        """The finding that a problem is, unless it is suppressed."""
        left = self._without_suppressed(rule, problem, page, source)
        if left is None:
            return
        problem, path = left, problem.path or page
        severity = self._settings.severity.get(rule.id, problem.severity or rule.severity)
        fix = problem.fix
        if fix and is_stale:
            # The source of today is not what this was made from.
            fix = fix._replace(is_safe=False)
        if is_soft:
            severity = Severity.WARNING
        # Equal findings are numbered as they are shown: when one goes, the last number goes.
        name = self._renamed.get(path, path)
        identity = (rule.id, name, problem.identity or f"{problem.message}\n{problem.detail}")
        self._repeated[identity] += 1
        about, place = (source, problem.source_line) if source else (path, problem.line)
        yield Finding(
            rule=rule.id,
            severity=severity,
            message=problem.message,
            detail=problem.detail,
            path=path,
            line=problem.line,
            column=problem.column,
            cell=self._cell(path, problem.line),
            language=language,
            source_path=source,
            source_line=problem.source_line,
            source_column=problem.source_column,
            source_cell=self._cell(source, problem.source_line),
            is_stale=is_stale,
            is_absent=problem.is_absent,
            group=_digest(rule.id, about, str(place), problem.message),
            fingerprint=_digest(*identity, str(self._repeated[identity])),
            fix=fix,
            share=len(problem.places) / problem.candidates if problem.candidates else 1.0,
            traceback=problem.traceback,
        )

    def _cell(self, path: str | None, line: int | None) -> CellPlace | None:
        outline = self._outlines.get(path or "")
        return place_in_cells(outline.cells, line) if outline and line else None

    def _without_suppressed(
        self, rule: Rule, problem: Problem, page: str, source: str | None
    ) -> Problem | None:
        """What is left of a problem where suppressions are obeyed."""
        if rule.id in STOPS:
            return problem
        places = self._suppressions.left(rule.id, problem, page, source)
        if places is None:
            return None
        return at_places(problem, places) if places else problem


def _digest(*parts: str) -> str:
    return sha256("\0".join(parts).encode(errors="surrogatepass")).hexdigest()[:16]


_NAMED_LINES = 8


def at_places(problem: Problem, places: Sequence[Place]) -> Problem:
    """The problem at some of its places: how many, out of how many, and on which lines."""
    numbers = list(dict.fromkeys(place.line for place in places))
    lines = ", ".join(map(str, numbers[:_NAMED_LINES]))
    more = ", …" if len(numbers) > _NAMED_LINES else ""
    noun = "line" if len(numbers) == 1 else "lines"
    return problem._replace(
        line=places[0].line,
        source_line=places[0].source_line,
        places=tuple(places),
        detail=f"{len(places)} of {problem.candidates} texts, on {noun} {lines}{more}",
    )
