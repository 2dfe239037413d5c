"""The workflow that publishes the dashboard: its own steps make the site that it uploads."""

from __future__ import annotations

import json
import os
import shutil
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.action.runner import PROJECT, Ran, Runner
from tests.conftest import Repository

WORKFLOW: dict[str, Any] = yaml.safe_load(
    (PROJECT / ".github" / "workflows" / "dashboard.yml").read_text(encoding="utf-8")
)
BUILD, DEPLOY = WORKFLOW["jobs"]["build"], WORKFLOW["jobs"]["deploy"]
SCRIPTS = [step["run"] for step in BUILD["steps"] if "run" in step]
BREAD = "# Bread\n\nFlour and water.\n"
TRANSLATED = "# Bánh mì\n\nBột và nước.\n"

on_linux = pytest.mark.skipif(
    os.name == "nt" or not shutil.which("jq"), reason="runs where jq is, on Linux"
)


def publish(repository: Repository, environment: dict[str, str], temp: Path) -> tuple[Ran, Path]:
    """Run what comes after the installation in a clone; the log, and the site."""
    workspace = temp / "a workspace"
    repository.git("clone", "--quiet", str(repository.root), str(workspace))
    programs = Path(environment["python"]).parent
    assert shutil.which("transync", path=programs)
    path = os.pathsep.join((str(programs), os.environ["PATH"]))
    ran = Runner(temp, workspace).execute(SCRIPTS[1], {"PATH": path})
    return ran, workspace / "site"


@on_linux
def test_the_site_has_the_dashboard_and_a_badge_of_all_languages_and_of_each(
    repository: Repository, environment: dict[str, str], tmp_path: Path
) -> None:
    repository.write("bread.md", BREAD)
    for language in ("vi", "zh-CN"):
        repository.translate("bread.md", language, TRANSLATED)
    repository.commit("2026-01-01")
    repository.write("bread.md", BREAD + "\nAnd salt.\n")
    repository.translate("bread.md", "vi", TRANSLATED + "\nVà muối.\n")
    repository.commit("2026-01-09")
    ran, site = publish(repository, environment, tmp_path)

    assert ran.code == 0, ran.log
    names = ("badge", "badge-vi", "badge-zh-CN")
    assert {file.name for file in site.iterdir()} == {
        "index.html",
        "report.json",
        *(f"{name}.{form}" for name in names for form in ("json", "svg")),
    }
    assert "bread.md" in (site / "index.html").read_text(encoding="utf-8")
    said = [json.loads((site / f"{name}.json").read_text(encoding="utf-8")) for name in names]
    assert [(badge["label"], badge["message"]) for badge in said] == [
        ("translations", "50% current"),
        ("vi translation", "100% current"),
        ("zh-CN translation", "0% current"),
    ]
    for name, badge in zip(names, said, strict=True):
        title = f"<title>{badge['label']}: {badge['message']}</title>"
        assert title in (site / f"{name}.svg").read_text(encoding="utf-8")


@on_linux
def test_a_report_that_can_t_be_made_fails_instead_of_publishing_half_a_site(
    repository: Repository, environment: dict[str, str], tmp_path: Path
) -> None:
    repository.write("transync.toml", "no-such-key = 1\n")
    repository.commit()
    ran, site = publish(repository, environment, tmp_path)

    assert ran.code == 2
    assert "no-such-key" in ran.log
    assert list(site.iterdir()) == []


def test_the_whole_history_is_there_and_the_site_is_what_is_uploaded() -> None:
    checkout, upload = BUILD["steps"][0], BUILD["steps"][-1]

    assert checkout["with"] == {"fetch-depth": 0, "persist-credentials": False}
    assert upload["with"] == {"path": "site"}
    assert SCRIPTS[0] == "bash requirements/install"


def test_only_the_job_that_runs_nothing_of_the_repository_may_publish() -> None:
    assert WORKFLOW["permissions"] == {}
    assert BUILD["permissions"] == {"contents": "read"}
    assert DEPLOY["permissions"] == {"pages": "write", "id-token": "write"}
    assert [step for step in DEPLOY["steps"] if "run" in step] == []
    assert DEPLOY["needs"] == "build"
    assert DEPLOY["environment"]["name"] == "github-pages"
