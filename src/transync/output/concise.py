"""The report as one line a finding, for editors and grep."""

from __future__ import annotations

from transync.model import Finding, Report
from transync.output.inert import inert_text
from transync.output.terminal import printable, statement


def render(report: Report) -> str:
    """`path:line:column: severity rule message`, by path and place; nothing without findings."""
    return inert_text("".join(f"{_line(finding)}\n" for finding in report.findings))


def _line(finding: Finding) -> str:
    place = f"{printable(finding.path)}:{finding.line}:{finding.column}"
    return f"{place}: {finding.severity} {finding.rule} {statement(finding.text)}"
