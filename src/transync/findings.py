"""Pairs and rules -> findings: selection, severity, grouping and order, in this one place."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from hashlib import sha256

from transync.comparison import Comparison, Page, place_in_cells
from transync.config import Settings
from transync.document import Document
from transync.extent import Extent
from transync.links import Resolver
from transync.model import (
    CellPlace,
    Fault,
    Finding,
    LanguageTally,
    Origin,
    Pair,
    Problem,
    Severity,
    State,
    TranslatedImage,
)
from transync.problems import at_places
from transync.rules import Rule, all_rules
from transync.suppression import UNUSED, Suppressions


def chosen_rules(settings: Settings) -> list[Rule]:
    """The rules that the settings select."""
    return [
        rule
        for rule in all_rules().values()
        if (not settings.select or rule.id in settings.select) and rule.id not in settings.ignore
    ]


def find(
    pairs: Sequence[Pair],
    faults: Iterable[Fault],
    resolver: Resolver,
    settings: Settings,
    originals: Mapping[tuple[str, str], Document],
    extent: Extent,
    images: Iterable[TranslatedImage] = (),
    renamed: Mapping[str, str] | None = None,
) -> list[Finding]:
    """Every finding that nobody suppressed, in a stable order.

    `originals` are sources as they were when they were translated, by path and hash: what differs
    from them was lost in translation, and is no consequence of later changes. Fingerprints of files
    that were `renamed` since are those of their new names.
    """
    rules = chosen_rules(settings)
    suppressions = Suppressions(resolver.documents, settings.per_file_ignores, all_rules())
    findings = _Findings(rules, settings, resolver.documents, suppressions, renamed or {})
    for fault in faults:
        findings.add_fault(fault)
    sources: dict[str, Page | None] = {}
    for pair in pairs:
        for rule in rules:
            if rule.check_pair:
                for problem in rule.check_pair(pair):
                    findings.add_of_pair(rule, problem, pair)
        if pair.source not in sources:
            page = sources[pair.source] = _page(resolver, pair, pair.source)
            if page and extent.is_wanted(pair.source):
                for rule in rules:
                    for problem in rule.check_source(page) if rule.check_source else ():
                        findings.add_of_source(rule, problem, pair.source)
        source = sources[pair.source]
        translation = _page(resolver, pair, pair.translation) if pair.is_compared else None
        if source and translation:
            said = list(_compared(rules, Comparison(resolver, pair, source, translation)))
            lost = _lost_in_translation(rules, resolver, pair, originals)
            for rule, problem in said:
                is_dated = pair.state is State.STALE and pair.origin is not Origin.PHANTOM
                is_stale = is_dated and _identity(rule, problem) not in lost
                findings.add_of_texts(rule, problem, pair, is_stale)
    for image in images:
        for rule in rules:
            for problem in rule.check_image(image) if rule.check_image else ():
                findings.add_of_image(rule, problem, image)
    for path in sources:
        for problem in suppressions.unused(path, None, extent):
            findings.add_unused(problem, path, None, None)
    for pair in pairs:
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


def _page(resolver: Resolver, pair: Pair, path: str) -> Page | None:
    document = resolver.documents.get(path)
    return Page(resolver, pair.layout, path, document) if document else None


def _compared(rules: Iterable[Rule], comparison: Comparison) -> Iterator[tuple[Rule, Problem]]:
    for rule in rules:
        if rule.check_texts:
            for problem in rule.check_texts(comparison):
                yield rule, problem


def _lost_in_translation(
    rules: Iterable[Rule],
    resolver: Resolver,
    pair: Pair,
    originals: Mapping[tuple[str, str], Document],
) -> set[tuple[str, ...]]:
    """What differs between a stale translation and the source that it was made from."""
    key = (pair.source, pair.record.original_hash) if pair.record else ("", "")
    original = originals.get(key)
    if original is None or pair.state is not State.STALE:
        return set()
    then = resolver.with_document(pair.source, original)
    source, translation = _page(then, pair, pair.source), _page(then, pair, pair.translation)
    if source is None or translation is None:
        return set()
    compared = _compared(rules, Comparison(then, pair, source, translation))
    return {_identity(rule, problem) for rule, problem in compared}


def _identity(rule: Rule, problem: Problem) -> tuple[str, ...]:
    """What tells a problem of a translation from its others, whatever source it is held against."""
    said = problem.identity or f"{problem.message}\n{problem.detail}"
    return rule.id, said, str(problem.line)


class _Findings:
    """Collects problems as findings, with the policy applied."""

    def __init__(
        self,
        rules: Iterable[Rule],
        settings: Settings,
        documents: Mapping[str, Document],
        suppressions: Suppressions,
        renamed: Mapping[str, str],
    ) -> None:
        self._suppressions, self._renamed = suppressions, renamed
        self._rules: Mapping[str, Rule] = {rule.id: rule for rule in rules}
        self._settings, self._documents = settings, documents
        self._found: list[Finding] = []
        self._repeated: Counter[tuple[str, ...]] = Counter()

    def add_fault(self, fault: Fault) -> None:
        if rule := self._rules.get(fault.rule):
            problem = Problem(fault.message, fault.line, fault.column)
            self._add(rule, problem, fault.path, fault.language, fault.source)

    def add_of_pair(self, rule: Rule, problem: Problem, pair: Pair) -> None:
        """What the records say of a pair."""
        self._add(rule, problem, pair.translation, pair.language, pair.source)

    def add_of_texts(self, rule: Rule, problem: Problem, pair: Pair, is_stale: bool) -> None:
        """What differs between the two texts."""
        # Without a usable record, nobody knows which source this was translated from.
        is_soft = is_stale or pair.has_unusable_record
        page = pair.translation
        self._add(rule, problem, page, pair.language, pair.source, is_stale, is_soft)

    def add_of_source(self, rule: Rule, problem: Problem, source: str) -> None:
        """What is wrong with a source by itself."""
        self._add(rule, problem, source, None, None)

    def add_of_image(self, rule: Rule, problem: Problem, image: TranslatedImage) -> None:
        """What the record of a translated image says of it."""
        self._add(rule, problem, image.path, image.language, image.source)

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
            )
        )

    def _cell(self, path: str | None, line: int | None) -> CellPlace | None:
        document = self._documents.get(path or "")
        return place_in_cells(document.cells, line) if document and line else None

    def _without_suppressed(
        self, rule: Rule, problem: Problem, page: str, source: str | None
    ) -> Problem | None:
        """What is left of a problem where suppressions are obeyed."""

        def is_suppressed(line: int, source_line: int | None) -> bool:
            at = [(problem.path, line), (page, None)] if problem.path else [(page, line)]
            above = [(source, source_line)] if source else []
            return self._suppressions.suppress(rule.id, [*at, *above], source)

        if not problem.places:
            return None if is_suppressed(problem.line, problem.source_line) else problem
        places = [place for place in problem.places if not is_suppressed(*place)]
        return at_places(problem, places) if places else None


def _digest(*parts: str) -> str:
    return sha256("\0".join(parts).encode(errors="surrogatepass")).hexdigest()[:16]
