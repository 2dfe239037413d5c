"""The report as one JSON object, for programs: schema `transync.report/1`."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Sequence

from transync.model import (
    CellPlace,
    Diff,
    Finding,
    Fix,
    Report,
    SettingSwitch,
    Severity,
    State,
    SuppressionSwitch,
    Switches,
)
from transync.output.inert import inert_json
from transync.output.json_shape import (
    CellObject,
    DiffObject,
    FindingObject,
    FixObject,
    ReportObject,
    SettingSwitchObject,
    SourceObject,
    SuppressionSwitchObject,
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
    numbers = Counter[State]()
    for tally in report.languages:
        numbers.update(tally.states)
    severities = Counter(finding.severity for finding in report.findings)
    return {
        "schema": "transync.report/1",
        "summary": {
            "sources": report.sources,
            "translations": sum(t.translations for t in report.languages),
            "languages": [t.language for t in report.languages],
            "pairs": {
                "current": numbers[State.CURRENT],
                "stale": numbers[State.STALE],
                "unmanaged": numbers[State.UNMANAGED],
                "orphan": numbers[State.ORPHAN],
                "failed": sum(t.failed for t in report.languages),
                "missing": numbers[State.MISSING],
            },
            "findings": {
                "error": severities[Severity.ERROR],
                "warning": severities[Severity.WARNING],
            },
            "known": report.known,
            "silenced": [{"path": path, "count": n} for path, n in report.silenced.items()],
            "untranslated": list(report.untranslated),
            "images": report.images,
            "notes": list(report.notes),
        },
        "findings": _findings(report.findings),
        "diff": _diff(report.diff) if report.diff else None,
    }


def _diff(diff: Diff) -> DiffObject:
    return {
        "base": diff.base,
        "commit": diff.commit,
        "changed": diff.changed,
        "stale": _findings(diff.stale),
        "before": _findings(diff.before),
        "switches": _switches(diff.switches) if diff.switches else None,
    }


def _switches(switches: Switches) -> SwitchesObject:
    return {
        "obeyed": switches.is_obeyed,
        "settings": list(map(_setting, switches.settings)),
        "known": switches.known,
        "suppressions": list(map(_suppression, switches.suppressions)),
        "hidden": _findings(switches.hidden),
        "lowered": _findings(switches.lowered),
    }


def _setting(setting: SettingSwitch) -> SettingSwitchObject:
    return {
        "key": setting.key,
        "path": setting.path,
        "added": list(setting.added),
        "removed": list(setting.removed),
    }


def _suppression(suppression: SuppressionSwitch) -> SuppressionSwitchObject:
    return {
        "path": suppression.path,
        "line": suppression.line,
        "rules": list(suppression.rules),
        "file": suppression.is_for_file,
    }


def _findings(findings: Sequence[Finding]) -> list[FindingObject]:
    return list(map(finding_as_json, findings))


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
    if place:
        return {"number": place.number, "line": place.line}
    return None
