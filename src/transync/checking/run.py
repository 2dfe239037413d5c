"""The story of a check, from the folder where it starts to the report."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from pathlib import Path

from transync.checking.baseline import sift
from transync.checking.evaluate import RuleProblem, SourceGroup
from transync.checking.excerpts import Excerpts
from transync.checking.listing import listed
from transync.checking.notes import (
    notes_of_baseline,
    notes_of_paths,
    notes_of_patterns,
    notes_of_project,
    untranslated_sources,
)
from transync.checking.nothing_checked import left_alone, require_checked, require_translations
from transync.checking.policy import find, tally
from transync.checking.reuse import Results, Reuse, Subject
from transync.checking.scope import Scope
from transync.checking.selection import chosen_rules
from transync.checking.session import ONE_PROCESS, Resources, Session, memories_in, open_session
from transync.checking.suppression import Suppressions
from transync.checking.wanted import Wanted, chosen_languages
from transync.config import Settings
from transync.documents.kinds import is_document
from transync.documents.outline import Outline
from transync.links.linked_project import LinkedProject
from transync.links.resolver import Resolver
from transync.model import Fault, KnownFinding, Origin, Pair, Report, State
from transync.records.edits import RecordEdits
from transync.repository.pairing import FileFacts, pair_up
from transync.repository.project import Project, discover
from transync.repository.record_index import RecordIndex
from transync.repository.translated_images import find_images
from transync.repository.tree import Tree
from transync.rules import all_rules
from transync.staleness.origin import find_origins
from transync.untrusted.isolation import STOPS


def run(
    tree: Tree,
    settings: Settings,
    paths: Sequence[Path] = (),
    means: Resources = ONE_PROCESS,
    baseline: frozenset[KnownFinding] = frozenset(),
) -> Report:
    """Check the pairs that the paths touch; all of them without paths.

    What the baseline holds is counted, but no finding of the report. Raises UsageError for a path
    or a language that can't be checked, and where there is nothing to check.
    """
    project = discover(tree, settings)
    require_translations(project, settings)
    wanted = Wanted.of(project, paths) if paths else None
    report = run_on(project, settings, wanted, means, baseline)
    if wanted is None:
        require_checked(project, report)
    return report


def run_on(
    project: Project,
    settings: Settings,
    wanted: Wanted | None,
    means: Resources = ONE_PROCESS,
    baseline: frozenset[KnownFinding] = frozenset(),
    faults: Sequence[Fault] = (),
) -> Report:
    """As `run`, on a project that is discovered already; all of it without `wanted`.

    `faults` are what else is known to be wrong.
    """
    if wanted is None and not any(rule.needs_texts for rule in chosen_rules(settings)):
        return _report(project, settings, wanted, None, means, baseline, faults)
    with open_session(means, project, settings, is_whole=wanted is None) as workshop:
        return _report(project, settings, wanted, workshop, means, baseline, faults)


def _report(
    project: Project,
    settings: Settings,
    wanted: Wanted | None,
    workshop: Session | None,
    means: Resources,
    baseline: frozenset[KnownFinding],
    faults: Sequence[Fault],
) -> Report:
    tree, languages = project.tree, chosen_languages(project, settings)
    library = workshop.library if workshop else _glances(project, means)
    outlines = library.outlines
    pairing = pair_up(project, library, wanted, languages, means.advance)
    linked_project = LinkedProject(project, outlines.get, settings.tracking_parameters)
    resolver = Resolver(linked_project)
    if workshop:
        linked = _linked_pages(resolver, tree, pairing.pairs, outlines)
        library.read(linked)
        faults = [*faults, *_stopped_pages(library, linked, pairing.faults)]
    pairs, originals, stopped = find_origins(project, pairing.pairs, outlines)
    faults = [*faults, *stopped]
    shown = _shown_images(resolver, pairing.pairs, outlines) if wanted else ()
    images = find_images(
        project,
        lambda path: wanted is None or path in wanted or path in shown,
        lambda sidecar: wanted is None or wanted.holds_all_of(sidecar),
        languages,
    )
    rules = chosen_rules(settings)
    extent = Scope(
        pairs,
        outlines.keys(),
        (rule.id for rule in rules),
        lambda source: wanted is None or source in wanted,
        has_every_page=wanted is None,
        has_every_language=not languages and not pairing.unchecked,
    )
    former = _former_sources(project, pairs)
    groups = _groups(pairs, extent, former, originals)
    verdicts = Results({}, {})
    if workshop:
        judge = Reuse(workshop.library, linked_project, settings, rules, workshop.remembered)
        verdicts = judge.judge(groups, lambda some: workshop.examine(some, linked_project))
    extent.leave_out(_stopped(verdicts.said))
    unheeded = project.unheeded
    suppressions = Suppressions(outlines, settings.per_file_ignores, all_rules(), unheeded)
    every = find(
        pairs,
        verdicts.said,
        (*pairing.faults, *images.faults, *_unreadable_folders(project, wanted), *faults),
        outlines,
        settings,
        extent,
        RecordEdits(tree.read),
        images.images,
        (*pairing.leftovers, *images.leftovers),
        suppressions=suppressions,
        renamed=project.renamed,
        # What is known is not listed, so it must not take the place of what is not.
        most_listed=None if baseline else means.most_listed,
    )
    if workshop and wanted is None and not languages:
        workshop.remember(verdicts.remembered)
    findings, known, gone = sift(every, baseline, extent)
    if baseline:
        findings = listed(findings, means.most_listed)
    return Report(
        sources=len(project.sources) if wanted is None else len({p.source for p in pairing.pairs}),
        languages=tally(pairing.pairs, findings),
        findings=tuple(findings),
        images=len(images.images),
        untranslated=untranslated_sources(project) if wanted is None else (),
        notes=(
            *tree.notes,
            *project.notes,
            *notes_of_project(project, bool(settings.layouts), pairing.unchecked),
            *left_alone(p for p in pairs if wanted is None or p.translation in wanted),
            *notes_of_paths(project, wanted, pairs, images.images),
            *(notes_of_patterns(project, settings, pairing.pairs) if extent.is_whole else ()),
            *notes_of_baseline(gone),
        ),
        known=known,
        silenced=dict(sorted(suppressions.silenced.items())),
        gone=gone,
        excerpts=Excerpts(tree, findings),
        pairs=tuple(pairs),
        digests=workshop.library.digests if workshop else {},
    )


def _glances(project: Project, means: Resources) -> RecordIndex:
    return RecordIndex(project, memories_in(means.cache), means.budget)


def _unreadable_folders(project: Project, wanted: Wanted | None) -> Iterator[Fault]:
    """What to say of the folders whose files are not known, as far as they are asked for."""
    for folder, reason in sorted(project.unreadable.items()):
        if wanted is None or wanted.touches(folder):
            yield Fault("unreadable", folder, 1, 1, f"a folder that can't be read: {reason}")


def _groups(
    pairs: Sequence[Pair],
    extent: Scope,
    former: Mapping[str, bytes],
    originals: Mapping[tuple[str, str], bytes],
) -> Iterator[SourceGroup]:
    """The pairs by their sources.

    What a translation did not differ in from the `former` source, it does not owe to the one that
    it was made from, if nobody has that any more.
    """
    by_source: dict[str, list[Pair]] = defaultdict(list)
    for pair in pairs:
        by_source[pair.source].append(pair)
    versions: dict[str, dict[str, bytes]] = defaultdict(dict)
    for pair in pairs:
        if pair.source in former and pair.record and _is_of_lost_source(pair):
            versions[pair.source][pair.record.original_hash] = former[pair.source]
    for (path, digest), text in originals.items():
        versions[path][digest] = text
    for source, its_pairs in by_source.items():
        layout, is_wanted = its_pairs[0].layout, extent.is_wanted(source)
        yield SourceGroup(
            source, layout, tuple(its_pairs), is_wanted, versions[source], former.get(source)
        )


def _stopped(said: Mapping[Subject, Sequence[RuleProblem]]) -> Iterator[str]:
    """The files on which the rules have not had their say."""
    for subject, every in said.items():
        if any(each.rule in STOPS for each in every):
            yield from filter(None, subject)


def _former_sources(project: Project, pairs: Iterable[Pair]) -> Mapping[str, bytes]:
    """The sources before the change that is looked at, where records do not lead to a source."""
    former = project.former
    if former is None:
        return {}
    sources = {p.source for p in pairs if p.has_unusable_record or _is_of_lost_source(p)}
    found = {path: former.read(project.former_names.get(path, path)) for path in sorted(sources)}
    return {path: data for path, data in found.items() if isinstance(data, bytes)}


def _is_of_lost_source(pair: Pair) -> bool:
    return pair.state is State.STALE and pair.origin is Origin.UNKNOWN


def _linked_pages(
    resolver: Resolver, tree: Tree, pairs: Iterable[Pair], outlines: Mapping[str, Outline]
) -> Collection[str]:
    """The pages that these documents link to by heading and that were not read yet."""
    linked: set[str] = set()
    for pair in pairs:
        for path in (pair.source, pair.translation):
            for destination in outlines[path].anchored if path in outlines else ():
                target = resolver.resolve(path, destination, pair.layout)
                linked |= {target.path, target.place} if target.fragment else set()
    return sorted(
        path for path in linked & tree.files if path not in outlines and is_document(path)
    )


def _stopped_pages(
    library: FileFacts, pages: Iterable[str], told: Iterable[Fault]
) -> Iterator[Fault]:
    """What to say of pages that only others ask for, as the links to them are not checked."""
    known = {fault.path for fault in told if fault.rule in STOPS}
    for page in pages:
        if page not in known and (stopped := library.known(page).stopped):
            yield stopped.fault(page)


def _shown_images(
    resolver: Resolver, pairs: Iterable[Pair], outlines: Mapping[str, Outline]
) -> Collection[str]:
    """The images that these translations show."""
    return {
        resolver.resolve(pair.translation, destination, pair.layout).path
        for pair in pairs
        if pair.translation in outlines
        for destination in outlines[pair.translation].images
    }
