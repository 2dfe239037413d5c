"""What edits have done, by the findings before and after them."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Sequence
from itertools import chain

from transync.model import Finding


def paths_of(finding: Finding) -> set[str]:
    """The files that the fix of a finding changes."""
    if finding.fix:
        return {edit.path for edit in finding.fix.edits}
    return set()


def split_by_files(
    findings: Iterable[Finding], paths: Collection[str]
) -> tuple[list[Finding], list[Finding]]:
    """The findings whose fixes change none of these files, and those whose fixes change some."""
    apart, within = list[Finding](), list[Finding]()
    for finding in findings:
        if paths_of(finding).isdisjoint(paths):
            apart.append(finding)
        else:
            within.append(finding)
    return apart, within


def new_findings(before: Iterable[Finding], after: Iterable[Finding]) -> list[Finding]:
    """The findings after, but for those that were there before."""
    known = _fingerprints(before)
    return [finding for finding in after if finding.fingerprint not in known]


def unexpected_findings(
    before: Iterable[Finding], after: Iterable[Finding], fixed: Iterable[Finding]
) -> list[Finding]:
    """The findings that are new, but for those that the fixes of the others have to bring."""
    brought: set[tuple[str, str]] = set()
    for finding in fixed:
        if finding.fix:
            brought.update((finding.path, rule) for rule in finding.fix.brings)
    return [each for each in new_findings(before, after) if (each.path, each.rule) not in brought]


def gone_findings(
    before: Sequence[Finding], after: Sequence[Finding], made: Collection[Finding]
) -> list[Finding]:
    """The findings that are gone, those with edits that were made first.

    Of several that say the same of a file, only their order tells the fingerprints apart.
    """
    gone = _fingerprints(new_findings(after, before))
    alike: dict[tuple[str, str, str], list[Finding]] = defaultdict(list)
    for finding in before:
        alike[finding.rule, finding.path, finding.text].append(finding)
    for findings in alike.values():
        number = sum(finding.fingerprint in gone for finding in findings)
        if 0 < number < len(findings):
            made_first = sorted(findings, key=lambda finding: finding not in made)
            gone -= _fingerprints(findings)
            gone |= _fingerprints(made_first[:number])
    return [finding for finding in before if finding.fingerprint in gone]


def _fingerprints(findings: Iterable[Finding]) -> set[str]:
    return {finding.fingerprint for finding in findings}


def doubtful_files(
    before: Sequence[Finding], after: Sequence[Finding], fixed: Sequence[Finding]
) -> set[str]:
    """The edited files in which a finding is still there, or that may have brought up a new one."""
    gone = Counter(finding.path for finding in new_findings(after, before))
    made: dict[str, list[Finding]] = defaultdict(list)
    for finding in fixed:
        made[finding.path].append(finding)
    found = {path for path, findings in made.items() if gone[path] < len(findings)}
    news = {finding.path for finding in unexpected_findings(before, after, fixed)}
    if not news <= made.keys():
        # What is new in a file without edits comes from any of those with some.
        news = set(made)
    doubtful = chain.from_iterable(made[path] for path in found | news)
    return set().union(*map(paths_of, doubtful))
