"""What has nothing to check is no success: exit code 2, why, and what to do about it."""

from __future__ import annotations

import pytest

from tests.conftest import Repository

COMMANDS = (
    ["check"],
    ["check", "--fix"],
    ["check", "--exit-zero"],
    ["report"],
    ["report", "--min-current", "80"],
    ["worklist"],
    ["worklist", "--format", "co-op"],
    ["baseline"],
    ["fix"],
)
every_command = pytest.mark.parametrize("command", COMMANDS, ids=" ".join)


def why(repository: Repository, *command: str) -> str:
    """The one sentence that a command says, which has nothing to do."""
    checked = repository.run(*command)
    assert (checked.exit_code, checked.stdout) == (2, "")
    (line,) = checked.stderr.splitlines()
    return line.removeprefix("transync: nothing to check: ")


@pytest.fixture
def translated(repository: Repository) -> Repository:
    """A page in two languages, committed as `main`."""
    repository.write("a.md", "# Bread\n\nFlour and water.\n")
    for language in ("es", "vi"):
        repository.translate("a.md", language, "# Pan\n\nHarina y agua.\n")
    repository.commit()
    return repository


@every_command
def test_a_folder_without_translations(folder: Repository, command: list[str]) -> None:
    folder.write("a.md", "# A\n")

    assert why(folder, *command) == (
        f"no folder in {folder.root} holds Co-op Translator's records; go to where the "
        "translations are, or name their folders as `layouts` in transync.toml"
    )
    assert not (folder.root / ".transync-baseline.json").exists()


@every_command
def test_with_one_translation_they_succeed(translated: Repository, command: list[str]) -> None:
    assert translated.run(*command).exit_code == 0


def test_layouts_that_match_nothing(translated: Repository) -> None:
    translated.write("transync.toml", 'layouts = ["i18n/{lang}/{path}", "l10n/{lang}/{path}"]\n')

    assert why(translated, "check") == (
        "no folder is named as `layouts` says (i18n/{lang}/{path}, l10n/{lang}/{path}); "
        "correct it in the settings"
    )


def test_everything_excluded(translated: Repository) -> None:
    translated.write("transync.toml", 'exclude = ["translations"]\n')

    said = "`exclude` matches every translation; take out of the settings what does"
    assert why(translated, "check") == said


def test_a_language_that_is_somebodys_own_work(translated: Repository) -> None:
    translated.write("translations/de/a.md", "# Brot\n\nMehl und Wasser.\n")

    assert why(translated, "check", "--language", "de") == (
        "the folders of the translations (de) hold no record of Co-op Translator, so they count as "
        "somebody's own work; to have them compared, name their folders as `layouts` in "
        "transync.toml"
    )


def test_a_language_that_is_left_alone_beside_others_is_noted(translated: Repository) -> None:
    translated.write("translations/de/a.md", "# Brot\n\nMehl und Wasser.\n")
    translated.write("translations/de/b.md", "# Salz\n")
    checked = translated.check()

    assert checked.exit_code == 0
    assert checked.report["summary"]["notes"] == [
        "2 translations not compared (de): no record of Co-op Translator stands in the folder, "
        "so it is left to whoever made it"
    ]
    assert translated.check("--language", "vi").report["summary"]["notes"] == []
    assert translated.check("translations/vi").report["summary"]["notes"] == []


def test_a_checkout_that_leaves_out_all_translations(translated: Repository) -> None:
    translated.git("sparse-checkout", "set", "--no-cone", "/a.md", "/translations/*/.co-op*")
    translated.write("transync.toml", 'layouts = ["translations/{lang}/{path}"]\n')

    said = "no translation is checked out here with its source; check them out"
    assert why(translated, "check") == said


def test_folders_without_a_page(repository: Repository) -> None:
    repository.write("a.md", "# A\n")
    repository.write("transync.toml", 'layouts = ["translations/{lang}/{path}"]\n')
    repository.sidecar("vi", {})

    said = "there is no page in the folders of the translations; translate some first"
    assert why(repository, "check") == said


def test_a_finding_is_no_silence(translated: Repository) -> None:
    (translated.root / "a.md").unlink()

    assert translated.check().rules == ["orphan", "orphan"]


def test_images_alone_are_something(repository: Repository) -> None:
    repository.write("a.png", b"\x89PNG one")
    repository.write("translated_images/es/a.png", b"\x89PNG uno")
    repository.sidecar("es", {"a.png": repository.record("a.png", "es")}, "translated_images")

    assert repository.run("check").exit_code == 0


@pytest.mark.parametrize("command", [["check"], ["report"], ["worklist"], ["hook", "a.md"]])
def test_rules_of_which_none_is_left(translated: Repository, command: list[str]) -> None:
    translated.write("transync.toml", 'select = ["stale"]\nignore = ["stale"]\n')
    checked = translated.run(*command)

    assert checked.exit_code == 2
    assert checked.stderr == (
        "transync: no rule is left to check: `ignore` names all that `select` does\n"
    )


class TestChanges:
    """With `--diff`, a change of something else is no fault where there are translations at all."""

    def test_a_change_of_something_else_passes(self, translated: Repository) -> None:
        translated.write("notes.txt", "Nothing of ours.\n")

        assert translated.run("check", "--diff", "main").exit_code == 0

    def test_translations_that_a_change_takes_away_with_their_records_pass(
        self, translated: Repository
    ) -> None:
        translated.git("rm", "-r", "--quiet", "translations")

        assert translated.run("check", "--diff", "main").exit_code == 0

    def test_without_translations_before_and_now_there_is_nothing(
        self, repository: Repository
    ) -> None:
        repository.write("a.md", "# A\n")
        repository.commit()
        repository.write("a.md", "# B\n")

        assert why(repository, "check", "--diff", "main").startswith("no folder in ")

    def test_the_first_translations_are_something(self, repository: Repository) -> None:
        repository.write("a.md", "# A\n")
        repository.commit()
        repository.translate("a.md", "vi", "# A\n")

        assert repository.run("check", "--diff", "main").exit_code == 0


def test_a_hook_has_nothing_to_do_where_nothing_is_translated(repository: Repository) -> None:
    repository.write("a.md", "# A\n")
    checked = repository.run("hook", "a.md")

    assert (checked.exit_code, checked.stdout, checked.stderr) == (0, "", "")
