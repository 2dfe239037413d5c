"""The settings: where they are read from, what they change, and what is said of wrong ones."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import Checked, Repository

NO_HASH = "0" * 32


def translate(
    repository: Repository, source: str, path: str, code: str, body: str = "", **changes: object
) -> None:
    """Write a translation anywhere, its record in a comment, and its source if there is none."""
    if not (repository.root / source).exists():
        repository.write(source, f"# About {source}\n")
    record = json.dumps(repository.record(source, code, **changes))
    text = body or f"# About {source}\n"
    repository.write(path, f"<!--\nCO_OP_TRANSLATOR_METADATA:\n{record}\n-->\n{text}")


@pytest.fixture
def course(repository: Repository) -> Repository:
    """Two sources in Korean and Vietnamese; `b.md` is stale in both."""
    for code in ("ko", "vi"):
        translate(repository, "a.md", f"translations/{code}/a.md", code)
        translate(repository, "b.md", f"translations/{code}/b.md", code, original_hash=NO_HASH)
    return repository


def places(checked: Checked) -> list[tuple[str, str]]:
    return [(f["rule"], f["path"]) for f in checked.findings]


def summary(checked: Checked) -> dict[str, Any]:
    found: dict[str, Any] = checked.report["summary"]
    return found


def assert_wrong_usage(checked: Checked, *words: str) -> None:
    """One sentence on stderr that holds these words and nothing of the machinery."""
    assert checked.exit_code == 2
    assert checked.stdout == ""
    assert checked.stderr.startswith("transync: ")
    assert checked.stderr.count("\n") == 1
    assert [word for word in words if word not in checked.stderr] == []
    machinery = ("Traceback", "pydantic", "LayoutSettings", "function-", "tuple", "model_type")
    assert [word for word in machinery if word in checked.stderr] == []


# Where the settings are


FILES = ["transync.toml", ".transync.toml", "pyproject.toml"]


def write_settings(repository: Repository, file: str, settings: str) -> None:
    header = "[tool.transync]\n" if file.endswith("pyproject.toml") else ""
    repository.write(file, header + settings)


@pytest.mark.parametrize("file", FILES)
def test_settings_are_read_from_the_root(
    course: Repository, monkeypatch: pytest.MonkeyPatch, file: str
) -> None:
    write_settings(course, file, 'languages = ["vi"]\n')
    assert places(course.check()) == [("stale", "translations/vi/b.md")]

    monkeypatch.chdir(course.root / "translations/ko")
    assert places(course.check()) == [("stale", "translations/vi/b.md")]


@pytest.mark.parametrize(("first", "second"), [(FILES[0], FILES[1]), (FILES[1], FILES[2])])
def test_the_more_special_file_is_the_one_that_counts(
    course: Repository, first: str, second: str
) -> None:
    write_settings(course, second, 'languages = ["vi"]\n')
    write_settings(course, first, 'languages = ["ko"]\n')
    assert places(course.check()) == [("stale", "translations/ko/b.md")]


def test_a_pyproject_file_of_another_tool_changes_nothing(course: Repository) -> None:
    course.write("pyproject.toml", '[tool.other]\nlanguages = ["vi"]\n')
    assert len(course.check().findings) == 2


@pytest.mark.parametrize("file", ["ci/settings.toml", "ci/pyproject.toml"])
def test_the_config_option_names_a_file_that_is_read_instead(course: Repository, file: str) -> None:
    write_settings(course, "transync.toml", 'languages = ["vi"]\n')
    write_settings(course, file, 'languages = ["ko"]\n')
    assert places(course.check("--config", file)) == [("stale", "translations/ko/b.md")]


def test_the_config_option_is_relative_to_the_directory_of_the_caller(
    course: Repository, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_settings(course, "ci/settings.toml", 'languages = ["ko"]\n')
    monkeypatch.chdir(course.root / "ci")
    found = places(course.check("--config", "settings.toml"))
    assert found == [("stale", "translations/ko/b.md")]


@pytest.mark.parametrize(
    ("file", "words"),
    [("gone.toml", ["gone.toml", "no such file"]), ("translations", ["is a dir"])],
)
def test_a_file_that_the_config_option_names_must_be_readable(
    course: Repository, file: str, words: list[str]
) -> None:
    checked = course.check("--config", file)
    assert checked.exit_code == 2
    assert [word for word in words if word not in checked.stderr] == []


@pytest.mark.parametrize("file", FILES)
@pytest.mark.parametrize(
    ("content", "word"),
    [
        (b"languages = [\n", "not valid TOML"),
        (b'exclude = ["a"]\nexclude = ["b"]\n', "line"),
        (b'exclude = ["\xff"]\n', "UTF-8"),
        (b"\0", "line 1"),
    ],
)
def test_a_file_that_is_no_toml_is_named_with_the_position(
    course: Repository, file: str, content: bytes, word: str
) -> None:
    course.write(file, content)
    assert_wrong_usage(course.check(), file, word)


# What the settings change


@pytest.mark.parametrize(
    ("pattern", "source", "place", "root"),
    [
        ("i18n/{lang}/{path}", "docs", "i18n/{}/a.md", "docs"),
        ("i18n/{lang}/content/current/{path}", "docs", "i18n/{}/content/current/a.md", "docs"),
        ("docs/i18n/{lang}/{path}", None, "docs/i18n/{}/a.md", "docs"),
        ("docs/i18n/{lang}/{path}", ".", "docs/i18n/{}/a.md", ""),
        ("{lang}/{path}", "en", "{}/a.md", "en"),
        ("i18n/{lang}/{path}", "./content/en/", "i18n/{}/a.md", "content/en"),
        ("./i18n/{lang}/{path}", "docs", "i18n/{}/a.md", "docs"),
    ],
)
def test_a_layout_is_named_by_its_pattern(
    repository: Repository, pattern: str, source: str | None, place: str, root: str
) -> None:
    layout = f"pattern = {json.dumps(pattern)}"
    if source:
        layout += f"\nsource = {json.dumps(source)}"
    repository.write("transync.toml", f"[[layouts]]\n{layout}\n")
    path = f"{root}/a.md".lstrip("/")
    for code in ("ko", "vi"):
        translate(repository, path, place.format(code), code, source_file="a.md")
    checked = repository.check()
    assert checked.findings == []
    assert summary(checked)["pairs"]["current"] == 2
    assert summary(checked)["languages"] == ["ko", "vi"]


def test_layouts_may_be_strings_and_tables_side_by_side(repository: Repository) -> None:
    repository.write(
        "transync.toml",
        'layouts = ["translations/{lang}/{path}",'
        ' {pattern = "i18n/{lang}/blog/{path}", source = "blog"},'
        ' {pattern = "i18n/{lang}/docs/{path}", source = "docs"}]\n',
    )
    translate(repository, "a.md", "translations/vi/a.md", "vi")
    for section in ("blog", "docs"):
        path = f"i18n/vi/{section}/a.md"
        translate(repository, f"{section}/a.md", path, "vi", source_file="a.md")
    checked = repository.check()
    assert checked.findings == []
    assert summary(checked)["pairs"]["current"] == 3


def test_only_the_layouts_that_are_named_count(course: Repository) -> None:
    translate(course, "docs/c.md", "docs/i18n/vi/c.md", "vi", source_file="c.md")
    assert summary(course.check())["translations"] == 5
    course.write("transync.toml", 'layouts = ["docs/i18n/{lang}/{path}"]\n')
    checked = course.check()
    assert checked.findings == []
    assert summary(checked)["translations"] == 1


def test_a_named_layout_needs_no_records_but_folders_named_after_languages(
    repository: Repository,
) -> None:
    repository.write("transync.toml", 'layouts = ["docs/{lang}/{path}"]\n')
    repository.write("docs/a.md", "# A\n")
    for name in ("vi", "ko", "api", "img"):
        repository.write(f"docs/{name}/a.md", "# A\n")
    checked = repository.check()
    assert checked.findings == []
    assert summary(checked)["languages"] == ["ko", "vi"]
    assert summary(checked)["pairs"]["unmanaged"] == 2


@pytest.mark.parametrize(
    ("pattern", "left_out"),
    [
        ("drafts", {"drafts/c.md", "drafts/deep/d.md"}),
        ("drafts/", {"drafts/c.md", "drafts/deep/d.md"}),
        ("drafts/**", {"drafts/c.md", "drafts/deep/d.md"}),
        ("drafts/c.md", {"drafts/c.md"}),
        ("**/c.md", {"c.md", "drafts/c.md"}),
        ("*.ipynb", {"e.ipynb"}),
        ("draft", set()),
    ],
)
def test_what_is_excluded_is_no_source(
    repository: Repository, pattern: str, left_out: set[str]
) -> None:
    translate(repository, "a.md", "translations/vi/a.md", "vi")
    sources = {"c.md", "drafts/c.md", "drafts/deep/d.md", "e.ipynb"}
    for path in sources:
        repository.write(path, "{}")
    repository.write("transync.toml", f"exclude = [{json.dumps(pattern)}]\n")
    assert set(summary(repository.check())["untranslated"]) == sources - left_out


def test_an_excluded_source_is_not_missed_and_its_translations_are_not_checked(
    course: Repository,
) -> None:
    translate(course, "drafts/c.md", "translations/ko/drafts/c.md", "ko")
    assert ("missing-translation", "translations/vi/drafts/c.md") in places(course.check())
    course.write("transync.toml", 'exclude = ["drafts", "b.md"]\n')
    assert places(course.check()) == []


def test_an_excluded_translation_is_not_checked(course: Repository) -> None:
    course.write("transync.toml", 'exclude = ["translations/ko"]\n')
    checked = course.check()
    assert places(checked) == [("stale", "translations/vi/b.md")]
    assert summary(checked)["languages"] == ["vi"]
    assert summary(checked)["untranslated"] == []


def test_what_is_excluded_still_exists_for_links(repository: Repository) -> None:
    repository.write("transync.toml", 'exclude = ["drafts", "images"]\n')
    repository.write("drafts/c.md", "# C\n")
    repository.write("images/x.png", "x")
    link = "[c]({0}drafts/c.md#c) ![x]({0}images/x.png)\n"
    repository.write("a.md", link.format(""))
    translate(repository, "a.md", "translations/vi/a.md", "vi", link.format("../../"))
    assert places(repository.check()) == []


@pytest.mark.parametrize(
    ("settings", "rules"),
    [
        ("", ["link-target", "stale"]),
        ('select = ["stale"]', ["stale"]),
        ('ignore = ["stale"]', ["link-target"]),
        ('select = ["stale", "link-target"]\nignore = ["stale"]', ["link-target"]),
        ("select = []", ["link-target", "stale"]),
    ],
)
def test_rules_are_selected_and_ignored(
    repository: Repository, settings: str, rules: list[str]
) -> None:
    repository.write("a.md", "[x](https://example.com/x)\n")
    translate(repository, "a.md", "translations/vi/a.md", "vi", "x\n", original_hash=NO_HASH)
    repository.write("transync.toml", settings)
    assert repository.check().rules == rules


@pytest.mark.parametrize(("level", "exit_code"), [("error", 1), ("warning", 0)])
def test_a_severity_is_what_the_settings_say(
    course: Repository, level: str, exit_code: int
) -> None:
    course.write("transync.toml", f'[severity]\nstale = "{level}"\n')
    checked = course.check()
    assert {f["severity"] for f in checked.findings} == {level}
    assert checked.exit_code == exit_code


@pytest.mark.parametrize(
    ("settings", "rules"),
    [
        ("", ["link-target"]),
        ('tracking-parameters = ["campaign"]', ["tracking-id"]),
        ('tracking-parameters = ["CAMP*"]', ["tracking-id"]),
        ('tracking-parameters = ["WT.mc_id"]', ["link-target"]),
        ("tracking-parameters = []", ["link-target"]),
    ],
)
def test_tracking_parameters_are_those_that_the_settings_name(
    repository: Repository, settings: str, rules: list[str]
) -> None:
    repository.write("a.md", "[x](https://example.com/x?campaign=1)\n")
    lost = "[x](https://example.com/x)\n"
    translate(repository, "a.md", "translations/vi/a.md", "vi", lost)
    repository.write("transync.toml", settings)
    assert set(repository.check().rules) == set(rules)


@pytest.mark.parametrize("name", ["vn", "VN", "vietnamese", "viet-nam"])
def test_a_language_may_have_aliases_of_the_project_s_own(
    repository: Repository, name: str
) -> None:
    repository.write("transync.toml", f'[language-aliases]\n"{name}" = "vi"\n')
    translate(repository, "a.md", f"translations/{name}/a.md", name)
    translate(repository, "b.md", f"translations/{name}/b.md", "vi")
    checked = repository.check()
    assert checked.findings == []
    assert summary(checked)["languages"] == ["vi"]
    assert summary(checked)["translations"] == 2
    assert repository.check("--language", name).exit_code == 0


# Flags and the file


@pytest.mark.parametrize(
    ("settings", "flags", "expected"),
    [
        ('languages = ["ko"]', ["--language", "vi"], ["translations/vi/b.md"]),
        (
            'languages = ["ko"]',
            ["--language", "vi,ko"],
            ["translations/ko/b.md", "translations/vi/b.md"],
        ),
        (
            'select = ["orphan"]\nlanguages = ["vi"]',
            ["--select", "stale"],
            ["translations/vi/b.md"],
        ),
        (
            'ignore = ["stale"]\nlanguages = ["vi"]',
            ["--ignore", "orphan"],
            ["translations/vi/b.md"],
        ),
        ('ignore = ["stale"]\nlanguages = ["vi"]', ["--select", "stale"], ["translations/vi/b.md"]),
        ('select = ["stale", "orphan"]', ["--ignore", "stale"], []),
    ],
)
def test_flags_win_over_the_file(
    course: Repository, settings: str, flags: list[str], expected: list[str]
) -> None:
    course.write("transync.toml", settings)
    assert places(course.check(*flags)) == [("stale", path) for path in expected]


def test_a_severity_flag_wins_for_its_rule_and_leaves_the_others_alone(
    course: Repository,
) -> None:
    translate(course, "c.md", "translations/vi/c.md", "vi")
    (course.root / "c.md").unlink()
    course.write("transync.toml", '[severity]\nstale = "warning"\norphan = "error"\n')
    levels = {f["rule"]: f["severity"] for f in course.check().findings}
    assert levels == {"stale": "warning", "orphan": "error"}
    checked = course.check("--severity", "orphan=warning")
    assert {f["rule"]: f["severity"] for f in checked.findings} == dict.fromkeys(levels, "warning")


# Wrong settings


@pytest.mark.parametrize(
    ("settings", "key"),
    [
        ('exclud = ["a"]', "exclud"),
        ('exclude = "a"', "exclude"),
        ("exclude = [1]", "exclude.0"),
        ('languages = "vi"', "languages"),
        ('languages = {vi = "Vietnamese"}', "languages"),
        ('select = "stale"', "select"),
        ('ignore = ["stale", 2]', "ignore.1"),
        ('severity = "error"', "severity"),
        ('severity.stale = "fatal"', "severity.stale"),
        ("severity.stale = true", "severity.stale"),
        ("tracking-parameters = [true]", "tracking-parameters.0"),
        ('tracking-parameter = ["x"]', "tracking-parameter"),
        ('language-aliases = ["vn"]', "language-aliases"),
        ("language-aliases.vn = 1", "language-aliases.vn"),
        ('language-aliases.vn = "vi\\u001b[2J"', "language-aliases.vn: must be a language code"),
        (
            'language-aliases.vn = "vi\\n::error::no"',
            "language-aliases.vn: must be a language code",
        ),
        ('language-aliases.vn = ""', "language-aliases.vn: must be a language code"),
        ('language-aliases.vn = "v"', "language-aliases.vn: must be a language code"),
        ('language-aliases.vn = "ví"', "language-aliases.vn: must be a language code"),
        ('language-aliases.vn = "vi/.."', "language-aliases.vn: must be a language code"),
        ('language-aliases.vn = "vi-"', "language-aliases.vn: must be a language code"),
        ('layouts = "docs/{lang}/{path}"', "layouts"),
        ("layouts = [1]", "layouts.0"),
        ('layouts = ["docs/{path}"]', "layouts.0"),
        ('layouts = ["docs/{lang}"]', "layouts.0"),
        ('layouts = ["docs/{lang}/{lang}/{path}"]', "layouts.0"),
        ('layouts = ["/docs/{lang}/{path}"]', "layouts.0"),
        ('layouts = ["../docs/{lang}/{path}"]', "layouts.0"),
        ('layouts = ["i18n/{lang}/{path}", "docs/{language}/{path}"]', "layouts.1"),
        ('layouts = [{source = "docs"}]', "layouts.0.pattern"),
        ('layouts = [{pattern = "docs/{lang}"}]', "layouts.0.pattern"),
        ('layouts = [{pattern = 1, source = "docs"}]', "layouts.0.pattern"),
        ('layouts = [{pattern = "i18n/{lang}/{path}", source = 1}]', "layouts.0.source"),
        ('layouts = [{pattern = "i18n/{lang}/{path}", source = "../x"}]', "layouts.0.source"),
        ('layouts = [{pattern = "i18n/{lang}/{path}", source = "/x"}]', "layouts.0.source"),
        ('layouts = [{pattern = "i18n/{lang}/{path}", sorce = "x"}]', "layouts.0.sorce"),
        ("per-file-ignores = 1", "per-file-ignores: must be a table"),
        ('per-file-ignores."a.md" = "stale"', "per-file-ignores.a.md: must be a list"),
        ('per-file-ignores."a.md" = [1]', "per-file-ignores.a.md.0: must be text"),
        ('per-file-ignores."!" = ["stale"]', "per-file-ignores.!: no pattern as in .gitignore"),
        (f"exclude = {['a'] * 1001}", "exclude: must not have more than 1,000 entries"),
    ],
)
def test_a_wrong_setting_is_named_in_one_sentence_with_its_key(
    course: Repository, settings: str, key: str
) -> None:
    course.write("transync.toml", settings)
    checked = course.check()
    assert_wrong_usage(checked, "transync.toml: ", f" {key}")
    assert checked.stderr.count("transync.toml") == 1


@pytest.mark.parametrize(
    ("settings", "key"),
    [("exclude = [1]", "exclude.0"), ("exclud = []", "exclud"), ("severity.stale = 1", "severity")],
)
def test_a_key_of_a_pyproject_file_is_named_with_the_table_of_the_tool(
    course: Repository, settings: str, key: str
) -> None:
    write_settings(course, "pyproject.toml", settings)
    assert_wrong_usage(course.check(), "pyproject.toml: ", f" tool.transync.{key}")


@pytest.mark.parametrize("content", ["[tool]\ntransync = 1", "[[tool.transync]]"])
def test_the_table_of_a_pyproject_file_must_be_one(course: Repository, content: str) -> None:
    course.write("pyproject.toml", content)
    assert_wrong_usage(course.check(), "pyproject.toml", "tool", "must be a table")


def test_an_unknown_key_comes_with_the_known_ones(course: Repository) -> None:
    course.write("transync.toml", "exclud = []\n")
    assert_wrong_usage(course.check(), "exclude", "tracking-parameters", "language-aliases")

    course.write("transync.toml", 'layouts = [{pattern = "{lang}/{path}", sorce = "x"}]\n')
    checked = course.check()
    assert_wrong_usage(checked, "pattern", "source")
    assert "tracking-parameters" not in checked.stderr


def test_two_wrong_settings_are_both_named(course: Repository) -> None:
    course.write("transync.toml", 'exclude = 1\n[severity]\nstale = "fatal"\n')
    assert_wrong_usage(course.check(), "exclude", "severity.stale")


@pytest.mark.parametrize(
    "settings",
    [
        'select = ["stail"]',
        'ignore = ["stail"]',
        '[severity]\nstail = "error"',
        'per-file-ignores.a = ["stale", "stail"]',
    ],
)
def test_a_rule_in_the_file_that_there_is_not_is_wrong_usage(
    course: Repository, settings: str
) -> None:
    course.write("transync.toml", settings)
    key = settings.strip("[").split()[0].strip("]")
    assert_wrong_usage(course.check(), "transync.toml", key, "'stail'", "transync rule")


@pytest.mark.parametrize(
    "flags",
    [
        ["--select", "stail"],
        ["--select", "stale,stail"],
        ["--ignore", "stail"],
        ["--severity", "stail=error"],
    ],
)
def test_a_rule_on_the_command_line_that_there_is_not_is_wrong_usage(
    course: Repository, flags: list[str]
) -> None:
    assert_wrong_usage(course.check(*flags), flags[0].strip("-"), "'stail'", "transync rule")


@pytest.mark.parametrize("value", ["stale", "stale=fatal", "=error", "stale=", "stale=Error"])
def test_a_severity_flag_names_a_rule_and_a_level(course: Repository, value: str) -> None:
    assert_wrong_usage(course.check("--severity", value), "severity")


def test_a_language_in_the_file_that_there_is_not_is_wrong_usage(course: Repository) -> None:
    course.write("transync.toml", 'languages = ["de"]\n')
    assert_wrong_usage(course.check(), "'de'", "ko, vi")


def test_wrong_settings_do_not_matter_where_they_are_not_read(
    course: Repository, tmp_path: Path
) -> None:
    course.write("transync.toml", "exclud = []\n")
    good = tmp_path / "good.toml"
    good.write_text('languages = ["vi"]\n')
    assert course.check("--config", str(good)).exit_code == 1
    assert course.run("rule").exit_code == 0


@pytest.mark.parametrize(
    ("settings", "complaint"),
    [
        (
            "layouts = [" + ", ".join(f'"t{n}/{{lang}}/{{path}}"' for n in range(51)) + "]",
            "layouts: must not have more than 50 entries",
        ),
        ('layouts = ["t/{lang}/{path}", "t/{lang}/{path}"]', "layouts: names a layout twice"),
        (
            "tracking-parameters = [" + ", ".join(f'"p{n}"' for n in range(51)) + "]",
            "tracking-parameters: must not have more than 50 entries",
        ),
    ],
    ids=["layouts", "the same layout", "tracking parameters"],
)
def test_what_costs_time_for_each_page_is_bounded(
    course: Repository, settings: str, complaint: str
) -> None:
    course.write("transync.toml", settings + "\n")
    checked = course.run("check")

    assert (checked.exit_code, checked.stdout) == (2, "")
    assert complaint in checked.stderr
