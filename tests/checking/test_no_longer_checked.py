"""`--diff`: what a change takes out of the check, though its files are still there."""

from __future__ import annotations

import json
import os
from typing import Any

import pytest

from tests.conftest import Checked, Repository

SOURCE = "# Bread\n\n[flour](https://e.com/flour) and water, mixed well.\n"
TRANSLATED = "# Pan\n\n[harina](https://e.com/flour) y agua, bien mezcladas.\n"
PAGES = ("README.md", "docs/oven.md")
SIDECAR = "translations/es/.co-op-translator.json"
PICTURE = b"\x89PNG\r\n\x1a\n"

posix_only = pytest.mark.skipif(os.name == "nt", reason="needs a POSIX file system")


@pytest.fixture
def beside(repository: Repository) -> Repository:
    """Two pages in two languages, their records in sidecars, committed as `main`."""
    for source in PAGES:
        repository.write(source, SOURCE)
        for language in ("es", "vi"):
            repository.write(f"translations/{language}/{source}", TRANSLATED)
    for language in ("es", "vi"):
        write_sidecar(repository, language)
    start(repository)
    return repository


@pytest.fixture
def inside(repository: Repository) -> Repository:
    """The same with the records in comments."""
    for source in PAGES:
        repository.write(source, SOURCE)
        for language in ("es", "vi"):
            repository.translate(source, language, TRANSLATED)
    start(repository)
    return repository


@pytest.fixture
def pictures(repository: Repository) -> Repository:
    """Two images that are translated into Spanish."""
    records = {}
    for name in ("a.png", "b.png"):
        repository.write(f"images/{name}", PICTURE + name.encode())
        repository.write(f"translated_images/es/{name}", PICTURE)
        records[name] = repository.record(f"images/{name}", "es")
    repository.sidecar("es", dict(records), folder="translated_images")
    start(repository)
    return repository


def start(repository: Repository) -> None:
    repository.commit()
    repository.git("switch", "--quiet", "--create", "change")


def write_sidecar(repository: Repository, language: str, *pages: str) -> None:
    records = {page: repository.record(page, language) for page in pages or PAGES}
    repository.sidecar(language, dict(records))


def remove(repository: Repository, *paths: str) -> None:
    repository.git("rm", "-r", "--quiet", *paths)


def diff(repository: Repository, *arguments: str) -> Checked:
    """Commit, and check the change as its own settings ask for."""
    repository.commit()
    return repository.check("--diff", "main", "--settings-from", "change", *arguments)


def told(checked: Checked) -> list[tuple[str, str, str]]:
    """Path, language and message of each finding that something is no longer checked."""
    found: list[dict[str, Any]] = checked.findings
    assert {f["severity"] for f in found if f["rule"] == "no-longer-checked"} <= {"error"}
    return [
        (f["path"], f["language"], f["message"].removeprefix("no longer checked, as "))
        for f in found
        if f["rule"] == "no-longer-checked"
    ]


class TestRecords:
    """A language is found by its records: without them, it is somebody's own work."""

    def test_one_sidecar_gone_is_one_finding_at_the_sidecar(self, beside: Repository) -> None:
        remove(beside, SIDECAR)
        checked = diff(beside)

        assert checked.exit_code == 1
        assert told(checked) == [
            (SIDECAR, "es", "the sidecar that holds the records is gone: 2 pages")
        ]

    def test_a_sidecar_gone_with_its_pages_is_none(self, beside: Repository) -> None:
        remove(beside, "translations/es")
        checked = diff(beside)

        assert (checked.exit_code, checked.findings) == (0, [])

    def test_all_sidecars_gone_are_one_fault_of_all_languages(self, beside: Repository) -> None:
        remove(beside, SIDECAR, SIDECAR.replace("es", "vi"))
        checked = diff(beside)

        said = "the sidecar that holds the records is gone: 2 pages"
        assert told(checked) == [("translations", "es", said), ("translations", "vi", said)]
        assert len({f["group"] for f in checked.findings}) == 1
        assert checked.exit_code == 1

    def test_all_translations_gone_are_none(self, beside: Repository) -> None:
        remove(beside, "translations")
        checked = diff(beside)

        assert (checked.exit_code, checked.findings) == (0, [])

    def test_records_that_went_into_comments_are_still_there(self, beside: Repository) -> None:
        remove(beside, SIDECAR)
        for source in PAGES:
            beside.translate(source, "es", TRANSLATED)

        assert diff(beside).findings == []

    def test_a_comment_gone_is_a_missing_record(self, inside: Repository) -> None:
        inside.write("translations/es/README.md", TRANSLATED)
        checked = diff(inside)

        assert checked.only("metadata-missing")["path"] == "translations/es/README.md"

    def test_all_comments_of_a_language_gone_are_one_finding_at_its_folder(
        self, inside: Repository
    ) -> None:
        for source in PAGES:
            inside.write(f"translations/es/{source}", TRANSLATED)

        assert told(diff(inside)) == [
            ("translations/es", "es", "no record of Co-op Translator is left there: 2 pages")
        ]

    def test_a_key_gone_is_a_missing_record(self, beside: Repository) -> None:
        write_sidecar(beside, "es", "README.md")
        checked = diff(beside)

        assert checked.only("metadata-missing")["path"] == "translations/es/docs/oven.md"

    @pytest.mark.parametrize(
        ("content", "rules"),
        [
            ("{", ["metadata-invalid"]),
            ("[]", ["metadata-invalid"]),
            ("", ["metadata-invalid"]),
            ("{}", ["metadata-missing"] * 2),
            ('{"__translation_failures__": {}}', ["metadata-missing"] * 2),
        ],
        ids=["broken", "a list", "empty", "no entry", "failures only"],
    )
    def test_a_sidecar_without_use_still_speaks_for_its_language(
        self, beside: Repository, content: str, rules: list[str]
    ) -> None:
        beside.write(SIDECAR, content)
        checked = diff(beside)

        assert (checked.exit_code, checked.rules) == (1, rules)

    def test_records_among_the_failures_are_missing_records(self, beside: Repository) -> None:
        entries = json.loads((beside.root / SIDECAR).read_text(encoding="utf-8"))
        beside.sidecar("es", {"__translation_failures__": entries})

        assert diff(beside).rules == ["metadata-missing"] * 2

    def test_records_that_name_no_language_take_nothing_out(self, beside: Repository) -> None:
        for language in ("es", "vi"):
            record = beside.record("README.md", "translations")
            beside.sidecar(language, dict.fromkeys(PAGES, record))
        checked = diff(beside)

        assert (told(checked), checked.exit_code) == ([], 1)
        assert set(checked.rules) == {"metadata-mismatch"}


class TestFolders:
    """A language is found by its folder's name and place."""

    def test_a_name_of_no_language_is_found(self, beside: Repository) -> None:
        beside.git("mv", "translations/es", "translations/es-old-pages")

        assert told(diff(beside)) == [
            ("translations/es-old-pages", "es", "this folder belongs to no language: 2 pages")
        ]

    def test_the_name_of_another_language_is_none(self, beside: Repository) -> None:
        beside.git("mv", "translations/es", "translations/fr")

        assert told(diff(beside)) == []

    def test_a_renamed_folder_of_all_languages_is_none(self, beside: Repository) -> None:
        beside.git("mv", "translations", "i18n")

        assert told(diff(beside)) == []

    @pytest.mark.parametrize("name", ["node_modules", "build", ".github"])
    def test_a_folder_that_nobody_looks_into_is_found(self, beside: Repository, name: str) -> None:
        (beside.root / name).mkdir()
        beside.git("mv", "translations", f"{name}/translations")
        found = told(diff(beside))

        assert sorted((language, said) for _, language, said in found) == [
            ("es", "this folder belongs to no language: 2 pages"),
            ("vi", "this folder belongs to no language: 2 pages"),
        ]

    def test_one_page_that_moves_out_is_found_where_it_is(self, beside: Repository) -> None:
        beside.git("mv", "translations/es/README.md", "LEEME.md")
        (path,) = told(diff(beside))

        assert path == ("LEEME.md", "es", "this folder belongs to no language")

    def test_a_page_that_becomes_another_kind_of_file_is_found(self, beside: Repository) -> None:
        beside.git("mv", "translations/es/README.md", "translations/es/README.txt")
        (found,) = told(diff(beside))

        said = "files of this kind are not compared"
        assert found == ("translations/es/README.txt", "es", said)

    def test_a_record_above_takes_all_that_stands_below_out(self, beside: Repository) -> None:
        beside.git("mv", "translations", "site-translations")
        (beside.root / "site").mkdir()
        beside.git("mv", "site-translations", "site/translations")
        for source in PAGES:
            beside.write(f"site/{source}", SOURCE)
        beside.commit()
        beside.git("branch", "--force", "main")
        assert diff(beside).findings == []

        beside.write("site/fr/README.md", TRANSLATED)
        record = beside.record("site/README.md", "fr", source_file="README.md")
        beside.sidecar("fr", {"README.md": record}, folder="site")
        found = sorted(told(diff(beside)))

        said = "this is not taken for the folder of a language any more: 2 pages"
        assert found == [("site/translations", "es", said), ("site/translations", "vi", said)]

    def test_a_source_that_moves_with_its_translations_is_none(self, beside: Repository) -> None:
        beside.git("mv", "README.md", "start.md")
        for language in ("es", "vi"):
            folder = f"translations/{language}"
            beside.git("mv", f"{folder}/README.md", f"{folder}/start.md")
            write_sidecar(beside, language, "start.md", "docs/oven.md")

        assert diff(beside).findings == []

    @posix_only
    def test_a_link_in_place_of_a_folder_is_found(self, beside: Repository) -> None:
        beside.git("mv", "translations/es", "elsewhere")
        (beside.root / "translations/es").symlink_to("../elsewhere")
        remove(beside, "--cached", "elsewhere")
        beside.write(".gitignore", "elsewhere\n")

        said = "a symbolic link or a submodule is there now: 2 pages"
        assert told(diff(beside)) == [("translations/es", "es", said)]

    def test_a_submodule_in_place_of_a_folder_is_found(self, beside: Repository) -> None:
        remove(beside, "translations/es")
        head = beside.git("rev-parse", "HEAD").strip()
        beside.git("update-index", "--add", "--cacheinfo", f"160000,{head},translations/es")
        beside.git("commit", "--quiet", "--message=A submodule")
        (beside.root / "translations/es").mkdir()

        said = "a symbolic link or a submodule is there now: 2 pages"
        assert told(beside.check("--diff", "main")) == [("translations/es", "es", said)]

    @pytest.mark.parametrize(
        "name",
        ["Readme.md", "readme.MD", "README.markdown", "README.ipynb", "README.txt", "README"],
    )
    def test_a_page_in_place_of_another_is_found(self, beside: Repository, name: str) -> None:
        remove(beside, "translations/es/README.md")
        beside.write(f"translations/es/{name}", "# Una página muy distinta\n")
        checked = diff(beside)

        said = f"{name} has taken its place"
        assert told(checked) == [("translations/es/README.md", "es", said)]
        assert checked.exit_code == 1

    def test_a_folder_in_place_of_a_page_is_found(self, beside: Repository) -> None:
        remove(beside, "translations/es/README.md")
        beside.write("translations/es/README.md/README.md", "# Una página muy distinta\n")

        said = "a folder of this name has taken its place"
        assert told(diff(beside)) == [("translations/es/README.md", "es", said)]

    @pytest.mark.parametrize("name", ["oven.png", "ovens.md", "Readme.txt"])
    def test_a_new_file_with_another_name_takes_the_place_of_none(
        self, beside: Repository, name: str
    ) -> None:
        remove(beside, "translations/es/docs/oven.md")
        beside.write(f"translations/es/docs/{name}", "# Una página muy distinta\n")

        assert told(diff(beside)) == []

    def test_a_page_whose_source_gets_the_same_name_is_checked(self, beside: Repository) -> None:
        remove(beside, "README.md", "translations/es/README.md", "translations/vi/README.md")
        text = "# Something new\n\n[x](https://e.com/x)\n"
        beside.write("readme.mdx", text)
        for language in ("es", "vi"):
            beside.write(f"translations/{language}/readme.mdx", text)
            write_sidecar(beside, language, "readme.mdx", "docs/oven.md")

        assert told(diff(beside)) == []

    def test_pages_whose_source_another_file_becomes_are_found(self, beside: Repository) -> None:
        # Where most pages of the translations are, the sources are taken to be.
        beside.write("translations/README.md", SOURCE)
        beside.write("translations/docs/oven.md", SOURCE)
        beside.write("translations/docs/more.md", SOURCE)
        beside.write("translations/es/docs/more.md", TRANSLATED)
        found = told(diff(beside))

        said = "the sources are looked for in translations now: 2 pages"
        assert found == [("translations", "es", said), ("translations", "vi", said)]


class TestSources:
    """A translation whose source is gone is an orphan; what it says then is compared by nobody."""

    def test_a_source_that_is_gone_leaves_orphans(self, beside: Repository) -> None:
        remove(beside, "README.md")
        checked = diff(beside)

        assert checked.rules == ["orphan"] * 2

    @pytest.mark.parametrize("new_name", ["", "start.md"], ids=["gone", "renamed"])
    def test_an_orphan_with_another_text_is_found(self, beside: Repository, new_name: str) -> None:
        if new_name:
            beside.git("mv", "README.md", new_name)
        else:
            remove(beside, "README.md")
        beside.write("translations/es/README.md", TRANSLATED.replace("e.com", "evil.example"))
        checked = diff(beside)

        assert told(checked) == [
            ("translations/es/README.md", "es", "the source is gone, and the text is another")
        ]
        assert checked.exit_code == 1

    def test_an_orphan_with_another_record_is_not(self, beside: Repository) -> None:
        record = beside.translate("README.md", "es", TRANSLATED)
        remove(beside, "README.md")

        assert record == "translations/es/README.md"
        assert told(diff(beside)) == []


LONG = "# Pan\n\n[harina](https://e.com/flour) y agua, bien mezcladas, y nada más que eso.\n"
OTHER = "# Sopa\n\nCebolla, ajo, aceite y sal; [todo](https://e.com/soup) a fuego lento.\n"


class TestMovedPages:
    """A translation that moves away from its source is compared by nobody."""

    @pytest.mark.parametrize("is_source_gone", [False, True], ids=["source there", "source gone"])
    @pytest.mark.parametrize("new", ["docs/horno.md", "horno.md", "docs/otro/oven.md"])
    def test_another_text_under_another_name_is_found(
        self, beside: Repository, new: str, is_source_gone: bool
    ) -> None:
        beside.write("translations/es/docs/oven.md", LONG)
        beside.commit()
        beside.git("branch", "--force", "main")
        remove(beside, "translations/es/docs/oven.md")
        if is_source_gone:
            remove(beside, "docs/oven.md", "translations/vi/docs/oven.md")
        beside.write(f"translations/es/{new}", LONG.replace("e.com", "evil.example"))
        checked = diff(beside)

        shown = "horno.md" if new == "docs/horno.md" else f"translations/es/{new}"
        said = f"{shown} has taken its place"
        assert told(checked) == [("translations/es/docs/oven.md", "es", said)]
        assert checked.exit_code == 1

    @pytest.mark.parametrize(
        ("place", "text"),
        [("es", OTHER), ("es/notes", "# Nada\n")],
        ids=["of other words", "short"],
    )
    def test_a_new_page_takes_the_place_of_none(
        self, beside: Repository, place: str, text: str
    ) -> None:
        beside.write("translations/es/docs/oven.md", LONG)
        beside.commit()
        beside.git("branch", "--force", "main")
        remove(beside, "docs/oven.md", *(f"translations/{x}/docs/oven.md" for x in ("es", "vi")))
        beside.write(f"translations/{place}/sopa.md", text)

        assert told(diff(beside)) == []

    def test_a_page_without_a_source_where_it_is_now_is_found(self, beside: Repository) -> None:
        beside.git("mv", "translations/es/docs/oven.md", "translations/es/docs/horno.md")

        assert told(diff(beside)) == [
            ("translations/es/docs/horno.md", "es", "there is no source docs/horno.md")
        ]

    def test_a_page_among_those_of_somebody_is_found(self, beside: Repository) -> None:
        (beside.root / "translations/fr").mkdir()
        beside.git("mv", "translations/es/README.md", "translations/fr/README.md")

        said = "no record of Co-op Translator stands where it is now"
        assert told(diff(beside)) == [("translations/fr/README.md", "es", said)]

    def test_a_page_that_came_to_another_source_is_compared_with_that(
        self, beside: Repository
    ) -> None:
        beside.git("mv", "docs/oven.md", "docs/stove.md")
        remove(beside, "translations/es/docs/oven.md")
        page = LONG.replace("e.com/flour", "evil.example")
        beside.write("translations/es/docs/stove.md", page)
        checked = diff(beside, "--select", "link-target,no-longer-checked")

        assert [(f["rule"], f["path"]) for f in checked.findings] == [
            ("link-target", "translations/es/docs/stove.md")
        ]


class TestSettings:
    """Settings of the change that take something out."""

    def test_an_excluded_language_is_one_finding_at_its_folder(self, beside: Repository) -> None:
        beside.write("transync.toml", 'exclude = ["translations/es/"]\n')

        assert told(diff(beside)) == [("translations/es", "es", "`exclude` now matches: 2 pages")]

    def test_an_excluded_page_is_one_finding_at_the_page(self, beside: Repository) -> None:
        beside.write("transync.toml", 'exclude = ["translations/es/README.md"]\n')

        assert told(diff(beside)) == [("translations/es/README.md", "es", "`exclude` now matches")]

    def test_an_excluded_source_takes_its_translations_with_it(self, beside: Repository) -> None:
        beside.write("transync.toml", 'exclude = ["/README.md"]\n')

        assert told(diff(beside)) == [
            ("translations/es/README.md", "es", "`exclude` now matches"),
            ("translations/vi/README.md", "vi", "`exclude` now matches"),
        ]

    def test_what_was_excluded_before_is_no_news(self, beside: Repository) -> None:
        beside.write("transync.toml", 'exclude = ["translations/es/"]\n')
        beside.commit()
        beside.git("branch", "--force", "main")
        beside.write("translations/es/README.md", TRANSLATED + "\nMás.\n")

        assert diff(beside).findings == []

    def test_languages_that_are_left_out_are_found(self, beside: Repository) -> None:
        beside.write("transync.toml", 'languages = ["vi"]\n')

        assert told(diff(beside)) == [
            ("translations/es", "es", "`languages` now leaves the language out: 2 pages")
        ]

    def test_languages_that_nobody_asked_for_are_not(self, beside: Repository) -> None:
        remove(beside, SIDECAR)

        assert told(diff(beside, "--language", "vi")) == []

    def test_layouts_that_are_elsewhere_are_found(self, beside: Repository) -> None:
        beside.write("transync.toml", 'layouts = ["i18n/{lang}/{path}"]\n')

        said = "`layouts` now names other folders: 2 pages"
        assert told(diff(beside)) == [("translations", "es", said), ("translations", "vi", said)]

    def test_layouts_that_say_what_was_found_are_none(self, beside: Repository) -> None:
        beside.write("transync.toml", 'layouts = ["translations/{lang}/{path}"]\n')

        assert diff(beside).findings == []


class TestGit:
    """What tells git how to treat files tells nothing of what is checked."""

    def test_an_attribute_of_git_hides_no_change(self, beside: Repository) -> None:
        beside.write(".gitattributes", "translations/** -diff -text binary linguist-generated\n")
        remove(beside, SIDECAR)

        assert [path for path, *_ in told(diff(beside))] == [SIDECAR]

    def test_what_git_is_to_ignore_from_now_on_is_still_checked(self, beside: Repository) -> None:
        beside.write(".gitignore", "translations/es/\n")
        beside.write("translations/es/README.md", TRANSLATED.replace("e.com/flour", "evil.example"))

        assert diff(beside).rules == ["link-target"]


class TestPaths:
    """With paths, only what they touch is told."""

    def test_of_one_page_only_that_is_told(self, beside: Repository) -> None:
        remove(beside, SIDECAR)
        page = "translations/es/README.md"

        said = "the sidecar that holds the records is gone"
        assert told(diff(beside, page)) == [(page, "es", said)]
        assert told(diff(beside, "translations/vi")) == []


class TestImages:
    """Translated images are checked by their records, too."""

    def test_their_sidecar_gone_is_one_finding(self, pictures: Repository) -> None:
        remove(pictures, "translated_images/es/.co-op-translator.json")

        assert told(diff(pictures)) == [
            (
                "translated_images/es/.co-op-translator.json",
                "es",
                "the sidecar that holds the records is gone: 2 images",
            )
        ]

    def test_a_record_gone_is_one_finding_at_the_image(self, pictures: Repository) -> None:
        record = pictures.record("images/a.png", "es")
        pictures.sidecar("es", {"a.png": record}, folder="translated_images")

        assert told(diff(pictures)) == [
            ("translated_images/es/b.png", "es", "no record names the source image any more")
        ]

    def test_a_record_gone_with_its_image_is_none(self, pictures: Repository) -> None:
        record = pictures.record("images/a.png", "es")
        pictures.sidecar("es", {"a.png": record}, folder="translated_images")
        remove(pictures, "translated_images/es/b.png")

        assert diff(pictures).findings == []

    def test_a_record_of_another_image_is_found(self, pictures: Repository) -> None:
        record = pictures.record("images/a.png", "es")
        records = {"a.png": record, "b.png": {**record, "source_file": "images/none.png"}}
        pictures.sidecar("es", dict(records), folder="translated_images")

        assert [path for path, *_ in told(diff(pictures))] == ["translated_images/es/b.png"]

    def test_a_broken_sidecar_is_told_as_such(self, pictures: Repository) -> None:
        pictures.write("translated_images/es/.co-op-translator.json", "{")

        assert diff(pictures).rules == ["metadata-invalid"]
