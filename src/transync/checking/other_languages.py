"""The translations that nobody asked for, as evidence of what is right in those that are."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import NamedTuple

from transync.checking.evaluate import RuleProblem, SourceGroup
from transync.checking.linked_pages import read_linked
from transync.checking.plan import Run
from transync.checking.reuse import Subject
from transync.checking.session import Session
from transync.checking.wanted import Wanted
from transync.links.linked_project import LinkedProject
from transync.links.resolver import Resolver
from transync.model import Pair, State
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
    sources: Collection[str],
) -> OtherLanguages:
    """Evaluate the translations of these sources beside those pairs that a run asks for.

    Translations of older sources are left out: they are no evidence.
    """
    if not sources or (run.is_whole and not run.languages):
        return OtherLanguages()
    asked = {pair.translation for pair in pairs}
    pairing = pair_up(run.project, session.files, Wanted(frozenset(sources)))
    read_linked(run.project.tree, session.files, Resolver(project), pairing)
    by_source = defaultdict[str, list[Pair]](list)
    for pair in pairing.pairs:
        if pair.translation not in asked and pair.state is State.CURRENT and pair.is_compared:
            by_source[pair.source].append(pair)
    groups = [
        SourceGroup(source, found[0].layout, tuple(found), is_wanted=False, originals={})
        for source, found in by_source.items()
    ]
    others = [pair for group in groups for pair in group.pairs]
    return OtherLanguages(others, session.evaluate(groups, project).said)
