"""The files of a commit -> what is wrong with its translations, and what its sources make stale."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from functools import partial
from pathlib import Path
from typing import NamedTuple

from transync.changes.record_changes import RecordedHashes, changed_records
from transync.checking.nothing_checked import notes_on_left_alone
from transync.checking.plan import Run
from transync.checking.run import check_project
from transync.checking.wanted import Wanted, relative_path
from transync.co_op_translator import SIDECAR_NAME
from transync.config import Settings
from transync.errors import UsageError
from transync.languages.codes import canonical
from transync.model import Fault, KnownFinding, Report, folders_above
from transync.repository.contents import hashes_at
from transync.repository.project import Project, discover
from transync.repository.tree import Tree


class Staged(NamedTuple):
    """What a commit brings: a report on its translations, and what it leaves behind.

    `report` is None when the commit touches no translation. `stale` has for each source the
    languages whose translations are stale with it and are no part of the commit. `notes` say which
    translations of the commit are not compared.
    """

    report: Report | None
    stale: Mapping[str, Sequence[str]]
    notes: Sequence[str] = ()


def check_staged(
    tree: Tree,
    settings: Settings,
    files: Iterable[Path],
    baseline: frozenset[KnownFinding] = frozenset(),
    since: str = "",
) -> Staged:
    """Check the translations among these files, and those whose records changed in a sidecar.

    Of sources, only the translations that they leave behind are told: no text is compared. Files
    that are neither, are excluded or do not exist are passed over. A sidecar that the commit
    removes is among no files, and is told all the same where its translations stay; and so are
    folders of translations that become a link or a submodule. What is looked at are the commits
    since a commit, branch or tag, if it is given, and what is staged.
    """
    base = (tree.merge_base(since) if since else None) or "HEAD"
    project = discover(tree, settings)
    files = list(files)
    staged = _known(tree, files)
    sidecars = staged & project.sidecars
    touched = staged & project.translations
    touched |= set(changed_records(project, sidecars, partial(tree.committed, commit=base)))
    wanted = Wanted(touched, sidecars=sidecars)
    lost = list(_without_sidecar(project, files, base))
    lost += _hidden_by_links(project, settings, files, base)
    report, notes = None, list[str]()
    if touched or sidecars or lost:
        report = check_project(
            Run(
                project,
                settings,
                wanted,
                baseline=baseline,
                faults=lost,
                changed=frozenset(touched),
                # A commit waits for this.
                is_quick=True,
            )
        )
        pairs = (pair for pair in report.pairs if pair.translation in touched)
        notes += notes_on_left_alone(pairs)
    stale = _left_behind(project, staged & project.sources, touched)
    return Staged(report, stale, notes)


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


def _without_sidecar(project: Project, files: Iterable[Path], base: str) -> Iterator[Fault]:
    """What the commits since a base take out of the check with the sidecars that they remove.

    Git is asked only where that may be: a project has translations, and all of them a record.
    """
    is_doubtful = not project.folders or any(folder.is_left_alone for folder in project.folders)
    if not is_doubtful and not any(file.name == SIDECAR_NAME for file in files):
        return
    # Few commits come to this.
    from transync.checking.no_longer_checked import sidecar_gone

    kept = {folder.path for folder in project.folders if not folder.is_left_alone}
    for sidecar in sorted(project.tree.removed(SIDECAR_NAME, base)):
        folder = sidecar.rpartition("/")[0]
        if folder not in kept and folder in project.tree.folders:
            language = canonical(folder.rpartition("/")[2], project.aliases)
            yield sidecar_gone(sidecar, language)


def _hidden_by_links(
    project: Project, settings: Settings, files: Iterable[Path], base: str
) -> Iterator[Fault]:
    """What is checked no more as a link or a submodule is in place of a folder since a base."""
    tree = project.tree
    entries = set(map(partial(_entry, tree), files)) - {""}
    links = {path for path in entries if tree.had_folder(path, base)}
    if not links:
        return
    # Few commits come to this.
    from transync.checking.checked_project import CheckedProject
    from transync.checking.no_longer_checked import find_unchecked
    from transync.git_history import open_base

    with open_base(tree, base) as then:
        yield from find_unchecked(
            CheckedProject(discover(then.tree, settings), settings),
            CheckedProject(project, settings),
            changed=(),
            is_asked=lambda path: not links.isdisjoint(folders_above(path)),
        )


def _entry(tree: Tree, file: Path) -> str:
    """The path in the tree of a link or a submodule; nothing for other files."""
    # A name may be too long for the system, or lead round in a circle.
    with suppress(OSError, RuntimeError, ValueError):
        if file.is_symlink() or file.is_dir():
            full = file.absolute()
            path = (full.parent.resolve() / full.name).relative_to(tree.root).as_posix()
            return path if path in tree.files else ""
    return ""


def _left_behind(
    project: Project, sources: Iterable[str], touched: Collection[str]
) -> dict[str, list[str]]:
    """The languages of the sources' stale translations, but for those that are touched."""
    hashes = {source: hashes_at(project.tree, source) for source in sources}
    recorded = RecordedHashes(project)
    stale: dict[str, set[str]] = defaultdict(set)
    for folder in project.folders:
        for translation in folder.translations:
            known = hashes.get(translation.source)
            if known and translation.path not in touched:
                hash_then = recorded.of(folder, translation)
                if hash_then and hash_then not in known:
                    stale[translation.source].add(folder.language)
    return {source: sorted(stale[source]) for source in sorted(stale)}
