"""The report as one JSON object, for programs: schema `transync.report/1`."""

from __future__ import annotations

import json
from collections import Counter

from transync.model import CellPlace, Diff, Finding, Fix, Report, Severity, State, Switches
from transync.output.inert import inert_json
from transync.output.json_shape import (
    CellObject,
    DiffObject,
    FindingObject,
    FixObject,
    ReportObject,
    SourceObject,
    SwitchesObject,
)


def render(report: Report) -> str:
    """The whole report, a line for each finding; text from files is escaped to ASCII-safe JSON."""
    shown = _report(report)
    # Without indentation, findings are encoded several times as fast.
    rows = ",\n".join(f"    {json.dumps(finding)}" for finding in shown["findings"])
    whole = json.dumps({**shown, "findings": []}, indent=2)
    findings = f'"findings": [\n{rows}\n  ]' if rows else '"findings": []'
    return inert_json(whole.replace('"findings": []', findings, 1)) + "\n"


def finding_as_json(finding: Finding) -> FindingObject:
    """One of the report's findings as the schema has it."""
    source: SourceObject | None = None
    if finding.source_path is not None:
        source = {
            "path": finding.source_path,
            "line": finding.source_line,
            "cell": _cell(finding.source_cell),
        }
    return {
        "rule": finding.rule,
        "severity": finding.severity,
        "message": finding.text,
        "path": finding.path,
        "line": finding.line,
        "column": finding.column,
        "cell": _cell(finding.cell),
        "language": finding.language,
        "stale": finding.is_stale,
        "source": source,
        "group": finding.group,
        "fingerprint": finding.fingerprint,
        "fix": _fix(finding.fix) if finding.fix else None,
    }


def _report(report: Report) -> ReportObject:
    counts = {state: sum(t.states.get(state, 0) for t in report.languages) for state in State}
    severities = Counter(finding.severity for finding in report.findings)
    return {
        "schema": "transync.report/1",
        "summary": {
            "sources": report.sources,
            "translations": sum(t.translations for t in report.languages),
            "languages": [t.language for t in report.languages],
            "pairs": {
                "current": counts[State.CURRENT],
                "stale": counts[State.STALE],
                "unmanaged": counts[State.UNMANAGED],
                "orphan": counts[State.ORPHAN],
                "failed": sum(t.failed for t in report.languages),
                "missing": counts[State.MISSING],
            },
            "findings": {
                "error": severities[Severity.ERROR],
                "warning": severities[Severity.WARNING],
            },
            "known": report.known,
            "silenced": [{"path": p, "count": number} for p, number in report.silenced.items()],
            "untranslated": list(report.untranslated),
            "images": report.images,
            "notes": list(report.notes),
        },
        "findings": [finding_as_json(finding) for finding in report.findings],
        "diff": _diff(report.diff) if report.diff else None,
    }


def _diff(diff: Diff) -> DiffObject:
    return {
        "base": diff.base,
        "commit": diff.commit,
        "changed": diff.changed,
        "stale": [finding_as_json(finding) for finding in diff.stale],
        "before": [finding_as_json(finding) for finding in diff.before],
        "switches": _switches(diff.switches) if diff.switches else None,
    }


def _switches(switches: Switches) -> SwitchesObject:
    return {
        "obeyed": switches.is_obeyed,
        "settings": [
            {"key": s.key, "path": s.path, "added": list(s.added), "removed": list(s.removed)}
            for s in switches.settings
        ],
        "known": switches.known,
        "suppressions": [
            {"path": s.path, "line": s.line, "rules": list(s.rules), "file": s.is_for_file}
            for s in switches.suppressions
        ],
        "hidden": [finding_as_json(finding) for finding in switches.hidden],
        "lowered": [finding_as_json(finding) for finding in switches.lowered],
    }


def _fix(fix: Fix) -> FixObject:
    return {
        "safe": fix.is_safe,
        "edits": [
            {"path": e.path, "start": e.start, "end": e.end, "replacement": e.replacement}
            for e in fix.edits
        ],
    }


def _cell(place: CellPlace | None) -> CellObject | None:
    """Where in a notebook it is, both counted from 1; null in other documents."""
    return {"number": place.number, "line": place.line} if place else None
