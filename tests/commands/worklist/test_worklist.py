"""`transync worklist`: what to translate next, what matters most first."""

from __future__ import annotations

import json
import shlex
from typing import Any

import pytest

from tests.conftest import Repository
from tests.output.conftest import EVIL_NAME
from tests.test_cases import BAD, of, read, set_up
from tests.test_schema import notebook, validator

# Who translates well says something else in each line, and as much.
PAGE = """# Bread

It needs flour and water, and some time to rest.

## Dough

Knead the dough for ten minutes, until it is [smooth](https://e.com/smooth).

Let it rest for an hour in a warm place.

## Oven

Bake the loaf at 220 degrees for half an hour.

Take it out when it sounds hollow.

## Knife

Wait until the [loaf](https://e.com/loaf) is cold before you cut it.

Use a long knife that has teeth.
"""
VI = """# Bánh mì

Cần bột và nước, và một ít thời gian để nghỉ.

## Bột nhào

Nhào bột trong mười phút, cho đến khi [mịn](https://e.com/smooth).

Để bột nghỉ một giờ ở nơi ấm áp.

## Lò nướng

Nướng ổ bánh ở 220 độ trong nửa giờ.

Lấy bánh ra khi gõ nghe tiếng rỗng.

## Con dao

Đợi cho đến khi [ổ bánh](https://e.com/loaf) nguội rồi mới cắt.

Dùng một con dao dài có răng cưa.
"""
DE = """# Brot

Man braucht Mehl und Wasser, und etwas Zeit zum Ruhen.

## Teig

Den Teig zehn Minuten lang kneten, bis er [glatt](https://e.com/smooth) ist.

An einem warmen Ort eine Stunde ruhen lassen.

## Ofen

Den Laib bei 220 Grad eine halbe Stunde backen.

Herausnehmen, wenn er hohl klingt.

## Messer

Warten, bis der [Laib](https://e.com/loaf) kalt ist, und erst dann schneiden.

Ein langes Messer mit Zähnen verwenden.
"""
TEXTS = {"de": DE, "vi": VI}
TABLE = (
    "<!-- CO-OP TRANSLATOR LANGUAGES TABLE START -->\n[vi](translations/vi/README.md)\n"
    "<!-- CO-OP TRANSLATOR LANGUAGES TABLE END -->\n\n"
)
LATER = PAGE.replace("for an hour", "for two hours")
MUCH_LATER = LATER.replace("220", "230").replace("teeth", "no teeth")


def failed_on(repository: Repository, source: str, language: str) -> None:
    """Note that Co-op Translator failed on a source as it is."""
    failure = {
        "original_hash": str(repository.record(source, language)["original_hash"]),
        "status": "failed",
        "failure_date": "2026-01-02T03:04:05+00:00",
        "error_type": "TranslationIncompleteError",
        "error_message": "chunk 1 remained incomplete",
        "translator_version": "0.23.2",
    }
    repository.sidecar(language, {"__translation_failures__": {source: failure}})


@pytest.fixture
def shelf(repository: Repository) -> Repository:
    """Pages of every kind in two languages; the last commit is of January 31.

    - `a.md`: a section has changed, on January 10
    - `b.md`: three sections have changed
    - `c.md`: it is missing in Vietnamese, where Co-op Translator failed on it
    - `d.md`: it is missing in German
    - `e.md`: in Vietnamese, the last section was dropped
    - `f.md`: a blank line was added
    - `README.md`: it was made from a text that was never committed
    """
    for name in ("a.md", "b.md", "c.md", "d.md", "e.md", "f.md"):
        repository.write(name, PAGE)
        for language in ("de", "vi"):
            if (name, language) not in (("c.md", "vi"), ("d.md", "de")):
                repository.translate(name, language, TEXTS[language])
    repository.translate("e.md", "vi", VI[: VI.index("## Con")])
    failed_on(repository, "c.md", "vi")
    repository.write("README.md", TABLE + PAGE)
    repository.commit("2026-01-01")
    for language, text in TEXTS.items():
        unknown = {"original_hash": "1" * 32, "translation_date": "2026-01-05"}
        repository.translate("README.md", language, TABLE + text, **unknown)
    repository.write("a.md", LATER)
    repository.write("b.md", MUCH_LATER)
    repository.write("f.md", PAGE + "\n")
    repository.commit("2026-01-10")
    repository.commit("2026-01-31")
    return repository


def shown(repository: Repository, *arguments: str) -> str:
    checked = repository.run("worklist", *arguments)
    assert (checked.exit_code, checked.stderr) == (0, "")
    return checked.stdout


def worklist(repository: Repository, *arguments: str) -> dict[str, Any]:
    written: dict[str, Any] = json.loads(shown(repository, "--format", "json", *arguments))
    assert list(validator("worklist").iter_errors(written)) == []
    return written


def jobs(repository: Repository, *arguments: str, key: str = "jobs") -> list[tuple[str, str, str]]:
    """Source, kind and languages of each job."""
    return [
        (job["source"], job["kind"], " ".join(page["language"] for page in job["pages"]))
        for job in worklist(repository, *arguments)[key]
    ]


def commands(repository: Repository, *arguments: str) -> list[str]:
    lines = shown(repository, "--format", "co-op", *arguments).splitlines()
    return [line for line in lines if line and not line.startswith("#")]


def comments(repository: Repository, *arguments: str) -> list[str]:
    """What is said of commands, but for what is said of all."""
    lines = shown(repository, "--format", "co-op", *arguments).splitlines()
    return [line.removeprefix("# ") for line in lines[3:] if line.startswith("#")]


def test_the_text_says_what_to_translate_and_why(shelf: Repository) -> None:
    head = shelf.git("rev-parse", "HEAD")[:8]

    assert (
        shown(shelf)
        == f"""\
7 pages to translate, of 5 sources in 2 languages, at {head} of 2026-01-31

Stale: readers are told what is no longer so

1. b.md in de vi
   1 commit behind, since 2026-01-10 (21 days), +3 −3 lines: Dough · Oven · Knife

2. a.md in de vi
   1 commit behind, since 2026-01-10 (21 days), +1 −1 lines: Dough

Failed: try a newer Co-op Translator, or simplify the source

3. c.md in vi
   missing
   Co-op Translator 0.23.2 on 2026-01-02: chunk 1 remained incomplete

Missing: readers have only the source

4. d.md in de

Dropped: what only another translation brings back

5. e.md in vi
   the text ends before the source does: lines 17 to 21 are missing (1 heading, 2 paragraphs):
     'Knife'

Nothing to translate, though it looks stale

README.md in de vi
  made from a text that was never committed: commit the source together with its translations
f.md in de vi
  no reader misses what has changed in the source

transync worklist --format co-op prints Co-op Translator's commands for it
transync diff SOURCE shows what has changed in one of them
"""
    )


def test_the_json_has_the_same_for_programs(shelf: Repository) -> None:
    found = worklist(shelf)

    assert jobs(shelf) == [
        ("b.md", "stale", "de vi"),
        ("a.md", "stale", "de vi"),
        ("c.md", "failed", "vi"),
        ("d.md", "missing", "de"),
        ("e.md", "dropped", "vi"),
    ]
    assert jobs(shelf, key="waiting") == [
        ("README.md", "uncommitted", "de vi"),
        ("f.md", "trivial", "de vi"),
    ]
    assert [job["size"] for job in found["jobs"]] == [6, 2, 1, 1, 1]
    assert found["languages"] == ["de", "vi"]
    assert found["head"]["time"] == "2026-01-31T12:00:00+00:00"
    stale, _, failed, missing, dropped = (job["pages"][0] for job in found["jobs"])
    assert [section["heading"] for section in stale["behind"]["sections"]] == [
        "Dough",
        "Oven",
        "Knife",
    ]
    assert failed["failure"] == {
        "date": "2026-01-02T03:04:05+00:00",
        "version": "0.23.2",
        "type": "TranslationIncompleteError",
        "message": "chunk 1 remained incomplete",
    }
    assert (missing["translation"], missing["state"]) == ("translations/de/d.md", "missing")
    assert [finding["rule"] for finding in dropped["dropped"]] == ["text-missing"]


def test_nothing_to_do_is_one_sentence(repository: Repository) -> None:
    repository.write("a.md", PAGE)
    repository.translate("a.md", "vi", VI)

    assert shown(repository) == "nothing to translate\n"
    assert shown(repository, "--format", "co-op") == "# nothing to translate\n"
    assert worklist(repository)["jobs"] == []


def test_a_path_without_translations_says_so(folder: Repository) -> None:
    folder.write("notes.txt", "Nothing of ours.\n")
    folder.write("a.md", PAGE)
    folder.translate("a.md", "vi", VI)
    first, note = shown(folder, "notes.txt").splitlines()

    assert first == "nothing to translate: there are no translations here"
    assert note.startswith("note: notes.txt: no source or translation there")


# The order


def test_what_more_readers_miss_comes_first(repository: Repository) -> None:
    for name, languages in (("a.md", ("vi",)), ("b.md", ("de", "vi"))):
        repository.write(name, PAGE)
        for language in languages:
            repository.translate(name, language, TEXTS[language])
    repository.commit()
    repository.write("a.md", MUCH_LATER)
    repository.write("b.md", LATER.replace("220", "230"))
    repository.commit("2026-02-01")

    def sizes(*arguments: str) -> list[tuple[str, int]]:
        found = worklist(repository, *arguments)["jobs"]
        return [(job["source"], job["size"]) for job in found if job["kind"] == "stale"]

    assert sizes("--language", "vi") == [("a.md", 3), ("b.md", 2)]
    assert sizes() == [("b.md", 4), ("a.md", 3)]


def test_what_nobody_knows_the_age_of_comes_after_what_is_known(repository: Repository) -> None:
    repository.write("a.md", PAGE)
    repository.translate("a.md", "vi", VI, original_hash="1" * 32)
    repository.write("b.md", PAGE)
    repository.translate("b.md", "vi", VI)
    repository.commit()
    repository.write("b.md", LATER)
    repository.commit("2026-02-01")

    assert jobs(repository) == [("b.md", "stale", "vi"), ("a.md", "stale", "vi")]
    assert "2. a.md\n   nobody knows what has changed since\n" in shown(repository)


def test_a_stale_page_that_was_failed_on_is_named_once(shelf: Repository) -> None:
    failed_on(shelf, "a.md", "vi")

    assert jobs(shelf, "a.md") == [("a.md", "stale", "de"), ("a.md", "failed", "vi")]


def test_a_stale_page_that_lost_a_section_is_named_once(shelf: Repository) -> None:
    shelf.write("e.md", LATER)
    shelf.commit("2026-02-01")

    assert jobs(shelf, "e.md") == [("e.md", "stale", "de vi")]


def test_a_page_that_can_wait_is_work_where_a_section_was_dropped(shelf: Repository) -> None:
    shelf.write("e.md", PAGE + "\n")
    shelf.commit("2026-02-01")

    assert jobs(shelf, "e.md") == [("e.md", "dropped", "vi")]
    assert jobs(shelf, "e.md", key="waiting") == [("e.md", "trivial", "de")]


# What counts as dropped


@pytest.mark.parametrize(
    ("text", "is_work"),
    [
        (VI, False),
        (VI[: VI.index("## Lò")], True),
        (PAGE, True),
        (VI[: VI.index("## Lò")] + PAGE[PAGE.index("## Oven") :], True),
        (VI[: VI.index("Dùng")] + PAGE[PAGE.index("Use a long") :], False),
    ],
    ids=["all of it", "its end is missing", "all in English", "half in English", "a line is"],
)
def test_a_page_is_translated_again_for_what_nothing_else_brings(
    folder: Repository, text: str, is_work: bool
) -> None:
    folder.write("a.md", PAGE)
    folder.translate("a.md", "vi", text)

    assert jobs(folder) == ([("a.md", "dropped", "vi")] if is_work else [])


@pytest.mark.parametrize("rule", ["text-missing", "text-missing", "wrong-language"])
def test_what_these_rules_find_is_work(repository: Repository, rule: str) -> None:
    set_up(read(next(case for case in BAD if of(case) == rule)), repository)

    found = worklist(repository)["jobs"]

    assert {job["kind"] for job in found} == {"dropped"}
    assert rule in {f["rule"] for job in found for page in job["pages"] for f in page["dropped"]}


# Languages

MANY = ("ar", "bn", "cs", "da", "de", "el", "es", "et", "fa", "fi", "fr", "he")


@pytest.mark.parametrize(
    ("stale", "said"),
    [
        (MANY, "1. a.md in all 12 languages\n"),
        (MANY[1:], "1. a.md in all 12 languages but ar\n"),
        (MANY[:3], "1. a.md in ar bn cs\n"),
    ],
)
def test_many_languages_are_one_line(folder: Repository, stale: tuple[str, ...], said: str) -> None:
    folder.write("a.md", PAGE)
    for language in MANY:
        changes = {"original_hash": "1" * 32} if language in stale else {}
        folder.translate("a.md", language, VI, **changes)

    assert said in shown(folder)


def test_languages_that_were_translated_from_other_versions_are_told_apart(
    repository: Repository,
) -> None:
    repository.write("a.md", PAGE)
    repository.translate("a.md", "de", DE)
    repository.translate("a.md", "es", VI)
    repository.commit()
    repository.write("a.md", LATER)
    repository.translate("a.md", "vi", VI)
    repository.commit("2026-02-01")
    repository.write("a.md", MUCH_LATER)
    repository.commit("2026-03-01")

    assert (
        "1. a.md in de es vi\n"
        "   in de es: 2 commits behind, since 2026-02-01 (28 days), +3 −3 lines: "
        "Dough · Oven · Knife\n"
        "   in vi: 1 commit behind, since 2026-03-01 (0 days), +2 −2 lines: Oven · Knife\n"
    ) in shown(repository)


# What is asked for


@pytest.mark.parametrize(
    ("arguments", "found"),
    [
        (("b.md",), [("b.md", "stale", "de vi")]),
        (("translations/de/b.md",), [("b.md", "stale", "de")]),
        (("a.md", "c.md"), [("a.md", "stale", "de vi"), ("c.md", "failed", "vi")]),
        (
            ("translations/de", "--language", "de"),
            [("b.md", "stale", "de"), ("a.md", "stale", "de"), ("d.md", "missing", "de")],
        ),
        (("f.md",), []),
    ],
)
def test_paths_and_languages_choose(
    shelf: Repository, arguments: tuple[str, ...], found: list[tuple[str, str, str]]
) -> None:
    assert jobs(shelf, *arguments) == found


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("no.md",), "no.md: no such file or folder"),
        (("--language", "fr"), "language 'fr': no translations here; there are de, vi"),
        (("--output", "no/list.txt"), "no/list.txt: can't be written: there is no such folder"),
        (("--format", "yaml"), "'yaml' is not one of 'text', 'json', 'co-op'"),
    ],
)
def test_what_can_t_be_obeyed_is_wrong_usage(
    shelf: Repository, arguments: tuple[str, ...], said: str
) -> None:
    checked = shelf.run("worklist", *arguments)

    assert checked.exit_code == 2
    assert said in checked.stderr


@pytest.mark.parametrize("form", ["text", "json", "co-op"])
def test_every_form_is_written_to_a_file_as_it_is_printed(shelf: Repository, form: str) -> None:
    assert shown(shelf, "--format", form, "--output", "../list") == ""

    written = (shelf.root.parent / "list").read_text(encoding="utf-8")
    assert written == shown(shelf, "--format", form, "--no-cache", "--jobs", "1") != ""


def test_what_the_baseline_holds_is_still_to_be_done(shelf: Repository) -> None:
    before = jobs(shelf)
    assert shelf.run("baseline").exit_code == 0

    assert jobs(shelf) == before


@pytest.mark.parametrize(
    ("settings", "gone"),
    [
        ('ignore = ["missing-translation"]\n', ["c.md", "d.md"]),
        ('ignore = ["text-missing"]\n', ["e.md"]),
        ('[per-file-ignores]\n"b.md" = ["stale"]\n', ["b.md"]),
        ('exclude = ["a.md"]\n', ["a.md"]),
        ('select = ["anchor"]\n', []),
    ],
)
def test_what_the_settings_ignore_is_no_work_and_what_they_do_not_select_is(
    shelf: Repository, settings: str, gone: list[str]
) -> None:
    before = [source for source, _, _ in jobs(shelf)]
    shelf.write("transync.toml", settings)

    left = [source for source, _, _ in jobs(shelf)]
    assert left == [source for source in before if source not in gone]


# The commands of Co-op Translator


def test_one_command_does_what_is_due_and_one_by_force_what_was_dropped(shelf: Repository) -> None:
    assert commands(shelf) == [
        "translate -l 'de vi' -md --include a.md --include b.md --include c.md --include d.md",
        "translate -l vi -md -u --include e.md",
    ]


def test_the_comments_say_what_else_the_commands_do(shelf: Repository) -> None:
    shelf.write("translations/vi/old.md", "# Cũ\n")

    assert comments(shelf) == [
        "it failed on c.md (vi) before, and may again",
        "translates 6 pages",
        "besides, it translates README.md (de vi): made from a text that was never committed",
        "besides, it translates f.md (de vi): the source changed",
        "besides, it deletes translations/vi/old.md: the source is gone",
        "translates 1 page, and asks before it does",
        "besides, it deletes translations/vi/old.md: the source is gone",
    ]


def test_what_is_outdated_is_translated_whatever_was_asked_for(shelf: Repository) -> None:
    arguments = ("a.md", "--language", "vi")

    assert commands(shelf, *arguments) == ["translate -l vi -md --include a.md"]
    assert "besides, it translates b.md (vi), f.md (vi): the source changed" in comments(
        shelf, *arguments
    )


def test_pages_without_a_record_or_of_another_length_are_outdated_too(folder: Repository) -> None:
    folder.write("a.md", PAGE)
    folder.translate("a.md", "vi", VI, original_hash="1" * 32)
    folder.write("b.md", PAGE)
    folder.write("translations/vi/b.md", VI)
    for name, lines in (("c.md", 15), ("d.md", 16)):
        folder.write(name, PAGE)
        folder.translate(name, "vi", VI + "\n" * lines)

    assert comments(folder, "a.md") == [
        "translates 1 page",
        "besides, it translates d.md (vi): more than 15 lines are missing or added",
        "besides, it translates b.md (vi): without a record",
    ]


def test_what_was_dropped_needs_no_force_where_it_shows_in_the_lines(folder: Repository) -> None:
    folder.write("a.md", PAGE + PAGE)
    folder.translate("a.md", "vi", VI)

    assert jobs(folder) == [("a.md", "dropped", "vi")]
    assert commands(folder) == ["translate -l vi -md --include a.md"]


def test_commands_are_joined_only_where_that_adds_nothing(folder: Repository) -> None:
    dropped = {"de": DE[: DE.index("## Messer")], "vi": VI[: VI.index("## Con")]}
    for name, languages in (("a.md", ("de", "vi")), ("b.md", ("vi",)), ("c.md", ("de", "vi"))):
        folder.write(name, PAGE)
        for language in TEXTS:
            text = dropped if language in languages else TEXTS
            folder.translate(name, language, text[language])

    assert commands(folder) == [
        "translate -l de -md -u --include a.md --include c.md",
        "translate -l vi -md -u --include a.md --include b.md --include c.md",
    ]
    folder.translate("b.md", "de", dropped["de"])
    assert commands(folder) == [
        "translate -l 'de vi' -md -u --include a.md --include b.md --include c.md"
    ]


def test_what_is_missing_but_not_asked_for_is_left_out(folder: Repository) -> None:
    for name in ("a.md", "b.md"):
        folder.write(f"{name[0]}/{name}", PAGE)
        folder.translate(f"{name[0]}/{name}", "ja", "# パン\n")
    folder.write("c.md", PAGE)
    for language, text in TEXTS.items():
        folder.translate("c.md", language, text)

    assert commands(folder, "--language", "de,vi") == [
        "translate -l 'de vi' -md --include a/a.md --include b/b.md"
    ]
    assert commands(folder, "--language", "de,vi", "a") == [
        "translate -l 'de vi' -md --include a/a.md"
    ]


def test_notebooks_have_their_own_option(folder: Repository) -> None:
    folder.write("a.ipynb", notebook("Text."))
    folder.write("translations/vi/a.ipynb", notebook("Chữ."))
    record = folder.record("a.ipynb", "vi", original_hash="1" * 32)
    folder.sidecar("vi", {"a.ipynb": record})

    assert commands(folder) == ["translate -l vi -nb --include a.ipynb"]


def test_a_notebook_that_is_current_has_to_be_deleted_first(folder: Repository) -> None:
    folder.write("a.ipynb", notebook(PAGE))
    folder.write("translations/vi/a.ipynb", notebook(VI[: VI.index("## Lò")]))
    folder.sidecar("vi", {"a.ipynb": folder.record("a.ipynb", "vi")})

    assert jobs(folder) == [("a.ipynb", "dropped", "vi")]
    assert commands(folder) == ["translate -l vi -nb --include a.ipynb"]
    assert comments(folder) == [
        "translates 1 page",
        "first delete translations/vi/a.ipynb: notebooks that are current are not translated again",
    ]


def test_other_roots_are_told(folder: Repository) -> None:
    folder.write("transync.toml", 'layouts = [{pattern = "i18n/{lang}/{path}", source = "docs"}]\n')
    folder.write("docs/a.md", PAGE)
    folder.write("i18n/vi/a.md", VI)
    record = folder.record("docs/a.md", "vi", source_file="a.md", original_hash="1" * 32)
    folder.sidecar("vi", {"a.md": record}, folder="i18n")

    assert commands(folder) == [
        "translate -l vi -r docs --translations-dir ../i18n -md --include a.md"
    ]


def test_where_no_option_leads_is_said(folder: Repository) -> None:
    folder.write(
        "transync.toml", 'layouts = [{pattern = "i18n/{lang}/docs/{path}", source = "docs"}]\n'
    )
    folder.write("docs/a.md", PAGE)
    folder.write("i18n/vi/docs/a.md", VI)
    record = folder.record("docs/a.md", "vi", source_file="a.md", original_hash="1" * 32)
    folder.sidecar("vi/docs", {"a.md": record}, folder="i18n")

    assert commands(folder) == []
    assert comments(folder) == ["no option of `translate` leads to i18n/vi/docs/a.md"]


def test_a_folder_that_co_op_translator_renames_is_said(folder: Repository) -> None:
    folder.write("a.md", PAGE)
    folder.translate("a.md", "pt-BR", VI, folder="br", original_hash="1" * 32)

    assert commands(folder) == ["translate -l br -md --include a.md"]
    assert comments(folder)[1:] == [
        "besides, it asks to rename the folder br to pt-BR; "
        "if it may not, it translates into a new one"
    ]


@pytest.mark.parametrize(
    ("name", "pattern"),
    [
        ("two words.md", "two words.md"),
        ("[a]*?.md", "[[]a][*][?].md"),
        (".hidden/a.md", "**/.hidden/a.md"),
        ("it's #1.md", "it's ?1.md"),
    ],
)
def test_a_name_is_written_as_the_pattern_that_it_alone_fits(
    folder: Repository, name: str, pattern: str
) -> None:
    folder.write(name, PAGE)
    folder.translate(name, "vi", VI, original_hash="1" * 32)

    (command,) = commands(folder)
    assert shlex.split(command) == ["translate", "-l", "vi", "-md", "--include", pattern]


def test_hostile_names_command_nothing(folder: Repository) -> None:
    folder.write(EVIL_NAME, PAGE)
    folder.translate(EVIL_NAME, "vi", VI, original_hash="1" * 32)
    failed_on(folder, EVIL_NAME, "vi")

    for form in ("text", "co-op"):
        printed = shown(folder, "--format", form)
        assert "\x1b" not in printed
        assert "\n::" not in printed
        assert "##[" not in printed
    (command,) = commands(folder)
    assert len(shlex.split(command)) == 6
