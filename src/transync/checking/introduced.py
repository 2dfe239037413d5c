"""What a change introduces by one policy, and what was there before it."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import NamedTuple

from transync.changes.touched import Touched, read_change
from transync.checking.checked_project import CheckedProject
from transync.checking.no_longer_checked import RULE as UNCHECKED
from transync.checking.no_longer_checked import find_unchecked
from transync.checking.nothing_checked import has_translations
from transync.checking.plan import Resources, Run
from transync.checking.policies import Policy
from transync.checking.run import check_project
from transync.checking.tally import tally
from transync.checking.wanted import Wanted
from transync.config import Settings
from transync.documents.decoding import Unreadable
from transync.documents.document import Directive
from transync.git_history import Base
from transync.languages.codes import canonical
from transync.model import Diff, Finding, Origin, Report
from transync.repository.contents import read_text
from transync.repository.project import Project, discover
from transync.repository.tree import Tree
from transync.rules import all_rules
from transync.untrusted.isolation import STOPS

# What these say is that something is older than its source.
_STALENESS = frozenset(("stale", "image-stale"))


class Request(NamedTuple):
    """What is asked of a change: since when it is one, and of which paths.

    `name` is that of a commit, branch or tag; without `paths`, all is asked. `is_stale_fault` says
    that the change introduces the staleness of the translations that it leaves behind, too; that
    is advice otherwise.
    """

    name: str
    paths: Sequence[Path]
    resources: Resources
    is_stale_fault: bool


class Projects(NamedTuple):
    """What the same settings find before a change and now."""

    before: Project
    now: Project

    @property
    def have_translations(self) -> bool:
        return any(map(has_translations, self))

    @property
    def pages(self) -> frozenset[str]:
        """The sources and translations as they are called now."""
        return self.now.sources | self.now.translated | self.now.translations


def find_projects(base: Base, tree: Tree, settings: Settings) -> Projects:
    """What these settings find in the base and in the tree."""
    renamed = {
        change.former: change.path for change in base.changes if change.former and change.path
    }
    before = replace(discover(base.tree, settings), renamed=renamed, former=base.tree)
    now = replace(discover(tree, settings), renamed=renamed, former=base.tree)
    return Projects(before, now)


def find_introduced(
    base: Base,
    checked: CheckedProject,
    request: Request,
    policy: Policy,
    projects: Projects,
    unheeded: Mapping[str, Collection[Directive]],
) -> Report:
    """The report on a change, by a policy and without the suppressions that are `unheeded`.

    The projects are those that the policy finds, `checked` is what was checked before.
    """
    before, project = projects.before, replace(projects.now, unheeded=unheeded)
    touched = read_change(base, project, before)
    wanted = Wanted(touched.files | touched.dependents, sidecars=touched.sidecars)
    asked = Wanted.of(project, request.paths) if request.paths else None
    unchecked = find_unchecked(
        checked,
        CheckedProject(project, policy.settings),
        frozenset(change.former for change in base.changes if change.former),
        lambda path: asked is None or path in asked,
    )
    settings = _without_gone_languages(policy.settings, projects)
    if policy.settings.languages and not settings.languages:
        wanted = Wanted(frozenset())
    report = check_project(
        Run(
            project,
            settings,
            wanted,
            resources=request.resources,
            baseline=policy.baseline,
            faults=(*touched.bumped, *unchecked),
            changed=touched.files,
        )
    )
    findings = [
        finding
        for finding in report.findings
        if _is_asked(finding, asked) and not _is_consequence(finding, touched)
    ]
    was_there = _was_there_before(before, settings, findings, report.excerpts)
    touched_before = touched.files | touched.sidecars
    old, stale, introduced = list[Finding](), list[Finding](), list[Finding]()
    for finding in findings:
        if was_there(finding):
            if finding.path in touched_before:
                old.append(finding)
        elif not request.is_stale_fault and _is_left_behind(finding, touched):
            stale.append(finding)
        else:
            introduced.append(finding)
    diff = Diff(request.name, base.commit, len(base.changes), stale=tuple(stale), before=tuple(old))
    languages = tally(report.pairs, introduced)
    return replace(report, findings=tuple(introduced), languages=languages, diff=diff)


def _without_gone_languages(settings: Settings, projects: Projects) -> Settings:
    """The settings without the languages that the change removes."""
    gone = set(projects.before.languages) - set(projects.now.languages)
    left = [c for c in settings.languages if canonical(c, settings.aliases) not in gone]
    return settings.model_copy(update={"languages": tuple(left)})


def _is_asked(finding: Finding, asked: Wanted | None) -> bool:
    # Of what is not checked any more, only what is asked was looked for.
    if asked is None or finding.rule == UNCHECKED:
        return True
    return finding.path in asked or (finding.source_path or "") in asked


def _is_consequence(finding: Finding, touched: Touched) -> bool:
    """Whether it says no more than that a translation is older than its source.

    That is told once for the whole page, by the rules for staleness. A translation whose record
    the change itself brings is not older by anybody else's doing.
    """
    if finding.is_stale and finding.path in touched.recorded_anew:
        return False
    if finding.source_path in touched.files:
        is_about_text = all_rules()[finding.rule].check_texts is not None
        return finding.is_stale or (is_about_text and finding.path not in touched.files)
    return finding.is_stale and finding.path not in touched.files


def _is_left_behind(finding: Finding, touched: Touched) -> bool:
    """Whether it is a translation that the change of its source has made stale."""
    has_own_fault = finding.path in touched.recorded_anew
    return finding.rule in _STALENESS and finding.source_path in touched.files and not has_own_fault


def _was_there_before(
    before: Project,
    settings: Settings,
    findings: Iterable[Finding],
    lines: Mapping[tuple[str, int], str],
) -> Callable[[Finding], bool]:
    """Whether one of these findings was there before the change.

    What was excused by an old source is new where the translation claims to be of today's. A source
    without any translation was not looked at: what is wrong with it was there if its line was, of
    the `lines` as they are now.
    """
    unseen = before.tree.files - before.translated - before.sidecars
    former = {new: old for old, new in before.renamed.items()}
    files = frozenset(former.get(finding.path, finding.path) for finding in findings)
    known = _found_in(before, settings, files)

    @cache
    def lines_of(path: str) -> Collection[str]:
        text = read_text(before.tree, path)
        if isinstance(text, Unreadable):
            return frozenset()
        return frozenset(text.split("\n"))

    def was_there(finding: Finding) -> bool:
        if finding.rule in STOPS:
            # Nobody knows what else was there.
            return False
        path = former.get(finding.path, finding.path)
        if finding.language is None and path in unseen:
            return lines.get((finding.path, finding.line)) in lines_of(path)
        fingerprint = finding.fingerprint
        if (fingerprint, False) in known:
            return True
        return finding.is_stale and (fingerprint, True) in known

    return was_there


def _found_in(
    project: Project, settings: Settings, files: frozenset[str]
) -> Collection[tuple[str, bool]]:
    """The fingerprints of what is found in these files, and whether an old source excuses it."""
    if not files:
        return frozenset()
    sidecars = files & project.sidecars
    of_all_languages = settings.model_copy(update={"languages": ()})
    wanted = Wanted(files - sidecars, sidecars=sidecars)
    report = check_project(Run(project, of_all_languages, wanted, is_former=True))
    # A phantom says nothing of its source; once the source is edited, the translation is stale.
    phantoms = {pair.translation for pair in report.pairs if pair.origin is Origin.PHANTOM}
    return {
        (finding.fingerprint, finding.is_stale)
        for finding in report.findings
        if finding.rule != "stale" or finding.path not in phantoms
    }
