"""`transync hook`: what of a commit is checked, and what its sources leave behind."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import Repository

posix_only = pytest.mark.skipif(os.name == "nt", reason="needs symbolic links")
SOURCE = "# A\n\n[a](https://e.com/a?WT.mc_id=x) and more.\n"
TRANSLATED = {
    "es": "# A\n\n[a](https://e.com/a?WT.mc_id=x) y más.\n",
    "vi": "# A\n\n[a](https://e.com/a?WT.mc_id=x) và nữa.\n",
}


@pytest.fixture
def clean(repository: Repository) -> Repository:
    """A committed repository of two sources in two languages, with nothing to complain about."""
    for source in ("a.md", "docs/b.md"):
        repository.write(source, SOURCE)
        for language, text in TRANSLATED.items():
            repository.translate(source, language, text)
    repository.git("add", "--all")
    repository.git("commit", "--quiet", "--message=All is well")
    return repository


@pytest.fixture
def beside(repository: Repository) -> Repository:
    """As `clean`, with the records in sidecars."""
    for source in ("a.md", "docs/b.md"):
        repository.write(source, SOURCE)
        for language, text in TRANSLATED.items():
            repository.write(f"translations/{language}/{source}", text)
    for language in TRANSLATED:
        records = {s: repository.record(s, language) for s in ("a.md", "docs/b.md")}
        repository.sidecar(language, dict(records))
    repository.git("add", "--all")
    repository.git("commit", "--quiet", "--message=All is well")
    return repository


def test_a_right_translation_passes_in_silence(clean: Repository) -> None:
    checked = clean.run("hook", "translations/vi/a.md")

    assert (checked.exit_code, checked.stdout, checked.stderr) == (0, "", "")


def test_a_wrong_translation_fails_with_its_line(clean: Repository) -> None:
    clean.replace("translations/vi/a.md", "mc_id=x", "mc_id=y")
    checked = clean.run("hook", "translations/vi/a.md")

    assert checked.exit_code == 1
    assert "error tracking-id" in checked.stdout
    assert "translations/vi/a.md:12:1" in checked.stdout


def test_a_wrong_translation_that_is_no_part_of_the_commit_is_left_alone(clean: Repository) -> None:
    clean.replace("translations/vi/a.md", "mc_id=x", "mc_id=y")
    checked = clean.run("hook", "translations/es/a.md", "a.md")

    assert (checked.exit_code, checked.stdout) == (0, "")


def test_a_source_lists_the_languages_that_are_stale_with_it(clean: Repository) -> None:
    clean.write("a.md", SOURCE + "\nNew.\n")
    checked = clean.run("hook", "a.md", "docs/b.md")

    assert checked.exit_code == 0
    assert "advice: stale with this change, 2 translations of 1 source" in checked.stdout
    assert "  a.md\n    es vi\n" in checked.stdout
    assert "b.md" not in checked.stdout


def test_a_source_without_its_translations_fails_where_that_is_asked_for(clean: Repository) -> None:
    option = "--fail-on-stale-source"
    assert clean.run("hook", option, "a.md").exit_code == 0

    clean.write("a.md", SOURCE + "\nNew.\n")
    checked = clean.run("hook", option, "a.md")

    assert checked.exit_code == 1
    assert "error: stale with this change" in checked.stdout


def test_a_source_may_be_committed_with_all_its_new_translations(clean: Repository) -> None:
    clean.write("a.md", SOURCE + "\nNew.\n")
    files = [clean.translate("a.md", n, t + "\n¡!\n") for n, t in TRANSLATED.items()]
    checked = clean.run("hook", "--fail-on-stale-source", "a.md", *files)

    assert (checked.exit_code, checked.stdout) == (0, "")


def test_a_translation_that_does_not_follow_its_source_fails_beside_the_advice(
    clean: Repository,
) -> None:
    clean.write("a.md", SOURCE + "\nNew.\n")
    checked = clean.run("hook", "a.md", "translations/vi/a.md")

    assert checked.exit_code == 1
    assert "  a.md\n    es\n" in checked.stdout
    assert "error stale: the source has changed since this translation was made [vi]" in (
        checked.stdout
    )


@pytest.mark.parametrize(
    "file", ["notes.txt", "gone.md", "translations/vi/gone.md", "..", "../elsewhere.md", "docs"]
)
def test_a_file_that_is_no_part_of_this_is_passed_over(clean: Repository, file: str) -> None:
    clean.write("notes.txt", "Not a document.\n")
    checked = clean.run("hook", "--fail-on-stale-source", file)

    assert (checked.exit_code, checked.stdout, checked.stderr) == (0, "", "")


def test_a_deleted_translation_is_passed_over(clean: Repository) -> None:
    (clean.root / "translations/vi/a.md").unlink()
    checked = clean.run("hook", "translations/vi/a.md")

    assert (checked.exit_code, checked.stdout) == (0, "")


def test_what_the_settings_exclude_is_passed_over(clean: Repository) -> None:
    clean.replace("translations/vi/a.md", "mc_id=x", "mc_id=y")
    clean.write("transync.toml", 'exclude = ["translations/vi"]')
    checked = clean.run("hook", "translations/vi/a.md")

    assert (checked.exit_code, checked.stdout) == (0, "")


def test_what_the_baseline_holds_is_known(clean: Repository) -> None:
    clean.replace("translations/vi/a.md", "mc_id=x", "mc_id=y")
    clean.run("baseline")
    checked = clean.run("hook", "translations/vi/a.md")

    assert (checked.exit_code, checked.stdout) == (0, "")


def test_warnings_fail_where_that_is_asked_for(clean: Repository) -> None:
    clean.replace("translations/vi/a.md", "mc_id=x", "mc_id=y")
    clean.write("transync.toml", '[severity]\ntracking-id = "warning"')

    assert clean.run("hook", "translations/vi/a.md").exit_code == 0
    assert clean.run("hook", "--fail-on", "warning", "translations/vi/a.md").exit_code == 1


def test_files_may_be_named_from_a_folder_below(
    clean: Repository, monkeypatch: pytest.MonkeyPatch
) -> None:
    clean.replace("translations/vi/docs/b.md", "mc_id=x", "mc_id=y")
    monkeypatch.chdir(clean.root / "docs")
    checked = clean.run("hook", "../translations/vi/docs/b.md")

    assert checked.exit_code == 1


def test_a_sidecar_brings_the_translations_whose_records_it_changes(beside: Repository) -> None:
    beside.replace("translations/vi/a.md", "mc_id=x", "mc_id=y")
    beside.replace("translations/vi/docs/b.md", "mc_id=x", "mc_id=y")
    new = {"translation_date": "2026-05-06T07:08:09+00:00"}
    records = {"a.md": beside.record("a.md", "vi", **new)}
    sidecar = beside.sidecar("vi", {**records, "docs/b.md": beside.record("docs/b.md", "vi")})
    checked = beside.run("hook", sidecar)

    assert checked.exit_code == 1
    assert "translations/vi/a.md:3:" in checked.stdout
    assert "b.md" not in checked.stdout


def test_a_sidecar_as_committed_brings_no_translation(beside: Repository) -> None:
    beside.replace("translations/vi/a.md", "mc_id=x", "mc_id=y")
    checked = beside.run("hook", "translations/vi/.co-op-translator.json")

    assert (checked.exit_code, checked.stdout) == (0, "")


def test_a_record_that_is_taken_out_of_a_sidecar_is_missed(beside: Repository) -> None:
    sidecar = beside.sidecar("vi", {"a.md": beside.record("a.md", "vi")})
    checked = beside.run("hook", sidecar)

    assert checked.exit_code == 1
    assert checked.stdout.startswith("docs/b.md\n\n  error metadata-missing")
    assert "found 1 error and 0 warnings" in checked.stdout


def test_a_sidecar_that_is_broken_fails_with_its_line_alone(beside: Repository) -> None:
    sidecar = "translations/vi/.co-op-translator.json"
    beside.write(sidecar, "{\n<<<<<<< HEAD\n")
    checked = beside.run("hook", sidecar)

    assert checked.exit_code == 1
    assert f"{sidecar}:2:1" in checked.stdout
    assert "found 1 error and 0 warnings" in checked.stdout


def test_a_source_of_records_in_sidecars_lists_its_languages(beside: Repository) -> None:
    beside.write("a.md", SOURCE + "\nNew.\n")

    assert "  a.md\n    es vi\n" in beside.run("hook", "a.md").stdout


def test_a_sidecar_of_images_brings_the_images_whose_records_it_changes(
    beside: Repository,
) -> None:
    for image in ("a.png", "b.png"):
        for path in (image, f"translated_images/vi/{image}"):
            beside.write(path, b"\x89PNG\0" + path.encode())
    stale = {"original_hash": "0" * 32}
    records = {n: beside.record(n, "vi", **stale) for n in ("a.png", "b.png")}
    beside.sidecar("vi", {**records, "a.png": beside.record("a.png", "vi")}, "translated_images")
    beside.git("add", "--all")
    beside.git("commit", "--quiet", "--message=Images")
    sidecar = beside.sidecar("vi", dict(records), "translated_images")
    checked = beside.run("hook", sidecar)

    assert checked.exit_code == 1
    assert checked.stdout.startswith("a.png\n\n  error image-stale")
    assert "b.png" not in checked.stdout


def test_only_the_first_ten_of_many_sources_are_named(clean: Repository) -> None:
    files = [f"page{number:02}.md" for number in range(12)]
    for file in files:
        clean.write(file, SOURCE)
        clean.translate(file, "vi", TRANSLATED["vi"])
        clean.write(file, SOURCE + "\nNew.\n")
    checked = clean.run("hook", *files)

    assert "12 translations of 12 sources" in checked.stdout
    assert "page09.md" in checked.stdout
    assert "page10.md" not in checked.stdout
    assert "… and 2 more sources" in checked.stdout


def modules_of_a_run(folder: Path, *arguments: str) -> set[str]:
    program = (
        "import sys; from transync.cli import main; assert main(sys.argv[1:]) == 0; "
        "print(*sys.modules)"
    )
    done = subprocess.run(
        [sys.executable, "-c", program, *arguments],
        cwd=folder,
        capture_output=True,
        text=True,
        check=True,
    )
    return set(done.stdout.split())


@pytest.mark.parametrize("file", ["translations/vi/a.md", "a.md"])
def test_a_clean_pair_imports_nothing_heavy_that_it_does_not_need(
    clean: Repository, file: str
) -> None:
    modules = modules_of_a_run(clean.root, "hook", file)

    assert "transync.commands.hook" in modules
    heavy = {"git", "langdetect", "rich", "yaml", "nbformat", "jsonschema", "transync.output.text"}
    heavy |= {"pathspec", "tomllib", "transync.documents.parse.lexical"}
    assert modules & heavy == set()


class TestSidecarsThatGo:
    """pre-commit names no file that a commit removes."""

    @pytest.mark.parametrize("languages", [("es",), ("es", "vi")], ids=["one", "all"])
    def test_a_commit_that_removes_a_sidecar_fails_whatever_else_is_in_it(
        self, beside: Repository, languages: tuple[str, ...]
    ) -> None:
        for language in languages:
            beside.git("rm", "--quiet", f"translations/{language}/.co-op-translator.json")
        beside.write("notes.md", "# Notes\n")
        beside.git("add", "--all")
        checked = beside.run("hook", "notes.md")

        assert checked.exit_code == 1
        assert checked.stdout.count("error no-longer-checked") == len(languages)
        assert "translations/es/.co-op-translator.json\n" in checked.stdout

    def test_without_its_pages_it_may_go(self, beside: Repository) -> None:
        beside.git("rm", "-r", "--quiet", "translations/es")

        assert beside.run("hook", "a.md").exit_code == 0

    def test_with_its_records_in_comments_it_may_go(self, beside: Repository) -> None:
        beside.git("rm", "--quiet", "translations/es/.co-op-translator.json")
        for source in ("a.md", "docs/b.md"):
            beside.translate(source, "es", TRANSLATED["es"])
        beside.git("add", "--all")

        pages = ("translations/es/a.md", "translations/es/docs/b.md")
        assert beside.run("hook", *pages).exit_code == 0

    def test_of_images_too_where_it_is_named(self, beside: Repository) -> None:
        beside.write("translated_images/es/a.png", b"\x89PNG")
        sidecar = beside.sidecar("es", {}, folder="translated_images")
        beside.git("add", "--all")
        beside.git("commit", "--quiet", "--message=Images")
        beside.git("rm", "--quiet", sidecar)
        checked = beside.run("hook", sidecar)

        assert (checked.exit_code, "error no-longer-checked" in checked.stdout) == (1, True)

    def test_a_repository_without_translations_passes(self, repository: Repository) -> None:
        repository.write("a.md", SOURCE)

        assert repository.run("hook", "a.md").exit_code == 0


def in_pull_request(repository: Repository, monkeypatch: pytest.MonkeyPatch) -> None:
    """Commit all, and say as pre-commit does where the pull request begins."""
    repository.git("branch", "base")
    repository.replace("translations/es/a.md", "mc_id=x", "mc_id=y")
    repository.git("add", "--all")
    repository.git("commit", "--quiet", "--message=The pull request")
    monkeypatch.setenv("PRE_COMMIT_FROM_REF", "base")
    monkeypatch.setenv("PRE_COMMIT_TO_REF", "HEAD")


@pytest.mark.parametrize("languages", [["es"], ["es", "vi"]])
def test_a_sidecar_that_a_pull_request_removes_is_told(
    beside: Repository, monkeypatch: pytest.MonkeyPatch, languages: list[str]
) -> None:
    for language in languages:
        (beside.root / f"translations/{language}/.co-op-translator.json").unlink()
    in_pull_request(beside, monkeypatch)

    checked = beside.run("hook", "translations/es/a.md")

    assert checked.exit_code == 1
    assert "no-longer-checked" in checked.stdout
    assert "translations/es/.co-op-translator.json" in checked.stdout


def test_a_sidecar_that_only_the_base_has_removed_since_is_not_told(
    beside: Repository, monkeypatch: pytest.MonkeyPatch
) -> None:
    (beside.root / "translations/es/.co-op-translator.json").unlink()
    beside.git("commit", "--quiet", "--all", "--message=No records")
    in_pull_request(beside, monkeypatch)

    checked = beside.run("hook", "translations/es/a.md")

    assert (checked.exit_code, checked.stdout) == (0, "")
    assert "1 translation not compared (es)" in checked.stderr


def test_a_record_that_a_pull_request_changes_is_of_a_page_to_check(
    beside: Repository, monkeypatch: pytest.MonkeyPatch
) -> None:
    sidecar = "translations/es/.co-op-translator.json"
    old = beside.record("a.md", "es", original_hash="0" * 32)
    records = {"a.md": old, "docs/b.md": beside.record("docs/b.md", "es")}
    beside.git("branch", "base")
    beside.sidecar("es", dict(records))
    beside.git("commit", "--quiet", "--all", "--message=The pull request")

    assert beside.run("hook", sidecar).stdout == ""
    monkeypatch.setenv("PRE_COMMIT_FROM_REF", "base")
    assert "a.md\n\n  error stale" in beside.run("hook", sidecar).stdout


@pytest.mark.parametrize("name", ["--output=x", "no-such-branch", "0" * 40])
def test_a_base_that_is_none_leaves_the_hook_with_what_is_staged(
    beside: Repository, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    in_pull_request(beside, monkeypatch)
    monkeypatch.setenv("PRE_COMMIT_FROM_REF", name)

    assert beside.run("hook", "translations/es/a.md").exit_code == 1
    assert beside.run("hook", "translations/vi/a.md").exit_code == 0
    assert not (beside.root / "x").exists()


@posix_only
@pytest.mark.parametrize("target", ["es-other", "../docs", "/nowhere"])
@pytest.mark.parametrize("languages", [["es"], ["es", "vi"]])
def test_a_folder_that_a_pull_request_makes_a_link_is_told(
    beside: Repository, monkeypatch: pytest.MonkeyPatch, target: str, languages: list[str]
) -> None:
    for language in languages:
        full = beside.root / "translations" / language
        full.rename(beside.root / f"translations/{language}-other")
        full.symlink_to(target)
    beside.git("branch", "base")
    beside.git("add", "--all")
    beside.git("commit", "--quiet", "--message=The pull request")
    monkeypatch.setenv("PRE_COMMIT_FROM_REF", "base")

    checked = beside.run("hook", "translations/es", "translations/es-other/a.md")

    assert checked.exit_code == 1
    said = "no longer checked, as a symbolic link or a submodule is there now [es]"
    assert f"translations/es\n\n  error no-longer-checked: {said}" in checked.stdout
    assert "[vi]" not in checked.stdout


def test_a_folder_that_becomes_a_submodule_is_told(beside: Repository) -> None:
    beside.git("rm", "-r", "--quiet", "translations/es")
    head = beside.git("rev-parse", "HEAD").strip()
    beside.git("update-index", "--add", "--cacheinfo", f"160000,{head},translations/es")
    (beside.root / "translations/es").mkdir()

    checked = beside.run("hook", "translations/es")

    assert checked.exit_code == 1
    assert "a symbolic link or a submodule is there now" in checked.stdout


@posix_only
def test_links_that_take_the_place_of_no_translation_are_passed_over(beside: Repository) -> None:
    for place, target in (("notes", "docs"), ("translations/x", "/nowhere"), ("link.md", "a.md")):
        (beside.root / place).symlink_to(target)
    beside.git("add", "--all")

    checked = beside.run("hook", "notes", "translations/x", "link.md", "docs", "no-such-file")

    assert (checked.exit_code, checked.stdout, checked.stderr) == (0, "", "")


@posix_only
@pytest.mark.parametrize("command", ["hook", "check"])
def test_a_page_that_becomes_a_link_to_itself_is_told(beside: Repository, command: str) -> None:
    page = beside.root / "translations/es/a.md"
    page.unlink()
    page.symlink_to("a.md")

    checked = beside.run(command, "translations/es/a.md")

    assert checked.exit_code == 1, checked.stderr
    assert "translations/es/a.md" in checked.stdout


def test_a_name_that_is_too_long_for_the_system_is_passed_over(beside: Repository) -> None:
    checked = beside.run("hook", "x" * 5000)

    assert (checked.exit_code, checked.stdout, checked.stderr) == (0, "", "")


@pytest.mark.parametrize("code", ["translations", "elsewhere"])
def test_a_language_that_is_none_does_not_hide_the_only_folder(
    beside: Repository, code: str
) -> None:
    (beside.root / "translations/vi/.co-op-translator.json").unlink()
    beside.sidecar("es", {"a.md": beside.record("a.md", "es", language_code=code)})
    beside.replace("translations/es/a.md", "mc_id=x", "mc_id=y")

    checked = beside.run("hook", "translations/es/a.md")

    assert checked.exit_code == 1
    assert "tracking-id" in checked.stdout
