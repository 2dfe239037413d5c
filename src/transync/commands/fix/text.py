"""What was repaired and what is left, for people: a line for each rule, and the verdict."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

import click

from transync.commands.fix.repair import Left, Repair
from transync.model import Finding, Severity
from transync.output.inert import inert_text
from transync.output.terminal import printable, statement
from transync.wording import count

_SHOWN_LEFT = 5


def render(repair: Repair, is_written: bool = True, is_verbose: bool = False) -> str:
    """The text with ANSI colours; without `is_written`, it says what would be repaired."""
    lines = [*_fixed(repair, is_written, is_verbose), *_left(repair, is_verbose)]
    return inert_text("\n".join(lines)) + "\n"


def verdict(repair: Repair, is_written: bool = True) -> str:
    """What was repaired, in one plain sentence."""
    if not repair.fixed:
        if repair.refused:
            return "nothing is repaired"
        return "nothing that can be repaired"
    findings, files = count(len(repair.fixed), "finding"), count(len(repair.files), "file")
    verb = "repaired" if is_written else "would repair"
    return f"{verb} {findings} in {files}"


def _fixed(repair: Repair, is_written: bool, is_verbose: bool) -> Iterator[str]:
    if not repair.fixed:
        yield verdict(repair)
        return
    by_rule: dict[str, list[Finding]] = defaultdict(list)
    for finding in repair.fixed:
        by_rule[finding.rule].append(finding)
    width = max(map(len, by_rule))
    digits = len(str(max(map(len, by_rule.values()))))
    for rule, found in sorted(by_rule.items()):
        number = click.style(str(len(found)).rjust(digits), fg="green")
        yield f"{rule.ljust(width)}  {number}  {_extent(found)}"
        for finding in found if is_verbose else ():
            yield f"  {_place(finding)} {statement(finding.text)}"
    yield ""
    yield click.style(verdict(repair, is_written), fg="green", bold=True)


def _left(repair: Repair, is_verbose: bool) -> Iterator[str]:
    by_reason: dict[str, list[Left]] = defaultdict(list)
    for left in repair.left:
        by_reason[left.reason].append(left)
    for reason, found in by_reason.items():
        yield f"{count(len(found), 'fix', 'fixes')} not made, {printable(reason)}"
        shown = found if is_verbose else found[:_SHOWN_LEFT]
        for left in shown:
            yield f"  {_place(left.finding)} {statement(left.finding.message)}"
        if len(shown) < len(found):
            yield f"  … and {len(found) - len(shown)} more (--verbose shows them)"
    if findings := repair.after.findings:
        errors = sum(f.severity is Severity.ERROR for f in findings)
        number = f"{count(errors, 'error')} and {count(len(findings) - errors, 'warning')}"
        yield f"{number} left; `transync check` shows them"


def _extent(findings: Sequence[Finding]) -> str:
    files = count(len({finding.path for finding in findings}), "file")
    languages = {printable(finding.language) for finding in findings if finding.language}
    if not languages:
        return f"in {files}"
    where = count(len(languages), "language") if len(languages) > 1 else languages.pop()
    return f"in {files}, {where}"


def _place(finding: Finding) -> str:
    return click.style(f"{printable(finding.path)}:{finding.line}", dim=True)
