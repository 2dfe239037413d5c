"""The translations of a source as evidence: those that nobody asked for, and who has a vote."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain
from typing import NamedTuple, TypeAlias

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
from transync.untrusted.isolation import STOPS

Said: TypeAlias = Mapping[Subject, Sequence[RuleProblem]]


class OtherLanguages(NamedTuple):
    """The other translations of some sources, and what the rules say of them."""

    pairs: Sequence[Pair] = ()
    said: Mapping[Subject, Sequence[RuleProblem]] = {}


def evaluate_others(
    run: Run,
    session: Session,
    project: LinkedProject,
    pairs: Iterable[Pair],
    said: Said,
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


def votes(
    run: Run, said: Said, pairs: Iterable[Pair], others: OtherLanguages
) -> Iterator[tuple[Pair, Sequence[RuleProblem]]]:
    """The pairs whose translations have a vote, with what is said of them.

    A page that a change brings has none: it could have the same in all languages. Nor has one on
    which the rules have not had their say.
    """
    of_pairs = ((pair, said) for pair in pairs)
    of_others = ((pair, others.said) for pair in others.pairs)
    for pair, found in chain(of_pairs, of_others):
        every = found.get((pair.source, pair.translation))
        if every is None or pair.translation in run.changed:
            continue
        if not any(each.rule in STOPS for each in every):
            yield pair, every


def _needs_others(said: RuleProblem) -> bool:
    problem = said.problem
    return bool(problem.difference) or any(map(_is_doubtful, problem.places))


def _is_doubtful(place: Place) -> bool:
    return place.key != "" and place.claim is not Claim.SEEN
