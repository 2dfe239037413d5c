"""Suppressions: what a comment, a tag or a setting silences, and what is said of idle ones."""

from __future__ import annotations

import json
from typing import Any

import pytest

from tests.conftest import Checked, Repository

A, VI, KO = "a.md", "translations/vi/a.md", "translations/ko/a.md"
SOURCE = """\
# A

[one](https://e.com/1)

[two](https://e.com/2)
"""
# Each link has another target than the source's.
BAD = SOURCE.replace("e.com", "e.org")


def ignore(rules: str, kind: str = "ignore") -> str:
    return f"<!-- transync: {kind} {rules} -->\n"


def above(link: str, text: str, rules: str = "link-target") -> str:
    """The text with a comment above the line that begins with a link."""
    return text.replace(f"[{link}]", ignore(rules) + f"[{link}]")


def said(checked: Checked) -> list[tuple[str, str, int]]:
    return [(f["rule"], f["path"], f["line"]) for f in checked.findings]


@pytest.fixture
def page(folder: Repository) -> Repository:
    """A page whose two links have other targets in both of its translations."""
    write(folder, SOURCE, BAD)
    return folder


def write(folder: Repository, source: str, vi: str, ko: str = "") -> None:
    """Write the page and its translations; Korean is like Vietnamese if nothing else is said."""
    folder.write(A, source)
    folder.translate(A, "vi", vi)
    folder.translate(A, "ko", ko or vi)


def test_without_suppression_all_is_said(page: Repository) -> None:
    places = [("link-target", path, line) for path in (KO, VI) for line in (12, 14)]

    assert said(page.check()) == places


# In a translation


def test_a_comment_in_a_translation_silences_the_next_block_of_this_translation(
    page: Repository,
) -> None:
    page.translate(A, "vi", above("one", BAD))

    assert said(page.check()) == [
        ("link-target", KO, 12),
        ("link-target", KO, 14),
        ("link-target", VI, 15),
    ]


def test_only_the_rules_that_it_names_are_silenced(page: Repository) -> None:
    page.translate(A, "vi", above("one", BAD, "anchor, link-target it has moved"))
    page.translate(A, "ko", above("one", BAD, "anchor"))
    checked = page.check("--select", "link-target")

    assert [(path, line) for _, path, line in said(checked)] == [(KO, 13), (KO, 14 + 1), (VI, 15)]


def test_a_comment_without_a_rule_silences_all_rules(page: Repository) -> None:
    page.translate(A, "vi", above("one", BAD, ""))

    assert [line for _, path, line in said(page.check()) if path == VI] == [15]


def test_what_should_stand_at_a_block_is_said_of_that_block(page: Repository) -> None:
    page.translate(A, "ko", SOURCE)
    without_link = SOURCE.replace("[two](https://e.com/2)", "two")
    page.translate(A, "vi", without_link)
    page.check().only("link-target")

    page.translate(A, "vi", without_link.replace("two", ignore("link-target") + "two"))
    assert page.check().findings == []


def test_ignore_file_silences_a_rule_in_the_whole_translation(page: Repository) -> None:
    page.translate(A, "vi", BAD + "\n" + ignore("link-target", "ignore-file"))

    assert {path for _, path, _ in said(page.check())} == {KO}


@pytest.mark.parametrize("rule", ["stale", "metadata-mismatch"])
def test_ignore_file_silences_what_is_said_of_the_page(folder: Repository, rule: str) -> None:
    wrong = {"original_hash": "0" * 32} if rule == "stale" else {"language_code": "ko"}
    folder.write(A, SOURCE)
    folder.translate(A, "vi", SOURCE, **wrong)
    folder.check().only(rule)

    folder.translate(A, "vi", ignore(rule, "ignore-file") + SOURCE, **wrong)
    assert folder.check().findings == []


def test_ignore_file_silences_what_is_said_of_the_pages_record_in_a_sidecar(
    folder: Repository,
) -> None:
    folder.write(A, SOURCE)
    folder.write(VI, ignore("metadata-mismatch", "ignore-file") + SOURCE)
    folder.sidecar("vi", {A: folder.record(A, "ko")})

    assert folder.check().findings == []


def test_an_orphan_can_say_that_it_is_one(folder: Repository) -> None:
    folder.write(A, SOURCE)
    folder.write("b.md", SOURCE)
    folder.translate(A, "vi", SOURCE)
    folder.translate("b.md", "vi", ignore("orphan", "ignore-file") + SOURCE)
    (folder.root / "b.md").unlink()

    assert folder.check().findings == []


TABLE = "| a | b |\n|---|---|\n| [c](https://e.com/c) | d |\n| [e](https://e.com/e) | f |\n"
ITEMS = "- [a](https://e.com/a)\n- [b](https://e.com/b)\n"
FENCE = "```python\nx = 1\n```\n"


@pytest.mark.parametrize(
    ("rule", "source", "translation", "commented"),
    [
        pytest.param(
            "link-table",
            TABLE,
            TABLE.replace("/c", "/x"),
            ignore("link-table") + TABLE.replace("/c", "/x"),
            id="above a table",
        ),
        pytest.param(
            "link-table",
            TABLE,
            TABLE.replace("/c", "/x"),
            TABLE.replace("/c)", "/x) " + ignore("link-table").strip()),
            id="in a row",
        ),
        pytest.param(
            "link-target",
            ITEMS,
            ITEMS.replace("/b", "/x"),
            ITEMS.replace("/b", "/x").replace("\n-", "\n  " + ignore("link-target") + "-"),
            id="above a list item",
        ),
        pytest.param(
            "code-block",
            FENCE,
            FENCE.replace("1", "2"),
            ignore("code-block") + FENCE.replace("1", "2"),
            id="above a fence",
        ),
        pytest.param(
            "heading", "## B\n", "### B\n", ignore("heading") + "### B\n", id="above a heading"
        ),
    ],
)
def test_a_comment_can_stand_at_any_block_and_disturbs_nothing(
    folder: Repository, rule: str, source: str, translation: str, commented: str
) -> None:
    folder.write(A, f"# A\n\nText\n\n{source}\nText\n")
    folder.translate(A, "vi", f"# A\n\nVăn bản\n\n{translation}\nVăn bản\n")
    folder.check().only(rule)

    folder.translate(A, "vi", f"# A\n\nVăn bản\n\n{commented}\nVăn bản\n")
    assert folder.check().findings == []


def test_mdx_has_comments_of_its_own(folder: Repository) -> None:
    folder.write("a.mdx", SOURCE)
    commented = BAD.replace("[one]", "{/* transync: ignore link-target */}\n[one]")
    path = folder.translate("a.mdx", "vi", commented)

    assert said(folder.check()) == [("link-target", path, 15)]


@pytest.mark.parametrize("rest", ["", "\n\nA second paragraph, with [three](evil.md)."])
def test_what_only_mdx_takes_for_a_comment_is_read_elsewhere(folder: Repository, rest: str) -> None:
    comment = "{/* transync: ignore heading [two](https://evil.example/) " + rest + "*/}"
    folder.write("a.md", "# A\n\nText [one](https://example.com/).\n")
    folder.write("a.mdx", "# A\n\nText [one](https://example.com/).\n")
    said_of = f"# A\n\nText [one](https://example.com/) {comment}.\n"
    folder.translate("a.md", "vi", said_of)
    folder.translate("a.mdx", "vi", said_of.replace(rest, "") if rest else said_of)

    rules = {(f["rule"], f["path"].endswith(".md")) for f in folder.check().findings}
    assert ("link-target", True) in rules
    assert ("link-target", False) not in rules


# In a source


def test_a_comment_in_a_source_silences_that_block_in_every_translation(page: Repository) -> None:
    write(page, above("one", SOURCE), BAD)

    assert said(page.check()) == [("link-target", path, 14) for path in (KO, VI)]


def test_a_comment_in_a_source_silences_the_sources_own_faults(folder: Repository) -> None:
    text = "# A\n\n[a](#nowhere)\n\n[b](#nowhere)\n"
    write(folder, text.replace("[a]", ignore("anchor") + "[a]"), text)

    assert said(folder.check()) == [("anchor", A, 6)]


@pytest.mark.parametrize("rule", ["stale", "missing-translation", "link-target"])
def test_ignore_file_in_a_source_holds_for_all_its_translations(
    folder: Repository, rule: str
) -> None:
    def checked(comment: str) -> Checked:
        folder.write(A, comment + SOURCE)
        folder.translate(A, "vi", BAD)
        folder.translate(A, "ko", BAD, original_hash="0" * 32)
        return folder.check("--select", rule)

    for language in ("de", "ko", "vi"):
        folder.write("b.md", SOURCE)
        folder.translate("b.md", language, SOURCE)

    assert {f["rule"] for f in checked("<!-- a comment -->\n").findings} == {rule}
    assert checked(ignore(rule, "ignore-file")).findings == []


def test_a_copy_of_the_sources_comment_works_and_is_not_called_unused(page: Repository) -> None:
    commented = above("one", SOURCE)
    # Korean has the fault and the copy, Vietnamese the copy alone.
    write(page, commented, commented, ko=above("one", BAD))

    assert said(page.check()) == [("link-target", KO, 15)]


def test_a_comment_is_used_when_only_its_copy_in_a_translation_is(folder: Repository) -> None:
    commented = above("two", SOURCE)
    # What the source does not have is at no line of the source.
    write(folder, commented, commented, ko=commented.rstrip() + " [three](https://e.com/3)\n")

    assert folder.check().findings == []


# What is said once of many places


ENGLISH = "This is what we have to say of {}, and that is all of it.\n"
PROSE = [ENGLISH.format(name) for name in ("apples", "pears", "plums")]


APRICOT = "An apricot is ripe when its colour is even and it gives way to a gentle thumb.\n" * 2
TRANSLATED = "Quả mơ chín khi màu của nó đều và nó lún xuống dưới ngón tay cái nhẹ nhàng.\n" * 2


def untranslated(folder: Repository, *paragraphs: str) -> Checked:
    folder.write(A, "# A\n\n" + "\n".join((*PROSE, APRICOT)))
    folder.translate(A, "vi", "# Ạ\n\n" + "\n".join((*paragraphs, TRANSLATED)))
    return folder.check()


def test_one_of_many_places_is_silenced_alone(folder: Repository) -> None:
    whole = untranslated(folder, *PROSE).only("untranslated")
    first = untranslated(folder, ignore("untranslated") + PROSE[0], *PROSE[1:]).only("untranslated")
    last = untranslated(folder, *PROSE[:2], ignore("untranslated") + PROSE[2]).only("untranslated")

    assert (whole["line"], first["line"], last["line"]) == (12, 15, 12)
    assert whole["message"].endswith("3 of 4 texts, on lines 12, 14, 16")
    assert first["message"].endswith("2 of 4 texts, on lines 15, 17")
    assert last["message"].endswith("2 of 4 texts, on lines 12, 14")
    assert whole["fingerprint"] == first["fingerprint"] == last["fingerprint"]


def test_when_all_places_are_silenced_nothing_is_said(folder: Repository) -> None:
    checked = untranslated(folder, *(ignore("untranslated") + text for text in PROSE))

    assert checked.findings == []


# Notebooks


def notebook(*cells: tuple[str, list[str]]) -> str:
    content = [
        {"cell_type": "markdown", "metadata": {"tags": tags}, "source": [source]}
        for source, tags in cells
    ]
    fields = {"cells": content, "metadata": {}, "nbformat": 4, "nbformat_minor": 4}
    return json.dumps(fields, indent=1)


def test_a_tag_silences_its_cell(folder: Repository) -> None:
    one, two = "[one](https://e.com/1)", "[two](https://e.com/2)"
    folder.write("a.ipynb", notebook((one, []), (two, [])))
    bad = [text.replace("e.com", "e.org") for text in (one, two)]
    path = "translations/vi/a.ipynb"
    folder.write(path, notebook((bad[0], ["transync:ignore=link-target"]), (bad[1], [])))
    folder.sidecar("vi", {"a.ipynb": folder.record("a.ipynb", "vi")})
    finding = folder.check().only("link-target")

    lines = (folder.root / path).read_text().splitlines()
    assert bad[1] in lines[finding["line"] - 1]


# Settings


@pytest.mark.parametrize(
    ("pattern", "paths"),
    [
        ("translations/vi/a.md", [KO]),
        ("translations/vi/", [KO]),
        ("/a.md", []),
        ("a.md", []),
        ("*.md", []),
        ("docs/a.md", [KO, VI]),
    ],
)
def test_per_file_ignores_hold_for_a_translation_or_for_a_source_and_its_translations(
    page: Repository, pattern: str, paths: list[str]
) -> None:
    page.write("transync.toml", f'[per-file-ignores]\n"{pattern}" = ["link-target", "stale"]\n')

    assert sorted({path for _, path, _ in said(page.check())}) == paths


def test_per_file_ignores_name_rules(page: Repository) -> None:
    page.write("transync.toml", '[per-file-ignores]\n"a.md" = ["anchor"]\n')

    assert len(page.check().findings) == 4


@pytest.mark.parametrize("pattern", ["/a.md", "translations/vi/a.md"])
def test_per_file_ignores_silence_a_missing_translation(folder: Repository, pattern: str) -> None:
    for name in (A, "b.md"):
        folder.write(name, SOURCE)
        folder.translate(name, "ko", SOURCE)
    folder.translate("b.md", "vi", SOURCE)
    folder.check().only("missing-translation")

    folder.write("transync.toml", f'[per-file-ignores]\n"{pattern}" = ["missing-translation"]\n')
    checked = folder.check()
    assert checked.findings == []
    assert checked.report["summary"]["notes"] == []


def test_a_pattern_that_matches_no_file_is_noted_in_a_whole_check(page: Repository) -> None:
    page.write("transync.toml", '[per-file-ignores]\n"b.md" = ["stale"]\n"a.md" = ["stale"]\n')

    note = "per-file-ignores: 'b.md' matches no source and no translation"
    assert page.check().report["summary"]["notes"] == [note]
    assert page.check("--language", "vi").report["summary"]["notes"] == []
    assert page.check(A).report["summary"]["notes"] == []


# Suppressions that suppress nothing


UNUSED = "unused-suppression"


def unused(checked: Checked) -> list[tuple[str, int, int, str]]:
    return [
        (f["path"], f["line"], f["column"], f["message"])
        for f in checked.findings
        if f["rule"] == UNUSED
    ]


@pytest.mark.parametrize(
    ("comment", "message"),
    [
        ("ignore anchor", "there is no anchor here to be ignored"),
        ("ignore-file stale by hand", "there is no stale here to be ignored"),
        ("ignore", "there is nothing here to be ignored"),
        ("ignore-file", "there is nothing here to be ignored"),
        ("ignore links", "there is no rule 'links' to be ignored"),
        (
            "disable anchor",
            "only `ignore` and `ignore-file` are understood here, followed by names of rules",
        ),
    ],
)
@pytest.mark.parametrize("path", [A, VI])
def test_an_idle_comment_is_a_warning_at_its_place(
    folder: Repository, comment: str, message: str, path: str
) -> None:
    commented = SOURCE.replace("[one]", f"text\n<!-- transync: {comment} -->\n[one]")
    plain = SOURCE.replace("[one]", "text\n\n[one]")
    write(folder, *((commented, plain) if path == A else (plain, commented, plain)))
    checked = folder.check()

    line = 4 if path == A else 13
    assert unused(checked) == [(path, line, 1, message)]
    assert checked.only(UNUSED)["severity"] == "warning"
    assert checked.findings[0]["language"] == (None if path == A else "vi")


def test_each_idle_rule_of_a_comment_is_named(page: Repository) -> None:
    write(page, SOURCE, above("one", BAD, "anchor, link-target, image"))

    assert [message for path, _, _, message in unused(page.check()) if path == VI] == [
        "there is no anchor here to be ignored",
        "there is no image here to be ignored",
    ]


def test_a_comment_that_is_used_in_one_language_is_used(folder: Repository) -> None:
    write(folder, above("one", SOURCE), SOURCE, ko=BAD)

    assert said(folder.check()) == [("link-target", KO, 14)]


def test_of_two_equal_comments_the_idle_one_is_named(folder: Repository) -> None:
    bad = SOURCE.replace("e.com/2", "e.org/2")
    write(folder, above("one", above("two", SOURCE)), bad)

    assert unused(folder.check()) == [(A, 3, 1, "there is no link-target here to be ignored")]


@pytest.mark.parametrize(
    ("arguments", "is_judged"),
    [
        ([], True),
        (["--select", "anchor,unused-suppression"], True),
        (["--select", "stale,unused-suppression"], False),
        (["--ignore", "anchor"], False),
        (["--select", "anchor"], False),
        (["--language", "vi"], False),
        (["--language", "vi,ko"], False),
        ([A], True),
        ([VI], False),
        (["translations/vi"], False),
        (["translations", A], True),
    ],
)
def test_a_sources_comment_is_judged_where_all_that_it_holds_for_was_checked(
    folder: Repository, arguments: list[str], is_judged: bool
) -> None:
    write(folder, above("one", SOURCE, "anchor"), SOURCE)
    checked = folder.check(*arguments)

    assert [path for path, *_ in unused(checked)] == ([A] if is_judged else [])


@pytest.mark.parametrize(
    ("arguments", "is_judged"),
    [
        (["--language", "vi"], True),
        (["--language", "ko"], False),
        ([VI], True),
        ([A], True),
        ([KO], False),
        (["--ignore", "stale"], True),
        (["--ignore", "anchor"], False),
    ],
)
def test_a_translations_comment_is_judged_where_its_pair_was_checked(
    folder: Repository, arguments: list[str], is_judged: bool
) -> None:
    write(folder, SOURCE, above("one", SOURCE, "anchor"), ko=SOURCE)

    assert [path for path, *_ in unused(folder.check(*arguments))] == ([VI] if is_judged else [])


def test_a_comment_without_rule_is_judged_where_all_rules_ran(folder: Repository) -> None:
    write(folder, SOURCE, above("one", SOURCE, ""), ko=SOURCE)

    assert len(unused(folder.check())) == 1
    assert unused(folder.check("--ignore", "anchor")) == []


def test_what_could_not_be_compared_is_not_judged(folder: Repository) -> None:
    write(folder, above("one", SOURCE), above("two", SOURCE, "anchor"), ko=SOURCE)
    folder.write(A, b"\xff\xfe" + SOURCE.encode("utf-16-le"))
    assert unused(folder.check()) == []

    write(folder, above("one", SOURCE, "anchor"), SOURCE)
    folder.sidecar("ko", {A: folder.record(A, "ko")})
    folder.write(KO, b"\xff\xfe")
    assert unused(folder.check()) == []


def test_an_idle_suppression_can_itself_be_ignored(folder: Repository) -> None:
    write(folder, above("one", SOURCE, "anchor"), SOURCE)
    folder.check().only(UNUSED)

    folder.write("transync.toml", f'[per-file-ignores]\n"a.md" = ["{UNUSED}"]\n')
    assert folder.check().findings == []

    (folder.root / "transync.toml").unlink()
    write(folder, ignore(UNUSED, "ignore-file") + above("one", SOURCE, "anchor"), SOURCE)
    assert folder.check().findings == []


def test_the_same_slip_in_many_languages_is_one_entry(folder: Repository) -> None:
    write(folder, SOURCE, above("one", SOURCE, "anchor"))
    groups: set[Any] = {f["group"] for f in folder.check().findings}

    assert len(groups) == 1


def test_a_sparse_checkout_calls_no_sources_comment_unused(repository: Repository) -> None:
    write(repository, above("one", SOURCE), SOURCE, ko=BAD)
    repository.git("add", ".")
    repository.git("commit", "--quiet", "--message", "a page")
    repository.git("sparse-checkout", "set", "--no-cone", "/a.md", "/translations/vi/")

    assert unused(repository.check()) == []
