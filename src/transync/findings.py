"""Pairs and rules -> findings: selection, severity, grouping and order, in this one place."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from hashlib import sha256

from transync.carriers import Carriers
from transync.comparison import place_in_cells
from transync.config import Settings
from transync.examine import Said
from transync.extent import Extent
from transync.isolation import STOPS
from transync.model import (
    CellPlace,
    Fault,
    Finding,
    LanguageTally,
    Leftovers,
    Pair,
    Problem,
    Severity,
    State,
    TranslatedImage,
)
from transync.outline import Outline
from transync.policies import is_chosen
from transync.problems import at_places
from transync.rules import Rule, all_rules
from transync.suppression import UNUSED, Suppressions


def chosen_rules(settings: Settings) -> list[Rule]:
    """The rules that the settings select, and those that nobody can do without."""
    return [rule for rule in all_rules().values() if is_chosen(rule.id, settings)]


def find(
    pairs: Sequence[Pair],
    said: Mapping[tuple[str, str], Sequence[Said]],
    faults: Iterable[Fault],
    outlines: Mapping[str, Outline],
    settings: Settings,
    extent: Extent,
    carriers: Carriers,
    images: Iterable[TranslatedImage] = (),
    leftovers: Iterable[Leftovers] = (),
    *,
    suppressions: Suppressions,
    renamed: Mapping[str, str],
) -> list[Finding]:
    """Every finding that nobody suppressed, in a stable order.

    `said` has what the rules say of the text of each source and, by the two paths, translation; of
    a source by itself the second is empty. Of the `carriers`, those are read whose records have
    problems. Fingerprints of files that were `renamed` since are those of their new names.
    """
    rules = chosen_rules(settings)
    findings = _Findings(rules, settings, outlines, suppressions, renamed, carriers)
    for fault in faults:
        findings.add_fault(fault)
    seen: set[str] = set()
    for pair in pairs:
        for rule in rules:
            if rule.check_pair:
                for problem in rule.check_pair(pair):
                    findings.add_of_pair(rule, problem, pair)
        for each in said.get((pair.source, ""), ()) if pair.source not in seen else ():
            findings.add_of_source(each, pair.source)
        seen.add(pair.source)
        for each in said.get((pair.source, pair.translation), ()):
            findings.add_of_texts(each, pair)
    for image in images:
        for rule in rules:
            for problem in rule.check_image(image) if rule.check_image else ():
                findings.add_of_image(rule, problem, image)
    for left in leftovers:
        for rule in rules:
            for problem in rule.check_sidecar(left) if rule.check_sidecar else ():
                findings.add_of_sidecar(rule, problem, left)
    is_judged = any(rule.id == UNUSED for rule in rules)
    for path in dict.fromkeys(pair.source for pair in pairs) if is_judged else ():
        for problem in suppressions.unused(path, None, extent):
            findings.add_unused(problem, path, None, None)
    for pair in pairs if is_judged else ():
        for problem in suppressions.unused(pair.translation, pair.source, extent):
            findings.add_unused(problem, pair.translation, pair.language, pair.source)
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


class _Findings:
    """Collects problems as findings, with the policy applied."""

    def __init__(
        self,
        rules: Iterable[Rule],
        settings: Settings,
        outlines: Mapping[str, Outline],
        suppressions: Suppressions,
        renamed: Mapping[str, str],
        carriers: Carriers,
    ) -> None:
        self._suppressions, self._renamed, self._carriers = suppressions, renamed, carriers
        self._rules: Mapping[str, Rule] = {rule.id: rule for rule in rules}
        self._settings, self._outlines = settings, outlines
        self._found: list[Finding] = []
        self._repeated: Counter[tuple[str, ...]] = Counter()

    def add_fault(self, fault: Fault) -> None:
        if rule := self._rules.get(fault.rule):
            said = fault.message, fault.line, fault.column, fault.detail
            problem = Problem(*said, traceback=fault.traceback)
            self._add(rule, problem, fault.path, fault.language, fault.source)

    def add_of_pair(self, rule: Rule, problem: Problem, pair: Pair) -> None:
        """What the records say of a pair."""
        if rule.fix_pair:
            problem = problem._replace(fix=rule.fix_pair(pair, problem, self._carriers))
        self._add(rule, problem, pair.translation, pair.language, pair.source)

    def add_of_texts(self, said: Said, pair: Pair) -> None:
        """What differs between the two texts."""
        # Without a usable record, nobody knows which source this was translated from.
        is_firm = said.problem.is_grave or said.rule in STOPS
        is_soft = said.is_stale or (pair.has_unusable_record and not is_firm)
        rule, page = self._rules[said.rule], pair.translation
        self._add(rule, said.problem, page, pair.language, pair.source, said.is_stale, is_soft)

    def add_of_source(self, said: Said, source: str) -> None:
        """What is wrong with a source by itself."""
        self._add(self._rules[said.rule], said.problem, source, None, None)

    def add_of_image(self, rule: Rule, problem: Problem, image: TranslatedImage) -> None:
        """What the record of a translated image says of it."""
        self._add(rule, problem, image.path, image.language, image.source)

    def add_of_sidecar(self, rule: Rule, problem: Problem, left: Leftovers) -> None:
        """What a sidecar keeps of files that are gone."""
        if rule.fix_sidecar:
            problem = problem._replace(fix=rule.fix_sidecar(left, self._carriers))
        self._add(rule, problem, left.sidecar, left.language, None)

    def add_unused(
        self, problem: Problem, page: str, language: str | None, source: str | None
    ) -> None:
        """A suppression that suppresses nothing."""
        if rule := self._rules.get(UNUSED):
            self._add(rule, problem, page, language, source)

    def in_order(self) -> list[Finding]:
        return sorted(
            self._found, key=lambda f: (f.path, f.line, f.column, f.rule, f.text, f.fingerprint)
        )

    def _add(
        self,
        rule: Rule,
        problem: Problem,
        page: str,
        language: str | None,
        source: str | None,
        is_stale: bool = False,
        is_soft: bool = False,
    ) -> None:
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
        self._found.append(
            Finding(
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
