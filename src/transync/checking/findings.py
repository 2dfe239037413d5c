"""What the rules say -> findings: suppression, severity and fingerprint, in this one place."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from hashlib import sha256
from typing import NamedTuple, TypeAlias

from transync.checking.evaluate import RuleProblem
from transync.checking.listing import Listing
from transync.checking.places import at_places
from transync.checking.plan import Run
from transync.checking.scope import Scope
from transync.checking.suppression import UNUSED, Suppressions
from transync.comparison import place_in_cells
from transync.documents.outline import Outline
from transync.model import (
    CellPlace,
    Fault,
    Finding,
    Leftovers,
    Pair,
    Problem,
    Severity,
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


def findings_of(
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
    # What suppresses nothing is known when all the others were looked at.
    for source in sources:
        findings.add_suppressions((source, None, None), scope)
    for pair in evidence.pairs:
        findings.add_suppressions(_place_of(pair), scope)
    return listing.in_order()


def _place_of(pair: Pair) -> _Place:
    return pair.translation, pair.language, pair.source


class _Statement(NamedTuple):
    """A problem that a rule has found, before any policy; one that `is_soft` is but a warning."""

    rule: Rule
    problem: Problem
    is_stale: bool = False
    is_soft: bool = False


class _Collector:
    """Lists as findings what is said of files, each by the policy."""

    def __init__(
        self,
        run: Run,
        outlines: Mapping[str, Outline],
        suppressions: Suppressions,
        listing: Listing,
    ) -> None:
        self._rules: Mapping[str, Rule] = {rule.id: rule for rule in run.rules}
        self._rules_of_pairs = [rule for rule in run.rules if rule.check_pair]
        self._rules_of_images = [rule for rule in run.rules if rule.check_image]
        self._rules_of_sidecars = [rule for rule in run.rules if rule.check_sidecar]
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
            self._list(_Statement(rule, problem), (fault.path, fault.language, fault.source))

    def add_pair(self, pair: Pair) -> None:
        """Add what the records say of a pair."""
        for rule in self._rules_of_pairs:
            self._add(_place_of(pair), self._of_pair(rule, pair))

    def add_texts(self, pair: Pair, said: Iterable[RuleProblem]) -> None:
        """Add what differs between the two texts of a pair."""
        self._add(_place_of(pair), self._of_texts(pair, said))

    def add_source(self, source: str, said: Iterable[RuleProblem]) -> None:
        """Add what is wrong with a source by itself."""
        statements = (_Statement(self._rules[each.rule], each.problem) for each in said)
        self._add((source, None, None), statements)

    def add_image(self, image: TranslatedImage) -> None:
        """Add what the record of a translated image says of it."""
        place = image.path, image.language, image.source
        for rule in self._rules_of_images:
            self._add(place, self._of_image(rule, image))

    def add_leftovers(self, left: Leftovers) -> None:
        """Add what a sidecar keeps of files that are gone."""
        place = left.sidecar, left.language, None
        for rule in self._rules_of_sidecars:
            self._add(place, self._of_sidecar(rule, left))

    def add_suppressions(self, place: _Place, scope: Scope) -> None:
        """Add the suppressions in a file that suppress nothing."""
        if rule := self._rules.get(UNUSED):
            page, _, source = place
            unused = self._suppressions.unused(page, source, scope)
            self._add(place, (_Statement(rule, problem) for problem in unused))

    def _add(self, place: _Place, statements: Iterable[_Statement]) -> None:
        """List what is said of a file, or what ends the search for it."""
        try:
            for statement in statements:
                self._list(statement, place)
        except Exception as error:
            self.add_fault(stopped_by(error).fault(*place))

    def _of_pair(self, rule: Rule, pair: Pair) -> Iterator[_Statement]:
        if not rule.check_pair:
            return
        for problem in rule.check_pair(pair):
            if rule.fix_pair:
                problem = problem._replace(fix=rule.fix_pair(pair, problem, self._edits))
            yield _Statement(rule, problem)

    def _of_texts(self, pair: Pair, said: Iterable[RuleProblem]) -> Iterator[_Statement]:
        for rule, problem, is_stale, was_due in said:
            # Without a usable record, nobody knows which source this was translated from.
            is_firm = problem.is_grave or rule in STOPS or was_due
            is_soft = is_stale or (pair.has_unusable_record and not is_firm)
            yield _Statement(self._rules[rule], problem, is_stale=is_stale, is_soft=is_soft)

    def _of_image(self, rule: Rule, image: TranslatedImage) -> Iterator[_Statement]:
        if rule.check_image:
            for problem in rule.check_image(image):
                yield _Statement(rule, problem)

    def _of_sidecar(self, rule: Rule, left: Leftovers) -> Iterator[_Statement]:
        if not rule.check_sidecar:
            return
        for problem in rule.check_sidecar(left):
            if rule.fix_sidecar:
                problem = problem._replace(fix=rule.fix_sidecar(left, self._edits))
            yield _Statement(rule, problem)

    def _list(self, statement: _Statement, place: _Place) -> None:
        """List the finding that a statement is, unless it is suppressed."""
        page, language, source = place
        rule, is_stale = statement.rule, statement.is_stale
        problem = self._without_suppressed(rule, statement.problem, page, source)
        if problem is None:
            return
        path = problem.path or page
        fix = problem.fix
        if fix and is_stale:
            # The source of today is not what this was made from.
            fix = fix._replace(is_safe=False)
        about, line = path, str(problem.line)
        if source:
            about, line = source, str(problem.source_line)
        if problem.is_of_all_pages:
            about = line = ""
        share = 1.0
        if problem.candidates:
            share = len(problem.places) / problem.candidates
        finding = Finding(
            rule=rule.id,
            severity=self._severity(statement),
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
            group=_digest(rule.id, about, problem.group or line, problem.message),
            fingerprint=self._fingerprint(rule, problem, path),
            fix=fix,
            share=share,
            traceback=problem.traceback,
        )
        self._listing.add(finding)

    def _severity(self, statement: _Statement) -> Severity:
        """What the settings say, or the problem, or the rule; a warning where that is excused."""
        rule = statement.rule
        if statement.is_soft:
            return Severity.WARNING
        return self._settings.severity.get(rule.id, statement.problem.severity or rule.severity)

    def _fingerprint(self, rule: Rule, problem: Problem, path: str) -> str:
        """What a finding is known by in later runs, wherever it stands in its file.

        Equal findings are numbered as they are shown: when one goes, the last number goes.
        """
        name = self._renamed.get(path, path)
        identity = (rule.id, name, problem.identity or f"{problem.message}\n{problem.detail}")
        self._repeated[identity] += 1
        return _digest(*identity, str(self._repeated[identity]))

    def _cell(self, path: str | None, line: int | None) -> CellPlace | None:
        outline = self._outlines.get(path or "")
        if outline and outline.cells and line:
            return place_in_cells(outline.cells, line)
        return None

    def _without_suppressed(
        self, rule: Rule, problem: Problem, page: str, source: str | None
    ) -> Problem | None:
        """What is left of a problem where suppressions are obeyed."""
        if rule.id in STOPS:
            return problem
        places = self._suppressions.left(rule.id, problem, page, source)
        if places is None:
            return None
        if places:
            return at_places(problem, places)
        return problem


def _digest(*parts: str) -> str:
    return sha256("\0".join(parts).encode(errors="surrogatepass")).hexdigest()[:16]
