"""What an injection calls for, and how far a check's findings are from it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from random import Random
from typing import Any, Literal, NamedTuple

from tests.injections.pages import Page

Finding = dict[str, Any]


class Expected(NamedTuple):
    """What a check must report: this rule at one of these lines (from 1), and its source."""

    rule: str
    path: str
    lines: frozenset[int]
    source_lines: frozenset[int] = frozenset()  # empty: any
    most: int = 1  # so many findings at most
    also: frozenset[str] = frozenset()  # rules that say the same of it
    elsewhere: frozenset[str] = frozenset()  # files in which any line is the place


class Place(NamedTuple):
    """What must be told by one finding: its rule, and the lines (from 1) of the translation.

    Where a text is lost, it goes on with the line `goes_on` of the source; None where it ends. The
    fault changes lines `around` as well: what is said there is not false.
    """

    rule: str
    lines: Sequence[int]
    goes_on: int | None = None
    around: Sequence[int] = ()


class Injection(NamedTuple):
    """A clean page, the page with the change, and what must be found (None: nothing)."""

    before: Page
    after: Page
    expected: Expected | None = None
    arguments: tuple[str, ...] = ()  # what is checked; empty: the translation
    borrowed: str = ""  # another translation that text was taken from, which must be clean too
    places: tuple[Place, ...] = ()  # what `telling` judges, in the place of `expected`
    shape: str = ""  # which of a kind's ways it is

    @property
    def checked(self) -> tuple[str, ...]:
        """The arguments of the check that has to find it."""
        return self.arguments or (self.after.translation_path,)


class Outcome(NamedTuple):
    """What a check made of a fault."""

    found: Literal["right", "otherwise", "missed"]
    collateral: bool  # whether it says more than it needs to


# Puts one kind of change into a page at a random place; None where the page offers no place.
Kind = Callable[[Page, Random], Injection | None]


TOLERANCE = 2  # lines


def outcome(injection: Injection, findings: list[Finding]) -> Outcome:
    """Whether a fault is found by the rule whose duty it is, near its place on either side.

    What stands under a `stale` entry is part of it.
    """
    expected = injection.expected
    assert expected
    if expected.rule == "stale":
        findings = [finding for finding in findings if not finding["stale"] or is_stale(finding)]
    right = [finding for finding in findings if is_right(finding, expected, injection.after)]
    surplus = len(findings) - (min(len(right), expected.most) or 1)
    if right:
        return Outcome("right", surplus > 0)
    return Outcome("otherwise" if findings else "missed", surplus > 0)


def is_stale(finding: Finding) -> bool:
    """Whether the finding is the entry itself under which a stale pair's others stand."""
    return bool(finding["rule"] == "stale")


def is_right(finding: Finding, expected: Expected, page: Page) -> bool:
    """Whether a finding is the expected one: its rule, near its place."""
    if finding["rule"] not in {expected.rule, *expected.also}:
        return False
    if finding["path"] in expected.elsewhere:
        return True
    source = finding["source"] or {"path": None, "line": None}
    sides = [
        (finding["path"] == expected.path, finding["line"], expected.lines),
        (source["path"] == page.source_path, source["line"], expected.source_lines),
    ]
    return any(
        is_file and line is not None and any(abs(line - place) <= TOLERANCE for place in places)
        for is_file, line, places in sides
    )


def complaint(kind: str, injection: Injection, findings: list[Finding]) -> str:
    """What is wrong with a check's findings, with the edit; empty if nothing is."""
    wrong = mistakes(injection, findings)
    before, after = injection.before, injection.after
    lines = [f"{kind}: {after.translation_path}", before.differences(after), *wrong]
    return "\n".join(lines) if wrong else ""


def mistakes(injection: Injection, findings: list[Finding]) -> list[str]:
    """Every way in which a check's findings are not what the injection calls for."""
    expected = injection.expected
    if expected is None:
        return [f"reported though harmless: {brief(finding)}" for finding in findings]
    if not findings:
        return [f"not found: {expected.rule} at {expected.path}:{sorted(expected.lines)}"]
    wrong = [
        f"{reason}: {brief(finding)}"
        for finding in findings
        if (reason := _wrong(finding, expected, injection.after))
    ]
    if not wrong and len(findings) > expected.most:
        wrong = [f"more than {expected.most}: {brief(finding)}" for finding in findings]
    return wrong


def brief(finding: Finding) -> str:
    """A finding on one line."""
    source = finding["source"]
    origin = f"source {source['path']}:{source['line']}" if source else "no source"
    place = f"{finding['path']}:{finding['line']}:{finding['column']}"
    return f"{finding['rule']} {place} ({origin}) {finding['message']}"


def _wrong(finding: Finding, expected: Expected, page: Page) -> str:
    source = finding["source"] or {"path": None, "line": None}
    if finding["rule"] != expected.rule:
        return f"another rule than {expected.rule} at {sorted(expected.lines)}"
    if finding["path"] != expected.path or finding["line"] not in expected.lines:
        return f"another place than {expected.path}:{sorted(expected.lines)}"
    is_sidecar_entry = finding["path"] not in (page.translation_path, page.source_path)
    if source["path"] != page.source_path and not is_sidecar_entry:
        return f"another source than {page.source_path}"
    if expected.source_lines and source["line"] not in expected.source_lines:
        return f"another source line than {sorted(expected.source_lines)}"
    if finding["severity"] != "error" or finding["stale"]:
        return "not an error of a current pair"
    return ""
