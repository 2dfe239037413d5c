"""The story of a stamp: which pairs, what to record of each, what is wrong with it, writing."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from pathlib import Path
from typing import NamedTuple

from transync.checking.plan import ONE_PROCESS, Resources, Run
from transync.checking.run import check_project
from transync.checking.session import known_files_in
from transync.checking.wanted import Wanted, chosen_languages
from transync.commands.stamp.choice import choose_pairs
from transync.commands.stamp.folder_records import FolderRecords, Plan, read_folder_records
from transync.config import Settings
from transync.model import Finding, KnownFinding, Pair, Report, Severity
from transync.repository.atomic_write import WriteError, write_file
from transync.repository.pairing import pair_up
from transync.repository.project import Project, discover
from transync.repository.record_index import RecordIndex
from transync.repository.tree import Tree
from transync.staleness.outdated import line_drift
from transync.wording import count


class StampResult(StrEnum):
    """What has become of a translation."""

    STAMPED = "stamped"
    CURRENT = "already current"
    REFUSED = "refused"


class Outcome(NamedTuple):
    """What has become of a translation.

    `said` is where it was recorded, if not in the file itself, or why it was refused. `drift` is by
    how many lines it is longer than its source, where Co-op Translator thinks that too many.
    """

    translation: str
    verdict: StampResult
    said: str = ""
    errors: tuple[Finding, ...] = ()
    drift: int = 0


@dataclass(frozen=True, slots=True)
class Stamping:
    """What has become of all translations that were asked for, in a stable order.

    `report` is that of a check of the translations as they would be; its findings are the errors
    of those that were refused.
    """

    outcomes: tuple[Outcome, ...]
    report: Report | None = None


def stamp(
    tree: Tree,
    settings: Settings,
    paths: Sequence[Path],
    resources: Resources = ONE_PROCESS,
    baseline: frozenset[KnownFinding] = frozenset(),
    *,
    now: datetime,
    is_forced: bool = False,
) -> Stamping:
    """Record that these translations are up to date, but not of those with errors.

    Errors that the baseline holds don't count, and with `is_forced` none do. Raises UsageError for
    a path that stands for no translation, before anything is written.
    """
    project = discover(tree, settings)
    languages = chosen_languages(project, settings)
    index = RecordIndex(project, known_files_in(resources.cache))
    pairs = pair_up(project, index, Wanted.of(project, paths), languages).pairs
    outcomes: dict[str, Outcome] = {}
    tasks: list[_StampTask] = []
    for records, pair in _by_folder(project, choose_pairs(project, pairs, paths, languages)):
        plan = records.plan(pair, now)
        if isinstance(plan, Plan):
            tasks.append(_StampTask(records, plan))
        elif plan:
            outcomes[pair.translation] = Outcome(pair.translation, StampResult.REFUSED, plan)
        else:
            drift = line_drift(tree, pair)
            outcomes[pair.translation] = Outcome(pair.translation, StampResult.CURRENT, drift=drift)
    report = None
    if tasks and not is_forced:
        report = _check(tree, settings, tasks, resources, baseline)
        refused = {path: found for path, found in _errors(report, tasks).items() if found}
        for path, errors in refused.items():
            number = count(len(errors), "error")
            outcomes[path] = Outcome(
                path, StampResult.REFUSED, f"{number} in it", errors=tuple(errors)
            )
        report = replace(
            report, findings=tuple(finding for errors in refused.values() for finding in errors)
        )
    for each in _write(tree, [t for t in tasks if t.plan.pair.translation not in outcomes]):
        outcomes[each.translation] = each
    return Stamping(tuple(outcomes[path] for path in sorted(outcomes)), report)


class _StampTask(NamedTuple):
    records: FolderRecords
    plan: Plan


def _by_folder(project: Project, pairs: Iterable[Pair]) -> Iterator[tuple[FolderRecords, Pair]]:
    """The pairs, each with the records of its folder."""
    read: dict[str, FolderRecords] = {}
    for pair in pairs:
        folder = project.folder_of(pair.translation)
        if folder:
            if folder.path not in read:
                read[folder.path] = read_folder_records(project, folder)
            yield read[folder.path], pair


def _gathered(tasks: Iterable[_StampTask]) -> Iterator[tuple[FolderRecords, list[Plan]]]:
    """The plans of each folder, whose sidecar is written once."""
    plans: dict[str, list[Plan]] = defaultdict(list)
    folders: dict[str, FolderRecords] = {}
    for task in tasks:
        path = task.records.folder.path
        plans[path].append(task.plan)
        folders[path] = task.records
    for path, found in plans.items():
        yield folders[path], found


def _check(
    tree: Tree,
    settings: Settings,
    tasks: Sequence[_StampTask],
    resources: Resources,
    baseline: frozenset[KnownFinding],
) -> Report:
    """Check the translations as they would be."""
    changed = {t.plan.pair.translation: t.plan.own for t in tasks if t.plan.own is not None}
    for records, plans in _gathered(tasks):
        if (data := records.sidecar_with(plans)) is not None:
            changed[records.folder.sidecar] = data
    after = discover(tree.with_edited(changed), settings)
    wanted = Wanted(frozenset(task.plan.pair.translation for task in tasks))
    return check_project(
        Run(
            after,
            settings,
            wanted,
            resources=resources,
            baseline=baseline,
            changed=wanted.files,
        )
    )


def _errors(report: Report, tasks: Iterable[_StampTask]) -> Mapping[str, Sequence[Finding]]:
    """The errors of each translation: those of its text, of its record, and what nobody can read.

    The source's own faults are none of it.
    """
    files: dict[tuple[str, str, str], str] = {}
    for task in tasks:
        pair = task.plan.pair
        for path in (pair.translation, task.records.folder.sidecar):
            files[path, pair.source, pair.language] = pair.translation
    found: dict[str, list[Finding]] = defaultdict(list)
    for finding in report.findings:
        of = files.get((finding.path, finding.source_path or "", finding.language or ""))
        if of and finding.severity is Severity.ERROR:
            found[of].append(finding)
    return found


def _write(tree: Tree, tasks: Iterable[_StampTask]) -> Iterator[Outcome]:
    """Write what is planned: of each folder, the files themselves first, and then the sidecar."""
    for records, plans in _gathered(tasks):
        sidecar, written = records.folder.sidecar, list[Plan]()
        for plan in plans:
            path = plan.pair.translation
            try:
                if plan.own is not None:
                    write_file(tree.root, path, plan.own, plan.was)
                written.append(plan)
            except WriteError as error:
                yield Outcome(path, StampResult.REFUSED, error.reason)
        try:
            if (data := records.sidecar_with(written)) not in (None, records.data):
                write_file(tree.root, sidecar, data or b"", records.data)
        except WriteError as error:
            for plan in written:
                yield Outcome(plan.pair.translation, StampResult.REFUSED, str(error))
            continue
        for plan in written:
            place = f"in {sidecar}" if plan.has_entry else ""
            drift = line_drift(tree, plan.pair)
            yield Outcome(plan.pair.translation, StampResult.STAMPED, place, drift=drift)
