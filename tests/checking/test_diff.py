"""`transync check --diff BASE`: what a change introduces, what was there, what it leaves behind."""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import Checked, Repository

SOURCE = "# A\n\n[a](https://e.com/a?WT.mc_id=x) and more.\n\n## B\n\nThe end of it.\n"
TRANSLATED = {
    "es": "# A\n\n[a](https://e.com/a?WT.mc_id=x) y más.\n\n## B\n\nEl final.\n",
    "vi": "# A\n\n[a](https://e.com/a?WT.mc_id=x) và nữa.\n\n## B\n\nKết thúc.\n",
}
NEW = SOURCE + "\nOne more paragraph.\n"
LATER = "2100-01-01T00:00:00+00:00"


@pytest.fixture
def course(repository: Repository) -> Repository:
    """Two sources in two languages, all is well on `main`; a branch `change` is checked out."""
    for source in ("a.md", "docs/b.md"):
        repository.write(source, SOURCE)
        for language, text in TRANSLATED.items():
            repository.translate(source, language, text)
    repository.commit()
    repository.git("switch", "--quiet", "--create", "change")
    return repository


@pytest.fixture
def beside(repository: Repository) -> Repository:
    """As `course`, with the records in sidecars."""
    for source in ("a.md", "docs/b.md"):
        repository.write(source, SOURCE)
        for language, text in TRANSLATED.items():
            repository.write(f"translations/{language}/{source}", text)
    for language in TRANSLATED:
        write_sidecar(repository, language)
    repository.commit()
    repository.git("switch", "--quiet", "--create", "change")
    return repository


def write_sidecar(repository: Repository, language: str) -> None:
    records = {s: repository.record(s, language) for s in ("a.md", "docs/b.md")}
    repository.sidecar(language, dict(records))


def diff(repository: Repository, *arguments: str) -> Checked:
    return repository.check("--diff", "main", *arguments)


def told(findings: list[dict[str, Any]]) -> list[tuple[str, str]]:
    return [(finding["rule"], finding["path"]) for finding in findings]


def introduced(checked: Checked) -> list[tuple[str, str]]:
    return told(checked.findings)


def stale(checked: Checked) -> list[str]:
    return [path for _, path in told(checked.report["diff"]["stale"])]


def before(checked: Checked) -> list[tuple[str, str]]:
    return told(checked.report["diff"]["before"])


def test_a_change_is_told_apart_from_what_was_there(course: Repository) -> None:
    course.replace("translations/es/docs/b.md", "[a](https://e.com/a?WT.mc_id=x)", "a")
    course.git("checkout", "--quiet", "main")
    course.commit()
    course.git("switch", "--quiet", "--force-create", "change")

    course.write("a.md", NEW)
    course.replace("translations/vi/docs/b.md", "mc_id=x", "mc_id=y")
    course.replace("translations/es/docs/b.md", "a y más", "[a](https://e.com/a?WT.mc_id=x) y más")
    course.commit()
    checked = diff(course)

    assert introduced(checked) == [("tracking-id", "translations/vi/docs/b.md")]
    assert checked.findings[0]["line"] == 12
    assert stale(checked) == ["translations/es/a.md", "translations/vi/a.md"]
    assert before(checked) == []
    assert checked.exit_code == 1


CODE = "# A\n\nA [link](https://e.com/a) here.\n\n```bash\n# get it\nmake it\n```\n\nThe end.\n"


@pytest.mark.parametrize(
    ("old", "new", "translated", "evil", "rule"),
    [
        ("make it", "make all", "make it", "make evil", "code-block"),
        ("# get it", "# get it now", "make it", "make evil", "code-block"),
        ("```bash\n# get it\nmake it\n```\n\n", "", "make it", "make evil", "code-block"),
        ("e.com/a", "e.com/b", "e.com/a", "evil.example", "link-target"),
        ("[link](https://e.com/a)", "link", "e.com/a", "evil.example", "link-target"),
    ],
)
def test_a_change_of_the_source_excuses_nothing_that_no_source_has(
    course: Repository, old: str, new: str, translated: str, evil: str, rule: str
) -> None:
    course.git("checkout", "--quiet", "main")
    course.write("c.md", CODE)
    course.translate("c.md", "es", CODE.replace("The end.", "El final.").replace("here", "aquí"))
    course.commit()
    course.git("switch", "--quiet", "--force-create", "change")

    course.replace("c.md", old, new)
    course.commit()
    alone = diff(course)
    course.replace("translations/es/c.md", translated, evil)
    course.commit()

    assert (introduced(alone), stale(alone)) == ([], ["translations/es/c.md"])
    assert introduced(diff(course)) == [(rule, "translations/es/c.md")]


def test_the_report_names_its_base(course: Repository) -> None:
    course.write("a.md", NEW)
    told = diff(course).report["diff"]

    assert told["base"] == "main"
    assert told["commit"] == course.git("rev-parse", "main").strip()
    assert told["changed"] == 1
    assert course.check().report["diff"] is None


def test_without_a_fault_of_its_own_a_change_passes(course: Repository) -> None:
    course.write("a.md", NEW)
    checked = diff(course)

    assert (checked.exit_code, introduced(checked)) == (0, [])


def test_translations_that_a_change_makes_stale_fail_where_that_is_asked_for(
    course: Repository,
) -> None:
    course.write("a.md", NEW)
    checked = diff(course, "--fail-on-stale-source")

    assert checked.exit_code == 1
    assert introduced(checked) == [
        ("stale", "translations/es/a.md"),
        ("stale", "translations/vi/a.md"),
    ]
    assert stale(checked) == []


def test_staleness_can_fail_only_where_it_is_told_what_is_new(course: Repository) -> None:
    checked = course.run("check", "--fail-on-stale-source")

    assert checked.exit_code == 2
    assert "fail-on-stale-source: works only with diff" in checked.stderr


def test_what_was_there_before_in_a_touched_file_fails_nothing(course: Repository) -> None:
    course.replace("translations/vi/a.md", "mc_id=x", "mc_id=y")
    course.replace("translations/es/a.md", "mc_id=x", "mc_id=y")
    course.commit()
    course.git("branch", "--force", "main")
    course.replace("translations/vi/a.md", "Kết thúc", "Hết")
    checked = diff(course)

    assert (checked.exit_code, introduced(checked)) == (0, [])
    assert before(checked) == [("tracking-id", "translations/vi/a.md")]


def test_what_the_main_branch_has_got_since_is_no_part_of_the_change(course: Repository) -> None:
    course.write("a.md", NEW)
    course.commit()
    course.git("switch", "--quiet", "main")
    course.replace("translations/vi/docs/b.md", "mc_id=x", "mc_id=y")
    course.commit()
    course.git("switch", "--quiet", "change")
    checked = diff(course)

    assert (introduced(checked), before(checked)) == ([], [])
    assert stale(checked) == ["translations/es/a.md", "translations/vi/a.md"]


def test_a_translation_that_follows_its_source_is_not_stale(course: Repository) -> None:
    course.write("a.md", NEW)
    course.translate("a.md", "vi", TRANSLATED["vi"] + "\nThêm một đoạn nữa.\n")
    checked = diff(course)

    assert introduced(checked) == []
    assert stale(checked) == ["translations/es/a.md"]


def test_a_translation_made_anew_answers_for_what_an_old_source_excused(course: Repository) -> None:
    course.write("a.md", SOURCE + "\n[c](https://e.com/c)\n")
    course.commit()
    course.git("branch", "--force", "main")
    course.translate("a.md", "vi", TRANSLATED["vi"].replace("Kết thúc", "Hết"))
    checked = diff(course)

    assert introduced(checked) == [("text-missing", "translations/vi/a.md")]
    assert checked.exit_code == 1


def test_an_edit_of_a_source_whose_translations_were_stale_is_no_news(course: Repository) -> None:
    course.write("a.md", NEW)
    course.commit()
    course.git("branch", "--force", "main")
    course.write("a.md", NEW + "\nAnd another.\n")
    checked = diff(course)

    assert (introduced(checked), stale(checked), before(checked)) == ([], [], [])


def test_a_translation_of_a_text_that_was_never_committed_is_left_behind_by_an_edit(
    course: Repository,
) -> None:
    table = (
        "<!-- CO-OP TRANSLATOR LANGUAGES TABLE START -->\nx\n"
        "<!-- CO-OP TRANSLATOR LANGUAGES TABLE END -->\n"
    )
    course.write("a.md", SOURCE + table)
    course.translate("a.md", "vi", TRANSLATED["vi"], original_hash="1" * 32, translation_date=LATER)
    course.translate("a.md", "es", TRANSLATED["es"])
    course.commit()
    course.git("branch", "--force", "main")
    assert [f["severity"] for f in course.check("--select", "stale").findings] == ["warning"]

    course.replace("a.md", "The end of it", "The end of all")
    assert stale(diff(course)) == ["translations/es/a.md", "translations/vi/a.md"]


def test_a_wrong_hash_is_the_fault_of_who_wrote_it(course: Repository) -> None:
    right = course.record("a.md", "vi")["original_hash"]
    course.replace("translations/vi/a.md", str(right), "0" * 32)

    assert introduced(diff(course)) == [("stale", "translations/vi/a.md")]


def test_new_and_uncommitted_files_count(course: Repository) -> None:
    course.write("c.md", SOURCE)
    course.translate("c.md", "vi", TRANSLATED["vi"].replace("mc_id=x", "mc_id=y"))
    course.translate("c.md", "es", TRANSLATED["es"])

    assert introduced(diff(course)) == [("tracking-id", "translations/vi/c.md")]


def test_the_pages_of_a_new_language_are_checked(course: Repository) -> None:
    course.translate("a.md", "de", TRANSLATED["es"].replace("mc_id=x", "mc_id=y"))

    assert introduced(diff(course, "--language", "de", "--select", "tracking-id")) == [
        ("tracking-id", "translations/de/a.md"),
    ]


def test_a_deleted_translation_is_missed(course: Repository) -> None:
    (course.root / "translations/vi/a.md").unlink()

    assert introduced(diff(course)) == [("missing-translation", "translations/vi/a.md")]


def test_a_deleted_source_leaves_orphans(course: Repository) -> None:
    (course.root / "a.md").unlink()
    checked = diff(course)

    assert introduced(checked) == [
        ("orphan", "translations/es/a.md"),
        ("orphan", "translations/vi/a.md"),
    ]
    assert checked.findings[0]["message"] == "the source a.md no longer exists"


def test_a_renamed_source_leaves_orphans_that_know_its_new_name(course: Repository) -> None:
    course.git("mv", "a.md", "start.md")
    found = diff(course).findings

    assert [f["message"] for f in found if f["rule"] == "orphan"] == [
        "the source a.md no longer exists: it is now start.md"
    ] * 2


def test_a_page_renamed_with_its_translations_brings_nothing_new(course: Repository) -> None:
    course.replace("translations/vi/a.md", "mc_id=x", "mc_id=y")
    course.commit()
    course.git("branch", "--force", "main")
    course.git("mv", "a.md", "start.md")
    for language in TRANSLATED:
        course.git("mv", f"translations/{language}/a.md", f"translations/{language}/start.md")
        page = f"translations/{language}/start.md"
        course.replace(page, '"source_file": "a.md"', '"source_file": "start.md"')
    checked = diff(course)

    assert (introduced(checked), stale(checked)) == ([], [])
    assert before(checked) == [("tracking-id", "translations/vi/start.md")]


def test_a_page_that_links_to_what_a_change_removes_is_told_though_it_is_not_touched(
    course: Repository,
) -> None:
    for path in ("docs/b.md", "translations/vi/docs/b.md", "translations/es/docs/b.md"):
        course.replace(path, "[a](", "[c](../c.md#b) [a](")
    course.write("c.md", SOURCE)
    for language, text in TRANSLATED.items():
        course.translate("c.md", language, text)
        course.translate("docs/b.md", language, text.replace("[a](", "[c](../c.md#b) [a]("))
    course.commit()
    course.git("branch", "--force", "main")
    for path in ("c.md", "translations/vi/c.md", "translations/es/c.md"):
        (course.root / path).unlink()
    assert introduced(diff(course)) == [("local-link", "docs/b.md")]

    course.git("reset", "--quiet", "--hard")
    course.replace("c.md", "## B", "## C")
    for language, text in TRANSLATED.items():
        course.translate("c.md", language, text.replace("## B", "## C"))
    assert introduced(diff(course)) == [("anchor", "docs/b.md")]


@pytest.mark.parametrize("arguments", [("a.md",), ("translations/vi",)])
def test_paths_limit_what_is_told(course: Repository, arguments: tuple[str, ...]) -> None:
    course.replace("translations/vi/a.md", "mc_id=x", "mc_id=y")
    course.replace("translations/es/docs/b.md", "mc_id=x", "mc_id=y")

    assert introduced(diff(course, *arguments)) == [("tracking-id", "translations/vi/a.md")]


def test_what_the_baseline_holds_is_known(course: Repository) -> None:
    course.replace("translations/vi/a.md", "mc_id=x", "mc_id=y")
    course.run("baseline")
    checked = diff(course, "--settings-from", "change")

    assert introduced(checked) == []
    assert checked.report["summary"]["known"] == 1


def test_a_suppression_that_a_change_takes_away_shows_what_it_hid(course: Repository) -> None:
    comment = "<!-- transync: ignore tracking-id ours -->\n"
    course.replace(
        "translations/vi/a.md",
        "[a](https://e.com/a?WT.mc_id=x)",
        f"{comment}[a](https://e.com/a)",
    )
    course.commit()
    course.git("branch", "--force", "main")
    course.replace("translations/vi/a.md", comment, "")

    assert introduced(diff(course)) == [("tracking-id", "translations/vi/a.md")]


@pytest.mark.parametrize(
    "link",
    ["../my%20guide/c.md", "<../my guide/c.md>", "/my%20guide/c.md", "../my%20guide", "c%C3%A9.md"],
)
def test_a_link_to_what_a_change_removes_is_found_however_it_is_spelt(
    course: Repository, link: str
) -> None:
    course.write("my guide/c.md", SOURCE)
    course.write("docs/cé.md", SOURCE)
    course.write("docs/b.md", SOURCE + f"\n[c]({link})\n")
    for language, text in TRANSLATED.items():
        course.translate("docs/b.md", language, text + f"\n[c]({link})\n")
    course.commit()
    course.git("branch", "--force", "main")
    course.git("rm", "--quiet", "my guide/c.md", "docs/cé.md")

    found = introduced(diff(course, "--select", "local-link"))
    assert ("local-link", "docs/b.md") in found


@pytest.mark.skipif(sys.platform in ("darwin", "win32"), reason="names there are Unicode")
def test_a_name_that_is_no_text_can_be_removed(course: Repository) -> None:
    (course.root / os.fsdecode(b"c\xff.md")).write_text(SOURCE, encoding="utf-8")
    course.commit()
    course.git("branch", "--force", "main")
    (course.root / os.fsdecode(b"c\xff.md")).unlink()

    assert (diff(course).exit_code, diff(course).report["diff"]["changed"]) == (0, 1)


def test_a_source_that_is_a_link_changes_with_what_it_leads_to(course: Repository) -> None:
    course.write("parts/text", SOURCE)
    (course.root / "c.md").symlink_to("d.md")
    (course.root / "d.md").symlink_to("parts/text")
    for language, text in TRANSLATED.items():
        course.translate("c.md", language, text)
    course.commit()
    course.git("branch", "--force", "main")
    assert stale(diff(course)) == []

    course.write("parts/text", NEW)
    assert stale(diff(course)) == ["translations/es/c.md", "translations/vi/c.md"]


def test_a_link_into_a_submodule_that_a_change_removes_is_told(
    course: Repository, tmp_path: Path
) -> None:
    course.git("clone", "--quiet", "--branch=main", ".", str(tmp_path / "other"))
    allowed = ("-c", "protocol.file.allow=always")
    course.git(*allowed, "submodule", "--quiet", "add", str(tmp_path / "other"), "part")
    course.write("a.md", SOURCE + "\n[part](part/docs/b.md)\n")
    for language, text in TRANSLATED.items():
        course.translate("a.md", language, text + "\n[part](../../part/docs/b.md)\n")
    course.commit()
    course.git("branch", "--force", "main")
    assert introduced(diff(course)) == []

    course.git("rm", "--quiet", "--force", "part")
    assert introduced(diff(course)) == [("local-link", "a.md")]


def test_a_failure_that_a_change_records_is_told(beside: Repository) -> None:
    beside.write("a.md", NEW)
    beside.commit()
    beside.git("branch", "--force", "main")
    path = beside.root / "translations/vi/.co-op-translator.json"
    failure = beside.record("a.md", "vi", status="failed", error_type="Incomplete")
    records = json.loads(path.read_text(encoding="utf-8"))
    beside.sidecar("vi", records | {"__translation_failures__": {"a.md": failure}})
    checked = diff(beside)

    assert introduced(checked) == [("failed-translation", "translations/vi/a.md")]
    assert ("stale", "translations/vi/a.md") in before(checked)

    beside.commit()
    beside.git("branch", "--force", "main")
    records["docs/b.md"]["translation_date"] = "2026-03-04T00:00:00+00:00"
    beside.sidecar("vi", records | {"__translation_failures__": {"a.md": failure}})
    assert introduced(diff(beside)) == []


def test_the_first_translation_does_not_answer_for_its_source(course: Repository) -> None:
    course.write("c.md", SOURCE + "\n[gone](gone.md)\n")
    course.commit()
    course.git("branch", "--force", "main")
    course.write("c.md", "\n[new](new.md)\n\n" + SOURCE + "\n[gone](gone.md)\n")
    for language, text in TRANSLATED.items():
        text = f"\n[new](new.md)\n\n{text}\n[gone](gone.md)\n"
        course.translate("c.md", language, text)
    checked = diff(course)

    assert [(f["rule"], f["path"], f["line"]) for f in checked.findings] == [
        ("local-link", "c.md", 2)
    ]
    assert before(checked) == [("local-link", "c.md")]


def test_a_deleted_sidecar_leaves_translations_without_records(beside: Repository) -> None:
    (beside.root / "translations/vi/.co-op-translator.json").unlink()
    beside.translate("docs/b.md", "vi", TRANSLATED["vi"])

    assert introduced(diff(beside)) == [("metadata-missing", "translations/vi/a.md")]


def test_a_language_that_a_change_removes_is_no_wrong_usage(course: Repository) -> None:
    course.git("rm", "-r", "--quiet", "translations/vi")
    for languages in ("vi", "vi,es"):
        checked = diff(course, "--language", languages)

        assert (checked.exit_code, introduced(checked)) == (0, [])
    assert course.run("check", "--diff", "main", "--language", "xx").exit_code == 2


def test_pages_without_any_record_are_noted_where_a_change_touches_them(course: Repository) -> None:
    course.write("translations/de/a.md", TRANSLATED["es"].replace("e.com", "evil.example"))
    checked = diff(course)

    assert checked.report["summary"]["notes"] == [
        "1 translation not compared (de): no record of Co-op Translator stands in the folder, so "
        "it is left to whoever made it"
    ]
    course.commit()
    course.git("branch", "--force", "main")
    course.write("a.md", NEW)
    assert diff(course).report["summary"]["notes"] == []


class TestStaleBefore:
    """A translation that was stale before, made from a source that nobody has any more."""

    @pytest.fixture
    def dated(self, course: Repository) -> Repository:
        """It lacks a paragraph that today's source has, and has another link at its end."""
        course.write("a.md", NEW)
        text = TRANSLATED["vi"].replace("Kết thúc.", "[Kết thúc](https://e.com/end).")
        course.translate("a.md", "vi", text, original_hash="1" * 32)
        course.commit()
        course.git("branch", "--force", "main")
        return course

    @pytest.mark.parametrize("source", [NEW, NEW.replace("more", "much more")], ids=["as", "new"])
    def test_what_an_edit_of_its_text_breaks_is_no_consequence_of_its_age(
        self, dated: Repository, source: str
    ) -> None:
        dated.write("a.md", source)
        dated.replace("translations/vi/a.md", "https://e.com/a?", "https://evil.com/a?")
        checked = diff(dated, "--language", "vi")

        assert introduced(checked) == [("link-target", "translations/vi/a.md")]
        assert checked.findings[0]["severity"] == "error"
        assert checked.exit_code == 1

    @pytest.mark.parametrize("source", [NEW, NEW.replace("more", "much more")], ids=["as", "new"])
    def test_what_was_there_before_is_no_news(self, dated: Repository, source: str) -> None:
        dated.write("a.md", source)
        dated.replace("translations/vi/a.md", "và nữa", "và nữa nhé")
        checked = diff(dated, "--language", "vi")

        assert (checked.exit_code, introduced(checked)) == (0, [])

    def test_what_the_source_gains_is_no_fault_of_an_edit(self, dated: Repository) -> None:
        dated.write("a.md", NEW + "\n[c](https://e.com/c) is new.\n")
        dated.replace("translations/vi/a.md", "và nữa", "và nữa nhé")

        assert introduced(diff(dated, "--language", "vi")) == []


class TestHashBumped:
    """A record that is brought up to date, of a text that was not."""

    @pytest.mark.parametrize("is_stale_before", [False, True])
    def test_a_new_hash_alone_is_an_error(self, course: Repository, is_stale_before: bool) -> None:
        then = str(course.record("a.md", "vi")["original_hash"])
        course.write("a.md", NEW)
        if is_stale_before:
            course.commit()
            course.git("branch", "--force", "main")
        now = str(course.record("a.md", "vi")["original_hash"])
        course.replace("translations/vi/a.md", then, now)
        checked = diff(course, "--select", "hash-bumped")

        assert introduced(checked) == [("hash-bumped", "translations/vi/a.md")]
        assert (checked.findings[0]["line"], checked.findings[0]["severity"]) == (4, "error")
        assert checked.findings[0]["message"] == (
            f"the record is that of today's source, {now}, but the text is still the one of {then}"
        )

    def test_a_comment_is_no_text(self, course: Repository) -> None:
        course.write("a.md", NEW)
        course.translate("a.md", "vi", "<!-- translated again -->\n" + TRANSLATED["vi"])

        assert introduced(diff(course, "--select", "hash-bumped")) == [
            ("hash-bumped", "translations/vi/a.md")
        ]

    def test_in_a_sidecar_too(self, beside: Repository) -> None:
        beside.write("a.md", NEW)
        write_sidecar(beside, "vi")
        checked = diff(beside, "--select", "hash-bumped")

        assert introduced(checked) == [("hash-bumped", "translations/vi/a.md")]
        assert checked.findings[0]["line"] == 1

    def test_in_a_notebook_too(self, repository: Repository) -> None:
        def notebook(text: str, **metadata: object) -> str:
            cell = {"cell_type": "markdown", "id": "a", "metadata": {}, "source": [text]}
            return json.dumps(
                {"cells": [cell], "metadata": metadata, "nbformat": 4, "nbformat_minor": 5},
                indent=1,
            )

        def translate(text: str) -> None:
            record = repository.record("a.ipynb", "vi")
            repository.write("translations/vi/a.ipynb", notebook(text, coopTranslator=record))

        repository.write("a.ipynb", notebook("# Hello"))
        translate("# Xin chào")
        repository.commit()
        repository.git("switch", "--quiet", "--create", "change")
        repository.write("a.ipynb", notebook("# Hello, world"))
        translate("# Xin chào")
        assert introduced(diff(repository)) == [("hash-bumped", "translations/vi/a.ipynb")]

        translate("# Xin chào, thế giới")
        assert introduced(diff(repository)) == []

    def test_a_text_that_moved_is_believed(self, course: Repository) -> None:
        course.write("a.md", NEW)
        course.translate("a.md", "vi", TRANSLATED["vi"] + "\nThêm.\n")

        assert introduced(diff(course, "--select", "hash-bumped")) == []

    @pytest.mark.parametrize(
        "source",
        [
            SOURCE.replace("\n", "\r\n"),
            SOURCE.replace(" and", "\nand") + "\n\n",
            SOURCE + "<!-- CO-OP TRANSLATOR LANGUAGES TABLE START -->\n[vi](translations/vi/a.md)\n"
            "<!-- CO-OP TRANSLATOR LANGUAGES TABLE END -->\n",
            SOURCE
            + "<!-- CO-OP TRANSLATOR OTHER COURSES START -->\n<!-- co-op translator languages "
            "table START -->\nOther\n<!-- CO-OP TRANSLATOR OTHER COURSES END -->\n",
            "<!-- markdownlint-disable MD041 -->\n" + SOURCE,
        ],
        ids=[
            "line endings",
            "white space",
            "the language table",
            "a region in another",
            "a comment",
        ],
    )
    def test_a_source_whose_text_is_the_same_asks_for_nothing(
        self, course: Repository, source: str
    ) -> None:
        course.write("a.md", source)
        for language, text in TRANSLATED.items():
            course.translate("a.md", language, text)

        assert introduced(diff(course, "--select", "hash-bumped")) == []

    def test_a_region_without_its_end_is_text(self, course: Repository) -> None:
        start = "<!-- CO-OP TRANSLATOR OTHER COURSES START -->"
        course.write("a.md", f"{SOURCE}{start}\nOther\n")
        for language, text in TRANSLATED.items():
            course.translate("a.md", language, text)

        assert {rule for rule, _ in introduced(diff(course, "--select", "hash-bumped"))} == {
            "hash-bumped"
        }

    def test_without_the_former_source_there_is_no_evidence(self, course: Repository) -> None:
        course.translate("a.md", "vi", TRANSLATED["vi"], original_hash="1" * 32)
        course.commit()
        course.git("branch", "--force", "main")
        course.translate("a.md", "vi", TRANSLATED["vi"])

        assert introduced(diff(course)) == []


class TestBases:
    """What can be compared with, and what is said where it can't."""

    def wrong(self, repository: Repository, base: str) -> str:
        checked = repository.run("check", "--diff", base)
        assert (checked.exit_code, checked.stdout) == (2, "")
        assert checked.stderr.count("\n") == 1
        return checked.stderr

    @pytest.mark.parametrize("base", ["HEAD~1", "main~1", "v1"])
    def test_any_name_of_a_commit_will_do(self, course: Repository, base: str) -> None:
        course.write("README.md", "# New\n")
        course.commit()
        course.git("branch", "--force", "main")
        course.git("tag", "v1", "HEAD~1")
        course.replace("translations/vi/a.md", "mc_id=x", "mc_id=y")

        found = introduced(course.check("--diff", base))
        assert found == [("tracking-id", "translations/vi/a.md")]

    def test_a_branch_that_only_origin_has_is_found(
        self, course: Repository, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        course.git("clone", "--quiet", "--branch=change", ".", str(tmp_path / "clone"))
        monkeypatch.chdir(tmp_path / "clone")

        assert diff(course).report["diff"]["base"] == "main"

    @pytest.mark.parametrize("base", ["no-such-branch", "", "-x", "--output=pwned", "HEAD:a.md"])
    def test_a_base_that_is_not_here_is_wrong_usage(self, course: Repository, base: str) -> None:
        assert f"--diff {base}: no commit, branch or tag of this name is here" in (
            self.wrong(course, base)
        )
        assert not (course.root / "pwned").exists()

    def test_a_shallow_clone_says_what_it_lacks(
        self, course: Repository, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        course.write("a.md", NEW)
        course.commit()
        address = (course.root).as_uri()
        for arguments in (["--branch=change"], ["--branch=change", "--no-single-branch"]):
            folder = tmp_path / str(len(arguments))
            course.git("clone", "--quiet", "--depth=1", *arguments, address, str(folder))
            monkeypatch.chdir(folder)
            said = self.wrong(course, "main")
            assert "this clone is shallow" in said
            assert "fetch-depth: 0" in said

    def test_names_of_objects_can_be_longer(self, folder: Repository) -> None:
        folder.git("init", "--quiet", "--object-format=sha256", "--initial-branch=main")
        folder.git("config", "user.name", "A Writer")
        folder.git("config", "user.email", "writer@example.com")
        folder.write("a.md", SOURCE)
        folder.translate("a.md", "vi", TRANSLATED["vi"].replace("mc_id=x", "mc_id=y"))
        folder.commit()
        folder.replace("translations/vi/a.md", "## B", "### B")
        checked = diff(folder)

        assert introduced(checked) == [("heading", "translations/vi/a.md")]
        assert before(checked) == [("tracking-id", "translations/vi/a.md")]

    def test_histories_without_a_common_commit_are_wrong_usage(self, course: Repository) -> None:
        course.git("switch", "--quiet", "--orphan", "other")
        course.write("a.md", SOURCE)
        course.commit()

        assert "it has no commit in common with HEAD" in self.wrong(course, "main")

    def test_a_repository_without_commits_is_wrong_usage(self, repository: Repository) -> None:
        assert "the repository has no commit yet" in self.wrong(repository, "main")

    def test_a_folder_without_git_is_wrong_usage(self, folder: Repository) -> None:
        assert "is no git repository" in self.wrong(folder, "main")


class TestOutputs:
    """Each for its readers."""

    @pytest.fixture
    def mixed(self, course: Repository) -> Repository:
        """A change that makes one page stale and breaks another, which had a fault before."""
        course.replace("translations/vi/docs/b.md", "## B", "### B")
        course.commit()
        course.git("branch", "--force", "main")
        course.write("a.md", NEW)
        course.replace("translations/vi/docs/b.md", "mc_id=x", "mc_id=y")
        return course

    def shown(self, repository: Repository, form: str) -> str:
        return repository.run("check", "--diff", "main", "--output-format", form).stdout

    def test_text(self, mixed: Repository) -> None:
        shown = self.shown(mixed, "text")
        commit = mixed.git("rev-parse", "main")[:8]

        assert shown.startswith("docs/b.md\n\n  error tracking-id: ")
        assert shown.endswith(
            "There before, in files that this change touches\n\n"
            "  translations/vi/docs/b.md:14 error heading: the heading 'B' has level 3, not 2\n\n"
            "advice: stale with this change, 2 translations of 1 source\n\n"
            "  a.md\n    es vi\n\n"
            "translate them again when the text has settled; nothing fails for it\n\n"
            f"2 files changed since {commit}, the merge base with main; checked for them: "
            "2 sources, 3 translations in 2 languages\n"
            "this change introduces 1 error and 0 warnings, and makes 2 translations stale\n"
            "1 of them can be repaired: `transync fix`\n"
        )

    def test_a_base_that_is_the_merge_base_is_named_once(self, mixed: Repository) -> None:
        commit = mixed.git("rev-parse", "main").strip()
        shown = mixed.run("check", "--diff", commit).stdout

        assert f"2 files changed since {commit[:8]}; checked for them: " in shown
        assert commit not in shown

    def test_markdown(self, mixed: Repository) -> None:
        shown = self.shown(mixed, "markdown")

        assert shown.startswith(
            "## transync: this change introduces 1 error and 0 warnings, and makes 2 translations "
            "stale\n"
        )
        assert "### Stale with this change, 2 translations of 1 source\n\n- `a.md` es vi\n" in shown
        assert (
            "<summary>1 finding that this change did not bring, in files that it touches" in shown
        )

    def test_github_annotates_the_sources_that_are_ahead(self, mixed: Repository) -> None:
        kinds = [line.split("::")[1] for line in self.shown(mixed, "github").splitlines()]

        assert kinds == [
            "error file=translations/vi/docs/b.md,line=12,col=1,title=tracking-id [vi]",
            "notice title=transync",
            "notice file=a.md,line=1,title=stale with this change",
        ]

    def test_sarif_tells_new_from_old(self, mixed: Repository) -> None:
        (run,) = json.loads(self.shown(mixed, "sarif"))["runs"]
        told = [(r["ruleId"], r["level"], r["baselineState"]) for r in run["results"]]

        assert told == [
            ("tracking-id", "error", "new"),
            ("stale", "note", "new"),
            ("heading", "error", "unchanged"),
        ]

    @pytest.mark.parametrize("form", ["concise", "json-lines", "junit", "gitlab"])
    def test_the_others_show_what_the_change_introduces(self, mixed: Repository, form: str) -> None:
        shown = self.shown(mixed, form)

        assert "tracking-id" in shown
        assert "heading" not in shown
        assert "stale" not in shown.replace('"stale": false', "")

    def test_a_change_of_something_else_says_so(self, course: Repository) -> None:
        course.write("notes.txt", "Nothing of ours.\n")
        checked = course.run("check", "--diff", "main")

        assert checked.exit_code == 0
        assert checked.stdout.endswith(
            "the merge base with main; checked for them: 0 sources, 0 translations in 0 languages\n"
            "this change introduces no fault\n"
        )
