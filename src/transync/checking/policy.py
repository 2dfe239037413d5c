"""Pairs and rules -> findings: selection, severity, grouping and order, in this one place."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from hashlib import sha256
from itertools import chain
from typing import NamedTuple, TypeAlias

from transync.checking.evaluate import RuleProblem
from transync.checking.listing import Listing
from transync.checking.plan import Run
from transync.checking.scope import Scope
from transync.checking.suppression import UNUSED, Suppressions
from transync.comparison import place_in_cells
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


class Evidence(NamedTuple):
    """What a run has found out, before any policy.

    `said` has what the rules say of the text of each source and, by the two paths, translation; of
    a source by itself the second is empty.
    """

    pairs: Sequence[Pair]
    said: Mapping[tuple[str, str], Sequence[RuleProblem]]
    faults: Sequence[Fault]
    outlines: Mapping[str, Outline]
    images: Sequence[TranslatedImage]
    leftovers: Sequence[Leftovers]


def apply_policy(
    run: Run, evidence: Evidence, scope: Scope, suppressions: Suppressions
) -> list[Finding]:
    """Every finding that nobody suppressed, in a stable order; so many of a rule in a file at most.

    Fingerprints of files that were renamed since are those of their new names.
    """
    # What is known is not listed, so it must not take the place of what is not.
    listing = Listing(None if run.baseline else run.resources.most_listed)
    findings = _Collector(run, evidence.outlines, suppressions, listing)
    for fault in evidence.faults:
        findings.add_fault(fault)
    sources = dict.fromkeys(pair.source for pair in evidence.pairs)
    unseen = set(sources)
    for pair in evidence.pairs:
        findings.add_pair(pair)
        if pair.source in unseen:
            unseen.remove(pair.source)
            findings.add_source(pair.source, evidence.said.get((pair.source, ""), ()))
        findings.add_texts(pair, evidence.said.get((pair.source, pair.translation), ()))
    for image in evidence.images:
        findings.add_image(image)
    for left in evidence.leftovers:
        findings.add_leftovers(left)
    for source in sources:
        findings.add_suppressions((source, None, None), scope)
    for pair in evidence.pairs:
        findings.add_suppressions(_place_of(pair), scope)
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


def _place_of(pair: Pair) -> _Place:
    return pair.translation, pair.language, pair.source


class _Collector:
    """Collects problems as findings, with the policy applied."""

    def __init__(
        self,
        run: Run,
        outlines: Mapping[str, Outline],
        suppressions: Suppressions,
        listing: Listing,
    ) -> None:
        self._rules: Mapping[str, Rule] = {rule.id: rule for rule in run.rules}
        self._rules_of_pairs = [rule for rule in run.rules if rule.check_pair]
        self._settings, self._renamed = run.settings, run.project.renamed
        self._edits = RecordEdits(run.project.tree.read)
        self._outlines, self._suppressions, self._listing = outlines, suppressions, listing
        self._repeated: Counter[tuple[str, ...]] = Counter()

    def add_fault(self, fault: Fault) -> None:
        """Add what is wrong with a file that no rule is asked about."""
        if rule := self._rules.get(fault.rule):
            problem = Problem(
                fault.message, fault.line, fault.column, fault.detail, traceback=fault.traceback
            )
            place = fault.path, fault.language, fault.source
            for finding in self._finding(rule, problem, place):
                self._listing.add(finding)

    def add_pair(self, pair: Pair) -> None:
        """Add what the records say of a pair."""
        place = _place_of(pair)
        for rule in self._rules_of_pairs:
            self._add(place, self._of_pair(rule, pair, place))

    def add_texts(self, pair: Pair, said: Iterable[RuleProblem]) -> None:
        """Add what differs between the two texts of a pair."""
        self._add(_place_of(pair), self._of_texts(pair, said))

    def add_source(self, source: str, said: Iterable[RuleProblem]) -> None:
        """Add what is wrong with a source by itself."""
        place = source, None, None
        findings = (self._finding(self._rules[each.rule], each.problem, place) for each in said)
        self._add(place, chain.from_iterable(findings))

    def add_image(self, image: TranslatedImage) -> None:
        """Add what the record of a translated image says of it."""
        place = image.path, image.language, image.source
        for rule in self._rules.values():
            if rule.check_image:
                self._add(place, self._of_image(rule, image, place))

    def add_leftovers(self, left: Leftovers) -> None:
        """Add what a sidecar keeps of files that are gone."""
        place = left.sidecar, left.language, None
        for rule in self._rules.values():
            if rule.check_sidecar:
                self._add(place, self._of_sidecar(rule, left, place))

    def add_suppressions(self, place: _Place, scope: Scope) -> None:
        """Add the suppressions in a file that suppress nothing."""
        if rule := self._rules.get(UNUSED):
            self._add(place, self._of_suppressions(rule, place, scope))

    def _add(self, place: _Place, findings: Iterable[Finding]) -> None:
        """Add the findings of a file, or what ends the search for them."""
        try:
            for finding in findings:
                self._listing.add(finding)
        except Exception as error:
            self.add_fault(stopped_by(error).fault(*place))

    def _of_pair(self, rule: Rule, pair: Pair, place: _Place) -> Iterator[Finding]:
        for problem in rule.check_pair(pair) if rule.check_pair else ():
            if rule.fix_pair:
                problem = problem._replace(fix=rule.fix_pair(pair, problem, self._edits))
            yield from self._finding(rule, problem, place)

    def _of_texts(self, pair: Pair, said: Iterable[RuleProblem]) -> Iterator[Finding]:
        for rule, problem, is_stale, was_due in said:
            # Without a usable record, nobody knows which source this was translated from.
            is_firm = problem.is_grave or rule in STOPS or was_due
            is_soft = is_stale or (pair.has_unusable_record and not is_firm)
            place = _place_of(pair)
            yield from self._finding(self._rules[rule], problem, place, is_stale, is_soft)

    def _of_image(self, rule: Rule, image: TranslatedImage, place: _Place) -> Iterator[Finding]:
        for problem in rule.check_image(image) if rule.check_image else ():
            yield from self._finding(rule, problem, place)

    def _of_sidecar(self, rule: Rule, left: Leftovers, place: _Place) -> Iterator[Finding]:
        for problem in rule.check_sidecar(left) if rule.check_sidecar else ():
            if rule.fix_sidecar:
                problem = problem._replace(fix=rule.fix_sidecar(left, self._edits))
            yield from self._finding(rule, problem, place)

    def _of_suppressions(self, rule: Rule, place: _Place, scope: Scope) -> Iterator[Finding]:
        page, _, source = place
        for problem in self._suppressions.unused(page, source, scope):
            yield from self._finding(rule, problem, place)

    def _finding(
        self,
        rule: Rule,
        problem: Problem,
        place: _Place,
        is_stale: bool = False,
        is_soft: bool = False,
    ) -> Iterator[Finding]:
        """The finding that a problem is, unless it is suppressed."""
        page, language, source = place
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
        about, line = (source, problem.source_line) if source else (path, problem.line)
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
            group=_digest(rule.id, about, problem.group or str(line), problem.message),
            fingerprint=_digest(*identity, str(self._repeated[identity])),
            fix=fix,
            share=len(problem.places) / problem.candidates if problem.candidates else 1.0,
            traceback=problem.traceback,
        )

    def _cell(self, path: str | None, line: int | None) -> CellPlace | None:
        outline = self._outlines.get(path or "")
        return place_in_cells(outline.cells, line) if outline and outline.cells and line else None

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
