"""The bench that measures precision: what it shows to a judge, and what it keeps of verdicts."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from bench import precision
from bench.verdicts import read_verdicts
from tests.conftest import Repository

SOURCE = "# Soup\n\nWash the leeks.\n\n![a pot](pot.png)\n\nServe it hot.\n"
LACKING = "# Suppe\n\nLauch waschen.\n\nHeiß servieren.\n"
WHOLE = "# Suppe\n\nLauch waschen.\n\n![ein Topf](../../pot.png)\n\nHeiß servieren.\n"

Bench = Callable[..., Result]


@pytest.fixture
def verdicts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    file = tmp_path / "verdicts.jsonl"
    monkeypatch.setattr(precision, "VERDICTS", file)
    return file


@pytest.fixture
def bench(folder: Repository, verdicts: Path) -> Bench:
    """The bench, on a page that lost its image in two languages."""
    folder.write("soup.md", SOURCE)
    folder.write("pot.png", b"\x89PNG")
    folder.translate("soup.md", "de", LACKING)
    folder.translate("soup.md", "nl", LACKING)

    def run(*arguments: str) -> Result:
        return CliRunner().invoke(precision.main, [str(folder.root), *arguments])

    return run


def group_of(shown: str) -> str:
    """The one group that the sheets show."""
    (heading,) = [line for line in shown.splitlines() if line.startswith("## ")]
    return heading.split("`")[1]


def judge(bench: Bench, tmp_path: Path, *lines: str) -> Result:
    file = tmp_path / "judged.txt"
    file.write_text("\n".join(lines), encoding="utf-8")
    return bench("--verdict", str(file))


def test_a_fault_in_two_languages_is_one_sheet_with_both_texts(bench: Bench) -> None:
    shown = bench().stdout

    assert group_of(shown)
    assert "repository, 2 languages: de nl" in shown
    assert ">    5 ![a pot](pot.png)" in shown
    assert "Lauch waschen." in shown
    assert "| `image` | error | 1 | 0 | 0 | 0 | 0 | 0 | ? | 98% | ? | 92% |" in shown


def test_a_judged_group_is_counted_and_not_shown_again(
    bench: Bench, tmp_path: Path, verdicts: Path
) -> None:
    group = group_of(bench().stdout)
    shown = judge(bench, tmp_path, f"{group} debatable  only a pot").stdout

    assert "| `image` | error | 1 | 1 | 0 | 1 | 0 | 0 | 50.0% | 98% | 50.0% | 92% |" in shown
    assert "0 groups are new (not judged), 0 reworded, 0 vanished." in shown
    assert group not in shown
    assert json.loads(verdicts.read_text("utf-8")) == {
        "corpus": "repository",
        "rule": "image",
        "page": "soup.md",
        "line": 5,
        "group": group,
        "verdict": "debatable",
        "why": "only a pot",
    }


def test_what_is_badly_said_is_a_real_fault_but_not_well_said(bench: Bench, tmp_path: Path) -> None:
    group = group_of(bench().stdout)
    shown = judge(bench, tmp_path, f"{group} badly-said it is a pot, not an image").stdout

    assert "| `image` | error | 1 | 1 | 0 | 0 | 1 | 0 | 100.0% | 98% | 0.0% | 92% |" in shown
    assert "| all | error | 1 | 1 | 0 | 0 | 1 | 0 | 100.0% | 98% | 0.0% | 92% |" in shown


def test_a_second_verdict_replaces_the_first(bench: Bench, tmp_path: Path, verdicts: Path) -> None:
    group = group_of(bench().stdout)
    judge(bench, tmp_path, f"{group} false too hasty")
    judge(bench, tmp_path, f"{group} true it is gone")

    (kept,) = verdicts.read_text("utf-8").splitlines()
    assert json.loads(kept)["why"] == "it is gone"


def test_a_fault_that_is_found_no_more_has_vanished(
    bench: Bench, tmp_path: Path, folder: Repository
) -> None:
    group = group_of(bench().stdout)
    judge(bench, tmp_path, f"{group} true it is gone")
    folder.translate("soup.md", "de", WHOLE)
    folder.translate("soup.md", "nl", WHOLE)
    shown = bench().stdout

    assert f"- vanished: `{group}` image, repository: soup.md:5, was true" in shown


def test_a_verdict_outlives_another_wording_which_is_told(
    bench: Bench, tmp_path: Path, verdicts: Path
) -> None:
    group = group_of(bench().stdout)
    judge(bench, tmp_path, f"{group} true it is gone")
    verdicts.write_text(verdicts.read_text("utf-8").replace(group, "0" * 16), encoding="utf-8")
    shown = bench().stdout

    assert "| `image` | error | 1 | 1 | 1 | 0 | 0 | 0 | 100.0% | 98% | 100.0% | 92% |" in shown
    assert f"- reworded: `{group}` image, repository: soup.md:5, was true" in shown


def test_a_group_keeps_its_place_in_the_draw_when_others_come(
    bench: Bench, folder: Repository
) -> None:
    for number in range(9):
        page = f"soup-{number}.md"
        folder.write(page, SOURCE)
        folder.translate(page, "de", LACKING)
    drawn = [bench("--rule", "image", "--sample", sample).stdout for sample in ("3", "6")]
    few, more = ([s.rstrip() for s in shown.split("\n## ")[1:]] for shown in drawn)

    assert (len(few), len(more)) == (3, 6)
    assert [sheet for sheet in more if sheet in few] == few


def test_the_summary_is_only_the_table(bench: Bench) -> None:
    lines = bench("--summary").stdout.strip().splitlines()

    assert len(lines) == 5
    assert all(line.startswith("|") for line in lines)


@pytest.mark.parametrize(
    ("line", "complaint"),
    [
        ("{group} perhaps it is gone", "a verdict is one of true, debatable, badly-said, false"),
        ("{group} true", "must be `GROUP VERDICT WHY`"),
        ("0123456789abcdef true it is gone", "of a group here"),
    ],
)
def test_a_verdict_that_cannot_be_kept_is_refused_with_its_line(
    bench: Bench, tmp_path: Path, verdicts: Path, line: str, complaint: str
) -> None:
    group = group_of(bench().stdout)
    result = judge(bench, tmp_path, "", line.format(group=group))

    assert result.exit_code == 2
    assert "judged.txt:2: " in result.stderr
    assert complaint in result.stderr.replace("\n", " ")
    assert not verdicts.exists()


def test_the_verdicts_that_are_kept_are_sorted_and_readable() -> None:
    lines = precision.VERDICTS.read_text("utf-8").splitlines()
    verdicts = read_verdicts(precision.VERDICTS)

    assert lines == sorted(lines)
    assert len({verdict.identity for verdict in verdicts}) == len(lines) > 0
    assert all(len(verdict.why) < 100 for verdict in verdicts)
