"""No output does anything but show, whatever a report holds, and whoever wrote it."""

from __future__ import annotations

import subprocess
import sys
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.inert import checks
from tests.inert.values import TEXTS, values
from transync.checking import baseline
from transync.commands import report as report_forms
from transync.commands.diff import json as differences_json
from transync.commands.diff import text as differences_text
from transync.commands.diff.differences import Differences
from transync.commands.fix import text as fix_text
from transync.commands.fix.repair import Repair
from transync.commands.history import chart
from transync.commands.history import json as trend_json
from transync.commands.history import text as trend_text
from transync.commands.history.trend import Trend
from transync.commands.report.overview import Overview, build_overview
from transync.commands.stamp import text as stamp_text
from transync.commands.stamp.work import Stamping
from transync.commands.worklist import co_op
from transync.commands.worklist import json as worklist_json
from transync.commands.worklist import text as worklist_text
from transync.commands.worklist.work import Worklist
from transync.model import Behind, Head, KnownFinding, Layout, Pair, Report
from transync.output import FORMATS, advice, render, text
from transync.repository.tree import Tree
from transync.untrusted.file_name import name_bytes

FEW = settings(
    deadline=None,
    derandomize=True,
    max_examples=50,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
OF_FORMATS = {
    "text": checks.check_text,
    "concise": checks.check_text,
    "json": checks.check_json,
    "json-lines": checks.check_json_lines,
    "github": checks.check_github,
    "gitlab": checks.check_json,
    "junit": checks.check_junit,
    "markdown": checks.check_markdown,
    "sarif": checks.check_json,
}
OF_REPORTS = {
    "text": checks.check_text,
    "markdown": checks.check_markdown,
    "html": checks.check_html,
    "csv": checks.check_csv,
    "json": checks.check_json,
    "badge": checks.check_json,
    "badge-svg": checks.check_svg,
}
FORGE = "https://forge.example/owner/name"


@st.composite
def overviews(draw: st.DrawFn) -> Overview:
    report = draw(values(Report))
    behind = {p.translation: draw(values(Behind)) for p in report.pairs if draw(st.booleans())}
    head, notes = draw(values(Head | None)), draw(values(tuple[str, ...]))
    return build_overview(report, behind, head, draw(st.sampled_from((None, FORGE))), notes)


def test_every_format_is_looked_at() -> None:
    assert set(OF_FORMATS) == set(FORMATS)
    assert set(OF_REPORTS) == set(report_forms.FORMATS)


@FEW
@given(values(Report), st.booleans())
def test_reports_of_a_check(report: Report, is_verbose: bool) -> None:
    for form, check in OF_FORMATS.items():
        check(render(report, form, is_verbose))
    checks.check_text(text.render_errors(report))


@FEW
@given(overviews(), st.sampled_from((None, 20, 80, 200)))
def test_reports_of_all_languages(overview: Overview, width: int | None) -> None:
    for form, check in OF_REPORTS.items():
        check(report_forms.render(overview, form, width))


@FEW
@given(values(Worklist), st.sampled_from((20, 80, 200)))
def test_worklists(worklist: Worklist, width: int) -> None:
    checks.check_text(worklist_text.render(worklist, width))
    checks.check_json(worklist_json.render(worklist))


@FEW
@given(values(Worklist), values(tuple[Pair, ...]))
def test_commands_of_co_op_translator(worklist: Worklist, pairs: tuple[Pair, ...]) -> None:
    files = frozenset(path for pair in pairs for path in (pair.source, pair.translation))
    tree = Tree(Path("nowhere"), files, stored=lambda path: b"# A\n")

    checks.check_text(co_op.render(worklist, pairs, tree))


@pytest.mark.skipif(sys.platform == "win32", reason="it takes bash")
@FEW
@given(TEXTS.filter(lambda text: text and "\0" not in text and "/" not in text))
def test_a_shell_reads_of_a_command_what_was_meant(name: str) -> None:
    command = co_op.Command(Layout(name, f"{name}/translations"), frozenset((name,)), frozenset())
    shown = str(command).replace("translate", "printf '%s\\0'", 1)
    done = subprocess.run(["bash", "-c", shown], capture_output=True, check=True)
    words = done.stdout.split(b"\0")

    assert words[words.index(b"-l") + 1] == name_bytes(name)
    assert words[words.index(b"-r") + 1] == name_bytes(name)


@FEW
@given(values(Differences), st.booleans())
def test_differences(differences: Differences, has_colour: bool) -> None:
    # Translations of one version have the same to do.
    every = differences.translations
    alike = tuple(replace(each, tasks=every[0].tasks) for each in every)
    differences = differences._replace(translations=alike)
    checks.check_text(differences_text.render(differences, has_colour))
    checks.check_json(differences_json.render(differences))


@FEW
@given(values(Trend), st.sampled_from((80, 200)))
def test_histories(trend: Trend, width: int) -> None:
    trend = replace(trend, points=tuple(sorted(trend.points, key=lambda point: point.time)))
    checks.check_text(trend_text.render(trend, width))
    checks.check_json(trend_json.render(trend))
    checks.check_svg(chart.render(trend))
    checks.check_svg(chart.inline(trend))


@FEW
@given(values(Repair), st.booleans(), st.booleans())
def test_repairs(repair: Repair, is_written: bool, is_verbose: bool) -> None:
    checks.check_text(fix_text.render(repair, is_written, is_verbose))


@FEW
@given(values(Stamping))
def test_stamps(stamping: Stamping) -> None:
    checks.check_text(stamp_text.render(stamping))


@FEW
@given(st.dictionaries(TEXTS, values(tuple[str, ...])), st.booleans())
def test_advice_of_the_hook(stale: Any, is_error: bool) -> None:
    checks.check_text(advice.render(stale, is_error))


@FEW
@given(values(frozenset[KnownFinding]))
def test_baselines(known: frozenset[KnownFinding]) -> None:
    checks.check_own_json(baseline.render(known))
