"""Most translations differ from their source in the same way -> a doubt of the source."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from transync.checking.evaluate import RuleProblem
from transync.checking.other_languages import OtherLanguages, Said, votes
from transync.checking.plan import Run
from transync.checking.reuse import Subject
from transync.model import Pair, Problem, State

RULE = "source-doubt"
# So many translations are a majority, and so many of a hundred of all that are of today's source.
_FEWEST = 5
_PERCENT = 80


class _Difference(NamedTuple):
    """How a translation differs from its source, and where, whatever its language."""

    rule: str
    line: int
    message: str
    difference: str


class _Agreement(NamedTuple):
    """How many translations of a source were asked, and the details of those that differ alike."""

    asked: int
    found: Mapping[_Difference, Sequence[str]]

    def most(self) -> Collection[_Difference]:
        """The ways in which most differ."""
        return {way for way, details in self.found.items() if self._is_most(len(details))}

    def _is_most(self, number: int) -> bool:
        return number >= _FEWEST and number * 100 >= self.asked * _PERCENT


def question_sources(run: Run, said: Said, pairs: Iterable[Pair], others: OtherLanguages) -> Said:
    """What is said of the pairs, with doubts of their sources in the place of what most have.

    All that is said of translations stays where a run is about the state before a change: it was
    there.
    """
    counted = _count(votes(run, said, pairs, others))
    most = {source: agreement.most() for source, agreement in counted.items()}
    is_told = any(rule.id == RULE for rule in run.rules)
    result: dict[Subject, Sequence[RuleProblem]] = {}
    for subject, every in said.items():
        source, translation = subject
        if translation:
            gone = () if run.is_former else most.get(source, ())
            result[subject] = list(_left(every, gone))
        elif is_told and source in counted:
            result[subject] = [*every, *_doubts(counted[source], most[source])]
        else:
            result[subject] = every
    return result


def _count(
    voters: Iterable[tuple[Pair, Sequence[RuleProblem]]],
) -> Mapping[str, _Agreement]:
    """The votes on each source; a translation of another source than today's has none."""
    asked = Counter[str]()
    found = defaultdict[str, dict[_Difference, list[str]]](dict)
    for pair, every in voters:
        if pair.state is not State.CURRENT:
            continue
        asked[pair.source] += 1
        ways = {way: each.problem.detail for each in every if (way := _difference(each))}
        for way, detail in ways.items():
            found[pair.source].setdefault(way, []).append(detail)
    return {source: _Agreement(number, found[source]) for source, number in asked.items()}


def _difference(said: RuleProblem) -> _Difference | None:
    problem = said.problem
    # What could do harm is a fault, however many have it.
    if not problem.difference or problem.source_line is None or problem.is_grave:
        return None
    return _Difference(said.rule, problem.source_line, problem.message, problem.difference)


def _left(every: Iterable[RuleProblem], gone: Collection[_Difference]) -> Iterator[RuleProblem]:
    """What is still said of a translation."""
    for each in every:
        if _difference(each) not in gone and not each.problem.needs_most:
            yield each


def _doubts(agreement: _Agreement, most: Collection[_Difference]) -> Iterator[RuleProblem]:
    """What is said of a source from which most translations differ."""
    for way in sorted(most):
        details = agreement.found[way]
        share = f"{len(details)} of {agreement.asked} translations"
        message = f"is this right? In {share}, {way.message}"
        detail = details[0] if len(set(details)) == 1 else ""
        identity = f"{way.rule}\n{way.message}\n{way.difference}"
        yield RuleProblem(RULE, Problem(message, way.line, detail=detail, identity=identity))
