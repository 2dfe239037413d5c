"""The files of a commit -> what is wrong with its translations, and what its sources make stale."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

from transync.config import Settings
from transync.discover import LanguageFolder, Project, discover
from transync.errors import UsageError
from transync.layouts import recorded_hash
from transync.load import load_sidecar, possible_hashes
from transync.metadata import FAILURES_KEY, is_absolute, posix
from transync.model import Known, Report, below, join
from transync.pairing import resolved_keys
from transync.run import Wanted, relative_path, run_on
from transync.tree import Tree
from transync.untrusted_json import load_json


class Staged(NamedTuple):
    """What a commit brings: a report on its translations, and what it leaves behind.

    `report` is None when the commit touches no translation. `stale` has for each source the
    languages whose translations are stale with it and are no part of the commit.
    """

    report: Report | None
    stale: Mapping[str, Sequence[str]]


def check_staged(
    tree: Tree,
    settings: Settings,
    files: Iterable[Path],
    baseline: frozenset[Known] = frozenset(),
) -> Staged:
    """Check the translations among these files, and those whose records changed in a sidecar.

    Of sources, only the translations that they leave behind are told: no text is compared. Files
    that are neither, are excluded or do not exist are passed over.
    """
    project = discover(tree, settings)
    staged = _known(tree, files)
    sidecars = staged & {
        *(folder.sidecar for folder in project.folders),
        *(folder.sidecar for folder in project.image_folders),
    }
    touched = staged & {t.path for folder in project.folders for t in folder.translations}
    touched |= set(_recorded_anew(project, sidecars))
    wanted = Wanted(frozenset(touched), sidecars=frozenset(sidecars))
    report = run_on(project, settings, wanted, baseline=baseline) if touched | sidecars else None
    return Staged(report, _left_behind(project, staged & project.sources, touched))


def _known(tree: Tree, files: Iterable[Path]) -> set[str]:
    found = set()
    for file in files:
        with suppress(UsageError):
            found.add(relative_path(tree, file))
    return found & (tree.files - tree.absent)


def _recorded_anew(project: Project, sidecars: Collection[str]) -> Iterator[str]:
    """The translations and translated images whose records are not those of the last commit."""
    for folder in project.folders:
        keys = _changed_keys(project.tree, folder.sidecar) if folder.sidecar in sidecars else ()
        for translation in folder.translations if keys else ():
            own = below(translation.source, folder.layout.source_root)
            if any(key == own or (is_absolute(key) and key.endswith(f"/{own}")) for key in keys):
                yield translation.path
    for images in project.image_folders:
        if images.sidecar in sidecars:
            keys = _changed_keys(project.tree, images.sidecar)
            yield from (join(images.path, name) for name in keys)


def _changed_keys(tree: Tree, sidecar: str) -> Collection[str]:
    """The sources whose records are not as committed; none when they can't be read any more."""
    now, before = (_entries(data) for data in (tree.read(sidecar), tree.committed(sidecar)))
    if now is None:
        return ()
    before = before or {}
    changed = {key for key in now.keys() | before.keys() if now.get(key) != before.get(key)}
    return {posix(key) for key in changed - {FAILURES_KEY}}


def _entries(data: object) -> dict[str, object] | None:
    entries = load_json(data) if isinstance(data, bytes) else None
    return entries if isinstance(entries, dict) else None


def _left_behind(
    project: Project, sources: Iterable[str], touched: Collection[str]
) -> dict[str, list[str]]:
    """The languages of the sources' stale translations, but for those that are touched."""
    tree = project.tree
    texts = ((source, tree.read(source)) for source in sources)
    hashes = {s: frozenset(possible_hashes(t)) for s, t in texts if isinstance(t, bytes)}
    stale: dict[str, set[str]] = defaultdict(set)
    for folder in project.folders:
        others = [t for t in folder.translations if t.source in hashes and t.path not in touched]
        beside = _recorded_beside(project, folder) if others else {}
        for path, source in others:
            recorded = beside.get(source) or recorded_hash(tree, path)
            if recorded and recorded not in hashes[source]:
                stale[source].add(folder.language)
    return {source: sorted(stale[source]) for source in sorted(stale)}


def _recorded_beside(project: Project, folder: LanguageFolder) -> Mapping[str, str]:
    """The hash that the folder's sidecar has of each source."""
    sidecar = load_sidecar(project.tree, folder.sidecar, folder.language)
    keys = resolved_keys(sidecar, folder, project.sources)
    records = ((source, sidecar.records.get(key)) for source, key in keys.items())
    return {source: record.original_hash for source, record in records if record}
