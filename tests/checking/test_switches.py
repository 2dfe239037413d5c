"""What a change brings that decides what is found: it is told first, with what it hides."""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from typing import Any

import pytest

import transync
from tests.conftest import Checked, Repository
from transync.errors import UsageError

SOURCE = "# Bread\n\n[flour](https://e.com/flour) and water, mixed well.\n\n## Oven\n\nHot.\n"
TRANSLATED = "# Pan\n\n[harina](https://e.com/flour) y agua, bien mezcladas.\n\n## Horno\n\nHot.\n"
PAGE = "translations/es/a.md"
EVIL = "https://evil.example/"
BY_BASE = ("--settings-from", "base")
BY_CHANGE = ("--settings-from", "change")


@pytest.fixture
def clean(repository: Repository) -> Repository:
    """Two pages in two languages, with nothing to complain about, committed as `main`."""
    for source in ("a.md", "b.md"):
        repository.write(source, SOURCE)
        for language in ("es", "vi"):
            repository.translate(source, language, TRANSLATED)
    repository.commit()
    repository.git("switch", "--quiet", "--create", "change")
    return repository


@pytest.fixture
def evil(clean: Repository) -> Repository:
    """A change that leads the readers of one page elsewhere."""
    clean.replace(PAGE, "https://e.com/flour", EVIL)
    return clean


def diff(repository: Repository, *arguments: str) -> Checked:
    """Commit, and check the change as its own settings ask for, unless the arguments say else."""
    repository.commit()
    return repository.check("--diff", "main", *BY_CHANGE, *arguments)


def switches(checked: Checked) -> dict[str, Any]:
    found: dict[str, Any] = checked.report["diff"]["switches"]
    assert found is not None
    return found


def hidden(checked: Checked) -> list[tuple[str, str]]:
    return [(f["rule"], f["path"]) for f in switches(checked)["hidden"]]


def settings(text: str) -> Callable[[Repository], None]:
    return lambda repository: (repository.write("transync.toml", text), None)[1]


def add_baseline(repository: Repository) -> None:
    assert repository.run("baseline").exit_code == 0


def add_comment(comment: str, below: str) -> Callable[[Repository], None]:
    return lambda repository: repository.replace(PAGE, below, f"{comment}\n\n{below}")


# What to write so that the link is not found; each is a way in which a stranger could do it.
WAYS = {
    "ignore": settings('ignore = ["link-target"]\n'),
    "select": settings('select = ["anchor"]\n'),
    "per-file-ignores": settings('[per-file-ignores]\n"translations/es/" = ["link-target"]\n'),
    "per-file-ignores of the source": settings('[per-file-ignores]\n"a.md" = ["link-target"]\n'),
    "exclude": settings('exclude = ["translations/es/a.md"]\n'),
    "exclude the source": settings('exclude = ["/a.md"]\n'),
    "languages": settings('languages = ["vi"]\n'),
    "layouts": settings('layouts = ["i18n/{lang}/{path}"]\n'),
    "a dotted file": lambda r: (r.write(".transync.toml", 'ignore = ["link-target"]\n'), None)[1],
    "pyproject": lambda r: (
        r.write("pyproject.toml", '[tool.transync]\nignore = ["link-target"]\n'),
        None,
    )[1],
    "a baseline": add_baseline,
    "a comment for the file": add_comment("<!-- transync: ignore-file -->", "# Pan"),
    "a comment for the block": add_comment("<!-- transync: ignore link-target -->", "[harina]"),
    "a comment in the source": lambda r: r.replace(
        "a.md", "[flour]", "<!-- transync: ignore link-target -->\n\n[flour]"
    ),
}
every_way = pytest.mark.parametrize("hide", WAYS.values(), ids=WAYS)


@every_way
def test_what_hides_the_fault_of_a_change_is_told_with_the_fault(
    evil: Repository, hide: Callable[[Repository], None]
) -> None:
    hide(evil)
    checked = diff(evil)

    assert hidden(checked) == [("link-target", PAGE)]
    assert switches(checked)["obeyed"] is True
    assert "link-target" not in checked.rules
    shown = evil.run("check", "--diff", "main", *BY_CHANGE).stdout
    assert shown.startswith("warning: this change brings ")
    assert f"hidden: {PAGE}:" in shown.partition("\n\n")[2]
    assert "hides 1 error" in shown.splitlines()[-1]


@every_way
def test_it_is_found_unless_the_change_is_asked(
    evil: Repository, hide: Callable[[Repository], None]
) -> None:
    hide(evil)
    evil.commit()

    assert "link-target" in evil.check("--diff", "main").rules
    assert evil.check("--diff", "main").exit_code == 1


@every_way
def test_by_the_settings_of_the_base_it_is_found(
    evil: Repository, hide: Callable[[Repository], None]
) -> None:
    hide(evil)
    checked = diff(evil, *BY_BASE)

    assert checked.rules == ["link-target"]
    assert checked.exit_code == 1
    assert hidden(checked) == [("link-target", PAGE)]
    assert switches(checked)["obeyed"] is False
    shown = evil.run("check", "--diff", "main", *BY_BASE).stdout
    beginning = shown.partition("\n")[0]
    assert beginning.endswith(
        "t count here; "
        + (
            "it would hide 1 error that it introduces"
            if hide is add_baseline
            else "they would hide 1 error that it introduces"
        )
    )
    assert "hidden: " not in shown
    assert "hides" not in shown.splitlines()[-2]


@every_way
def test_without_a_fault_it_is_told_and_hides_nothing(
    clean: Repository, hide: Callable[[Repository], None]
) -> None:
    clean.replace(PAGE, "Hot", "Caliente")
    if hide is add_baseline:
        clean.write(".transync-baseline.json", baseline("0" * 16))
    else:
        hide(clean)
    checked = diff(clean)

    assert hidden(checked) == []
    verb = "hides" if hide is add_baseline else "hide"
    beginning = clean.run("check", "--diff", "main", *BY_CHANGE).stdout.partition("\n")[0]
    assert beginning.endswith(f", which {verb} nothing that it introduces")


def baseline(*fingerprints: str) -> str:
    entry = {"path": PAGE, "rule": "link-target", "count": len(fingerprints)}
    found = [{**entry, "fingerprints": list(fingerprints)}] if fingerprints else []
    return json.dumps({"schema": "transync.baseline/1", "findings": found})


def test_a_change_that_brings_nothing_of_the_kind_says_nothing_of_it(evil: Repository) -> None:
    for arguments in ((), BY_BASE):
        checked = diff(evil, *arguments)

        assert checked.report["diff"]["switches"] is None
        assert checked.rules == ["link-target"]


def test_settings_of_the_base_are_no_switch(evil: Repository) -> None:
    evil.git("stash", "--quiet")
    evil.write("transync.toml", 'ignore = ["link-target"]\n')
    add_comment("<!-- transync: ignore heading -->", "## Horno")(evil)
    evil.commit()
    evil.git("branch", "--force", "main")
    evil.git("stash", "pop", "--quiet")
    for arguments in ((), BY_BASE):
        checked = diff(evil, *arguments)

        assert checked.report["diff"]["switches"] is None
        assert "link-target" not in checked.rules


def test_arguments_have_the_last_word_on_both_sides(evil: Repository) -> None:
    evil.write("transync.toml", 'ignore = ["anchor"]\n')
    checked = diff(evil, "--ignore", "link-target")

    # What --ignore says stands in place of what the file says.
    assert checked.report["diff"]["switches"] is None
    assert checked.findings == []
    assert diff(evil, *BY_BASE, "--select", "anchor").findings == []


class TestSettings:
    """Each key whose value differs, with what comes and what goes."""

    def told(self, checked: Checked) -> list[tuple[str, str, list[str], list[str]]]:
        found = switches(checked)["settings"]
        return [(s["key"], s["path"], s["added"], s["removed"]) for s in found]

    def test_every_key_is_told(self, clean: Repository) -> None:
        clean.write(
            "transync.toml",
            'exclude = ["x/", "y/"]\nlanguages = ["es", "vi"]\nselect = ["anchor", "heading"]\n'
            'ignore = ["heading"]\ntracking-parameters = ["ocid"]\n'
            'layouts = ["translations/{lang}/{path}", '
            '{pattern = "i18n/{lang}/{path}", source = "docs"}]\n'
            '[severity]\nanchor = "warning"\n[per-file-ignores]\n"b.md" = ["anchor", "html"]\n'
            '[language-aliases]\nmx = "es"\n',
        )
        toml = "transync.toml"

        assert self.told(diff(clean)) == [
            (
                "layouts",
                toml,
                ["i18n/{lang}/{path} (source = docs)", "translations/{lang}/{path}"],
                [],
            ),
            ("exclude", toml, ["x/", "y/"], []),
            ("languages", toml, ["es", "vi"], []),
            ("select", toml, ["anchor", "heading"], []),
            ("ignore", toml, ["heading"], []),
            ("severity", toml, ["anchor = warning"], []),
            ("per-file-ignores", toml, ["b.md = anchor, html"], []),
            ("tracking-parameters", toml, [], ["WT.mc_id", "utm_*"]),
            ("language-aliases", toml, ["mx = es"], []),
        ]

    def test_a_file_that_shadows_another_one_counts(self, clean: Repository) -> None:
        clean.write("pyproject.toml", '[tool.transync]\nexclude = ["drafts/"]\n')
        clean.commit()
        clean.git("branch", "--force", "main")
        clean.write("transync.toml", 'ignore = ["link-target"]\n')

        assert self.told(diff(clean)) == [
            ("exclude", "transync.toml", [], ["drafts/"]),
            ("ignore", "transync.toml", ["link-target"], []),
        ]

    def test_settings_that_move_to_another_file_are_none(self, clean: Repository) -> None:
        clean.write("pyproject.toml", '[tool.transync]\nexclude = ["drafts/"]\n')
        clean.commit()
        clean.git("branch", "--force", "main")
        clean.git("rm", "--quiet", "pyproject.toml")
        clean.write("transync.toml", 'exclude = ["drafts/"]\n')

        assert diff(clean).report["diff"]["switches"] is None

    def test_settings_that_go_are_told(self, evil: Repository) -> None:
        evil.git("stash", "--quiet")
        evil.write("transync.toml", 'exclude = ["b.md"]\n')
        evil.commit()
        evil.git("branch", "--force", "main")
        evil.git("stash", "pop", "--quiet")
        evil.git("rm", "--quiet", "transync.toml")
        checked = diff(evil)

        assert self.told(checked) == [("exclude", "", [], ["b.md"])]
        shown = evil.run("check", "--diff", "main", *BY_CHANGE).stdout
        assert "\n  the defaults exclude: -b.md\n" in shown

    def test_a_file_below_the_root_is_nobodys(
        self, evil: Repository, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        evil.write("docs/transync.toml", 'ignore = ["link-target"]\n')
        evil.commit()
        monkeypatch.chdir(evil.root / "docs")
        checked = evil.check("--diff", "main")

        assert (checked.rules, checked.report["diff"]["switches"]) == (["link-target"], None)

    def test_a_file_that_git_ignores_is_the_persons_own(self, evil: Repository) -> None:
        evil.write(".git/info/exclude", "/transync.toml\n")
        evil.write("transync.toml", 'ignore = ["link-target"]\n')
        for arguments in ((), BY_BASE):
            checked = diff(evil, *arguments)

            assert (checked.findings, checked.report["diff"]["switches"]) == ([], None)

    @pytest.mark.parametrize("arguments", [(), BY_BASE], ids=["change", "base"])
    def test_errors_that_become_warnings_are_told(
        self, evil: Repository, arguments: tuple[str, ...]
    ) -> None:
        evil.write("transync.toml", '[severity]\nlink-target = "warning"\n')
        checked = diff(evil, *arguments)

        assert hidden(checked) == []
        assert [f["path"] for f in switches(checked)["lowered"]] == [PAGE]
        assert checked.exit_code == (1 if arguments else 0)
        if not arguments:
            shown = evil.run("check", "--diff", "main", *BY_CHANGE).stdout
            assert f"\n  a warning now: {PAGE}:" in shown
            assert shown.splitlines()[-2].endswith("1 warning, and calls 1 error a warning")

    def test_a_language_that_becomes_another_is_told(self, evil: Repository) -> None:
        evil.write("transync.toml", '[language-aliases]\nes = "xx"\n')
        checked = diff(evil)

        assert self.told(checked) == [("language-aliases", "transync.toml", ["es = xx"], [])]
        assert "link-target" in checked.rules

    def test_broken_settings_of_the_change_are_wrong_usage_whoever_judges(
        self, evil: Repository
    ) -> None:
        evil.write("transync.toml", "ignore = [")
        evil.commit()
        for arguments in ((), BY_BASE):
            checked = evil.run("check", "--diff", "main", *arguments)

            assert checked.exit_code == 2
            assert "transync.toml: not valid TOML" in checked.stderr


class TestFormerSettings:
    """What was there before the change may be missing or broken, or stand elsewhere."""

    @pytest.fixture
    def broken(self, evil: Repository) -> Repository:
        """The base has settings that nobody can obey; the change repairs them, and hides faults."""
        evil.git("stash", "--quiet")
        evil.write("transync.toml", "ignore = [")
        evil.write(".transync-baseline.json", "{")
        evil.commit()
        evil.git("branch", "--force", "main")
        evil.git("stash", "pop", "--quiet")
        evil.write("transync.toml", 'ignore = ["link-target"]\n')
        evil.write(".transync-baseline.json", baseline())
        return evil

    def test_broken_ones_give_way_to_the_defaults(self, broken: Repository) -> None:
        checked = diff(broken, *BY_BASE)
        notes = checked.report["summary"]["notes"]

        assert checked.rules == ["link-target"]
        assert hidden(checked) == [("link-target", PAGE)]
        assert len(notes) == 2
        assert notes[0].startswith("before this change, transync.toml: not valid TOML")
        assert notes[1].startswith("before this change, .transync-baseline.json: broken JSON")
        assert notes[0].endswith("; the defaults count instead")

    def test_ones_that_leave_no_rule_do_so_too(self, evil: Repository) -> None:
        evil.git("stash", "--quiet")
        evil.write("transync.toml", 'select = ["stale"]\nignore = ["stale"]\n')
        evil.commit()
        evil.git("branch", "--force", "main")
        evil.git("stash", "pop", "--quiet")
        evil.git("rm", "--quiet", "transync.toml")

        assert diff(evil, *BY_BASE).rules == ["link-target"]

    def test_an_explicit_file_is_taken_from_the_base_too(self, evil: Repository) -> None:
        evil.git("stash", "--quiet")
        evil.write("ci/checks.toml", 'ignore = ["anchor"]\n')
        evil.commit()
        evil.git("branch", "--force", "main")
        evil.git("stash", "pop", "--quiet")
        evil.write("ci/checks.toml", 'ignore = ["anchor", "link-target"]\n')
        config = ("--config", "ci/checks.toml")

        assert diff(evil, *config).findings == []
        checked = diff(evil, *config, *BY_BASE)
        assert checked.rules == ["link-target"]
        (setting,) = switches(checked)["settings"]
        assert (setting["path"], setting["added"]) == ("ci/checks.toml", ["link-target"])

    @pytest.mark.skipif(os.name == "nt", reason="needs symbolic links")
    def test_an_explicit_file_counts_where_a_link_takes_the_place_of_its_folder(
        self, clean: Repository
    ) -> None:
        clean.write("ci/transync.toml", "")
        clean.commit()
        clean.git("branch", "--force", "main", "HEAD")
        clean.replace(PAGE, "https://e.com/flour", EVIL)
        (clean.root / "ci").rename(clean.root / "ours")
        (clean.root / "ci").symlink_to("ours")
        clean.write("ours/transync.toml", f'exclude = ["{PAGE}"]\n')

        assert "link-target" in diff(clean, *BY_BASE, "--config", "ci/transync.toml").rules

    def test_an_explicit_file_that_the_base_lacks_does_not_count(self, evil: Repository) -> None:
        evil.write("ci/checks.toml", 'ignore = ["link-target"]\n')

        assert diff(evil, "--config", "ci/checks.toml", *BY_BASE).rules == ["link-target"]

    def test_an_explicit_file_outside_of_the_repository_is_the_same_on_both_sides(
        self, evil: Repository
    ) -> None:
        (evil.root.parent / "mine.toml").write_text('ignore = ["link-target"]\n')
        checked = diff(evil, "--config", "../mine.toml", *BY_BASE)

        assert (checked.findings, checked.report["diff"]["switches"]) == ([], None)

    def test_where_they_find_no_translations_those_of_the_change_count(
        self, repository: Repository
    ) -> None:
        repository.write("a.md", SOURCE)
        repository.write("i18n/es/a.md", TRANSLATED)
        repository.commit()
        repository.git("switch", "--quiet", "--create", "change")
        repository.write("transync.toml", 'layouts = ["i18n/{lang}/{path}"]\n')
        repository.write("i18n/es/a.md", TRANSLATED.replace("https://e.com/flour", EVIL))
        checked = diff(repository, *BY_BASE)

        assert checked.rules == ["link-target"]
        assert switches(checked)["obeyed"] is True
        assert checked.report["summary"]["notes"] == [
            "the settings before this change find no translations, so its own count"
        ]

    def test_languages_that_the_change_removes_with_their_pages_are_no_fault(
        self, clean: Repository
    ) -> None:
        clean.write("transync.toml", 'languages = ["es", "vi"]\n')
        clean.commit()
        clean.git("branch", "--force", "main")
        clean.git("rm", "-r", "--quiet", "translations/es")
        clean.write("transync.toml", 'languages = ["vi"]\n')

        for arguments in ((), BY_BASE):
            checked = diff(clean, *arguments)
            assert (checked.exit_code, checked.findings) == (0, [])


class TestBaselines:
    """What becomes known with the change is not known by the base."""

    def test_only_what_is_new_in_it_is_a_switch(self, evil: Repository) -> None:
        add_baseline(evil)
        known = json.loads((evil.root / ".transync-baseline.json").read_text(encoding="utf-8"))
        (entry,) = known["findings"]
        evil.git("stash", "--quiet", "--include-untracked")
        evil.write(".transync-baseline.json", baseline(*entry["fingerprints"]))
        evil.commit()
        evil.git("branch", "--force", "main")
        evil.replace(PAGE, "https://e.com/flour", EVIL)

        for arguments in ((), BY_BASE):
            checked = diff(evil, *arguments)
            assert (checked.findings, checked.report["diff"]["switches"]) == ([], None)

    def test_known_findings_that_were_there_hide_nothing_of_the_change(
        self, evil: Repository
    ) -> None:
        evil.commit()
        evil.git("branch", "--force", "main")
        add_baseline(evil)
        checked = diff(evil)

        assert (switches(checked)["known"], hidden(checked)) == (1, [])

    def test_without_baselines_none_is_told(self, evil: Repository) -> None:
        add_baseline(evil)
        checked = diff(evil, "--no-baseline")

        assert (checked.rules, checked.report["diff"]["switches"]) == (["link-target"], None)


class TestSuppressions:
    """One that was there is no news, whatever is edited around it; one that moved is another."""

    @pytest.fixture
    def suppressed(self, clean: Repository) -> Repository:
        """A page whose block on the oven may have other links."""
        add_comment("<!-- transync: ignore link-target -->", "## Horno")(clean)
        clean.commit()
        clean.git("branch", "--force", "main")
        return clean

    def told(self, checked: Checked) -> list[tuple[int, list[str], bool]]:
        found = checked.report["diff"]["switches"]
        return [(s["line"], s["rules"], s["file"]) for s in (found or {}).get("suppressions", [])]

    def test_text_above_it_and_in_its_block_is_edited(self, suppressed: Repository) -> None:
        suppressed.replace(PAGE, "# Pan", "# Pan casero\n\nCon calma.")
        suppressed.replace(PAGE, "## Horno", "## Horno caliente")

        assert self.told(diff(suppressed)) == []

    def test_its_block_moves_with_it(self, suppressed: Repository) -> None:
        block = "<!-- transync: ignore link-target -->\n\n## Horno\n\n"
        suppressed.replace(PAGE, block, "")
        suppressed.replace(PAGE, "# Pan\n\n", f"# Pan\n\n{block}")

        assert self.told(diff(suppressed)) == []

    def test_it_moves_to_another_block(self, suppressed: Repository) -> None:
        comment = "<!-- transync: ignore link-target -->\n\n"
        suppressed.replace(PAGE, comment, "")
        suppressed.replace(PAGE, "[harina](https://e.com/flour)", f"{comment}[harina]({EVIL})")
        checked = diff(suppressed)

        assert [rules for _, rules, _ in self.told(checked)] == [["link-target"]]
        assert hidden(checked) == [("link-target", PAGE)]
        assert diff(suppressed, *BY_BASE).rules == ["link-target"]

    def test_its_file_gets_another_name(self, suppressed: Repository) -> None:
        suppressed.git("mv", "a.md", "start.md")
        for language in ("es", "vi"):
            folder = f"translations/{language}"
            suppressed.git("mv", f"{folder}/a.md", f"{folder}/start.md")
            suppressed.replace(
                f"{folder}/start.md",
                '"source_file": "a.md"',
                '"source_file": "start.md"',
            )

        assert self.told(diff(suppressed)) == []

    def test_another_rule_is_another_suppression(self, suppressed: Repository) -> None:
        suppressed.replace(PAGE, "ignore link-target", "ignore link-target, heading")

        assert self.told(diff(suppressed)) == [(14, ["link-target", "heading"], False)]

    def test_one_for_the_file_is_another_one_than_one_for_a_block(
        self, suppressed: Repository
    ) -> None:
        suppressed.replace(PAGE, "ignore link-target", "ignore-file link-target")

        assert [is_for_file for *_, is_for_file in self.told(diff(suppressed))] == [True]

    def test_a_copy_of_the_sources_does_not_count_either(self, suppressed: Repository) -> None:
        comment = "<!-- transync: ignore link-target -->\n\n"
        suppressed.replace("b.md", "## Oven", f"{comment}## Oven")
        for language in ("es", "vi"):
            suppressed.translate("b.md", language, TRANSLATED)
        suppressed.commit()
        suppressed.git("branch", "--force", "main")
        evil = TRANSLATED.replace("[harina](https://e.com/flour)", f"{comment}[harina]({EVIL})")
        suppressed.translate("b.md", "es", evil)

        assert diff(suppressed, *BY_BASE).rules == ["link-target"]
        assert hidden(diff(suppressed)) == [("link-target", "translations/es/b.md")]

    def test_in_a_file_that_nobody_translates_it_is_none(self, clean: Repository) -> None:
        clean.write("tests/cases/x.txt", "<!-- transync: ignore-file -->\n")
        clean.write("node_modules/x/README.md", "<!-- transync: ignore-file -->\n\n# X\n")

        assert diff(clean).report["diff"]["switches"] is None

    def test_outputs_of_a_cell_that_ran_again_are_no_other_text(self, clean: Repository) -> None:
        def notebook(text: str, picture: str, **metadata: object) -> str:
            output = {"output_type": "display_data", "data": {"image/png": picture}}
            cell = {
                "cell_type": "code",
                "id": "a",
                "execution_count": 1,
                "metadata": {"tags": ["transync:ignore=notebook-cell"]},
                "outputs": [{**output, "metadata": {}}],
                "source": [text],
            }
            content = {"cells": [cell], "metadata": metadata}
            return json.dumps({**content, "nbformat": 4, "nbformat_minor": 5}, indent=1)

        path = "translations/es/n.ipynb"
        clean.write("n.ipynb", notebook("print('flour')", "iVBORw0KGgo/" * 200))
        record = clean.record("n.ipynb", "es")
        page = notebook("print('harina')", "iVBORw0KGgo/" * 200, coopTranslator=record)
        clean.write(path, page)
        clean.commit()
        clean.git("branch", "--force", "main")
        clean.write(path, page.replace("iVBORw0KGgo/", "iVBORw0K+AAA"))

        assert self.told(diff(clean)) == []

    def test_a_tag_of_a_cell_is_one_however_it_is_spelt(self, clean: Repository) -> None:
        def notebook(text: str, *tags: str, **metadata: object) -> str:
            cell = {"cell_type": "markdown", "id": "a", "metadata": {"tags": list(tags)}}
            content = {"cells": [{**cell, "source": [text]}], "metadata": metadata}
            return json.dumps({**content, "nbformat": 4, "nbformat_minor": 5}, indent=1)

        def translate(text: str, *tags: str) -> str:
            record = clean.record("n.ipynb", "es")
            return notebook(text, *tags, coopTranslator=record)

        clean.write("n.ipynb", notebook("See [flour](https://e.com/flour) there."))
        path = "translations/es/n.ipynb"
        clean.write(path, translate("Vea [harina](https://e.com/flour) allí."))
        clean.commit()
        clean.git("branch", "--force", "main")
        written = translate(f"Vea [harina]({EVIL}) allí.", "transync:ignore=link-target")
        clean.write(path, written.replace('"transync:', '"\\u0074ransync:'))

        assert hidden(diff(clean)) == [("link-target", path)]
        assert diff(clean, *BY_BASE).rules == ["link-target"]


class TestOutputs:
    """Everybody gets to know, in their form."""

    @pytest.fixture
    def quiet(self, evil: Repository) -> Repository:
        evil.write("transync.toml", 'ignore = ["link-target"]\n')
        add_comment("<!-- transync: ignore-file -->", "# Pan")(evil)
        evil.commit()
        return evil

    def shown(self, repository: Repository, form: str) -> Checked:
        return repository.run("check", "--diff", "main", *BY_CHANGE, "--output-format", form)

    def test_text_begins_with_it(self, quiet: Repository) -> None:
        assert self.shown(quiet, "text").stdout.startswith(
            "warning: this change brings other settings and suppressions, which hide 1 error that "
            "it introduces\n\n"
            "  transync.toml ignore: +link-target\n"
            f"  {PAGE}:10 ignore-file all rules\n\n"
            f"  hidden: {PAGE}:14 error link-target: the link to https://e.com/flour has another "
            f"target: {EVIL}\n\n"
        )

    def test_markdown_has_an_alert_below_the_title(self, quiet: Repository) -> None:
        assert self.shown(quiet, "markdown").stdout.startswith(
            "## transync: this change introduces no fault, and hides 1 error\n\n"
            "> [!WARNING]\n"
            "> This change brings other settings and suppressions, which hide 1 error that it "
            "introduces\n"
            ">\n"
            "> - `transync.toml` ignore: `+link-target`\n"
            f"> - `{PAGE}:10` ignore-file all rules\n"
            f"> - hidden: `{PAGE}:14` error link-target: the link to `https://e.com/flour` has "
            f"another target: `{EVIL}`\n\n"
        )

    def test_github_gets_a_warning_before_all_others(self, quiet: Repository) -> None:
        first, verdict = self.shown(quiet, "github").stdout.splitlines()

        assert first.startswith(
            "::warning file=transync.toml,line=1,title=what decides the check::this change brings "
            "other settings and suppressions, which hide 1 error that it introduces%0A"
        )
        assert f"%0Ahidden: {PAGE}:14 error link-target: " in first
        assert verdict.endswith("::this change introduces no fault, and hides 1 error")

    def test_sarif_has_a_notification(self, quiet: Repository) -> None:
        (run,) = json.loads(self.shown(quiet, "sarif").stdout)["runs"]
        (told,) = run["invocations"][0]["toolExecutionNotifications"]

        assert told["level"] == "warning"
        assert "; hidden: " in told["message"]["text"]

    @pytest.mark.parametrize("form", ["concise", "json-lines", "junit", "gitlab"])
    def test_the_others_leave_it_to_stderr(self, quiet: Repository, form: str) -> None:
        assert self.shown(quiet, form).stderr == (
            "transync: warning: this change brings other settings and suppressions, which hide "
            "1 error that it introduces\n"
        )

    def test_many_are_cut_but_for_who_wants_all(self, evil: Repository) -> None:
        for number in range(12):
            below = f"## {number}"
            evil.replace(PAGE, "## Horno", f"{below}\n\n## Horno")
            add_comment("<!-- transync: ignore anchor -->", below)(evil)
        evil.commit()

        shown = self.shown(evil, "text").stdout
        assert shown.count(" ignore anchor\n") == 10
        assert "\n  … and 2 more\n" in shown
        everything = evil.run("check", "--diff", "main", *BY_CHANGE, "--verbose").stdout
        assert everything.partition("\n\n")[2].count(" ignore anchor\n") >= 12


class TestUsage:
    """Without a base there is nothing to take settings from."""

    def test_the_option_needs_a_base(self, clean: Repository) -> None:
        checked = clean.run("check", *BY_BASE)

        assert checked.exit_code == 2
        assert "--settings-from base: works only with --diff" in checked.stderr

    @pytest.mark.parametrize("value", ["base", "Base", ""])
    def test_so_does_the_argument_and_it_is_one_of_two(self, clean: Repository, value: str) -> None:
        with pytest.raises(UsageError, match="settings_from"):
            transync.check(clean.root, settings_from=value)  # type: ignore[arg-type]


class TestSilenced:
    """What a translation hides by itself is told in every summary."""

    @pytest.fixture
    def silent(self, evil: Repository) -> Repository:
        add_comment("<!-- transync: ignore-file -->", "# Pan")(evil)
        return evil

    def told(self, checked: Checked) -> list[tuple[str, int]]:
        return [(each["path"], each["count"]) for each in checked.report["summary"]["silenced"]]

    def test_the_number_is_told_by_file(self, silent: Repository) -> None:
        assert self.told(silent.check()) == [(PAGE, 1)]
        said = f"1 finding is silenced by translations themselves: {PAGE} (1)"
        assert f"\n{said}\n" in silent.run("check").stdout
        shown = silent.run("check", "--output-format", "markdown").stdout
        assert f"- 1 finding is silenced by translations themselves: `{PAGE}` (1)\n" in shown

    def test_one_problem_at_many_places_is_one(self, clean: Repository) -> None:
        english = "This is the paragraph that has the number {} and some more words.\n\n"
        spanish = "Este es el párrafo que tiene el número {} y algunas palabras más.\n\n"
        clean.write("c.md", "# A\n\n" + "".join(english.format(n) for n in range(9)))
        texts = (english if n in (2, 3, 5) else spanish for n in range(9))
        text = "# A\n\n" + "".join(text.format(n) for n, text in enumerate(texts))
        clean.translate("c.md", "es", text)
        assert "3 of 9 texts" in clean.check("--select", "untranslated").findings[0]["message"]
        clean.translate("c.md", "es", f"<!-- transync: ignore-file -->\n\n{text}")

        assert self.told(clean.check("--select", "untranslated")) == [("translations/es/c.md", 1)]

    def test_what_the_source_or_the_settings_say_is_not(self, silent: Repository) -> None:
        silent.write("transync.toml", '[per-file-ignores]\n"translations/es/" = ["link-target"]\n')
        assert self.told(silent.check()) == []

        (silent.root / "transync.toml").unlink()
        silent.replace("a.md", "# Bread", "<!-- transync: ignore-file -->\n\n# Bread")
        assert self.told(silent.check()) == []

    def test_what_hides_nothing_is_not(self, clean: Repository) -> None:
        add_comment("<!-- transync: ignore link-target -->", "[harina]")(clean)

        assert self.told(clean.check()) == []

    def test_by_the_settings_of_the_base_nothing_is_silenced_by_the_change(
        self, silent: Repository
    ) -> None:
        assert self.told(diff(silent)) == [(PAGE, 1)]
        assert self.told(diff(silent, *BY_BASE)) == []
