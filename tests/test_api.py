"""`import transync`: a check from Python, the same that the command runs."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

import transync
from tests.conftest import Repository

SOURCE = "# A\n\n[a](https://e.com/a) and [b](https://e.com/b?WT.mc_id=x)\n"


@pytest.fixture
def faulty(repository: Repository) -> Repository:
    """A repository with a lost link in `ko`, and a page that `ko` lacks."""
    repository.write("a.md", SOURCE)
    repository.write("docs/b.md", "# B\n")
    repository.translate("a.md", "vi", SOURCE.replace("and", "và"))
    repository.translate("a.md", "ko", "# A\n\n[b](https://e.com/b?WT.mc_id=x)\n")
    repository.translate("docs/b.md", "vi", "# B\n")
    return repository


def rules(report: transync.Report) -> list[str]:
    return [finding.rule for finding in report.findings]


def test_a_check_gives_the_findings_of_the_command(faulty: Repository) -> None:
    report = transync.check(faulty.root)
    printed = json.loads(faulty.run("check", "--output-format", "json").stdout)["findings"]

    found = [(f.rule, f.severity, f.path, f.line, f.column, f.text) for f in report.findings]
    keys = ("rule", "severity", "path", "line", "column", "message")
    assert found == [tuple(finding[key] for key in keys) for finding in printed]
    assert rules(report) == ["link-target", "missing-translation"]


def test_paths_are_relative_to_the_root_wherever_the_program_stands(
    faulty: Repository, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)

    assert rules(transync.check(faulty.root, ["a.md"])) == ["link-target"]
    assert rules(transync.check(faulty.root / "docs", ["b.md"])) == ["missing-translation"]


def test_arguments_have_the_last_word_over_the_settings(faulty: Repository) -> None:
    faulty.write("transync.toml", 'ignore = ["link-target"]\n')
    faulty.write("other.toml", 'ignore = ["missing-translation"]\n')

    assert rules(transync.check(faulty.root)) == ["missing-translation"]
    assert rules(transync.check(faulty.root, config="other.toml")) == ["link-target"]
    assert rules(transync.check(faulty.root, select=["link-target"])) == ["link-target"]
    assert rules(transync.check(faulty.root, languages=["vi"])) == []
    (finding,) = transync.check(faulty.root, severity={"missing-translation": "error"}).findings
    assert finding.severity is transync.Severity.ERROR


def test_the_baseline_counts_unless_it_is_not_wanted(faulty: Repository) -> None:
    faulty.run("baseline")

    report = transync.check(faulty.root)
    assert (rules(report), report.known) == ([], 2)
    assert len(transync.check(faulty.root, use_baseline=False).findings) == 2


@pytest.mark.parametrize(
    "arguments",
    [
        {"paths": ["no-such.md"]},
        {"languages": ["de"]},
        {"select": ["no-such-rule"]},
        {"severity": {"anchor": "fatal"}},
        {"config": "no-such.toml"},
    ],
)
def test_what_can_not_be_done_is_a_usage_error(
    faulty: Repository, arguments: dict[str, list[str]]
) -> None:
    with pytest.raises(transync.UsageError):
        transync.check(faulty.root, **arguments)  # type: ignore[arg-type] # wrong on purpose


def test_the_import_alone_costs_next_to_nothing() -> None:
    program = "import sys, transync; print(*(m for m in sys.modules if 'transync' in m))"
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    )

    assert done.stdout.split() == ["transync"]
    with pytest.raises(AttributeError):
        transync.no_such_name  # type: ignore[attr-defined] # noqa: B018 - the access is the test
