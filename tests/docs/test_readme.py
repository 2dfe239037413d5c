"""The README's promises: its output is that of a real run, its settings are accepted."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

from tests.conftest import Repository

PROJECT = Path(__file__).parents[2]
README = (PROJECT / "README.md").read_text(encoding="utf-8")


def block(language: str, number: int = 0) -> str:
    found: list[str] = re.findall(rf"```{language}\n(.*?)```", README, re.DOTALL)
    return found[number]


@pytest.fixture
def demo(folder: Repository) -> Repository:
    shutil.copytree(PROJECT / "tests" / "demo", folder.root, dirs_exist_ok=True)
    return folder


def test_the_output_that_the_readme_shows_is_what_the_example_gives(demo: Repository) -> None:
    shown = block("text")
    checked = demo.run("check", *shown.splitlines()[0].split()[3:])

    assert shown == "$ transync check --select anchor,stale,link-target,missing-translation\n" + (
        checked.stdout
    )


def test_the_report_that_the_readme_shows_is_what_the_example_gives(demo: Repository) -> None:
    assert block("text", 2) == f"$ transync report\n{demo.run('report').stdout}"


def test_the_repair_that_the_readme_shows_is_what_the_example_gives(demo: Repository) -> None:
    assert block("text", 1) == f"$ transync fix\n{demo.run('fix').stdout}"


def test_the_settings_that_the_readme_shows_are_accepted(demo: Repository) -> None:
    demo.write("transync.toml", block("toml"))
    demo.write("guide.md", "# Guide\n")
    demo.write("docs/i18n/es/guide.md", "# Guía\n")

    assert demo.check().exit_code == 0


def test_the_comment_that_the_readme_shows_silences_what_is_below_it(folder: Repository) -> None:
    comment, text = block("markdown").splitlines(keepends=True)
    folder.write("reference.md", "# Reference\n")
    for shown, rules in ((text, ["anchor"]), (comment + text, [])):
        folder.write("a.md", shown)
        folder.translate("a.md", "vi", shown)
        folder.translate("reference.md", "vi", "# Tham khảo\n")

        assert folder.check().rules == rules
