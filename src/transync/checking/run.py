"""A check, from its first step to the report."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

from transync.checking.baseline import Sifted, sift
from transync.checking.evaluate import RuleProblem
from transync.checking.excerpts import Excerpts
from transync.checking.findings import Evidence, findings_of
from transync.checking.left_by_few import judge_left_texts
from transync.checking.linked_pages import read_linked
from transync.checking.listing import listed
from transync.checking.notes import notes_of, untranslated_sources
from transync.checking.nothing_checked import require_checked, require_translations
from transync.checking.other_languages import evaluate_others
from transync.checking.plan import ONE_PROCESS, Resources, Run
from transync.checking.reuse import Subject
from transync.checking.scope import Scope, scope_of
from transync.checking.session import open_session
from transync.checking.source_doubts import question_sources
from transync.checking.source_groups import source_groups
from transync.checking.suppression import Suppressions
from transync.checking.tally import tally
from transync.checking.wanted import Wanted
from transync.config import Settings
from transync.documents.outline import Outline
from transync.links.linked_project import LinkedProject
from transync.links.resolver import Resolver
from transync.model import Fault, Finding, KnownFinding, Pair, Report
from transync.repository.pairing import Pairing, pair_up
from transync.repository.project import discover
from transync.repository.translated_images import Images, find_images
from transync.repository.tree import Tree
from transync.rules import rule_names
from transync.staleness.origin import find_origins
from transync.untrusted.isolation import STOPS


def run(
    tree: Tree,
    settings: Settings,
    paths: Sequence[Path] = (),
    resources: Resources = ONE_PROCESS,
    baseline: frozenset[KnownFinding] = frozenset(),
) -> Report:
    """Check the pairs that the paths touch; all of them without paths.

    What the baseline holds is counted, but no finding of the report. Raises UsageError for a path
    or a language that can't be checked, and where there is nothing to check.
    """
    project = discover(tree, settings)
    require_translations(project, settings)
    wanted = Wanted.of(project, paths) if paths else None
    report = check_project(Run(project, settings, wanted, resources=resources, baseline=baseline))
    if wanted is None:
        require_checked(project, report)
    return report


def check_project(run: Run) -> Report:
    """Check what a run asks for; raises UsageError for a language that has no folder."""
    project, settings = run.project, run.settings
    with open_session(run) as session:
        files, outlines = session.files, session.files.outlines
        pairing = pair_up(project, files, run.wanted, run.languages, run.resources.advance)
        linked_project = LinkedProject(project, outlines.get, *settings.of_links)
        resolver = Resolver(linked_project)
        unread: Sequence[Fault] = ()
        if session.compares_texts:
            unread = read_linked(project.tree, files, resolver, pairing)
        origins = find_origins(project, pairing.pairs, outlines)
        images = _find_images(run, resolver, pairing.pairs, outlines)
        scope = scope_of(run, origins.pairs, outlines.keys(), pairing.unchecked)
        results = session.evaluate(source_groups(run, origins), linked_project)
        others = evaluate_others(run, session, linked_project, origins.pairs, results.said)
        said = question_sources(run, results.said, origins.pairs, others)
        said = judge_left_texts(run, said, origins.pairs, others)
        scope = scope.without(_stopped(said))
        suppressions = Suppressions(
            outlines, settings.per_file_ignores, rule_names(), unheeded=project.unheeded
        )
        folders = _unreadable_folders(run)
        of_input = (*pairing.faults, *images.faults, *folders)
        evidence = Evidence(
            origins.pairs,
            said,
            faults=(*of_input, *run.faults, *unread, *origins.stopped),
            outlines=outlines,
            images=images.images,
            leftovers=(*pairing.leftovers, *images.leftovers),
        )
        sifted = _sifted(run, findings_of(run, evidence, scope, suppressions), scope)
        if run.is_whole and not run.languages:
            session.remember(results)
        return Report(
            sources=_number_of_sources(run, pairing),
            languages=tally(pairing.pairs, sifted.findings),
            findings=tuple(sifted.findings),
            images=len(images.images),
            untranslated=untranslated_sources(project) if run.is_whole else (),
            notes=tuple(notes_of(run, pairing, evidence, scope, sifted.gone)),
            known=sifted.known,
            silenced=dict(sorted(suppressions.silenced.items())),
            gone=sifted.gone,
            excerpts=Excerpts(project.tree, sifted.findings),
            pairs=tuple(origins.pairs),
            digests=session.digests,
        )


def _find_images(
    run: Run, resolver: Resolver, pairs: Iterable[Pair], outlines: Mapping[str, Outline]
) -> Images:
    """The translated images that are asked for, and those that translations show."""
    shown = frozenset[str]()
    if not run.is_whole:
        shown = _shown_images(resolver, pairs, outlines)
    return find_images(
        run.project,
        lambda path: run.asks_for(path) or path in shown,
        run.asks_for_all_of,
        run.languages,
    )


def _shown_images(
    resolver: Resolver, pairs: Iterable[Pair], outlines: Mapping[str, Outline]
) -> frozenset[str]:
    """The images that these translations show."""
    shown = set()
    for pair in pairs:
        if outline := outlines.get(pair.translation):
            for destination in outline.images:
                shown.add(resolver.resolve(pair.translation, destination, pair.layout).path)
    return frozenset(shown)


def _stopped(said: Mapping[Subject, Sequence[RuleProblem]]) -> Iterator[str]:
    """The files on which the rules have not had their say."""
    for subject, every in said.items():
        if any(each.rule in STOPS for each in every):
            yield from filter(None, subject)


def _unreadable_folders(run: Run) -> Iterator[Fault]:
    """What to say of the folders whose files are not known, as far as they are asked for."""
    for folder, reason in sorted(run.project.unreadable.items()):
        if run.wanted is None or run.wanted.touches(folder):
            yield Fault(
                "unreadable", folder, 1, column=1, message=f"a folder that can't be read: {reason}"
            )


def _sifted(run: Run, findings: Sequence[Finding], scope: Scope) -> Sifted:
    """The findings that the baseline does not hold, no more of a rule in a file than are listed."""
    sifted = sift(findings, run.baseline, scope)
    if not run.baseline:
        return sifted
    return sifted._replace(findings=listed(sifted.findings, run.resources.most_listed))


def _number_of_sources(run: Run, pairing: Pairing) -> int:
    if run.is_whole:
        return len(run.project.sources)
    return len({pair.source for pair in pairing.pairs})
