"""The command line: exit codes, options, files, streams."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import Repository
from transync.cli.console import write, write_beside

SOURCE = "# A\n\n[a](https://e.com/a) and [b](https://e.com/b?WT.mc_id=x)\n"


@pytest.fixture
def clean(folder: Repository) -> Repository:
    """A repository in which nothing is wrong."""
    folder.write("a.md", SOURCE)
    folder.translate("a.md", "vi", SOURCE.replace("and", "và"))
    return folder


@pytest.fixture
def faulty(clean: Repository) -> Repository:
    """A repository with one error (a lost link) and one warning (a missing page)."""
    clean.translate("a.md", "ko", "# A\n\n[b](https://e.com/b?WT.mc_id=x)\n")
    clean.write("b.md", "# B\n")
    clean.translate("b.md", "ko", "# B\n")
    return clean


def test_nothing_wrong_is_exit_code_0(clean: Repository) -> None:
    assert clean.check().exit_code == 0


def test_an_error_is_exit_code_1(faulty: Repository) -> None:
    checked = faulty.check()

    assert checked.exit_code == 1
    assert checked.rules == ["link-target", "missing-translation"]


@pytest.mark.parametrize(
    ("arguments", "exit_code"),
    [
        (["--ignore", "link-target"], 0),
        (["--ignore", "link-target", "--fail-on", "warning"], 1),
        (["--severity", "link-target=warning"], 0),
        (["--severity", "missing-translation=error", "--ignore", "link-target"], 1),
        (["--select", "missing-translation"], 0),
        (["--select", "missing-translation,link-target"], 1),
        (["--language", "vi"], 0),
        (["--language", "ko"], 1),
        (["--exit-zero"], 0),
        (["--severity", "link-target"], 2),
        (["--severity", "link-target=fatal"], 2),
        (["--select", "links"], 2),
        (["--output-format", "yaml"], 2),
        (["--no-such-option"], 2),
        (["no-such-file.md"], 2),
        (["--config", "no-such-file.toml"], 2),
        (["--output-file", "no/such/folder/report.txt"], 2),
        (["--also", "json=no/such/folder/report.json"], 2),
        (["--also", "json="], 2),
        (["--also", "report.json"], 2),
        (["--also", "yaml=report.yaml"], 2),
    ],
)
def test_options_decide_the_exit_code(
    faulty: Repository, arguments: list[str], exit_code: int
) -> None:
    checked = faulty.check(*arguments)

    assert checked.exit_code == exit_code
    assert bool(checked.stderr) == (exit_code == 2)
    assert "Traceback" not in checked.stderr


def test_the_report_can_go_to_a_file(faulty: Repository) -> None:
    checked = faulty.check("--output-file", "report.json")

    assert (checked.exit_code, checked.stdout) == (1, "")
    report = json.loads((faulty.root / "report.json").read_text(encoding="utf-8"))
    assert report["schema"] == "transync.report/1"


def test_further_reports_of_the_same_run_can_go_to_files(faulty: Repository) -> None:
    checked = faulty.run("check", "--also", "json=a.json", "--also", "concise=a=b.txt")

    assert checked.stdout.endswith("found 1 error and 1 warning\n")
    report = json.loads((faulty.root / "a.json").read_text(encoding="utf-8"))
    lines = (faulty.root / "a=b.txt").read_text(encoding="utf-8").splitlines()
    assert len(report["findings"]) == len(lines) == 2


def test_the_text_has_no_colours_where_nobody_sees_them(faulty: Repository) -> None:
    checked = faulty.run("check")

    assert "link-target" in checked.stdout
    assert "\x1b" not in checked.stdout + checked.stderr


def in_a_terminal(folder: Path, *arguments: str, **environment: str) -> str:
    """What the command shows on a pseudo-terminal, colours included."""
    script = "import pty, sys; sys.exit(pty.spawn(sys.argv[1:]))"
    done = subprocess.run(
        [sys.executable, "-c", script, sys.executable, "-m", "transync", *arguments],
        cwd=folder,
        capture_output=True,
        check=False,
        env={"PATH": "/usr/bin:/bin", "HOME": str(folder), "TERM": "xterm-256color", **environment},
    )
    return done.stdout.decode()


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no pseudo-terminals of this kind")
def test_a_terminal_gets_colours_unless_no_color_is_set(faulty: Repository) -> None:
    assert "\x1b[31m" in in_a_terminal(faulty.root, "check")
    assert "\x1b" not in in_a_terminal(faulty.root, "check", NO_COLOR="1")


def test_the_module_can_be_run_like_the_command(clean: Repository) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "transync", "--version"], capture_output=True, text=True, check=True
    )

    assert done.stdout.startswith("transync, version ")


def test_a_bug_of_ours_keeps_its_traceback_and_is_exit_code_3(clean: Repository) -> None:
    program = (
        "import sys, transync.checking.run\n"
        "def broken(*_): raise RuntimeError('surprise')\n"
        "transync.checking.run.run = broken\n"
        "from transync.cli import main\n"
        "sys.exit(main(['check']))\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], cwd=clean.root, capture_output=True, text=True, check=False
    )

    assert done.returncode == 3
    assert "RuntimeError: surprise" in done.stderr
    assert "bug of transync" in done.stderr


@pytest.mark.skipif(sys.platform == "win32", reason="a POSIX pipeline")
def test_a_reader_that_goes_away_is_no_fault(faulty: Repository) -> None:
    done = subprocess.run(
        f"{sys.executable} -m transync check | head -n 1",
        shell=True,
        cwd=faulty.root,
        capture_output=True,
        text=True,
        check=False,
    )

    assert done.stdout == "a.md\n"
    assert done.stderr == ""


@pytest.mark.parametrize(
    "arguments",
    [
        ("check", "--exit-zero"),
        ("check", "--output-format", "json", "--exit-zero"),
        ("hook", "--help", "translations/vi/a.md"),
        ("hook", "--config=evil.md", "translations/vi/a.md"),
        ("hook", "translations/ko", "--fix"),
        ("fix", "-h"),
        ("--version",),
    ],
    ids=" ".join,
)
def test_the_name_of_a_file_is_no_option(faulty: Repository, arguments: tuple[str, ...]) -> None:
    for name in ("--exit-zero", "--help", "--config=evil.md", "--fix", "-h", "--version"):
        faulty.write(name, "# A\n")
    name = next(argument for argument in arguments if (faulty.root / argument).is_file())
    checked = faulty.run(*arguments)

    assert (checked.exit_code, checked.stdout) == (2, "")
    assert checked.stderr == (
        f"transync: {name}: there is a file of this name here, so it is no option; write names of"
        " files behind `--`, as in `transync hook -- FILE…`\n"
    )


def test_behind_two_dashes_every_name_is_that_of_a_file(faulty: Repository) -> None:
    faulty.write("evil.md", 'ignore = ["link-target"]\n')
    faulty.write("--config=evil.md", "# A\n")
    names = ("--config=evil.md", "translations/ko/a.md")

    assert faulty.run("hook", "--", *names).exit_code == 1
    assert faulty.run("check", "--", *names).exit_code == 1
    assert faulty.run("hook", "--fail-on", "warning", "--", *names).exit_code == 1


def test_an_option_whose_name_no_file_has_is_one(faulty: Repository) -> None:
    faulty.write("--config=evil.md", "# A\n")

    assert faulty.run("check", "--exit-zero").exit_code == 0


def test_whatever_a_form_lets_through_steers_no_terminal(
    capfd: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    hostile = "a\x1b]0;x\x07 \x1b[8mb\x9d\r\x7f\t\x1b[31mc\x1b[0m\r\n"
    write(hostile)
    write_beside(hostile)
    write(hostile, tmp_path / "shown")

    shown = "a\\u001b]0;x\\u0007 \\u001b[8mb\\u009d\\u000d\\u007f\tc\r\n"
    assert capfd.readouterr() == (shown, shown)
    assert (tmp_path / "shown").read_bytes().decode() == shown
