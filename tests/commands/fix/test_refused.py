"""What is to be repaired and can't be written is still there, and the exit code says so."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest

from tests.conftest import Checked, Repository

SOURCE = "# Guide\n\nRead [the docs](https://e.com/docs?WT.mc_id=a) first.\n"
RIGHT = "# Hướng dẫn\n\nHãy đọc [tài liệu](https://e.com/docs?WT.mc_id=a) trước.\n"
WRONG = RIGHT.replace("?WT.mc_id=a", "")
PAGE, OTHER = "translations/vi/a.md", "translations/ko/a.md"
FINDING = ("tracking-id", PAGE)

pytestmark = pytest.mark.skipif(os.name == "nt", reason="needs a POSIX file system")


@pytest.fixture
def wrong(folder: Repository) -> Repository:
    """A page that has lost a tracking ID in two languages."""
    folder.write("a.md", SOURCE)
    folder.translate("a.md", "vi", WRONG)
    folder.translate("a.md", "ko", WRONG)
    return folder


def link(page: Path) -> None:
    page.rename(page.with_name("real.txt"))
    page.symlink_to("real.txt")


def hard_link(page: Path) -> None:
    page.with_name("copy.txt").hardlink_to(page)


def make_read_only(page: Path) -> None:
    page.chmod(0o444)


def make_folder_read_only(page: Path) -> None:
    page.parent.chmod(0o555)


REFUSED: dict[str, tuple[Callable[[Path], None], str]] = {
    "a link": (link, "a symbolic link, which is not followed"),
    "hard links": (hard_link, "it has other names (hard links), which would keep the old text"),
    "a read-only file": (make_read_only, "permission denied"),
    "a read-only folder": (make_folder_read_only, "permission denied"),
}
refused = pytest.mark.parametrize(("make", "why"), REFUSED.values(), ids=REFUSED)
Run = Callable[..., Checked]


@pytest.fixture
def run(wrong: Repository, make: Callable[[Path], None]) -> Run:
    """The command; where permissions refuse, by somebody whom they bind."""
    if make in (link, hard_link):
        return wrong.run
    return partial(run_bound, wrong)


def run_bound(folder: Repository, *arguments: str) -> Checked:
    """The command by the superuser without the power over files, or by anybody else."""
    bound = ["setpriv", "--bounding-set=-dac_override,-dac_read_search"]
    if os.geteuid() == 0 and not shutil.which("setpriv"):
        pytest.skip("permissions do not bind this user")
    done = subprocess.run(
        [*(bound if os.geteuid() == 0 else ()), sys.executable, "-m", "transync", *arguments],
        cwd=folder.root,
        capture_output=True,
        text=True,
        check=False,
    )
    return Checked(done.returncode, done.stdout, done.stderr)


def places(checked: Checked) -> list[tuple[str, str]]:
    return [(finding["rule"], finding["path"]) for finding in checked.findings]


@refused
def test_check_reports_what_it_could_not_write(
    wrong: Repository, make: Callable[[Path], None], why: str, run: Run
) -> None:
    make(wrong.root / PAGE)
    checked = run("check", "--fix", "--output-format", "json")

    assert (checked.exit_code, places(checked)) == (1, [FINDING])
    assert checked.stderr == (
        f"transync: {PAGE}: can't be written: {why}\ntransync: repaired 1 finding in 1 file\n"
    )
    assert "WT.mc_id" in (wrong.root / OTHER).read_text(encoding="utf-8")
    assert places(run("check", "--output-format", "json")) == [FINDING]
    (wrong.root / PAGE).parent.chmod(0o755)


@refused
def test_fix_does_not_count_what_it_could_not_write(
    wrong: Repository, make: Callable[[Path], None], why: str, run: Run
) -> None:
    make(wrong.root / PAGE)
    fixed = run("fix")

    assert fixed.exit_code == 1
    assert "repaired 1 finding in 1 file\n" in fixed.stdout
    assert f"1 fix not made, can't be written: {why}\n  {PAGE}:" in fixed.stdout
    assert "1 error and 0 warnings left" in fixed.stdout
    again = run("fix")
    assert (again.exit_code, again.stdout.splitlines()[0]) == (1, "nothing is repaired")
    (wrong.root / PAGE).parent.chmod(0o755)


@refused
def test_the_hook_fails_and_shows_what_it_could_not_write(
    wrong: Repository, make: Callable[[Path], None], why: str, run: Run
) -> None:
    make(wrong.root / PAGE)
    hooked = run("hook", "--fix", PAGE)

    assert hooked.exit_code == 1
    assert "error tracking-id" in hooked.stdout
    said = f"transync: {PAGE}: can't be written: {why}\ntransync: nothing is repaired\n"
    assert hooked.stderr == said
    (wrong.root / PAGE).parent.chmod(0o755)


def test_what_is_not_written_fails_though_it_is_only_a_warning(wrong: Repository) -> None:
    hard_link(wrong.root / PAGE)
    options = ("--fix", "--severity", "tracking-id=warning")

    checked = wrong.check(*options)
    assert (checked.exit_code, places(checked)) == (1, [FINDING])
    assert wrong.check(*options, "--exit-zero").exit_code == 0
    (wrong.root / PAGE).with_name("copy.txt").unlink()
    checked = wrong.check(*options)
    assert (checked.exit_code, places(checked)) == (0, [])


def test_where_all_is_written_the_report_is_that_of_the_files_as_they_are(
    wrong: Repository,
) -> None:
    checked = wrong.check("--fix")

    assert (checked.exit_code, checked.stderr) == (
        0,
        "transync: repaired 2 findings in 2 files\n",
    )
    assert checked.stdout == wrong.check().stdout
