"""Which folders hold translations, of which sources, in which language, and what is left alone."""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import Checked, Repository

SIDECAR = ".co-op-translator.json"
NO_HASH = "0" * 32

posix_only = pytest.mark.skipif(os.name == "nt", reason="needs symbolic links")


def put(repository: Repository, translation: str, source: str, code: str, **changes: object) -> str:
    """Write a translation anywhere, its record in a comment, and its source if there is none."""
    if not (repository.root / source).exists():
        repository.write(source, f"# About {source}\n")
    record = json.dumps(repository.record(source, code, **changes), indent=2)
    comment = f"<!--\nCO_OP_TRANSLATOR_METADATA:\n{record}\n-->\n"
    repository.write(translation, f"{comment}# About {source}\n")
    return translation


def translate(repository: Repository, *sources: str, codes: tuple[str, ...] = ("vi",)) -> None:
    """Write sources, and their translations below `translations/`."""
    for source in sources:
        for code in codes:
            put(repository, f"translations/{code}/{source}", source, code)


def summary(checked: Checked) -> dict[str, Any]:
    found: dict[str, Any] = checked.report["summary"]
    return found


def pairs(checked: Checked) -> dict[str, int]:
    """The number of pairs in each state that occurs."""
    return {state: count for state, count in summary(checked)["pairs"].items() if count}


def places(checked: Checked, rule: str) -> list[str]:
    return [f["path"] for f in checked.findings if f["rule"] == rule]


def assert_clean(checked: Checked, current: int) -> None:
    assert checked.exit_code == 0
    assert checked.findings == []
    assert pairs(checked) == ({"current": current} if current else {})


# Layouts

LAYOUTS = [
    pytest.param("guide/a.md", "translations/vi/", "guide/a.md", id="translations over the root"),
    pytest.param("docs/guide/a.md", "docs/i18n/vi/", "guide/a.md", id="docs/i18n over docs"),
    pytest.param("docs/b/a.md", "docs/i18n/vi/current/", "b/a.md", id="folder in the language's"),
    pytest.param(
        "course/a.md", "translations/vi/course/", "a.md", id="subdir of the source's name"
    ),
    pytest.param("a.md", "vi/", "a.md", id="language folders in the root"),
    pytest.param("a b/ü (1).md", "translations/vi/", "a b/ü (1).md", id="name with signs"),
]


def with_comment(repository: Repository, source: str, folder: str, recorded: str) -> None:
    put(repository, folder + recorded, source, "vi", source_file=recorded)


def with_sidecar(repository: Repository, source: str, folder: str, recorded: str) -> None:
    repository.write(source, "# A page\n")
    repository.write(folder + recorded, "# A page\n")
    record = repository.record(source, "vi", source_file=recorded)
    repository.write(folder + SIDECAR, json.dumps({recorded: record}))


@pytest.mark.parametrize("write", [with_comment, with_sidecar])
@pytest.mark.parametrize(("source", "place", "recorded"), LAYOUTS)
def test_a_layout_is_found_by_its_records(
    repository: Repository,
    write: Callable[[Repository, str, str, str], None],
    source: str,
    place: str,
    recorded: str,
) -> None:
    write(repository, source, place, recorded)
    assert_clean(repository.check(), current=1)

    repository.write(source, "# Another page\n")
    stale = repository.check().only("stale")
    assert (stale["path"], stale["source"]["path"]) == (place + recorded, source)


@pytest.mark.parametrize("name", ["a.ipynb", "a.IPYNB", "a.Ipynb"])
@pytest.mark.parametrize("length", [0, 5000], ids=["short", "long"])
def test_a_notebook_alone_makes_a_layout(repository: Repository, name: str, length: int) -> None:
    cells = [{"cell_type": "raw", "id": "a", "metadata": {}, "source": "0" * length}]
    notebook: dict[str, Any] = {
        "cells": cells,
        "metadata": {},
        "nbformat": 4,
        "nbformat_minor": 5,
    }
    repository.write(name, json.dumps(notebook))
    notebook["metadata"]["coopTranslator"] = repository.record(name, "vi")
    repository.write(f"translations/vi/{name}", json.dumps(notebook))
    assert_clean(repository.check(), current=1)


def test_one_repository_may_have_several_layouts(repository: Repository) -> None:
    translate(repository, "a.md", codes=("ko", "vi"))
    put(repository, "docs/i18n/ja/b.md", "docs/b.md", "ja", source_file="b.md")
    put(repository, "docs/i18n/vi/b.md", "docs/b.md", "vi", source_file="b.md")
    checked = repository.check()
    assert_clean(checked, current=4)
    assert summary(checked)["languages"] == ["ja", "ko", "vi"]
    assert summary(checked)["sources"] == 2
    assert summary(checked)["untranslated"] == []


def test_subdirs_and_the_language_folder_itself_can_all_hold_records(
    repository: Repository,
) -> None:
    translate(repository, "a.md")
    for subdir in ("one", "two"):
        with_sidecar(repository, f"{subdir}.md", f"translations/vi/{subdir}/", f"{subdir}.md")
    assert_clean(repository.check(), current=3)


@pytest.mark.parametrize("source", ["README.md", "docs/README.md"])
def test_the_hash_decides_which_of_two_pages_of_one_name_is_the_source(
    repository: Repository, source: str
) -> None:
    for path in ("README.md", "docs/README.md"):
        repository.write(path, f"# {path}\n")
    put(repository, "docs/i18n/vi/README.md", source, "vi", source_file="README.md")
    assert_clean(repository.check(), current=1)


def test_without_a_hash_that_matches_the_nearer_of_two_pages_is_the_source(
    repository: Repository,
) -> None:
    repository.write("README.md", "# Root\n")
    put(repository, "docs/i18n/vi/README.md", "docs/README.md", "vi", original_hash=NO_HASH)
    stale = [f for f in repository.check().findings if f["rule"] == "stale"]
    assert [f["source"]["path"] for f in stale] == ["docs/README.md"]


@pytest.mark.parametrize("short", ["1-intro/README.md", "2-next/README.md"])
def test_a_recorded_source_shorter_than_the_place_hides_no_other_page(
    repository: Repository, short: str
) -> None:
    repository.write("README.md", "# Another page of that name\n")
    sources = ("1-intro/README.md", "2-next/README.md", "3-last/end.md")
    translate(repository, *sources, codes=("ko", "vi"))
    for code in ("ko", "vi"):
        put(repository, f"translations/{code}/{short}", short, code, source_file="README.md")
    checked = repository.check()
    assert pairs(checked) == {"current": 6}
    assert set(checked.rules) <= {"metadata-mismatch"}
    assert summary(checked)["untranslated"] == ["README.md"]


@pytest.mark.parametrize("fresh", ["A.md", "M.md", "Z.md"])
def test_one_current_record_among_stale_ones_tells_the_source_root(
    repository: Repository, fresh: str
) -> None:
    names = ("A.md", "M.md", "Z.md")
    for name in names:
        repository.write(name, f"# Root {name}\n")
        repository.write(f"docs/{name}", f"# Docs {name}\n")
        repository.write(f"docs/i18n/vi/{name}", f"# Root {name}\n")
    records: dict[str, object] = {
        name: repository.record(name, "vi", **({} if name == fresh else {"original_hash": NO_HASH}))
        for name in names
    }
    repository.sidecar("vi", records, folder="docs/i18n")
    assert pairs(repository.check()) == {"current": 1, "stale": 2}


# Languages


@pytest.mark.parametrize(
    ("name", "code", "language"),
    [
        ("br", "br", "pt-BR"),
        ("pt", "pt", "pt-PT"),
        ("tw", "tw", "zh-TW"),
        ("mo", "mo", "zh-MO"),
        ("hk", "hk", "zh-HK"),
        ("zh", "zh", "zh-CN"),
        ("pt-BR", "br", "pt-BR"),
        ("br", "pt-BR", "pt-BR"),
        ("zh-TW", "zh-TW", "zh-TW"),
        ("zh-cn", "zh-cn", "zh-CN"),
        ("pt_BR", "pt_BR", "pt-BR"),
        ("es-419", "es-419", "es-419"),
        ("pcm", "pcm", "pcm"),
        ("en", "en", "en"),
    ],
)
def test_an_older_code_is_the_language_that_it_stands_for(
    repository: Repository, name: str, code: str, language: str
) -> None:
    put(repository, f"translations/{name}/a.md", "a.md", code)
    checked = repository.check()
    assert_clean(checked, current=1)
    assert summary(checked)["languages"] == [language]


@pytest.mark.parametrize(("name", "code"), [("br", "pt"), ("zh-TW", "zh-CN"), ("vi", "ko")])
@pytest.mark.parametrize("source", ["a.md", "guide/a.md"])
def test_another_language_than_the_folder_s_is_a_mismatch(
    repository: Repository, name: str, code: str, source: str
) -> None:
    path = put(repository, f"translations/{name}/{source}", source, code)
    assert repository.check().only("metadata-mismatch")["path"] == path


def test_both_generations_of_one_language_stand_side_by_side(repository: Repository) -> None:
    translate(repository, "a.md", codes=("br", "pt-BR", "ko"))
    translate(repository, "b.md", codes=("br", "ko"))
    checked = repository.check()
    assert_clean(checked, current=5)
    assert summary(checked)["languages"] == ["ko", "pt-BR"]

    translate(repository, "c.md", codes=("ko",))
    assert [f["language"] for f in repository.check().findings] == ["pt-BR"]


# Managed and unmanaged folders


def test_a_language_folder_without_records_is_left_alone(repository: Repository) -> None:
    translate(repository, "a.md", "b.md")
    repository.write("translations/zh-cn/a.md", "# By hand\n")
    checked = repository.check()
    assert checked.findings == []
    assert pairs(checked) == {"current": 2, "unmanaged": 1}


def test_a_translation_without_a_record_in_a_managed_folder_is_an_omission(
    repository: Repository,
) -> None:
    translate(repository, "a.md")
    repository.write("b.md", "# B\n")
    repository.write("translations/vi/b.md", "# B\n")
    assert repository.check().only("metadata-missing")["path"] == "translations/vi/b.md"


@pytest.mark.parametrize(
    "damage",
    [
        pytest.param({"original_hash": None}, id="without a hash"),
        pytest.param({"language_code": None}, id="without a language"),
        pytest.param({"source_file": None}, id="without a source"),
        pytest.param({"original_hash": "not MD5"}, id="with a hash that is none"),
    ],
)
@pytest.mark.parametrize("source", ["a.md", "guide/a.md"])
def test_a_damaged_record_still_makes_its_folder_a_managed_one(
    repository: Repository, damage: dict[str, object], source: str
) -> None:
    path = put(repository, f"translations/vi/{source}", source, "vi", **damage)
    assert repository.check().only("metadata-invalid")["path"] == path


@pytest.mark.parametrize("content", ["{", "", "[]", "<<<<<<< ours\n{}\n"])
def test_a_broken_sidecar_still_makes_its_folder_a_managed_one(
    repository: Repository, content: str
) -> None:
    repository.write("a.md", "# A\n")
    repository.write("translations/vi/a.md", "# A\n")
    repository.write(f"translations/vi/{SIDECAR}", content)
    invalid = repository.check().only("metadata-invalid")
    assert invalid["path"] == f"translations/vi/{SIDECAR}"


LEADING = {
    "a repeated key": '"a.md": {"language_code": "translations"},',
    "an escaped key": '"a.md": {"language\\u005fcode": "translations"},',
    "a failure": '"__translation_failures__": {"x": {"original_hash": "x", '
    '"language_code": "translations"}},',
    "an entry": '"x.md": {"language_code": "translations"},',
    "a long one": f'"x.md": {{"language_code": "translations", "note": "{"x" * 5000}"}},',
}


@pytest.mark.parametrize("first", LEADING.values(), ids=LEADING)
@pytest.mark.parametrize("has_escapes", [False, True])
@pytest.mark.parametrize("end", ["", ",,"], ids=["sound", "broken"])
def test_a_sidecar_speaks_for_its_folder_with_any_of_its_entries(
    repository: Repository, first: str, has_escapes: bool, end: str
) -> None:
    repository.write("a.md", "# A\n\n[a](https://e.com/a)\n")
    repository.write("translations/es/a.md", "# A\n\n[a](https://evil.example)\n")
    repository.write("translations/vi/a.md", "# A\n\n[a](https://e.com/a)\n")
    repository.sidecar("vi", {"a.md": repository.record("a.md", "vi")})
    path = repository.sidecar("es", {"a.md": repository.record("a.md", "es")})
    text = (repository.root / path).read_text(encoding="utf-8")
    if has_escapes:
        text = text.replace("language_code", "language\\u005fcode")
    repository.write(path, "{" + first + text[1:] + end)

    assert ("link-target", "translations/es/a.md") in {
        (finding["rule"], finding["path"]) for finding in repository.check().findings
    }


def test_a_sidecar_whose_every_entry_is_of_an_outer_folder_does_not_speak_for_an_inner_one(
    repository: Repository,
) -> None:
    repository.write("src/a.md", "# A\n")
    repository.write("src/translations/vi/a.md", "# A\n")
    repository.sidecar("vi", {"a.md": repository.record("src/a.md", "vi")}, "src/translations")
    translate(repository, "b.md")

    assert repository.check("src").exit_code == 0
    assert summary(repository.check())["languages"] == ["vi"]


@pytest.mark.parametrize("name", ["docs/en", "docs/fr", "translation/zh-cn", "my", "src/it"])
def test_a_folder_named_like_a_language_that_holds_no_records_is_no_layout(
    repository: Repository, name: str
) -> None:
    repository.write(f"{name}/a.md", "# A\n")
    assert repository.check().exit_code == 2

    translate(repository, "b.md")
    beside = repository.check()
    assert_clean(beside, current=1)
    assert summary(beside)["languages"] == ["vi"]
    assert summary(beside)["untranslated"] == [f"{name}/a.md"]


def test_a_page_that_only_quotes_a_record_is_no_translation(repository: Repository) -> None:
    repository.write("a.md", "# A\n")
    record = json.dumps(repository.record("a.md", "en"), indent=2)
    repository.write("docs/en/format.md", f"# The format\n\n```json\n{record}\n```\n")
    assert "nothing to check" in repository.check().stderr


def test_a_source_folder_named_like_a_language_is_translated_like_any_other(
    repository: Repository,
) -> None:
    translate(repository, "a.md", "my/a.md", "docs/en/a.md", codes=("ko", "vi"))
    assert_clean(repository.check(), current=6)


def test_a_language_folder_that_is_a_file_is_none(repository: Repository) -> None:
    translate(repository, "a.md")
    repository.write("translations/ko", "no folder\n")
    repository.write("translations/fr.md", "# No folder\n")
    checked = repository.check()
    assert_clean(checked, current=1)
    assert summary(checked)["languages"] == ["vi"]


# Sources


def test_a_source_that_no_language_translates_is_a_line_of_the_summary(
    repository: Repository,
) -> None:
    translate(repository, "a.md", codes=("ko", "vi"))
    repository.write("b.md", "# B\n")
    repository.write("c.ipynb", '{"cells": [], "metadata": {}, "nbformat": 4}')
    repository.write("d.txt", "no document")
    checked = repository.check()
    assert_clean(checked, current=2)
    assert summary(checked)["untranslated"] == ["b.md", "c.ipynb"]
    assert summary(checked)["sources"] == 3
    assert "2 sources that no language translates: b.md, c.ipynb" in repository.run("check").stdout


def test_a_source_that_other_languages_translate_is_missing(repository: Repository) -> None:
    translate(repository, "a.md", codes=("ko", "vi"))
    translate(repository, "b.md", codes=("ko",))
    checked = repository.check()
    missing = checked.only("missing-translation")
    assert (missing["path"], missing["language"]) == ("translations/vi/b.md", "vi")
    assert (missing["severity"], missing["source"]["path"]) == ("warning", "b.md")
    assert checked.exit_code == 0
    assert summary(checked)["untranslated"] == []
    assert pairs(checked) == {"current": 3, "missing": 1}
    assert summary(checked)["translations"] == 3


@pytest.mark.parametrize(
    "name",
    [
        ".github",
        ".vscode",
        ".venv",
        "venv",
        "env",
        "node_modules",
        "build",
        "dist",
        ".devcontainer",
    ],
)
@pytest.mark.parametrize("above", ["", "docs/"])
def test_what_co_op_translator_skips_is_no_source(
    repository: Repository, name: str, above: str
) -> None:
    translate(repository, "a.md")
    repository.write(f"{above}{name}/notes.md", "# Notes\n")
    repository.write(f"{above}{name}-guide/notes.md", "# Notes\n")
    assert summary(repository.check())["untranslated"] == [f"{above}{name}-guide/notes.md"]


def test_nothing_in_the_folders_of_translations_is_a_source(repository: Repository) -> None:
    translate(repository, "a.md")
    for path in ("translations/README.md", "translated_images/vi/README.md", "translations/zz.md"):
        repository.write(path, "# About this folder\n")
    assert summary(repository.check())["untranslated"] == []


def test_gitignore_is_obeyed(repository: Repository) -> None:
    repository.write(".gitignore", "drafts/\ntranslations/ko/\n")
    translate(repository, "a.md", "b.md")
    translate(repository, "a.md", codes=("ko",))
    repository.write("drafts/c.md", "# C\n")
    checked = repository.check()
    assert_clean(checked, current=2)
    assert summary(checked)["untranslated"] == []

    repository.git("add", "--force", "drafts/c.md")
    assert summary(repository.check())["untranslated"] == ["drafts/c.md"]


# Git, or none


def test_a_plain_folder_is_checked_like_a_repository(folder: Repository) -> None:
    translate(folder, "a.md", codes=("ko", "vi"))
    folder.write("node_modules/x/README.md", "# X\n")
    checked = folder.check()
    assert_clean(checked, current=2)
    assert summary(checked)["untranslated"] == []
    assert summary(checked)["notes"] == []


def test_without_the_git_program_what_no_gitignore_names_is_checked_with_a_note(
    repository: Repository, monkeypatch: pytest.MonkeyPatch
) -> None:
    translate(repository, "a.md")
    repository.write("translations/.gitignore", "ko/\n")
    translate(repository, "a.md", codes=("ko",))
    monkeypatch.setenv("PATH", "")
    checked = repository.check()
    assert_clean(checked, current=1)
    assert ["git program is not installed" in note for note in summary(checked)["notes"]] == [True]


@pytest.mark.parametrize("kind", ["folder", "repository"])
def test_a_subdirectory_of_the_work_tree_checks_all_of_it(
    request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch, kind: str
) -> None:
    tree: Repository = request.getfixturevalue(kind)
    translate(tree, "a.md", "guide/b.md")
    monkeypatch.chdir(tree.root / "guide")
    if kind == "repository":
        assert_clean(tree.check(), current=2)
    else:
        # A plain folder has no top to go up to.
        assert tree.check().exit_code == 2


@pytest.fixture
def sparse(repository: Repository) -> Repository:
    """A sparse checkout without the image, without one source and one translation."""
    repository.write("images/x.png", "an image")
    for source in ("a.md", "b.md", "guide/c.md"):
        depth = "../" * source.count("/")
        repository.write(source, f"![x]({depth}images/x.png)\n")
        for code in ("ko", "vi"):
            repository.translate(source, code, f"![x](../../{depth}images/x.png)\n")
    repository.git("add", ".")
    repository.git("commit", "--quiet", "--message", "all")
    hidden = ("!/images/", "!/guide/", "!/translations/ko/b.md")
    repository.git("sparse-checkout", "set", "--no-cone", "/*", *hidden)
    assert not (repository.root / "images").exists()
    return repository


def test_what_a_sparse_checkout_left_out_exists(sparse: Repository) -> None:
    checked = sparse.check()
    assert_clean(checked, current=3)
    assert [note.startswith("3 translations") for note in summary(checked)["notes"]] == [True]
    assert summary(checked)["languages"] == ["ko", "vi"]


@pytest.mark.parametrize("path", ["images/x.png", "guide/c.md", "translations/ko/b.md"])
def test_what_a_sparse_checkout_left_out_is_a_path_to_check(sparse: Repository, path: str) -> None:
    assert sparse.check(path).exit_code == 0


def test_what_neither_disk_nor_index_holds_is_gone(sparse: Repository) -> None:
    sparse.git("rm", "--quiet", "--cached", "--sparse", "images/x.png")
    assert places(sparse.check(), "local-link") == ["a.md", "b.md"]


@pytest.mark.parametrize(
    ("deleted", "rule", "path"),
    [
        ("x.py", "local-link", "a.md"),
        ("translations/vi/b.md", "missing-translation", "translations/vi/b.md"),
        ("translations/vi/x.png", "local-link", "translations/vi/b.md"),
    ],
)
def test_a_file_deleted_from_the_work_tree_is_gone(
    repository: Repository, deleted: str, rule: str, path: str
) -> None:
    for name in ("x.py", "x.png", "translations/vi/x.png"):
        repository.write(name, "x")
    repository.write("a.md", "[x](x.py)\n")
    repository.write("b.md", "![x](x.png)\n")
    for code in ("ko", "vi"):
        repository.translate("a.md", code, "[x](../../x.py)\n")
    repository.translate("b.md", "ko", "![x](../../x.png)\n")
    repository.translate("b.md", "vi", "![x](x.png)\n")
    repository.git("add", ".")
    repository.git("commit", "--quiet", "--message", "all")
    # Where the image of the language folder stands is `link-target`'s business, not this test's.
    assert_clean(repository.check("--ignore", "link-target"), current=4)

    (repository.root / deleted).unlink()
    found = repository.check("--ignore", "link-target").only(rule)
    assert found["path"] == path


def test_a_repository_whose_sources_are_all_gone_has_only_orphans(repository: Repository) -> None:
    put(repository, "docs/i18n/vi/a.md", "docs/a.md", "vi", source_file="a.md")
    (repository.root / "docs/a.md").unlink()
    orphan = repository.check().only("orphan")
    assert orphan["source"]["path"] == "docs/a.md"


def test_a_deleted_source_leaves_orphans(repository: Repository) -> None:
    translate(repository, "a.md", "b.md", codes=("ko", "vi"))
    repository.git("add", ".")
    (repository.root / "b.md").unlink()
    checked = repository.check()
    assert places(checked, "orphan") == ["translations/ko/b.md", "translations/vi/b.md"]
    assert pairs(checked) == {"current": 2, "orphan": 2}


def test_a_submodule_is_known_but_not_looked_into(repository: Repository) -> None:
    translate(repository, "b.md")
    links = "[one]({0}lib) [two]({0}lib/) [three]({0}lib/src/x.py)\n"
    repository.write("a.md", links.format(""))
    repository.translate("a.md", "vi", links.format("../../"))
    (repository.root / "lib").mkdir()
    repository.git("update-index", "--add", "--cacheinfo", f"160000,{'1' * 40},lib")
    checked = repository.check()
    assert_clean(checked, current=2)
    assert summary(checked)["untranslated"] == []

    repository.git("rm", "--quiet", "--cached", "lib")
    (repository.root / "lib").rmdir()
    assert set(places(repository.check(), "local-link")) == {"a.md"}


# Symbolic links


@posix_only
@pytest.mark.parametrize("kind", ["folder", "repository"])
def test_a_symbolic_link_within_the_tree_is_what_it_leads_to(
    request: pytest.FixtureRequest, kind: str
) -> None:
    tree: Repository = request.getfixturevalue(kind)
    tree.write("real/x.py", "x")
    (tree.root / "code").symlink_to("real")
    tree.write("README.md", "[code](code) [x](code/x.py)\n")
    (tree.root / "index.md").symlink_to("README.md")
    for source in ("README.md", "index.md"):
        tree.translate(source, "vi", "[code](../../code) [x](../../code/x.py)\n")
    assert_clean(tree.check(), current=2)


@posix_only
@pytest.mark.parametrize("kind", ["folder", "repository"])
def test_a_symbolic_link_to_a_language_folder_adds_no_language(
    request: pytest.FixtureRequest, kind: str
) -> None:
    tree: Repository = request.getfixturevalue(kind)
    translate(tree, "a.md", codes=("pt-BR",))
    (tree.root / "translations/es").symlink_to("pt-BR")
    checked = tree.check()
    assert_clean(checked, current=1)
    assert summary(checked)["languages"] == ["pt-BR"]


@posix_only
@pytest.mark.parametrize("target", ["../secret.md", "/etc/passwd", "loop.md", "gone.md"])
@pytest.mark.parametrize("kind", ["folder", "repository"])
def test_a_symbolic_link_out_of_the_tree_or_to_nothing_is_reported(
    request: pytest.FixtureRequest, kind: str, target: str
) -> None:
    tree: Repository = request.getfixturevalue(kind)
    (tree.root.parent / "secret.md").write_text("[secret](secret.py)\n")
    translate(tree, "a.md", codes=("ko", "vi"))
    (tree.root / "loop.md").symlink_to(target)
    translation = tree.root / "translations/vi/loop.md"
    translation.symlink_to(translation.name)
    checked = tree.check()
    assert checked.exit_code == 1
    assert set(checked.rules) <= {"unreadable", "missing-translation"}
    assert set(places(checked, "unreadable")) == {"loop.md", "translations/vi/loop.md"}
    assert pairs(checked)["current"] == 2
    assert "secret.py" not in checked.stdout


# Paths and languages on the command line


@pytest.fixture
def course(repository: Repository) -> Repository:
    """Four stale pages: two sources in two languages, in sidecars."""
    for name in ("a.md", "guide/b.md"):
        repository.write(name, f"# About {name}\n")
        for code in ("ko", "vi"):
            repository.write(f"translations/{code}/{name}", f"# About {name}\n")
    for code in ("ko", "vi"):
        names = ("a.md", "guide/b.md")
        repository.sidecar(
            code, {n: repository.record(n, code, original_hash=NO_HASH) for n in names}
        )
    repository.write("x.py", "x")
    return repository


KO_A, KO_B = "translations/ko/a.md", "translations/ko/guide/b.md"
VI_A, VI_B = "translations/vi/a.md", "translations/vi/guide/b.md"


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        pytest.param([], [KO_A, KO_B, VI_A, VI_B], id="nothing"),
        pytest.param(["a.md"], [KO_A, VI_A], id="source"),
        pytest.param([VI_A], [VI_A], id="translation"),
        pytest.param(["a.md", VI_B], [KO_A, VI_A, VI_B], id="source and translation"),
        pytest.param([f"translations/vi/{SIDECAR}"], [VI_A, VI_B], id="sidecar"),
        pytest.param(["translations/vi"], [VI_A, VI_B], id="language folder"),
        pytest.param(["translations/vi/guide/"], [VI_B], id="folder of translations"),
        pytest.param(["guide"], [KO_B, VI_B], id="folder of sources"),
        pytest.param(["."], [KO_A, KO_B, VI_A, VI_B], id="everything"),
        pytest.param(["guide/../a.md"], [KO_A, VI_A], id="roundabout"),
        pytest.param(["x.py"], [], id="no document"),
        pytest.param(["--language", "vi"], [VI_A, VI_B], id="language"),
        pytest.param(["--language", "vi", "--language", "ko", "a.md"], [KO_A, VI_A], id="both"),
        pytest.param(["--language", "ko,vi", "a.md"], [KO_A, VI_A], id="comma"),
        pytest.param(["--language", "vi", "a.md"], [VI_A], id="language and source"),
    ],
)
def test_only_the_pairs_that_the_arguments_touch_are_checked(
    course: Repository, arguments: list[str], expected: list[str]
) -> None:
    checked = course.check(*arguments)
    assert checked.stderr == ""
    assert places(checked, "stale") == expected
    assert checked.exit_code == bool(expected)
    assert pairs(checked).get("stale", 0) == summary(checked)["translations"] == len(expected)


def test_paths_are_relative_to_the_directory_of_the_caller(
    course: Repository, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(course.root / "guide")
    assert places(course.check("b.md"), "stale") == [KO_B, VI_B]
    assert places(course.check("../a.md"), "stale") == [KO_A, VI_A]
    assert places(course.check(str(course.root / "a.md")), "stale") == [KO_A, VI_A]
    assert course.check("a.md").exit_code == 2


@posix_only
def test_a_path_through_a_symbolic_link_to_the_repository_is_inside(
    course: Repository, tmp_path: Path
) -> None:
    (tmp_path / "link").symlink_to(course.root)
    assert places(course.check(str(tmp_path / "link/guide/b.md")), "stale") == [KO_B, VI_B]
    assert len(places(course.check(str(tmp_path / "link")), "stale")) == 4


def test_the_source_of_a_missing_translation_is_a_path_like_any_other(
    repository: Repository,
) -> None:
    translate(repository, "a.md", codes=("ko", "vi"))
    translate(repository, "b.md", codes=("ko",))
    assert places(repository.check("b.md"), "missing-translation") == ["translations/vi/b.md"]
    assert places(repository.check("a.md"), "missing-translation") == []
    assert places(repository.check("translations/vi"), "missing-translation") == [
        "translations/vi/b.md"
    ]


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["gone.md"], ["gone.md", "no such file or folder"]),
        (["translations/de"], ["de: no such file or folder"]),
        (["../other.md"], ["other.md: outside"]),
        (["/etc/passwd"], ["passwd: outside"]),
        ([".."], ["..", "outside"]),
        (["--language", "de"], ["'de'", "ko, vi"]),
        (["--language", "no code"], ["'no code'", "ko, vi"]),
        (["--language", "br", "a.md"], ["'br'", "ko, vi"]),
    ],
)
def test_an_argument_that_names_nothing_here_is_wrong_usage(
    course: Repository, arguments: list[str], words: list[str]
) -> None:
    checked = course.check(*arguments)
    assert checked.exit_code == 2
    assert checked.stdout == ""
    assert checked.stderr.startswith("transync: ")
    assert checked.stderr.count("\n") == 1
    assert [word for word in words if word not in checked.stderr] == []


@pytest.mark.parametrize("code", ["br", "pt-BR", "pt_br", "BR"])
def test_a_language_may_be_named_by_any_of_its_codes(repository: Repository, code: str) -> None:
    translate(repository, "a.md", codes=("pt-BR", "ko"))
    checked = repository.check("--language", code)
    assert_clean(checked, current=1)
    assert summary(checked)["languages"] == ["pt-BR"]
