"""`transync diff`: what changed in a source, beside where a translation has it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import Repository
from tests.test_schema import validator

THEN = """# Bread

It needs flour and water.

## Dough

Knead it for ten minutes.

Let it rest for an hour.

## Old ways

Some use a trough.

## Oven

Bake it at 220 degrees.
"""
NOW = """# Bread

It needs flour and  water.

## Dough

Knead it for ten minutes.

Let it rest for two hours.

## Shape

Make a loaf of it.

## Oven

Bake it at 220 degrees.
"""
VI = """# Bánh mì

Cần bột và nước.

## Bột

Nhào trong mười phút.

Để nghỉ một giờ.

## Cách cũ

Một số người dùng máng.

## Lò

Nướng ở 220 độ.
"""
TRANSLATION = "translations/vi/bread.md"


@pytest.fixture
def bakery(repository: Repository) -> Repository:
    """A page that was translated on New Year's Day, and changed on the tenth of January."""
    repository.write("bread.md", THEN)
    repository.translate("bread.md", "vi", VI)
    repository.commit("2026-01-01")
    repository.write("bread.md", NOW)
    repository.commit("2026-01-10")
    repository.commit("2026-01-31")
    return repository


def differences(repository: Repository, *arguments: str) -> dict[str, Any]:
    checked = repository.run("diff", "--format", "json", *arguments)
    assert (checked.exit_code, checked.stderr) == (0, "")
    written: dict[str, Any] = json.loads(checked.stdout)
    assert list(validator("differences").iter_errors(written)) == []
    return written


def shown(repository: Repository, *arguments: str) -> str:
    checked = repository.run("diff", *arguments)
    assert (checked.exit_code, checked.stderr) == (0, "")
    return checked.stdout


def sections(repository: Repository, *arguments: str) -> dict[str, dict[str, Any]]:
    (translation,) = differences(repository, *arguments)["translations"]
    return {section["heading"]: section for section in translation["sections"]}


def lines(section: dict[str, Any], side: str) -> tuple[int, int]:
    return section[side]["first"], section[side]["last"]


def test_the_text_shows_what_changed_and_where_the_translation_has_it(
    bakery: Repository,
) -> None:
    before = bakery.git("rev-parse", "HEAD~2").strip()[:8]

    assert (
        shown(bakery, "bread.md")
        == f"""\
bread.md → translations/vi/bread.md [vi]
1 commit and 21 days behind: 4 lines added, 4 removed since 2026-01-10, translated from bread.md \
of {before}

Dough  changed  bread.md:5
      Knead it for ten minutes.

    - Let it rest for [-an hour-].
    + Let it rest for {{+two hours+}}.
  translations/vi/bread.md:14-18
    14 | ## Bột
    15 |
    16 | Nhào trong mười phút.
    17 |
  > 18 | Để nghỉ một giờ.

Old ways  removed  gone
    - ## Old ways
    -
    - Some use a trough.
  translations/vi/bread.md:20-22
    20 | ## Cách cũ
    21 |
    22 | Một số người dùng máng.

Shape  added  bread.md:11
    + ## Shape
    +
    + Make a loaf of it.
  translations/vi/bread.md:18, behind this line

nothing to do in: Bread

"""
    )


def test_the_json_has_the_texts_and_their_lines(bakery: Repository) -> None:
    found = sections(bakery, "bread.md")

    assert [(s["heading"], s["status"], s["trivial"]) for s in found.values()] == [
        ("Bread", "changed", True),
        ("Dough", "changed", False),
        ("Old ways", "removed", False),
        ("Shape", "added", False),
    ]
    dough, old, shape = found["Dough"], found["Old ways"], found["Shape"]
    assert dough["old"]["text"].strip().endswith("for an hour.")
    assert dough["new"]["text"].strip().endswith("for two hours.")
    assert dough["translation"]["text"] == ("## Bột\n\nNhào trong mười phút.\n\nĐể nghỉ một giờ.")
    assert (lines(dough, "translation"), dough["touched"], dough["after"]) == ((14, 18), [18], None)
    assert (old["new"], lines(old, "old"), lines(old, "translation")) == (None, (11, 14), (20, 22))
    assert (shape["old"], shape["translation"], shape["after"]) == (None, None, 18)


def test_the_json_names_both_versions_of_the_source(bakery: Repository) -> None:
    (translation,) = differences(bakery, "bread.md")["translations"]
    commit = translation["version"]["commit"]

    assert bakery.git("show", f"{commit}:{translation['version']['path']}") == THEN
    assert translation["state"] == "stale"
    assert translation["behind"] == {
        "commits": 1,
        "days": 21,
        "since": "2026-01-10T12:00:00+00:00",
        "added": 4,
        "removed": 4,
    }
    assert translation["reason"] is None


def test_a_translation_can_be_asked_for_as_well(bakery: Repository) -> None:
    assert shown(bakery, TRANSLATION) == shown(bakery, "bread.md")
    assert differences(bakery, TRANSLATION)["source"] == "bread.md"


def test_paths_are_those_of_the_folder_where_one_stands(
    bakery: Repository, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(bakery.root / "translations")

    assert differences(bakery, "vi/bread.md") == differences(bakery, "../bread.md")


def test_translations_of_one_version_share_the_sources_diff(bakery: Repository) -> None:
    bakery.git("switch", "--quiet", "--detach", "HEAD~2")
    bakery.translate("bread.md", "ko", VI)
    bakery.write("bread.md", NOW)
    text = shown(bakery, "bread.md")

    assert text.startswith("bread.md → ko, vi\nnot committed yet: 4 lines added, 4 removed, ")
    assert text.count("## Shape") == 1
    assert "  translations/ko/bread.md:14-18\n  translations/vi/bread.md:14-18\n" in text


def test_a_language_is_chosen(bakery: Repository) -> None:
    bakery.translate("bread.md", "ko", VI)
    ko = differences(bakery, "bread.md", "--language", "ko")["translations"]

    assert [t["path"] for t in ko] == ["translations/ko/bread.md"]
    assert bakery.run("diff", "bread.md", "--language", "de").exit_code == 2
    refused = bakery.run("diff", TRANSLATION, "--language", "ko")
    assert refused.stderr == f"transync: {TRANSLATION}: not a translation into ko\n"


def test_a_lost_section_is_shown_by_the_place_where_it_should_stand(
    bakery: Repository,
) -> None:
    bakery.git("switch", "--quiet", "--detach", "HEAD~2")
    shortened = VI.replace("## Bột\n\nNhào trong mười phút.\n\nĐể nghỉ một giờ.\n\n", "")
    bakery.translate("bread.md", "vi", shortened)
    bakery.write("bread.md", NOW)
    dough = sections(bakery, "bread.md")["Dough"]

    assert (dough["translation"], dough["after"]) == (None, 12)


def test_the_disclaimer_is_no_part_of_the_last_section(bakery: Repository) -> None:
    disclaimer = "\n---\n\nDịch bởi [Co-op](https://github.com/Azure/co-op-translator).\n"
    bakery.git("switch", "--quiet", "--detach", "HEAD~2")
    bakery.translate("bread.md", "vi", VI + disclaimer)
    bakery.write("bread.md", THEN.replace("220", "240"))
    oven = sections(bakery, "bread.md")["Oven"]

    assert oven["translation"]["text"].startswith("## Lò\n\nNướng ở 220 độ.")
    assert "Co-op" not in oven["translation"]["text"]


def test_what_stands_above_the_first_heading_is_a_section_without_the_record(
    repository: Repository,
) -> None:
    repository.write("a.md", "First of all.\n\n# A\n\nText.\n")
    repository.translate("a.md", "vi", "Trước hết.\n\n# Ạ\n\nChữ.\n")
    repository.commit()
    repository.write("a.md", "Before all.\n\n# A\n\nText.\n")
    first = sections(repository, "a.md")[""]

    assert first["translation"] == {"text": "Trước hết.", "first": 10, "last": 10}
    assert "\nthe beginning  changed  a.md:1\n" in shown(repository, "a.md")


def test_a_long_section_is_shown_around_what_is_to_be_touched(repository: Repository) -> None:
    source = "# A\n" + "".join(f"\nSentence {n}.\n" for n in range(30))
    repository.write("a.md", source)
    repository.translate("a.md", "vi", source.replace("Sentence", "Câu"))
    repository.commit()
    repository.write("a.md", source.replace("Sentence 15", "Phrase 15"))
    text = shown(repository, "a.md")

    assert "  > 42 | Câu 15.\n" in text
    assert "Câu 14." in text
    assert "Câu 2." not in text
    assert "    …\n" in text


def notebook(first: str, second: str) -> str:
    cells = [
        {"cell_type": kind, "metadata": {}, "source": source.splitlines(keepends=True)}
        for kind, source in (("markdown", first), ("code", "x = 1"), ("markdown", second))
    ]
    return json.dumps({"cells": cells, "metadata": {}, "nbformat": 4}, indent=1)


def test_places_in_notebooks_name_the_cell(repository: Repository) -> None:
    repository.write("a.ipynb", notebook("# A\n\nText.", "## B\n\nMore text."))
    repository.sidecar("vi", {"a.ipynb": repository.record("a.ipynb", "vi")})
    repository.write("translations/vi/a.ipynb", notebook("# Ạ\n\nChữ.", "## Ḅ\n\nThêm chữ."))
    repository.commit()
    repository.write("a.ipynb", notebook("# A\n\nText.", "## B\n\nLess text."))
    text = shown(repository, "a.ipynb")
    heading = notebook("# A\n\nText.", "## B").split('"## B"')[0].count("\n") + 1

    assert f"B  changed  a.ipynb:{heading} (cell 3)\n" in text
    assert f"  translations/vi/a.ipynb:{heading}-{heading + 2} (cell 3)\n" in text
    assert f"  > {heading + 2} | Thêm chữ.\n" in text


def reason(repository: Repository, path: str = "a.md") -> str:
    """Why a page with one translation has nothing to show."""
    (translation,) = differences(repository, path)["translations"]
    assert (translation["sections"], translation["behind"]) == ([], None)
    said: str = translation["reason"]
    text = " ".join(shown(repository, path).split())
    assert text == f"{translation['path']}: {said}"
    return said


def test_a_current_translation_says_so(repository: Repository) -> None:
    repository.write("a.md", "# A\n")
    repository.translate("a.md", "vi", "# Ạ\n")

    assert reason(repository) == "current: the record has the hash of a.md as it is"


def test_a_missing_translation_says_so(repository: Repository) -> None:
    repository.write("a.md", "# A\n")
    repository.write("b.md", "# B\n")
    repository.translate("a.md", "ko", "# A\n")
    repository.translate("a.md", "vi", "# A\n")
    repository.translate("b.md", "ko", "# B\n")
    text = shown(repository, "b.md", "--language", "vi")

    assert text == "translations/vi/b.md: missing: nobody has translated b.md yet\n"


def test_a_translation_without_record_or_without_source_says_so(repository: Repository) -> None:
    repository.write("a.md", "# A\n")
    repository.write("b.md", "# B\n")
    repository.translate("a.md", "vi", "# A\n")
    repository.translate("b.md", "vi", "# B\n")
    repository.write("translations/vi/a.md", "# A\n")
    (repository.root / "b.md").unlink()

    assert reason(repository) == "without a record of what it was made from"
    assert reason(repository, "translations/vi/b.md") == "without source: there is no b.md"


def test_a_version_that_history_does_not_hold_is_said_to_be_unknown(
    repository: Repository,
) -> None:
    repository.write("a.md", "# A\n")
    repository.translate("a.md", "vi", "# A\n")
    repository.write("a.md", "# B\n")
    repository.commit()

    assert reason(repository) == (
        "made from a text of a.md (fb8f2d96) that git's history does not hold, so nothing tells "
        "what has changed since"
    )


def test_a_text_that_was_never_committed_is_said_to_be_that(repository: Repository) -> None:
    source = "<!-- CO-OP TRANSLATOR LANGUAGES TABLE START -->\n# A\n"
    repository.write("a.md", source + "rewritten\n")
    repository.translate("a.md", "vi", "# A\n", translation_date="2030-01-01T00:00:00+00:00")
    repository.write("a.md", source)
    repository.commit()

    assert "that was never committed" in reason(repository)


def test_a_plain_folder_says_that_it_has_no_history(folder: Repository) -> None:
    folder.write("a.md", "# A\n")
    folder.translate("a.md", "vi", "# A\n")
    folder.write("a.md", "# B\n")

    assert reason(folder).endswith("that is not here: this is no git repository")


def test_a_source_without_any_translation_says_so(repository: Repository) -> None:
    repository.write("a.md", "# A\n")
    repository.write("b.md", "# B\n")
    repository.translate("a.md", "vi", "# A\n")
    (repository.root / "translations" / "ko").mkdir()

    assert shown(repository, "b.md") == "b.md has no translation\n"


@pytest.mark.parametrize("path", ["c.txt", "translations", "no.md"])
def test_anything_else_is_refused_in_one_sentence(bakery: Repository, path: str) -> None:
    bakery.write("c.txt", "c")
    checked = bakery.run("diff", path)

    assert (checked.exit_code, checked.stdout) == (2, "")
    assert checked.stderr.startswith(f"transync: {path}: ")
    assert checked.stderr.count("\n") == 1


def test_no_colour_where_nobody_sees_it_and_no_command_of_the_terminal(
    bakery: Repository,
) -> None:
    bakery.write("bread.md", NOW + "\n\x1b[31mred\x07 \u202egnp\n\n::error::no\n")
    text = shown(bakery, "bread.md")

    assert "\x1b" not in text
    assert "\u202e" not in text
    assert "\\u001b[31mred" in text
    assert not any(line.lstrip().startswith("::") for line in text.split("\n"))


def test_words_are_underlined_where_colours_are_seen(bakery: Repository) -> None:
    from transync.commands.diff import find_differences
    from transync.commands.diff.text import render
    from transync.config import load_settings
    from transync.repository.tree import read_tree
    from transync.rules import rule_names

    tree = read_tree(bakery.root)
    settings = load_settings(tree.root, None, rule_names())
    found = render(find_differences(tree, settings, Path("bread.md")), has_colour=True)

    assert "\x1b[31m\x1b[4man hour\x1b[0m" in found
    assert "[-an hour-]" not in found


def test_a_source_that_was_renamed_is_compared_with_what_it_was(bakery: Repository) -> None:
    (bakery.root / "lessons").mkdir()
    (bakery.root / "translations/vi/lessons").mkdir()
    for path in ("", "translations/vi/"):
        bakery.git("mv", f"{path}bread.md", f"{path}lessons/bread.md")
    bakery.commit("2026-02-01")
    (translation,) = differences(bakery, "lessons/bread.md")["translations"]

    assert translation["version"]["path"] == "bread.md"
    assert [s["heading"] for s in translation["sections"]] == [
        "Bread",
        "Dough",
        "Old ways",
        "Shape",
    ]


def test_a_renamed_heading_is_told_with_its_former_name(repository: Repository) -> None:
    body = "The text below it stays as it is, in so many words.\n"
    repository.write("a.md", f"# A\n\n{body}")
    repository.translate("a.md", "vi", f"# Ạ\n\n{body}")
    repository.commit()
    repository.write("a.md", f"# B\n\n{body}")

    assert "\nB  changed  a.md:1\n    was: A\n" in shown(repository, "a.md")


def test_a_section_that_moved_is_told_by_its_places(repository: Repository) -> None:
    body = "Long enough a text to be known wherever it stands.\n"
    one, two, three = "## One\n\none\n\n", "## Two\n\ntwo\n\n", f"## Three\n\n{body}\n"
    repository.write("a.md", f"# A\n\n{one}{two}{three}")
    repository.translate("a.md", "vi", f"# A\n\n{one}{two}{three}")
    repository.commit()
    repository.write("a.md", f"# A\n\n{three}{one}{two}")

    assert "\nThree  moved  a.md:3\n  translations/vi/a.md:20-22\n" in shown(repository, "a.md")


def test_a_text_that_is_new_above_the_first_heading_stands_for_no_line(
    repository: Repository,
) -> None:
    repository.write("a.md", "# A\n\nText.\n")
    repository.translate("a.md", "vi", "Mở đầu.\n\n# A\n\nVăn bản.\n")
    repository.commit("2026-01-01")
    repository.write("a.md", "Beginning.\n\n# A\n\nText.\n")
    repository.commit("2026-01-10")

    sections = differences(repository, "a.md")["translations"][0]["sections"]

    assert [(s["heading"], s["status"], s["touched"]) for s in sections] == [("", "changed", [])]
    assert sections[0]["translation"]["text"].endswith("Mở đầu.")


def test_a_thousand_sections_are_shown_and_the_others_counted(repository: Repository) -> None:
    sections = ["".join(f"# A{n}\n\n{text}\n\n" for n in range(1_003)) for text in ("old", "new")]
    repository.write("a.md", sections[0])
    repository.translate("a.md", "vi", sections[0].replace("old", "cũ"))
    repository.commit("2026-01-01")
    repository.write("a.md", sections[1])
    repository.commit("2026-01-10")

    text = shown(repository, "a.md")

    assert text.count("  changed  ") == 1_000
    assert "… and 3 more sections; --format json has all of them" in text
    assert len(differences(repository, "a.md")["translations"][0]["sections"]) == 1_003
