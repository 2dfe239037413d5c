"""The text output: one fault is one entry, in the order in which a maintainer works."""

from __future__ import annotations

import pytest

from tests.conftest import Repository

LANGUAGES = ("de", "fr", "it", "ja", "ko", "ru", "vi")
SOURCE = "# A\n\n- [b](#b)\n- [c](#c)\n- [d](#d)\n\n## B\n\n## C\n\n## D\n"


@pytest.fixture
def course(folder: Repository) -> Repository:
    """A page whose table of contents is dead in seven languages."""
    folder.write("a.md", SOURCE)
    for language in LANGUAGES:
        text = SOURCE
        for letter in "BCD":
            text = text.replace(f"## {letter}", f"## {letter} {language}")
        folder.translate("a.md", language, text)
    return folder


def test_one_fault_in_many_languages_is_one_entry_and_its_kin_a_line(course: Repository) -> None:
    text = course.run("check").stdout

    assert text.startswith(
        """\
a.md

  error anchor: the link to #b names no heading here [7 languages]
    a.md:3
      - [b](#b)
    translations/de/a.md:12:3
      - [b](#b)
    → should be #b-de
    also fr:12 it:12 ja:12 ko:12 ru:12 vi:12
    and in the same way:
      4: the link to #c names no heading here
      5: the link to #d names no heading here

"""
    )


def test_languages_with_the_same_numbers_share_a_row(course: Repository) -> None:
    course.write("b.md", "# B\n")
    for language in LANGUAGES[:-1]:
        course.translate("b.md", language, "# B\n")
    text = course.run("check").stdout

    assert text.endswith(
        """\
language        translations  current  missing  errors  warnings
vi                         1        1        1       3         1
6 others, each             2        2        ·       3         ·

2 sources, 13 translations in 7 languages: 13 current, 1 missing
found 21 errors and 1 warning: 4 different faults
21 of them can be repaired: `transync fix`
"""
    )


def test_verbose_shows_every_language(course: Repository) -> None:
    text = course.run("check", "--verbose").stdout

    assert "others, each" not in text
    assert all(f"\n{language}  " in text for language in LANGUAGES)


def test_what_differs_in_a_stale_translation_stands_under_its_entry(course: Repository) -> None:
    course.write("a.md", SOURCE + "\n[e](https://e.com)\n")
    text = course.run("check").stdout

    stale, under = text.index("  error stale: "), text.index("      warning link-target: ")
    assert stale < under
    assert "      warning anchor: " in text
    assert "error anchor" not in text


def test_faults_of_sources_come_last_and_once(course: Repository) -> None:
    course.write("z.md", "[x](x.md)\n")
    for language in LANGUAGES:
        course.translate("z.md", language, "[x](x.md)\n")
    text = course.run("check").stdout

    assert text.count("x.md resolves to nothing") == 1
    assert text.index("Faults of the sources themselves") < text.index("z.md:1:1")


def test_long_lines_are_cut_around_the_link(folder: Repository) -> None:
    before, after = "before " * 40, " after" * 40
    folder.write("a.md", f"{before}[b](https://e.com/b){after}")
    folder.translate("a.md", "vi", f"{before}[ḅ](https://e.com/x){after}")
    lines = folder.run("check").stdout.splitlines()

    for link in ("[b](https://e.com/b)", "[ḅ](https://e.com/x)"):
        (line,) = (line for line in lines if link in line)
        assert len(line) < 120
        assert line.strip().startswith("…")
        assert line.endswith("…")


def test_a_clean_repository_says_so(folder: Repository) -> None:
    folder.write("a.md", "# A\n")
    folder.translate("a.md", "vi", "# Ạ\n")

    assert folder.run("check").stdout.endswith(
        "\n1 source, 1 translation in 1 language: 1 current\nnothing to complain about\n"
    )


def test_a_path_without_translations_says_that_nothing_was_checked(folder: Repository) -> None:
    folder.write("a.md", "# A\n")
    folder.translate("a.md", "vi", "# Ạ\n")
    folder.write("notes.txt", "Nothing of ours.\n")
    text = folder.run("check", "notes.txt").stdout

    assert "note: notes.txt: no source or translation there" in text
    assert text.endswith("nothing was checked\n")


def test_sources_that_no_language_translates_are_one_line(course: Repository) -> None:
    for number in range(7):
        course.write(f"new-{number}.md", "# New\n")
    text = course.run("check").stdout

    assert "7 sources that no language translates: new-0.md, " in text
    assert "new-4.md, …" in text
