"""What lands in the files that GitHub collects, and in the log."""

from __future__ import annotations

from pathlib import Path

import pytest

from action.workflow_commands import append_summary, fail, write_outputs

MEBIBYTE = 1024 * 1024


def test_a_summary_and_what_is_there_already_stay_within_a_mebibyte(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "summary"
    monkeypatch.setenv("GITHUB_STEP_SUMMARY", str(file))
    file.write_text("x" * 1000 + "\n", encoding="utf-8")
    section = f"### Rule\n\n{'ä' * 5000}\n\n"
    append_summary(section * 200)
    text = file.read_text(encoding="utf-8")

    assert MEBIBYTE - 20_000 < file.stat().st_size <= MEBIBYTE
    assert text.startswith("x" * 1000 + "\n### Rule\n")
    assert f"{200 - text.count('### Rule')} of 200 sections are left out here" in text


def test_a_value_of_several_lines_is_one_output(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "output"
    file.touch()
    monkeypatch.setenv("GITHUB_OUTPUT", str(file))
    write_outputs(exit_code="1\nEOF\nerrors=9")
    name, delimiter = file.read_text(encoding="utf-8").splitlines()[0].split("<<")

    assert name == "exit-code"
    assert file.read_text(encoding="utf-8") == (
        f"exit-code<<{delimiter}\n1\nEOF\nerrors=9\n{delimiter}\n"
    )


def test_a_failure_of_several_lines_is_one_annotation(capsys: pytest.CaptureFixture[str]) -> None:
    assert fail("100% wrong\n::error::more", 2) == 2
    assert capsys.readouterr().out == ("::error title=transync::100%25 wrong%0A::error::more\n")
