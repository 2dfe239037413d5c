"""What a report says beside its findings."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence

from transync.checking.baseline import BASELINE_NAME
from transync.checking.findings import Evidence
from transync.checking.nothing_checked import notes_on_left_alone
from transync.checking.plan import Run
from transync.checking.scope import Scope
from transync.checking.wanted import Wanted
from transync.config import Settings
from transync.model import KnownFinding, Pair, TranslatedImage
from transync.repository.pairing import Pairing
from transync.repository.project import Project
from transync.untrusted.ignore_patterns import ignore_patterns
from transync.wording import count, is_or_are


def notes_of(
    run: Run, pairing: Pairing, evidence: Evidence, scope: Scope, gone: Collection[KnownFinding]
) -> Iterator[str]:
    """All that a report says beside its findings; `gone` is what the baseline holds in vain."""
    project, settings = run.project, run.settings
    yield from (*project.tree.notes, *project.notes)
    yield from _of_project(project, bool(settings.layouts), pairing.unchecked)
    asked = [pair for pair in evidence.pairs if run.asks_for(pair.translation)]
    yield from notes_on_left_alone(asked)
    yield from _of_paths(project, run.wanted, evidence.pairs, evidence.images)
    if scope.is_whole:
        yield from _of_patterns(project, settings, pairing.pairs)
    yield from _of_baseline(gone)


def untranslated_sources(project: Project) -> tuple[str, ...]:
    return tuple(sorted(project.sources - project.translated))


def _of_project(project: Project, is_configured: bool, unchecked: int) -> list[str]:
    notes = []
    if not project.folders and is_configured:
        notes.append("no translations found: no folder is named as the configured layouts say")
    elif not project.folders:
        notes.append("no translations found: no folder here holds Co-op Translator's records")
    if unchecked:
        number = count(unchecked, "translation")
        notes.append(f"{number} not checked: the file or its source is not checked out here")
    return notes


def _of_paths(
    project: Project,
    wanted: Wanted | None,
    pairs: Sequence[Pair],
    images: Sequence[TranslatedImage],
) -> Iterator[str]:
    """What to say of the user's paths that touch nothing that is checked."""
    if not wanted or not project.folders:
        return
    checked: list[str] = []
    for pair in pairs:
        checked += (pair.source, pair.translation)
    for image in images:
        checked += (image.source, image.path)
    checked += (folder.sidecar for folder in project.folders)
    checked += (folder.sidecar for folder in project.image_folders)
    for path in wanted.paths:
        one = Wanted.of(project, [path])
        if not any(each in one for each in checked):
            yield f"{path}: no source or translation there, or the settings exclude it"


def _of_patterns(project: Project, settings: Settings, pairs: Iterable[Pair]) -> Iterator[str]:
    """What to say of `per-file-ignores` that are about no file; the pairs are all that there are.

    A pattern whose rules have nothing to say now is a policy for what will be written.
    """
    files = {path for pair in pairs for path in (pair.source, pair.translation)}
    files |= project.sources | project.sidecars
    for pattern in settings.per_file_ignores:
        if not any(ignore_patterns([pattern]).match_files(files)):
            yield f"per-file-ignores: {pattern!r} matches no source and no translation"


def _of_baseline(gone: Collection[KnownFinding]) -> Iterator[str]:
    if gone:
        number, verb = count(len(gone), "finding"), is_or_are(len(gone))
        cure = "`transync baseline --update` takes them out"
        yield f"{number} in {BASELINE_NAME} {verb} gone; {cure}"
