"""Two real repositories: their pairs and faults are known, and every output of them is valid."""

from __future__ import annotations

import csv
import gzip
import io
import json
import shutil
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from tests.conftest import CORPORA
from tests.output import (
    test_concise,
    test_github,
    test_gitlab,
    test_junit,
    test_markdown,
    test_sarif,
)
from tests.output.test_inert import commands
from tests.test_schema import validator
from transync.commands import report as report_forms
from transync.commands.history.standings import Share
from transync.commands.history.trend import find_trend
from transync.commands.report.survey import survey
from transync.config import Settings, load_settings
from transync.git_history import Step
from transync.model import Report, State
from transync.output import FORMATS, render
from transync.output.entry import gather
from transync.repository.tree import read_tree
from transync.rules import rule_names

pytestmark = [
    pytest.mark.skipif(not CORPORA.is_dir(), reason="the corpora are not beside the project"),
    pytest.mark.skipif(
        not shutil.which("bash"), reason="the corpora are unpacked by a bash script"
    ),
]


class Known(NamedTuple):
    """What was counted in a corpus by other means."""

    languages: int
    sources: int
    pairs: dict[str, int]


CORPUS = {
    "security-101": Known(51, 37, {"current": 1836, "stale": 51}),
    "azd-for-beginners": Known(14, 62, {"current": 861, "stale": 7, "failed": 7}),
}


class Checked(NamedTuple):
    """One check of one corpus, in every format."""

    root: Path
    known: Known
    report: Report
    shown: dict[str, str]
    overview: dict[str, str]

    @property
    def findings(self) -> list[dict[str, Any]]:
        found: list[dict[str, Any]] = json.loads(self.shown["json"])["findings"]
        return found

    @property
    def places(self) -> list[tuple[str, int, int]]:
        return [(f["path"], f["line"], f["column"]) for f in self.findings]


@pytest.fixture(scope="module", params=CORPUS)
def checked(
    request: pytest.FixtureRequest, corpora: Path, report_of: Callable[[str], Report]
) -> Checked:
    root, report = corpora / request.param, report_of(request.param)
    shown = {form: render(report, form) for form in FORMATS}
    tree = read_tree(root)
    overview = survey(tree, load_settings(tree.root, None, rule_names()), report)
    overviews = {form: report_forms.render(overview, form) for form in report_forms.FORMATS}
    return Checked(root, CORPUS[request.param], report, shown, overviews)


def test_the_state_of_every_pair_is_known(checked: Checked) -> None:
    summary = json.loads(checked.shown["json"])["summary"]

    pairs = {state: number for state, number in summary["pairs"].items() if number}
    assert Known(len(summary["languages"]), summary["sources"], pairs) == checked.known
    assert not {f["rule"] for f in checked.findings if f["rule"].startswith("metadata-")}
    # Old folder names are the languages that they stand for.
    assert {"mo", "br", "hk", "tw", "zh"}.isdisjoint(summary["languages"])
    failed = [f for f in checked.findings if f["rule"] == "failed-translation"]
    assert len(failed) == checked.known.pairs.get("failed", 0)


@pytest.mark.parametrize("step", ["week", "commit"])
def test_the_history_ends_with_what_was_counted(checked: Checked, step: Step) -> None:
    trend = find_trend(read_tree(checked.root), Settings.model_validate({}), step)

    assert trend.points[-1].shares == {
        tally.language: Share(
            tally.states.get(State.CURRENT, 0),
            sum(number for state, number in tally.states.items() if state is not State.ORPHAN),
        )
        for tally in checked.report.languages
    }
    assert trend.notes == ()


def test_the_json_is_as_its_schema_says(checked: Checked) -> None:
    assert list(validator("report").iter_errors(json.loads(checked.shown["json"]))) == []
    lines = checked.shown["json-lines"].splitlines()
    assert [json.loads(line) for line in lines] == checked.findings


def test_the_sarif_is_read_and_within_the_limits_of_github(checked: Checked) -> None:
    # It refuses more than 25,000 results, and more than 1,000 places of one, but shows fewer still:
    # https://docs.github.com/en/code-security/reference/code-scanning/sarif-files/sarif-support
    run = test_sarif.only_run(checked.shown["sarif"])
    results, rules = run.results or [], run.tool.driver.rules or []

    assert len(gzip.compress(checked.shown["sarif"].encode())) <= 10_000_000
    assert 0 < len(results) <= 5_000
    assert all(1 <= len(result.locations or ()) <= 100 for result in results)
    assert not any(rule.properties for rule in rules)  # where tags are, 20 of them at most
    prints = [tuple((result.partial_fingerprints or {}).values()) for result in results]
    assert len(set(prints)) == len(results)
    named = [place for result in results for place in test_sarif.places(result)]
    assert sorted(named) == sorted(checked.places)


def test_the_junit_is_read(checked: Checked) -> None:
    suites = test_junit.read(checked.shown["junit"])

    assert len(suites) == checked.known.languages + 1
    failures = sum(suite.failures for suite in suites.values())
    skipped = sum(suite.skipped for suite in suites.values())
    assert failures == sum(f["severity"] == "error" for f in checked.findings)
    assert failures + skipped == len(checked.findings)


def test_the_issues_for_gitlab_are_as_its_format_says(checked: Checked) -> None:
    issues = test_gitlab.read(checked.shown["gitlab"])

    assert [(i.location.path, i.location.lines.begin) for i in issues] == [
        (path, line) for path, line, _ in checked.places
    ]
    assert len({issue.fingerprint for issue in issues}) == len(issues)


def test_the_annotations_for_github_are_whole_commands(checked: Checked) -> None:
    annotations = test_github.commands(checked.shown["github"])

    faults = [a for a in annotations if a.name != "notice"]
    assert len(faults) == len(gather(checked.report.findings))
    assert all(set(a.properties) == {"file", "line", "col", "title"} for a in faults)
    places = {(a.properties["file"], a.properties["line"], a.properties["col"]) for a in faults}
    assert places <= {(path, str(line), str(column)) for path, line, column in checked.places}
    # The runner cuts a longer message off (actions/runner, ExecutionContext.cs).
    assert max(len(a.message) for a in annotations) < 4096


def test_the_concise_lines_name_their_places(checked: Checked) -> None:
    read = [test_concise.LINE.fullmatch(line) for line in checked.shown["concise"].splitlines()]

    assert checked.places == [
        (found["path"], int(found["line"]), int(found["column"])) for found in read if found
    ]


def test_the_markdown_fits_into_a_comment_and_is_closed(checked: Checked) -> None:
    summary = checked.shown["markdown"]
    tokens = list(test_markdown.tokens(summary))

    assert len(summary) < 65_536
    assert sum(token.nesting for token in tokens) == 0
    # The table of languages is folded; nothing else is HTML.
    assert sum(token.type.startswith("html") for token in tokens) == 2
    assert {f["rule"] for f in checked.findings} == {
        token.children[0].content
        for heading, token in pairwise(tokens)
        if heading.tag == "h3" and heading.nesting == 1 and token.children
    }


def test_the_overview_counts_what_the_check_counts(checked: Checked) -> None:
    overview = json.loads(checked.overview["json"])
    pairs = checked.known.pairs

    assert list(validator("overview").iter_errors(overview)) == []
    assert (overview["current"], overview["wanted"]) == (
        pairs["current"],
        pairs["current"] + pairs["stale"],
    )
    assert overview["sources"] == checked.known.sources
    pages = [page for language in overview["languages"] for page in language["pages"]]
    others = [finding for language in overview["languages"] for finding in language["others"]]
    counted = sum(sum(page["findings"].values()) for page in pages) + len(others)
    told = [f for f in checked.findings if f["rule"] != "stale" and not f["stale"]]
    assert counted + len(overview["faults"]) == len(told)
    # History holds what all but the never committed ones were made from.
    stale = [page for page in pages if page["state"] == "stale"]
    assert all((page["behind"] is None) is page["uncommitted"] for page in stale)


def test_the_overview_fits_into_an_issue(checked: Checked) -> None:
    shown = checked.overview["markdown"]
    tokens = list(test_markdown.tokens(shown))

    assert len(shown) < 60_000
    assert sum(token.nesting for token in tokens) == 0
    assert "… and " not in shown


def test_the_overview_has_a_row_for_each_page_and_language(checked: Checked) -> None:
    rows = list(csv.reader(io.StringIO(checked.overview["csv"], newline=""), strict=True))

    assert len(rows) == 1 + sum(checked.known.pairs[state] for state in ("current", "stale"))
    assert len({tuple(row[:2]) for row in rows}) == len(rows)
    assert {len(row) for row in rows} == {14}


@pytest.mark.parametrize("form", sorted(report_forms.FORMATS))
def test_no_overview_commands_the_runner(checked: Checked, form: str) -> None:
    assert checked.overview[form]
    assert list(commands(checked.overview[form])) == []


@pytest.mark.parametrize("form", sorted(FORMATS.keys() - {"github"}))
def test_no_output_commands_the_runner(checked: Checked, form: str) -> None:
    assert checked.shown[form]
    assert list(commands(checked.shown[form])) == []
