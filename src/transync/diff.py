"""A check of what has changed since a commit: what the change introduces, and what was there."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from functools import cache
from pathlib import Path

from transync.change import Touched, read_change
from transync.config import Settings
from transync.discover import Project, discover
from transync.findings import tally
from transync.history import open_base
from transync.isolation import STOPS
from transync.load import read_text
from transync.model import Diff, Finding, Known, Origin, Report
from transync.no_longer_checked import RULE as UNCHECKED
from transync.no_longer_checked import Side, find_unchecked
from transync.parse import Unreadable
from transync.policies import Policy
from transync.rules import all_rules
from transync.run import Wanted, run_on
from transync.tree import Tree
from transync.workshop import ALONE, Means

# What these say is that something is older than its source.
_STALENESS = frozenset(("stale", "image-stale"))


def check_change(
    tree: Tree,
    settings: Settings,
    paths: Sequence[Path] = (),
    means: Means = ALONE,
    baseline: frozenset[Known] = frozenset(),
    *,
    name: str,
    is_stale_fault: bool = False,
    former: Callable[[Tree], Policy] | None = None,
) -> Report:
    """Check what differs from the merge base of `name` and HEAD, what is not committed included.

    The findings of the report are those that the change introduces, with `is_stale_fault` the
    translations that it makes stale among them; its `diff` has the others. With paths, only what
    they touch is told. `former` gives the policy of the base, by which it is known what was checked
    before; without it, that is today's. Raises UsageError where the merge base can't be had.
    """
    with open_base(tree, name) as base:
        renamed = {c.former: c.path for c in base.changes if c.former and c.path}
        project = replace(discover(tree, settings), renamed=renamed)
        before = replace(discover(base.tree, settings), renamed=renamed)
        settings_then = former(base.tree).settings if former else settings
        checked = before if settings_then == settings else discover(base.tree, settings_then)
        touched = read_change(base, project, before)
        wanted = Wanted(touched.files | touched.dependents, sidecars=touched.sidecars)
        asked = Wanted.of(project, paths) if paths else None
        unchecked = find_unchecked(
            Side(checked, settings_then),
            Side(project, settings),
            frozenset(change.former for change in base.changes if change.former),
            lambda path: asked is None or path in asked,
        )
        faults = (*touched.bumped, *unchecked)
        report = run_on(project, settings, wanted, means, baseline, faults)
        findings = [
            finding
            for finding in report.findings
            if (
                asked is None
                or finding.rule == UNCHECKED
                or finding.path in asked
                or (finding.source_path or "") in asked
            )
            and not _is_consequence(finding, touched)
        ]
        was_there = _memory(before, settings, findings, report.excerpts)
    before_in = touched.files | touched.sidecars
    old, stale, introduced = list[Finding](), list[Finding](), list[Finding]()
    for finding in findings:
        is_advice = not is_stale_fault and _is_left_behind(finding, touched)
        kind = old if was_there(finding) else stale if is_advice else introduced
        kind.append(finding)
    there_before = [finding for finding in old if finding.path in before_in]
    return replace(
        report,
        findings=tuple(introduced),
        languages=tally(report.pairs, introduced),
        diff=Diff(
            name,
            base.commit,
            len(base.changes),
            tuple(stale),
            tuple(there_before),
        ),
    )


def _is_consequence(finding: Finding, touched: Touched) -> bool:
    """Whether it says no more than that a translation is older than its source.

    That is told once for the whole page, by the rules for staleness.
    """
    if finding.source_path in touched.files:
        is_about_text = all_rules()[finding.rule].check_texts is not None
        return finding.is_stale or (is_about_text and finding.path not in touched.files)
    return finding.is_stale and finding.path not in touched.files


def _is_left_behind(finding: Finding, touched: Touched) -> bool:
    """Whether it is a translation that the change of its source has made stale."""
    has_own_fault = finding.path in touched.recorded_anew
    return finding.rule in _STALENESS and finding.source_path in touched.files and not has_own_fault


def _memory(
    before: Project,
    settings: Settings,
    findings: Iterable[Finding],
    lines: Mapping[tuple[str, int], str],
) -> Callable[[Finding], bool]:
    """Whether a finding was there before the change.

    What was excused by an old source is new where the translation claims to be of today's. A source
    without any translation was not looked at: what is wrong with it was there if its line was, of
    the `lines` as they are now.
    """
    unseen = before.tree.files - before.translated - before.sidecars
    former = {new: old for old, new in before.renamed.items()}

    @cache
    def lines_of(path: str) -> Collection[str]:
        text = read_text(before.tree, path)
        return frozenset() if isinstance(text, Unreadable) else frozenset(text.split("\n"))

    files = frozenset(former.get(finding.path, finding.path) for finding in findings)
    sidecars = files & before.sidecars
    of_all_languages = settings.model_copy(update={"languages": ()})
    wanted = Wanted(files - sidecars, sidecars=sidecars)
    report = run_on(before, of_all_languages, wanted) if files else None
    # A phantom says nothing of its source; once the source is edited, the translation is stale.
    phantoms = {p.translation for p in report.pairs if p.origin is Origin.PHANTOM} if report else ()
    known = {
        (finding.fingerprint, finding.is_stale)
        for finding in (report.findings if report else ())
        if finding.rule != "stale" or finding.path not in phantoms
    }

    def was_there(finding: Finding) -> bool:
        if finding.rule in STOPS:
            # Nobody knows what else was there.
            return False
        path = former.get(finding.path, finding.path)
        if finding.language is None and path in unseen:
            return lines.get((finding.path, finding.line)) in lines_of(path)
        mark = finding.fingerprint
        return (mark, False) in known or (finding.is_stale and (mark, True) in known)

    return was_there
