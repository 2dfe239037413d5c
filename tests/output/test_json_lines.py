"""JSON lines: the findings of the JSON report, one by one."""

from __future__ import annotations

import json

from tests.conftest import Repository


def test_each_finding_is_the_object_that_the_json_report_has(course: Repository) -> None:
    lines = course.run("check", "--output-format", "json-lines").stdout.splitlines()

    findings = course.check().findings
    assert len(findings) == 5
    assert [json.loads(line) for line in lines] == findings


def test_hostile_text_stays_in_its_line(hostile: Repository) -> None:
    output = hostile.run("check", "--output-format", "json-lines").stdout

    lines = output.removesuffix("\n").split("\n")
    assert output.isascii()
    assert [json.loads(line) for line in lines] == hostile.check().findings
    assert any("\x1b" in json.loads(line)["path"] for line in lines)
