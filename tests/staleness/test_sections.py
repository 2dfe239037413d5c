"""Which sections of a source differ from what was translated, and which of them matter."""

from __future__ import annotations

import pytest

from tests.conftest import Repository
from transync.config import load_settings
from transync.links.linked_project import LinkedProject
from transync.links.resolver import Resolver
from transync.model import Layout
from transync.repository.project import discover
from transync.repository.tree import read_tree
from transync.rules import rule_names
from transync.staleness.sections import (
    SectionDifference,
    compare_sections,
    identify_by,
    read_sections,
)

LAYOUT = Layout("", "translations")
BADGE = "![build](https://img.shields.io/badge/build-{}-green)"
LANGUAGES = (
    "<!-- CO-OP TRANSLATOR LANGUAGES TABLE START -->\n{}\n"
    "<!-- CO-OP TRANSLATOR LANGUAGES TABLE END -->"
)
COURSES = (
    "<!-- CO-OP TRANSLATOR OTHER COURSES START -->\n### {}\n"
    "<!-- CO-OP TRANSLATOR OTHER COURSES END -->"
)


def changes(folder: Repository, before: str, after: str) -> list[SectionDifference]:
    """What differs between two texts of the source `lessons/a.md`."""
    folder.write("lessons/b.md", "# B\n")
    tree = read_tree(folder.root)
    settings = load_settings(tree.root, None, rule_names())
    project = discover(tree, settings)
    resolver = Resolver(LinkedProject(project, lambda path: None, settings.tracking_parameters))
    identify = identify_by(resolver, "lessons/a.md", LAYOUT)
    old, new = (read_sections("a.md", text.encode()) for text in (before, after))
    return compare_sections(old, new, identify, identify)


def told(folder: Repository, before: str, after: str) -> list[tuple[str, str, bool]]:
    """The heading, status and triviality of each change."""
    return [
        (section.heading, change.status, change.is_trivial)
        for change in changes(folder, before, after)
        if (section := change.after or change.before)
    ]


TRIVIAL = {
    "spaces": ("some  words ", "some words"),
    "empty lines": ("one\n\ntwo", "one\n\n\n\ntwo"),
    "wrapping": ("some words\nand others", "some\nwords and others"),
    "wrapping of a quote": ("> some words\n> and others", "> some\n> words and others"),
    "wrapping of an item": ("- some words\n  and others", "- some words and\n  others"),
    "padding of a table": (
        "| a | b |\n| --- | --- |\n| c | d |",
        "|a   |   b|\n|-----|-----|\n|c|d|",
    ),
    "white space at the end of code": ("```\nx = 1  \n```", "```\nx = 1\n```"),
    "a redundant path of a link": ("[b](b.md)", "[b](./b.md)"),
    "a link from the root": ("[b](b.md)", "[b](/lessons/b.md)"),
    "angle brackets of a link": ("[b](b.md)", "[b](<b.md>)"),
    "escapes of a URL": ("[b](https://e.com/a%2Db)", "[b](https://e.com/a-b)"),
    "case of a host": ("see https://E.com/a", "see https://e.com/a"),
    "a port that goes without saying": ("<https://e.com:443/a>", "<https://e.com/a>"),
    "a definition's URL": ("[b]\n\n[b]: b.md", "[b]\n\n[b]: ./b.md"),
    "an attribute's URL": ('<a href="b.md">b</a>', "<a href='./b.md'>b</a>"),
    "case of a tracking ID's name": (
        "[b](https://e.com/?WT.mc_id=x)",
        "[b](https://e.com/?wt.mc_id=x)",
    ),
    "a badge": (BADGE.format("failing"), BADGE.format("passing")),
    "a badge that is new": ("text", f"text\n\n{BADGE.format('passing')}"),
    "a badge with a link": (f"[{BADGE.format('a')}](https://e.com)\n", ""),
    "a badge whose URL has parentheses": (
        "![A (b)](https://img.shields.io/badge/A%20(b)-1?style=flat)",
        "![A (b)](https://img.shields.io/badge/A%20(b)-2?style=flat)",
    ),
    "a badge in HTML": ('<img alt="b" src="https://img.shields.io/x">', ""),
    "a workflow's badge": ("![b](https://github.com/o/n/actions/workflows/a.yml/badge.svg)", ""),
    "a comment": ("one\n\n<!-- to do:\n\nmore -->\n\ntwo", "one\n\ntwo"),
    "the language table": (LANGUAGES.format("[a](a)"), LANGUAGES.format("[a](a) | [b](b)")),
    "the language table as such": ("", LANGUAGES.format("[a](a)")),
}
MEANING = {
    "a word": ("some words", "other words"),
    "case": ("some words", "Some words"),
    "a new paragraph": ("some words and others", "some words\n\nand others"),
    "a list that became one text": ("- one\n- two", "- one\n  - two"),
    "a quote that is none any more": ("> some words", "some words"),
    "indentation of code": ("```python\nif a:\n    b()\n```", "```python\nif a:\n  b()\n```"),
    "an empty line in code": ("```\na\nb\n```", "```\na\n\nb\n```"),
    "a comment in code": ("```html\n<!-- a -->\n```", "```html\n<!-- b -->\n```"),
    "a URL in code": ("```\nget https://E.com/a\n```", "```\nget https://e.com/a\n```"),
    "another page": ("[b](b.md)", "[b](c.md)"),
    "another anchor": ("[b](b.md#one)", "[b](b.md#two)"),
    "another scheme": ("[b](http://e.com/)", "[b](https://e.com/)"),
    "another query": ("[b](https://e.com/?a=1)", "[b](https://e.com/?a=2)"),
    "a tracking ID, which a translation has to carry": (
        "[b](https://e.com/?WT.mc_id=x)",
        "[b](https://e.com/?WT.mc_id=y)",
    ),
    "a tracking ID that moved to where browsers send it": (
        "[b](https://e.com/#c?WT.mc_id=x)",
        "[b](https://e.com/?WT.mc_id=x#c)",
    ),
    "another image": ("![a](a.png)", "![a](b.png)"),
    "text behind a comment that nobody closed": ("<!-- a\none", "<!-- a\ntwo"),
    "text beside a badge": (f"{BADGE.format('a')} one", f"{BADGE.format('a')} two"),
    "text behind a comment": ("<!-- a --> one", "<!-- a --> two"),
    "text behind the language table": (
        f"{LANGUAGES.format('a')}\n\none",
        f"{LANGUAGES.format('a')}\n\ntwo",
    ),
    "a row of a table": ("| a |\n| --- |\n| c |", "| a |\n| --- |\n| c |\n| d |"),
    "the alignment of a table": ("| a |\n| --- |\n| c |", "| a |\n| --: |\n| c |"),
    "a rule": ("one\n\n---\n\ntwo", "one\n\ntwo"),
}


@pytest.mark.parametrize(("before", "after"), TRIVIAL.values(), ids=TRIVIAL)
@pytest.mark.parametrize("is_reversed", [False, True], ids=["", "reversed"])
def test_a_trivial_change_asks_nothing_of_a_translation(
    folder: Repository, before: str, after: str, is_reversed: bool
) -> None:
    texts = [f"# A\n\nText.\n\n{text}\n" for text in (before, after)]

    assert told(folder, *(texts[::-1] if is_reversed else texts)) == [("A", "changed", True)]


@pytest.mark.parametrize(("before", "after"), MEANING.values(), ids=MEANING)
@pytest.mark.parametrize("is_reversed", [False, True], ids=["", "reversed"])
def test_any_other_change_matters(
    folder: Repository, before: str, after: str, is_reversed: bool
) -> None:
    texts = [f"# A\n\nText.\n\n{text}\n" for text in (before, after)]

    assert told(folder, *(texts[::-1] if is_reversed else texts)) == [("A", "changed", False)]


def test_equal_texts_do_not_differ(folder: Repository) -> None:
    assert told(folder, "# A\n\na\n", "# A\n\na\n\n\n") == []


FOUR = "Intro.\n\n# A\n\none\n\n## B\n\ntwo\n\n## C\n\nthree\n\n## D\n\nfour\n"


def test_each_section_is_told_by_itself(folder: Repository) -> None:
    after = FOUR.replace("Intro", "Beginning").replace("three", "drei")

    assert told(folder, FOUR, after) == [("", "changed", False), ("C", "changed", False)]


def test_positions_are_those_of_the_two_texts(folder: Repository) -> None:
    (change,) = changes(folder, FOUR, "New.\n\n" + FOUR.replace("two", "zwei"))[1:]

    assert change.before
    assert change.after
    assert (change.before.first, change.before.last) == (7, 10)
    assert (change.after.first, change.after.last) == (9, 12)
    assert change.after.text == "## B\n\nzwei\n"


def test_a_new_section_leaves_those_below_it_alone(folder: Repository) -> None:
    after = FOUR.replace("## C", "## New\n\ntext\n\n## C")

    assert told(folder, FOUR, after) == [("New", "added", False)]


def test_a_section_that_is_gone_leaves_those_below_it_alone(folder: Repository) -> None:
    assert told(folder, FOUR, FOUR.replace("## B\n\ntwo\n\n", "")) == [("B", "removed", False)]


def test_a_section_that_is_gone_is_told_before_what_came_in_its_place(folder: Repository) -> None:
    after = FOUR.replace("## B\n\ntwo", "## Other\n\nsomething quite different from it")

    assert told(folder, FOUR, after) == [("B", "removed", False), ("Other", "added", False)]


def test_a_renamed_heading_over_the_same_text_is_one_changed_section(folder: Repository) -> None:
    body = "This says the same before and after, in so many words.\n"

    assert told(folder, f"# A\n\n## B\n\n{body}", f"# A\n\n## New name\n\n{body}") == [
        ("New name", "changed", False)
    ]


def test_another_level_of_a_heading_is_a_change(folder: Repository) -> None:
    assert told(folder, FOUR, FOUR.replace("## C", "### C")) == [("C", "changed", False)]


def test_a_section_that_moved_as_it_is_is_not_told_twice(folder: Repository) -> None:
    body = "This section is long enough to be known wherever it stands.\n"
    moved = f"## M\n\n{body}\n"

    assert told(folder, f"{FOUR}\n{moved}", FOUR.replace("## B", f"{moved}## B")) == [
        ("M", "moved", False)
    ]


def test_headings_that_repeat_do_not_shift(folder: Repository) -> None:
    chapter = "## Chapter {0}\n\nAbout {0}.\n\n### Links\n\nsee {0}\n\n"
    before = "".join(chapter.format(n) for n in range(5))
    after = "".join(chapter.format(n) for n in range(5) if n != 2)

    assert told(folder, before, after) == [
        ("Chapter 2", "removed", False),
        ("Links", "removed", False),
    ]


def test_what_looks_like_a_heading_in_code_is_none(folder: Repository) -> None:
    text = "# A\n\n```bash\n# a comment\nls\n```\n"

    assert told(folder, text, text.replace("ls", "ls -l")) == [("A", "changed", False)]


def test_a_section_inside_what_co_op_translator_writes_is_trivial(folder: Repository) -> None:
    before = f"# A\n\ntext\n\n{COURSES.format('One course')}\n"
    after = f"# A\n\ntext\n\n{COURSES.format('Another course')}\n"

    assert {is_trivial for _, _, is_trivial in told(folder, before, after)} == {True}


def test_front_matter_keeps_its_white_space(folder: Repository) -> None:
    text = "---\na:\n  b: 1\n---\n# A\n"

    assert told(folder, text, text.replace("  b", "b")) == [("", "changed", False)]


@pytest.mark.parametrize("path", ["a.md", "a.ipynb"])
def test_a_file_that_cannot_be_understood_is_one_section(path: str) -> None:
    (section,) = read_sections(path, b"\xff {\n\ntext\n")

    assert (section.heading, section.first, section.last) == ("", 1, 3)
