"""The translations that nobody asked for, as evidence of what is right in those that are."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from transync.checking.evaluate import RuleProblem, SourceGroup
from transync.checking.linked_pages import read_linked
from transync.checking.plan import Run
from transync.checking.reuse import Subject
from transync.checking.session import Session
from transync.checking.wanted import Wanted
from transync.links.linked_project import LinkedProject
from transync.links.resolver import Resolver
from transync.model import Claim, Pair, Place
from transync.repository.pairing import pair_up


class OtherLanguages(NamedTuple):
    """The other translations of some sources, and what the rules say of them."""

    pairs: Sequence[Pair] = ()
    said: Mapping[Subject, Sequence[RuleProblem]] = {}


def evaluate_others(
    run: Run,
    session: Session,
    project: LinkedProject,
    pairs: Iterable[Pair],
    said: Mapping[Subject, Sequence[RuleProblem]],
) -> OtherLanguages:
    """Evaluate the other translations of sources, beside those pairs that a run asks for.

    That is done where something is said of these that other languages decide about.
    """
    if run.is_quick or (run.is_whole and not run.languages):
        return OtherLanguages()
    sources = {source for (source, _), every in said.items() if any(map(_needs_others, every))}
    if not sources:
        return OtherLanguages()
    asked = {pair.translation for pair in pairs}
    pairing = pair_up(run.project, session.files, Wanted(frozenset(sources)))
    read_linked(run.project.tree, session.files, Resolver(project), pairing)
    by_source = defaultdict[str, list[Pair]](list)
    for pair in pairing.pairs:
        if pair.translation not in asked and pair.is_compared:
            by_source[pair.source].append(pair)
    groups = [
        SourceGroup(source, found[0].layout, tuple(found), is_wanted=False, originals={})
        for source, found in by_source.items()
    ]
    others = [pair for group in groups for pair in group.pairs]
    return OtherLanguages(others, session.evaluate(groups, project).said)


def _needs_others(said: RuleProblem) -> bool:
    problem = said.problem
    return bool(problem.difference) or any(map(_is_doubtful, problem.places))


def _is_doubtful(place: Place) -> bool:
    return place.key != "" and place.claim is not Claim.SEEN
