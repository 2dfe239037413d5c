"""A check of what has changed since a commit: what the change introduces, and what it hides."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from dataclasses import replace
from functools import partial

from transync.checking.checked_project import CheckedProject
from transync.checking.introduced import Request, find_introduced, find_projects
from transync.checking.listing import listed
from transync.checking.nothing_checked import require_translations
from transync.checking.policies import Policy
from transync.checking.switches import as_switches, brought_suppressions, changed_settings
from transync.git_history import open_base
from transync.model import Finding, Report, Severity, Switches
from transync.repository.tree import Tree


def check_change(
    tree: Tree,
    current: Policy,
    request: Request,
    former_policy: Callable[[Tree], Policy],
    is_obeyed: bool = True,
) -> Report:
    """Check what differs from a merge base, what is not committed included.

    The findings of the report are those that the change introduces; its `diff` has the others, and
    what the change brings that decides about findings. Where that `is_obeyed`, the findings are
    those by the `current` policy, the change's own; otherwise by the one of the base, and without
    the suppressions that the change brings. Raises UsageError where the merge base can't be had.
    """
    with open_base(tree, request.name) as base:
        former = former_policy(base.tree)
        notes = [
            f"before this change, {said}; the defaults count instead" for said in former.complaints
        ]
        is_same = (current.settings, current.baseline) == (former.settings, former.baseline)
        projects = former_projects = find_projects(base, tree, current.settings)
        if not is_same:
            former_projects = find_projects(base, tree, former.settings)
        if not projects.have_translations and not former_projects.have_translations:
            require_translations(projects.now, current.settings)
        if not is_obeyed and not former_projects.have_translations:
            is_obeyed = True
            notes.append("the settings before this change find no translations, so its own count")
        brought = brought_suppressions(base, tree, projects.pages | former_projects.pages)
        checked = CheckedProject(former_projects.before, former.settings)
        find = partial(find_introduced, base, checked, request)
        find_by_current = partial(find, current, projects, unheeded={})
        find_by_former = partial(find, former, former_projects, unheeded=brought)
        decides = bool(brought) or not is_same
        is_other_known = decides and former_projects.have_translations
        if is_obeyed:
            report = by_current = find_by_current()
            by_former = find_by_former() if is_other_known else report
        else:
            report = by_former = find_by_former()
            by_current = find_by_current() if is_other_known else report
        if decides:
            hidden, lowered = _hidden(by_current.findings, by_former.findings)
            switches = Switches(
                tuple(changed_settings(current, former)),
                len(current.baseline - former.baseline),
                tuple(as_switches(brought)),
                is_obeyed,
                hidden=hidden,
                lowered=lowered,
            )
            report = _with_switches(report, switches)
    findings = tuple(listed(report.findings))
    return replace(report, findings=findings, notes=(*report.notes, *notes))


def _hidden(
    by_current: Collection[Finding], by_former: Iterable[Finding]
) -> tuple[tuple[Finding, ...], tuple[Finding, ...]]:
    """What is found by the former policy, and by the change's own not at all, or as a warning."""
    current = {finding.fingerprint: finding.severity for finding in by_current}
    hidden, lowered = [], []
    for finding in by_former:
        severity = current.get(finding.fingerprint)
        if severity is None:
            hidden.append(finding)
        elif severity is Severity.WARNING and finding.severity is Severity.ERROR:
            lowered.append(finding)
    return tuple(hidden), tuple(lowered)


def _with_switches(report: Report, switches: Switches) -> Report:
    has_any = switches.settings or switches.known or switches.suppressions or switches.hidden
    if report.diff is None or not has_any:
        return report
    return replace(report, diff=report.diff._replace(switches=switches))
