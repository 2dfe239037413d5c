"""The report for GitLab's Code Quality: an issue for each finding.

https://docs.gitlab.com/ci/testing/code_quality/#code-quality-report-format
"""

from __future__ import annotations

import json
from typing import Any

from transync.model import Finding, Report, Severity
from transync.output.inert import inert_json
from transync.output.terminal import statement

_SEVERITIES = {Severity.ERROR: "major", Severity.WARNING: "minor"}


def render(report: Report) -> str:
    """An array of issues, escaped to ASCII; GitLab tells them apart by their fingerprints."""
    issues = list(map(_issue, report.findings))
    return inert_json(json.dumps(issues, indent=1)) + "\n"


def _issue(finding: Finding) -> dict[str, Any]:
    return {
        "description": statement(finding.text),
        "check_name": finding.rule,
        "fingerprint": finding.fingerprint,
        "severity": _SEVERITIES[finding.severity],
        "location": {"path": finding.path, "lines": {"begin": finding.line}},
    }
