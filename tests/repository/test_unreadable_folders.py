"""A folder that may not be read is a finding: what it holds is not known, and not checked."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import Repository

IS_ROOT = hasattr(os, "geteuid") and os.geteuid() == 0
# Root may read anything, unless it gives these rights up.
_RIGHTS = "-dac_override,-dac_read_search"
_WITHOUT_RIGHTS = ["setpriv", f"--bounding-set={_RIGHTS}", f"--inh-caps={_RIGHTS}"]

pytestmark = pytest.mark.skipif(
    os.name == "nt" or (IS_ROOT and not shutil.which("setpriv")),
    reason="nothing here takes the right to read away",
)


def run(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """A check without special rights."""
    command = ["check", "--no-cache", "--output-format", "json", *arguments]
    return subprocess.run(
        [*(_WITHOUT_RIGHTS if IS_ROOT else []), sys.executable, "-m", "transync", *command],
        cwd=folder,
        capture_output=True,
        text=True,
        check=False,
    )


def check(folder: Path, *arguments: str) -> tuple[int, list[tuple[str, str]]]:
    """The exit code of a check without special rights; and the path and rule of each finding."""
    done = run(folder, *arguments)
    assert done.returncode in (0, 1), done.stderr
    report: dict[str, Any] = json.loads(done.stdout)
    return done.returncode, [(f["path"], f["rule"]) for f in report["findings"]]


@pytest.fixture(params=["git", "no git"])
def closed(request: pytest.FixtureRequest) -> Iterator[Repository]:
    """Two languages, of which one folder has a fault, and may not be read."""
    has_git = request.param == "git"
    repository: Repository = request.getfixturevalue("repository" if has_git else "folder")
    repository.write("a.md", "# A\n\n[a](https://e.com/a)\n")
    for language, address in (("es", "https://e.com/b"), ("vi", "https://e.com/a")):
        repository.translate("a.md", language, f"# A\n\n[a]({address})\n")
    if has_git:
        repository.commit()
    folder = repository.root / "translations/es"
    yield repository
    folder.chmod(0o755)


@pytest.mark.parametrize("mode", [0o000, 0o111], ids=["nothing may be done", "names are hidden"])
def test_a_folder_of_a_language_that_may_not_be_read_is_a_finding(
    closed: Repository, mode: int
) -> None:
    (closed.root / "translations/es").chmod(mode)
    # What git has in its index is found by its name.
    expected = [("translations/es", "unreadable")]
    if mode and (closed.root / ".git").exists():
        expected = [("translations/es", "unreadable"), ("translations/es/a.md", "link-target")]

    assert check(closed.root) == (1, expected)


def test_a_folder_whose_files_may_not_be_opened_is_a_finding(closed: Repository) -> None:
    (closed.root / "translations/es").chmod(0o444)
    code, findings = check(closed.root)

    assert code == 1
    assert ("unreadable", True) in {
        (rule, path.startswith("translations/es")) for path, rule in findings
    }


def test_a_folder_above_is_the_finding(closed: Repository) -> None:
    closed.write("i18n/fr/docs/a.md", "# A\n")
    (closed.root / "i18n").chmod(0o000)
    (closed.root / "translations/es").chmod(0o000)
    try:
        expected = [("i18n", "unreadable"), ("translations/es", "unreadable")]
        assert check(closed.root) == (1, expected)
    finally:
        (closed.root / "i18n").chmod(0o755)


def test_where_no_folder_of_a_language_may_be_read_there_is_nothing_to_check(
    closed: Repository,
) -> None:
    (closed.root / "translations").chmod(0o000)
    try:
        done = run(closed.root)
    finally:
        (closed.root / "translations").chmod(0o755)

    assert done.returncode == 2
    assert "translations: can't be read: permission denied" in done.stderr


def test_a_folder_that_may_be_read_is_none(closed: Repository) -> None:
    assert check(closed.root) == (1, [("translations/es/a.md", "link-target")])


def test_what_is_excluded_or_ignored_may_be_unreadable(closed: Repository) -> None:
    (closed.root / "translations/es").chmod(0o000)
    closed.write("transync.toml", 'exclude = ["translations/es"]\n')
    for name in ("data", "more"):
        (closed.root / name).mkdir(mode=0o000)
    closed.write(".gitignore", "data/\nmore/\n")

    assert check(closed.root) == (0, [])


def test_a_folder_that_nobody_asks_for_may_be_unreadable(closed: Repository) -> None:
    (closed.root / "translations/es").chmod(0o000)

    assert check(closed.root, "translations/vi") == (0, [])
    assert check(closed.root, "translations") == (1, [("translations/es", "unreadable")])


def test_a_change_is_not_compared_with_what_can_not_be_read(repository: Repository) -> None:
    repository.write("a.md", "# A\n")
    repository.translate("a.md", "es", "# A\n")
    repository.commit()
    repository.translate("a.md", "es", "# A\n\n# B\n")
    (repository.root / "translations/es").chmod(0o000)
    try:
        code, findings = check(repository.root, "--diff", "HEAD")
    finally:
        (repository.root / "translations/es").chmod(0o755)

    assert code == 1
    assert ("translations/es", "unreadable") in findings
