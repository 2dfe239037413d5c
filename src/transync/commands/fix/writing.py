"""A repair -> the files, and what has come of it where some of them can't be written."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from transync.checking.plan import ONE_PROCESS, Resources
from transync.checking.run import run
from transync.commands.fix.outcome import gone_findings, paths_of
from transync.commands.fix.repair import Left, Repair
from transync.config import Settings
from transync.model import Finding, KnownFinding
from transync.repository.atomic_write import WriteError, write_file
from transync.repository.tree import Tree


def write_repair(
    repair: Repair,
    tree: Tree,
    settings: Settings,
    paths: Sequence[Path] = (),
    resources: Resources = ONE_PROCESS,
    baseline: frozenset[KnownFinding] = frozenset(),
) -> Repair:
    """Write the files of a repair that was found with the same arguments; what has come of it.

    A file that can't be written is as it was. The tree is checked once more then, since what is
    still wrong must be in the report; `refused` says of each such file why.
    """
    refused: dict[str, WriteError] = {}
    for path, data in sorted(repair.files.items()):
        try:
            write_file(tree.root, path, data, repair.originals[path])
        except WriteError as error:
            refused[path] = error
    if not refused:
        return repair
    resources = replace(resources, advance=ONE_PROCESS.advance)
    after = run(tree, settings, paths, resources, baseline)
    fixed = gone_findings(repair.before.findings, after.findings, repair.fixed)
    return repair._replace(
        after=after,
        files={path: data for path, data in repair.files.items() if path not in refused},
        fixed=fixed,
        left=[*repair.left, *_left(repair, fixed, refused)],
        refused=tuple(map(str, refused.values())),
    )


def _left(
    repair: Repair, fixed: Sequence[Finding], refused: Mapping[str, WriteError]
) -> list[Left]:
    """The findings that would have been repaired with the files that can't be written."""
    known = {finding.fingerprint for finding in fixed}
    left = []
    for finding in repair.fixed:
        paths = [path for path in sorted(paths_of(finding)) if path in refused]
        if paths and finding.fingerprint not in known:
            left.append(Left(finding, refused[paths[0]].reason))
    return left
