"""Outputs that nobody takes: a full disk, a stream that is closed, a reader that has gone."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import Repository

pytestmark = pytest.mark.skipif(not Path("/dev/full").exists(), reason="has no full device")

COMMANDS = {
    "check": "check --no-cache",
    "check in JSON": "check --no-cache --output-format json",
    "report": "report --no-cache",
    "report for a browser": "report --no-cache --format html",
    "worklist": "worklist",
    "history": "history",
    "diff": "diff a.md",
    "fix": "fix --no-cache",
    "rule": "rule",
    "rules": "rule anchor",
    "schema": "schema report",
    "help": "check --help",
    "version": "--version",
}


@pytest.fixture
def course(repository: Repository) -> Repository:
    """A page whose translation has lost a link."""
    repository.write("a.md", "# A\n\n[b](https://example.com/b)\n")
    repository.translate("a.md", "vi", "# A\n\nb\n")
    repository.commit()
    return repository


def shell(course: Repository, command: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        f"{sys.executable} -m transync {command}",
        shell=True,
        cwd=course.root,
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.mark.parametrize("command", COMMANDS.values(), ids=COMMANDS)
def test_a_full_disk_is_told_in_one_sentence(course: Repository, command: str) -> None:
    done = shell(course, f"{command} > /dev/full")

    assert done.returncode == 2
    said = "transync: the output can't be written: no space left on device\n"
    assert done.stderr.endswith(said)
    assert "Traceback" not in done.stderr
    assert "Exception" not in done.stderr


@pytest.mark.parametrize(
    "command", ["check", "report", "worklist", "history", "diff a.md", "schema report"]
)
def test_a_closed_output_is_told_in_one_sentence(course: Repository, command: str) -> None:
    done = shell(course, f"{command} >&-")

    assert done.returncode == 2
    assert done.stderr == (
        "transync: standard output is closed, so that nothing can be written to it\n"
    )


def test_a_report_that_goes_to_a_file_needs_no_output(course: Repository) -> None:
    done = shell(course, "check --output-format json --output-file ../report.json >&- 2>&-")

    assert done.returncode == 1
    assert (course.root.parent / "report.json").read_text(encoding="utf-8").startswith("{")


@pytest.mark.parametrize("errors", ["2>&-", "2> /dev/full"])
def test_errors_that_nobody_takes_change_no_exit_code(course: Repository, errors: str) -> None:
    assert shell(course, f"check --no-cache {errors}").returncode == 1
    assert shell(course, f"check --language xx {errors}").returncode == 2


def test_a_reader_that_goes_is_told_nothing(course: Repository) -> None:
    done = shell(course, "report --format html | head -c 10")

    assert done.stderr == ""
    assert len(done.stdout) == 10


@pytest.mark.parametrize(
    ("options", "exit_code"), [("", 1), ("--ignore link-target", 0), ("--select heading", 0)]
)
def test_a_reader_that_goes_changes_no_exit_code(
    course: Repository, options: str, exit_code: int
) -> None:
    command = f"{sys.executable} -m transync check --verbose {options} | true"
    done = subprocess.run(
        ["bash", "-c", f"set -o pipefail; {command}"],
        cwd=course.root,
        capture_output=True,
        text=True,
        check=False,
    )

    assert (done.returncode, done.stderr) == (exit_code, "")


@pytest.mark.parametrize("option", ["--output-file=/dev/full", "--also=json=/dev/full"])
def test_a_file_on_a_full_disk_is_told_in_one_sentence(course: Repository, option: str) -> None:
    done = shell(course, f"check {option}")

    assert done.returncode == 2
    assert done.stderr == "transync: /dev/full: can't be written: no space left on device\n"


def test_what_is_no_option_is_told_harmlessly(course: Repository) -> None:
    hostile = "--no\x1b]0;x\x07 ##[error]no"
    done = subprocess.run(
        [sys.executable, "-m", "transync", "check", hostile],
        cwd=course.root,
        capture_output=True,
        text=True,
        check=False,
    )

    assert done.returncode == 2
    assert "]0;x" in done.stderr
    assert "\x1b" not in done.stderr
    assert "##[" not in done.stderr


def test_an_output_that_is_taken_is_written(course: Repository) -> None:
    assert "link-target" in shell(course, "check").stdout
