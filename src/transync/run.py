"""The story of a check, from the folder where it starts to the report."""

from __future__ import annotations

import os
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from transync.baseline import BASELINE_NAME, sift
from transync.carriers import Carriers
from transync.config import Settings
from transync.discover import Project, discover
from transync.errors import UsageError
from transync.examine import Group, Said
from transync.excerpts import Excerpts
from transync.extent import Extent
from transync.findings import chosen_rules, find, tally
from transync.glance import Glances
from transync.ignore_patterns import ignore_patterns
from transync.images import find_images
from transync.isolation import STOPS
from transync.languages import canonical
from transync.layouts import is_document
from transync.links import Resolver
from transync.listing import listed
from transync.model import Fault, Known, Origin, Pair, Report, State, TranslatedImage, below
from transync.nothing_checked import left_alone, require_checked, require_translations
from transync.origin import find_origins
from transync.outline import Outline
from transync.pairing import Files, pair_up
from transync.rules import all_rules
from transync.suppression import Suppressions
from transync.tree import Tree
from transync.verdicts import Judge, Subject, Verdicts
from transync.wording import count
from transync.workshop import ALONE, Means, Workshop, memories_in, open_workshop


def run(
    tree: Tree,
    settings: Settings,
    paths: Sequence[Path] = (),
    means: Means = ALONE,
    baseline: frozenset[Known] = frozenset(),
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
    means: Means = ALONE,
    baseline: frozenset[Known] = frozenset(),
    faults: Sequence[Fault] = (),
) -> Report:
    """As `run`, on a project that is discovered already; all of it without `wanted`.

    `faults` are what else is known to be wrong.
    """
    if wanted is None and not any(rule.needs_texts for rule in chosen_rules(settings)):
        return _report(project, settings, wanted, None, means, baseline, faults)
    with open_workshop(means, project, settings, is_whole=wanted is None) as workshop:
        return _report(project, settings, wanted, workshop, means, baseline, faults)


def _report(
    project: Project,
    settings: Settings,
    wanted: Wanted | None,
    workshop: Workshop | None,
    means: Means,
    baseline: frozenset[Known],
    faults: Sequence[Fault],
) -> Report:
    tree, languages = project.tree, chosen_languages(project, settings)
    library = workshop.library if workshop else _glances(project, means)
    outlines = library.outlines
    pairing = pair_up(project, library, wanted, languages, means.advance)
    resolver = Resolver(project, outlines.get, settings.tracking_parameters)
    if workshop:
        linked = _linked_pages(resolver, pairing.pairs, outlines)
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
    extent = Extent(
        pairs,
        outlines.keys(),
        (rule.id for rule in rules),
        lambda source: wanted is None or source in wanted,
        has_every_page=wanted is None,
        has_every_language=not languages and not pairing.unchecked,
    )
    former = _former_sources(project, pairs)
    groups = _groups(pairs, extent, former, originals)
    verdicts = Verdicts({}, {})
    if workshop:
        judge = Judge(workshop.library, resolver, settings, rules, workshop.remembered)
        verdicts = judge.judge(groups, lambda some: workshop.examine(some, resolver))
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
        Carriers(tree.read),
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
        untranslated=_untranslated(project) if wanted is None else (),
        notes=(
            *tree.notes,
            *project.notes,
            *_notes(project, bool(settings.layouts), pairing.unchecked),
            *left_alone(p for p in pairs if wanted is None or p.translation in wanted),
            *_idle_paths(project, wanted, pairs, images.images),
            *(_idle_patterns(project, settings, pairing.pairs) if extent.is_whole else ()),
            *_gone(gone),
        ),
        known=known,
        silenced=dict(sorted(suppressions.silenced.items())),
        gone=gone,
        excerpts=Excerpts(tree, findings),
        pairs=tuple(pairs),
        digests=workshop.library.digests if workshop else {},
    )


@dataclass(frozen=True, slots=True)
class Wanted:
    """The files that are asked for, those that should be there included.

    `paths` are the user's, which name or hold them; of the `sidecars`, only what is wrong with
    the file itself is asked for, and not all that it tells of.
    """

    files: frozenset[str]
    folders: tuple[str, ...] = ()
    paths: tuple[Path, ...] = ()
    sidecars: frozenset[str] = frozenset()

    @classmethod
    def of(cls, project: Project, paths: Sequence[Path]) -> Wanted:
        """What these paths stand for; raises UsageError for one that stands for nothing here."""
        files = [relative_path(project.tree, path) for path in paths]
        folders = (path for path in files if path in project.tree.folders)
        return cls(frozenset(files), tuple(folders), tuple(paths))

    def __contains__(self, path: str) -> bool:
        return path in self.sidecars or self.holds_all_of(path)

    def holds_all_of(self, path: str) -> bool:
        """Whether the file is asked for, with all that it tells of if it is a sidecar."""
        return path in self.files or any(below(path, f) is not None for f in self.folders)

    def touches(self, folder: str) -> bool:
        """Whether the folder, or something in it, is asked for."""
        paths = (*self.files, *self.folders)
        return folder in self or any(below(path, folder) is not None for path in paths)


def relative_path(tree: Tree, path: Path) -> str:
    """The path as the tree knows it: a link to a file as itself, one to a folder as its target.

    Raises UsageError for a path outside of the tree, and for one where nothing is.
    """
    full = Path(os.path.abspath(path))  # noqa: PTH100 - a link is not to be followed yet
    options = (full, full.parent.resolve() / full.name, full.resolve())
    known = [p.relative_to(tree.root).as_posix() for p in options if p.is_relative_to(tree.root)]
    known = ["" if p == "." else p for p in known]
    if not known:
        raise UsageError(f"{path}: outside {tree.root}, where the check runs")
    listed = [p for p in known if p in tree.files or p in tree.folders]
    if not listed and not os.path.lexists(full):
        raise UsageError(f"{path}: no such file or folder")
    is_link_to_folder = listed and full.is_symlink() and full.is_dir()
    return listed[-1] if is_link_to_folder else (listed or known)[0]


def chosen_languages(project: Project, settings: Settings) -> frozenset[str]:
    """The languages that the settings select, none for all; UsageError for one without folder."""
    wanted = {code: canonical(code, settings.aliases) for code in settings.languages}
    for code, language in wanted.items():
        if language not in project.languages:
            known = ", ".join(project.languages) or "none"
            raise UsageError(f"language {code!r}: no translations here; there are {known}")
    return frozenset(wanted.values())


def _glances(project: Project, means: Means) -> Glances:
    return Glances(project, memories_in(means.cache), means.budget)


def _unreadable_folders(project: Project, wanted: Wanted | None) -> Iterator[Fault]:
    """What to say of the folders whose files are not known, as far as they are asked for."""
    for folder, reason in sorted(project.unreadable.items()):
        if wanted is None or wanted.touches(folder):
            yield Fault("unreadable", folder, 1, 1, f"a folder that can't be read: {reason}")


def _groups(
    pairs: Sequence[Pair],
    extent: Extent,
    former: Mapping[str, bytes],
    originals: Mapping[tuple[str, str], bytes],
) -> Iterator[Group]:
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
        yield Group(
            source, layout, tuple(its_pairs), is_wanted, versions[source], former.get(source)
        )


def _stopped(said: Mapping[Subject, Sequence[Said]]) -> Iterator[str]:
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
    resolver: Resolver, pairs: Iterable[Pair], outlines: Mapping[str, Outline]
) -> Collection[str]:
    """The pages that these documents link to by heading and that were not read yet."""
    linked: set[str] = set()
    for pair in pairs:
        for path in (pair.source, pair.translation):
            for destination in outlines[path].anchored if path in outlines else ():
                target = resolver.resolve(path, destination, pair.layout)
                linked |= {target.path, target.place} if target.fragment else set()
    return sorted(
        path for path in linked & resolver.tree.files if path not in outlines and is_document(path)
    )


def _stopped_pages(library: Files, pages: Iterable[str], told: Iterable[Fault]) -> Iterator[Fault]:
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


def _untranslated(project: Project) -> tuple[str, ...]:
    return tuple(sorted(project.sources - project.translated))


def _notes(project: Project, is_configured: bool, unchecked: int) -> list[str]:
    notes = []
    if not project.folders and is_configured:
        notes.append("no translations found: no folder is named as the configured layouts say")
    elif not project.folders:
        notes.append("no translations found: no folder here holds Co-op Translator's records")
    if unchecked:
        number = count(unchecked, "translation")
        notes.append(f"{number} not checked: the file or its source is not checked out here")
    return notes


def _idle_paths(
    project: Project,
    wanted: Wanted | None,
    pairs: Sequence[Pair],
    images: Sequence[TranslatedImage],
) -> Iterator[str]:
    """What to say of the user's paths that touch nothing that is checked."""
    touched = [
        *(path for pair in pairs for path in (pair.source, pair.translation)),
        *(path for image in images for path in (image.source, image.path)),
        *(folder.sidecar for folder in project.folders),
        *(folder.sidecar for folder in project.image_folders),
    ]
    for path in wanted.paths if wanted and project.folders else ():
        one = Wanted.of(project, [path])
        if not any(p in one for p in touched):
            yield f"{path}: no source or translation there, or the settings exclude it"


def _idle_patterns(project: Project, settings: Settings, pairs: Iterable[Pair]) -> Iterator[str]:
    """What to say of `per-file-ignores` that are about no file; the pairs are all that there are.

    A pattern whose rules have nothing to say now is a policy for what will be written.
    """
    files = {path for pair in pairs for path in (pair.source, pair.translation)}
    files |= project.sources | project.sidecars
    for pattern in settings.per_file_ignores:
        if not any(ignore_patterns([pattern]).match_files(files)):
            yield f"per-file-ignores: {pattern!r} matches no source and no translation"


def _gone(gone: Collection[Known]) -> Iterator[str]:
    if gone:
        number = count(len(gone), "finding")
        verb = "is" if len(gone) == 1 else "are"
        cure = "`transync baseline --update` takes them out"
        yield f"{number} in {BASELINE_NAME} {verb} gone; {cure}"
