"""The files of a commit -> what is wrong with its translations, and what its sources make stale."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

from transync.config import Settings
from transync.discover import Project, discover
from transync.errors import UsageError
from transync.load import hashes_at
from transync.model import Known, Report
from transync.recorded import RecordedHashes, changed_records
from transync.run import Wanted, relative_path, run_on
from transync.tree import Tree


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
    sidecars = staged & project.sidecars
    touched = staged & project.translations
    touched |= set(changed_records(project, sidecars, tree.committed))
    wanted = Wanted(touched, sidecars=sidecars)
    report = run_on(project, settings, wanted, baseline=baseline) if touched | sidecars else None
    return Staged(report, _left_behind(project, staged & project.sources, touched))


def staged_translations(tree: Tree, settings: Settings, files: Iterable[Path]) -> list[Path]:
    """The translations among these files."""
    project = discover(tree, settings)
    return [tree.root / path for path in sorted(_known(tree, files) & project.translations)]


def _known(tree: Tree, files: Iterable[Path]) -> frozenset[str]:
    found = set()
    for file in files:
        with suppress(UsageError):
            found.add(relative_path(tree, file))
    return (tree.files - tree.absent) & found


def _left_behind(
    project: Project, sources: Iterable[str], touched: Collection[str]
) -> dict[str, list[str]]:
    """The languages of the sources' stale translations, but for those that are touched."""
    tree = project.tree
    hashes = {source: found for source in sources if (found := hashes_at(tree, source))}
    recorded = RecordedHashes(project)
    stale: dict[str, set[str]] = defaultdict(set)
    for folder in project.folders:
        for translation in folder.translations:
            source = translation.source
            if source in hashes and translation.path not in touched:
                hash_then = recorded.of(folder, translation)
                if hash_then and hash_then not in hashes[source]:
                    stale[source].add(folder.language)
    return {source: sorted(stale[source]) for source in sorted(stale)}
