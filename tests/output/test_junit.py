"""JUnit's XML, as junitparser reads it."""

from __future__ import annotations

import pytest
from junitparser import Failure, JUnitXml, Skipped, TestCase, TestSuite

from tests.conftest import Repository
from tests.output.conftest import EVIL_NAME
from transync.model import Report
from transync.output import render


def suites(repository: Repository) -> dict[str, TestSuite]:
    return read(repository.run("check", "--output-format", "junit").stdout)


def read(output: str) -> dict[str, TestSuite]:
    """The suites by name, whose numbers are those of their tests."""
    assert output.isascii()
    document = JUnitXml.fromstring(output.encode())
    found = list(document)
    for suite in found:
        outcomes = [type(result) for case in suite for result in case.result]
        assert suite.tests == len(cases(suite))
        assert suite.failures == outcomes.count(Failure)
        assert suite.skipped == outcomes.count(Skipped)
    assert document.tests == sum(suite.tests for suite in found)
    assert document.failures == sum(suite.failures for suite in found)
    return {suite.name: suite for suite in found}


def cases(suite: TestSuite) -> list[TestCase]:
    return list(suite)


def test_each_language_is_a_suite_and_each_finding_a_test(course: Repository) -> None:
    found = suites(course)

    assert list(found) == ["ar", "de", "vi", "sources"]
    numbers = {name: (s.tests, s.failures, s.skipped) for name, s in found.items()}
    assert numbers == {"ar": (1, 1, 0), "de": (2, 2, 0), "vi": (2, 1, 1), "sources": (1, 0, 0)}


def test_an_error_fails_and_names_its_place(course: Repository) -> None:
    (case,) = cases(suites(course)["ar"])

    assert (case.classname, case.name) == ("translations/ar/a.md", "anchor 12:5")
    (failure,) = case.result
    assert isinstance(failure, Failure)
    assert failure.type == "anchor"
    assert failure.message == "the link to #b names no heading here: should be #b-ar"


def test_a_warning_is_skipped(course: Repository) -> None:
    case = cases(suites(course)["vi"])[1]

    assert case.name == "missing-translation 1:1"
    (skipped,) = case.result
    assert isinstance(skipped, Skipped)


def test_who_has_no_findings_passes(course: Repository) -> None:
    (case,) = cases(suites(course)["sources"])

    assert case.is_passed
    assert case.name == "nothing to complain about"


def test_hostile_text_is_text(hostile: Repository) -> None:
    found = [case for suite in suites(hostile).values() for case in suite]

    findings = hostile.check().findings
    assert len(found) == len(findings) > 3
    assert any(case.classname.startswith(EVIL_NAME.partition("\n")[0]) for case in found)
    messages = [result.message for case in found for result in case.result]
    assert any("%0A%25 | ]]> <b>no</b> <!-- &amp; \" ' ` `` @octocat" in m for m in messages)


@pytest.mark.parametrize("character", ["\x00", "\x1b", "\x7f", "\x85", "\ufffe"])
def test_what_xml_cannot_hold_never_reaches_it(course: Repository, character: str) -> None:
    course.translate("b.md", "vi", "# B\n\nText.\n", source_file=f"a{character}b.md")
    (mismatch,) = [c for c in suites(course)["vi"] if c.name.startswith("metadata-mismatch")]

    (failure,) = mismatch.result
    assert "source_file is another file: a" in failure.message


def test_an_empty_report_is_a_document(folder: Repository) -> None:
    document = JUnitXml.fromstring(render(Report(0, (), ()), "junit").encode())

    assert [suite.name for suite in document] == ["sources"]
