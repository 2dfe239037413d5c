"""SARIF for code scanning, as sarif-pydantic reads it, which knows the types of the standard."""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterator
from urllib.parse import unquote

import pytest
from pydantic import BaseModel
from sarif_pydantic import Result, Run, Sarif

from tests.conftest import Repository
from tests.output.conftest import EVIL_NAME
from transync.model import Finding, Report, Severity
from transync.output import render

# Of SARIF 2.1.0, but unknown to the reader.
UNREAD = {"columnKind", "toolExecutionNotifications"}


def only_run(output: str) -> Run:
    """The run of a log that has nothing but what the standard knows."""
    assert output.isascii()
    log = Sarif.model_validate_json(output)
    assert log.version == "2.1.0"
    assert set(unknown(log)) - UNREAD <= {"$schema"}
    (run,) = log.runs
    return run


def unknown(value: object) -> Iterator[str]:
    """The properties that the reader has no type for, however deep."""
    if isinstance(value, BaseModel):
        yield from value.model_extra or ()
        for _, part in value:
            yield from unknown(part)
    elif isinstance(value, list):
        for part in value:
            yield from unknown(part)


def check(repository: Repository) -> Run:
    return only_run(repository.run("check", "--output-format", "sarif").stdout)


def results(run: Run) -> dict[str, Result]:
    assert run.results is not None
    return {result.rule_id or "": result for result in run.results}


def places(result: Result) -> list[tuple[str, int, int]]:
    found = []
    for location in result.locations or ():
        place = location.physical_location
        assert place and place.artifact_location and place.region
        line, column = place.region.start_line, place.region.start_column
        assert place.artifact_location.uri and line and column
        found.append((unquote(place.artifact_location.uri), line, column))
    return found


def test_a_fault_of_many_languages_is_one_result_with_all_its_places(course: Repository) -> None:
    run = check(course)

    assert [r.rule_id for r in run.results or ()] == ["anchor", "stale", "missing-translation"]
    anchor = results(run)["anchor"]
    assert anchor.level == "error"
    assert anchor.message.text == (
        "the link to #b names no heading here: should be #b-de [ar de vi]"
    )
    assert places(anchor) == [(f"translations/{x}/a.md", 12, 5) for x in ("de", "vi", "ar")]
    assert anchor.properties is not None
    assert anchor.properties["languages"] == ["ar", "de", "vi"]


def test_each_result_names_a_rule_that_the_run_explains(course: Repository) -> None:
    run = check(course)

    rules = run.tool.driver.rules or []
    assert [rule.id for rule in rules] == ["anchor", "missing-translation", "stale"]
    assert all(rules[r.rule_index or 0].id == r.rule_id for r in run.results or ())
    assert rules[0].short_description is not None
    assert rules[0].short_description.text == "A link to a heading leads nowhere, or elsewhere."


def test_a_fingerprint_survives_a_text_that_moves(course: Repository) -> None:
    before = results(check(course))["anchor"]
    page = course.root / "translations/de/a.md"
    page.write_text(page.read_text().replace("See", "Welcome.\n\nSee"))
    after = results(check(course))["anchor"]

    assert places(after)[0][1] == places(before)[0][1] + 2
    assert after.partial_fingerprints == before.partial_fingerprints


def test_a_fix_has_the_edits_of_all_places(course: Repository) -> None:
    fixes = results(check(course))["anchor"].fixes

    assert fixes and len(fixes) == 1
    changed = set()
    for change in fixes[0].artifact_changes:
        path = course.root / unquote(change.artifact_location.uri or "")
        (replacement,) = change.replacements
        region, new = replacement.deleted_region, replacement.inserted_content
        assert new and region.byte_offset is not None and region.byte_length is not None
        data, end = path.read_bytes(), region.byte_offset + region.byte_length
        path.write_bytes(data[: region.byte_offset] + (new.text or "").encode() + data[end:])
        changed.add(path)
    assert changed == set(course.root.glob("translations/*/a.md"))
    assert "anchor" not in course.check().rules


def test_nothing_wrong_is_a_run_without_results(folder: Repository) -> None:
    folder.write("a.md", "# A\n")
    folder.translate("a.md", "vi", "# A\n")

    assert check(folder).results == []


def test_hostile_text_is_no_link_and_its_path_a_uri(hostile: Repository) -> None:
    run = check(hostile)

    assert len(run.results or ()) > 3
    assert EVIL_NAME in {path for result in run.results or () for path, *_ in places(result)}
    messages = [result.message.text or "" for result in run.results or ()]
    assert any(r"\[no\](https://evil.example)" in message for message in messages)
    assert not any(c in message for message in messages for c in "\x1b\n\r\u202e")


@pytest.fixture
def flood() -> Report:
    """More different faults than GitHub takes, the worst of them last."""
    findings = [a_finding(number, Severity.WARNING) for number in range(25_001)]
    return Report(1, (), (*findings, a_finding(25_001, Severity.ERROR)))


def a_finding(number: int, severity: Severity) -> Finding:
    return Finding(
        rule="anchor",
        severity=severity,
        message=f"the link to #h{number} names no heading here",
        detail=f"should be #k{number}",
        path=f"translations/vi/page-{number % 100}.md",
        line=number + 1,
        column=1,
        cell=None,
        language="vi",
        source_path=f"page-{number % 100}.md",
        source_line=number + 1,
        source_column=1,
        source_cell=None,
        is_stale=False,
        is_absent=False,
        group=f"{number:016x}",
        fingerprint=f"{number:016x}",
    )


def test_no_more_than_github_takes_is_written_and_that_is_said(flood: Report) -> None:
    output = render(flood, "sarif")

    (run,) = json.loads(output)["runs"]
    assert len(run["results"]) == 25_000
    assert run["results"][0]["level"] == "error"
    (note,) = run["invocations"][0]["toolExecutionNotifications"]
    assert note["message"]["text"] == "2 further faults are left out"
    assert len(gzip.compress(output.encode())) < 10_000_000
