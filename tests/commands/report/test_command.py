"""`transync report`: what it takes, and what its exit code says."""

from __future__ import annotations

import json

import pytest

from tests.conftest import Repository
from transync.commands.report import FORMATS


def test_the_exit_code_is_0_whatever_is_found(aging: Repository) -> None:
    assert aging.run("report").exit_code == 0


@pytest.mark.parametrize("form", FORMATS)
def test_every_form_is_written_to_a_file_as_it_is_printed(aging: Repository, form: str) -> None:
    printed = aging.run("report", "--format", form)
    written = aging.run("report", "--format", form, "--output", "../shown")

    assert (written.exit_code, written.stdout) == (0, "")
    assert (aging.root.parent / "shown").read_bytes().decode() == printed.stdout != ""


def test_a_folder_that_is_not_there_is_said_before_anything_is_checked(aging: Repository) -> None:
    checked = aging.run("report", "--output", "no/report.md")

    assert checked.exit_code == 2
    assert "no/report.md: can't be written: there is no such folder" in checked.stderr


def test_only_some_languages_are_reported_on(aging: Repository) -> None:
    shown = json.loads(aging.run("report", "--format", "json", "--language", "vi").stdout)

    assert [language["language"] for language in shown["languages"]] == ["vi"]
    assert (shown["current"], shown["wanted"]) == (0, 3)


def test_only_some_pages_are_reported_on(aging: Repository) -> None:
    arguments = ("--path", "c.md", "--path", "b.md")
    shown = json.loads(aging.run("report", "--format", "json", *arguments).stdout)

    pages = {p["source"] for language in shown["languages"] for p in language["pages"]}
    assert pages == {"b.md", "c.md"}
    assert (shown["current"], shown["wanted"]) == (1, 4)


def test_a_path_that_is_not_there_is_wrong_usage(aging: Repository) -> None:
    assert aging.run("report", "--path", "d.md").exit_code == 2


def test_the_settings_are_obeyed(aging: Repository) -> None:
    aging.write("other.toml", 'exclude = ["b.md", "**/b.md"]\n')
    shown = json.loads(aging.run("report", "--format", "json", "--config", "other.toml").stdout)

    assert shown["wanted"] == 4


# 1 of 6 pages is current: 1 of 3 in German, none in Vietnamese.
@pytest.mark.parametrize(
    ("minimum", "missed"),
    [
        ("16", []),
        ("17", ["all languages: 16% of the pages are current, fewer than 17%"]),
        ("17%", ["all languages: 16% of the pages are current, fewer than 17%"]),
        ("16.7", ["all languages: 16% of the pages are current, fewer than 16.7%"]),
        ("de=33", []),
        ("de=34", ["de: 33% of the pages are current, fewer than 34%"]),
        ("vi=0", []),
        ("each=30", ["vi: 0% of the pages are current, fewer than 30%"]),
        (
            "each=40,10",
            [
                "de: 33% of the pages are current, fewer than 40%",
                "vi: 0% of the pages are current, fewer than 40%",
            ],
        ),
    ],
)
def test_the_exit_code_is_1_where_fewer_pages_are_current(
    aging: Repository, minimum: str, missed: list[str]
) -> None:
    checked = aging.run("report", "--min-current", minimum)

    assert checked.exit_code == (1 if missed else 0)
    assert checked.stderr.splitlines() == [f"transync: {said}" for said in missed]
    assert "16% current (1 of 6 pages)" in checked.stdout


def test_all_current_is_100_percent(repository: Repository) -> None:
    repository.write("a.md", "# A\n")
    repository.translate("a.md", "vi", "# A\n")

    assert repository.run("report", "--min-current", "100,each=100").exit_code == 0


@pytest.mark.parametrize("minimum", ["much", "vi=", "=", "-1", "101", "each=1=2", "nan"])
def test_what_is_no_percentage_is_wrong_usage(aging: Repository, minimum: str) -> None:
    checked = aging.run("report", "--min-current", minimum)

    assert checked.exit_code == 2
    assert "must look like 80, vi=90 or each=70" in checked.stderr


def test_a_minimum_of_a_language_that_is_not_here_is_wrong_usage(aging: Repository) -> None:
    checked = aging.run("report", "--min-current", "fr=80")

    assert checked.exit_code == 2
    assert "--min-current fr: no such language here; there are de, vi" in checked.stderr


def test_an_alias_of_a_language_will_do(folder: Repository) -> None:
    folder.write("a.md", "# A\n")
    folder.translate("a.md", "pt-BR", "# A\n", original_hash="0" * 32)

    assert folder.run("report", "--min-current", "br=80").exit_code == 1


def test_an_alias_of_the_settings_will_do(folder: Repository) -> None:
    folder.write("transync.toml", '[language-aliases]\nbrasil = "pt-BR"\n')
    folder.write("a.md", "# A\n")
    folder.translate("a.md", "pt-BR", "# A\n", original_hash="0" * 32)

    assert folder.run("report", "--min-current", "brasil=80").exit_code == 1


@pytest.mark.parametrize("form", ["csv", "badge", "badge-svg"])
def test_forms_without_room_for_notes_leave_them_to_stderr(folder: Repository, form: str) -> None:
    folder.write("a.md", "# A\n")
    folder.translate("a.md", "vi", "# A\n")
    folder.write("notes.txt", "Nothing of ours.\n")
    checked = folder.run("report", "--format", form, "--path", "notes.txt")

    assert checked.exit_code == 0
    assert "transync: note: notes.txt: no source or translation there" in checked.stderr


def test_a_shallow_clone_says_what_it_can_t_know(
    aging: Repository, monkeypatch: pytest.MonkeyPatch
) -> None:
    aging.git("clone", "--quiet", "--depth=1", aging.root.as_uri(), "../clone")
    monkeypatch.chdir("../clone")
    shown = json.loads(aging.run("report", "--format", "json").stdout)

    (note,) = shown["notes"]
    assert "shallow" in note
    assert shown["wanted"] == 6
    assert {language["oldest"] for language in shown["languages"]} == {None}
