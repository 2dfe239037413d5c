"""The report as SARIF 2.1.0, for code scanning: a result for each fault.

The limits are GitHub's: it refuses a file with more results or places, and shows fewer still.
https://docs.github.com/en/code-security/reference/code-scanning/sarif-files/sarif-support
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from importlib.metadata import version
from typing import Any
from urllib.parse import quote

from transync.model import Finding, Fix, Report
from transync.output import switches
from transync.output.entry import Entry, gather, ranked
from transync.output.inert import inert_json
from transync.output.terminal import printable, statement
from transync.rules import Rule, all_rules
from transync.untrusted.file_name import name_bytes

_SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"
_RESULTS = 25_000
_PLACES = 1_000
# Of a change: what it introduces, what it makes stale, and what was there before.
_NEW: dict[str, Any] = {"baselineState": "new"}
_ADVICE = {"baselineState": "new", "level": "note"}
_OLD = {"baselineState": "unchanged"}


def render(report: Report) -> str:
    """One run, escaped to ASCII, with the faults that matter most first."""
    diff = report.diff
    entries = list(_with_status(report.findings, _NEW if diff else {}))
    if diff:
        entries += _with_status(diff.stale, _ADVICE)
        entries += _with_status(diff.before, _OLD)
    shown = entries[:_RESULTS]
    notes = list(report.notes)
    if len(shown) < len(entries):
        notes.append(f"{len(entries) - len(shown)} further faults are left out")
    ids = sorted({entry.first.rule for entry, _ in shown})
    indexes = {rule: index for index, rule in enumerate(ids)}
    rules = all_rules()
    run = {
        "tool": {
            "driver": {
                "name": "transync",
                "version": version("transync"),
                "rules": [_rule(rules[name]) for name in ids],
            }
        },
        "columnKind": "unicodeCodePoints",
        "invocations": [
            {
                "executionSuccessful": True,
                "toolExecutionNotifications": [*_switches(report), *map(_note, notes)],
            }
        ],
        "results": [_result(e, indexes[e.first.rule]) | status for e, status in shown],
    }
    log = {"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]}
    return inert_json(json.dumps(log, indent=1)) + "\n"


def _with_status(
    findings: Sequence[Finding], status: dict[str, Any]
) -> Iterator[tuple[Entry, dict[str, Any]]]:
    """The faults that matter most first, each with what is said of its part of the report."""
    for entry in ranked(gather(findings)):
        yield entry, status


def _switches(report: Report) -> Iterator[dict[str, Any]]:
    """A warning about what a change brings that decides what is found."""
    if found := switches.of(report):
        text = f"{switches.sentence(found)}: {'; '.join(switches.lines(found))}"
        yield {"level": "warning", "message": _message(text)}


def _note(note: str) -> dict[str, Any]:
    return {"level": "note", "message": _message(printable(note))}


def _rule(rule: Rule) -> dict[str, Any]:
    return {
        "id": rule.id,
        "shortDescription": {"text": rule.summary},
        "help": {"text": rule.documentation, "markdown": rule.documentation},
        "defaultConfiguration": {"level": rule.severity.value},
    }


def _result(entry: Entry, rule_index: int) -> dict[str, Any]:
    """All places have to be corrected, so all are locations; the source only explains.

    The fingerprint is that of the first place, which is where GitHub shows the alert: a group's
    own names a line of the source, and would change with every paragraph above it.
    """
    first, languages = entry.first, entry.languages
    said = statement(first.text)
    if languages:
        said = f"{said} [{' '.join(languages)}]"
    result: dict[str, Any] = {
        "ruleId": first.rule,
        "ruleIndex": rule_index,
        "level": entry.severity.value,
        "message": _message(said),
        "locations": _locations(entry.findings[:_PLACES]),
        "partialFingerprints": {"primaryLocationLineHash": first.fingerprint},
        "properties": {"languages": list(languages), "group": first.group, "stale": first.is_stale},
    }
    if fixes := [f.fix for f in entry.findings[:_PLACES] if f.fix]:
        result["fixes"] = [_fix(fixes)]
    if first.source_path:
        source = _location(first.source_path, first.source_line or 1, first.source_column)
        result["relatedLocations"] = [{**source, "message": {"text": "the source"}}]
    return result


def _locations(findings: Sequence[Finding]) -> list[dict[str, Any]]:
    return [
        {**_location(f.path, f.line, f.column), "message": _message(statement(f.text))}
        for f in findings
    ]


def _location(path: str, line: int, column: int) -> dict[str, Any]:
    return {
        "physicalLocation": {
            "artifactLocation": _artifact(path),
            "region": {"startLine": line, "startColumn": column},
        }
    }


def _fix(fixes: Sequence[Fix]) -> dict[str, Any]:
    """One fix for all places: several would be alternatives (section 3.27.30)."""
    changes: dict[str, list[dict[str, Any]]] = {}
    for edit in dict.fromkeys(edit for fix in fixes for edit in fix.edits):
        replacement = {
            "deletedRegion": {"byteOffset": edit.start, "byteLength": edit.end - edit.start},
            "insertedContent": {"text": edit.replacement},
        }
        changes.setdefault(edit.path, []).append(replacement)
    description = "repair it, and look at the result"
    if all(fix.is_safe for fix in fixes):
        description = "repair it"
    return {
        "description": {"text": description},
        "artifactChanges": [
            {"artifactLocation": _artifact(path), "replacements": replacements}
            for path, replacements in changes.items()
        ],
    }


def _artifact(path: str) -> dict[str, str]:
    return {"uri": quote(name_bytes(path)), "uriBaseId": "%SRCROOT%"}


def _message(text: str) -> dict[str, str]:
    """Plain text: SARIF 2.1.0 reads `[x](y)` as a link unless it is escaped (section 3.11.6).

    Braces stay single: section 3.11.5 doubles them, but a message without arguments has no
    placeholders, and the reader for Visual Studio Code would show both of each pair.
    https://github.com/microsoft/sarif-vscode-extension/blob/main/src/shared/index.ts
    """
    if "](" in text:
        text = text.replace("\\", r"\\").replace("[", r"\[").replace("]", r"\]")
    return {"text": text}
