"""What a tag publishes: the changelog's section of exactly the version that the package has."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

PROJECT = Path(__file__).parents[2]
CHANGELOG = """\
# Changelog

## Unreleased

- Not yet.

## 1.2.3 — 2026-01-31

- A rule.

## 1.2.30

- Another one.
"""


@pytest.fixture
def clone(tmp_path: Path) -> Path:
    """A project of version 1.2.3 with a changelog, and the program that reads it."""
    (tmp_path / ".github").mkdir()
    shutil.copy(PROJECT / ".github" / "release_notes.py", tmp_path / ".github")
    (tmp_path / "CHANGELOG.md").write_text(CHANGELOG, encoding="utf-8")
    (tmp_path / "pyproject.toml").write_text('[project]\nversion = "1.2.3"\n', encoding="utf-8")
    return tmp_path


def notes(clone: Path, version: str) -> subprocess.CompletedProcess[str]:
    program = clone / ".github" / "release_notes.py"
    return subprocess.run(
        [sys.executable, "-P", program, version], capture_output=True, text=True, check=False
    )


def test_the_notes_of_a_release_are_its_section_of_the_changelog(clone: Path) -> None:
    done = notes(clone, "1.2.3")

    assert (done.returncode, done.stdout) == (0, "- A rule.\n")


def test_a_tag_that_is_not_the_packages_version_publishes_nothing(clone: Path) -> None:
    done = notes(clone, "1.2.30")

    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr == "pyproject.toml has version 1.2.3, not 1.2.30\n"


def test_a_version_without_a_section_publishes_nothing(clone: Path) -> None:
    (clone / "CHANGELOG.md").write_text("# Changelog\n\n## Unreleased\n", encoding="utf-8")

    done = notes(clone, "1.2.3")

    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr == "CHANGELOG.md has no section 1.2.3\n"
