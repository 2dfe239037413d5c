"""The report as JUnit's XML: a suite for each language, a failed test for each error.

JUnit knows no warnings: they are skipped tests, which readers show and which fail nothing.
https://github.com/testmoapp/junitxml describes what readers agree on.
A test's file and line, by which GitLab and others link it, are not in the schema of Jenkins' xUnit.
"""

from __future__ import annotations

from collections.abc import Sequence
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from transync.model import Finding, Report, Severity
from transync.output.inert import inert_xml
from transync.output.terminal import printable, statement

_SOURCES = "sources"


def render(report: Report) -> str:
    """One document, escaped to ASCII; who has no findings has one test that passes."""
    by_suite: dict[str, list[Finding]] = {tally.language: [] for tally in report.languages}
    by_suite[_SOURCES] = []
    for finding in report.findings:
        by_suite.setdefault(finding.language or _SOURCES, []).append(finding)
    suites = Element("testsuites", name="transync")
    for name, findings in by_suite.items():
        suites.append(_suite(name, findings))
    for number in ("tests", "failures", "skipped"):
        suites.set(number, str(sum(int(suite.get(number, 0)) for suite in suites)))
    indent(suites)
    # ASCII is UTF-8, and character references survive any code page on the way to a file.
    document = tostring(suites, encoding="us-ascii", xml_declaration=False).decode()
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{inert_xml(document)}\n'


def _suite(name: str, findings: Sequence[Finding]) -> Element:
    failures = sum(finding.severity is Severity.ERROR for finding in findings)
    suite = Element(
        "testsuite",
        name=printable(name),
        tests=str(len(findings) or 1),
        failures=str(failures),
        errors="0",
        skipped=str(len(findings) - failures),
    )
    for finding in findings:
        _test(suite, finding)
    if not findings:
        SubElement(suite, "testcase", classname=printable(name), name="nothing to complain about")
    return suite


def _test(suite: Element, finding: Finding) -> None:
    path = printable(finding.path)
    place = f"{finding.line}:{finding.column}"
    test = SubElement(
        suite,
        "testcase",
        classname=path,
        name=f"{finding.rule} {place}",
        file=path,
        line=str(finding.line),
    )
    said = printable(statement(finding.text))
    outcome = "failure" if finding.severity is Severity.ERROR else "skipped"
    result = SubElement(test, outcome, type=finding.rule, message=said)
    result.text = f"{path}:{place}: {said}"
