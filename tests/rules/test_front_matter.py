"""`front-matter`: texts are translated, settings are not."""

from __future__ import annotations

import pytest

from tests.conftest import Repository
from tests.rules.conftest import Check

SOURCE = """\
---
title: Bake bread
weight: 3
draft: false
date: 2026-01-02
tags: [bread, oven]
seo:
  description: How to bake it
  index: true
  image: ../images/bread.png
author: {name: A Writer, since: 2019}
---

# Bread

text
"""
GOOD = """\
---
title: "Nướng bánh: từ đầu"
tags:
  - bánh
  - lò
weight: "3"
draft: False
date: 2026-01-02
lang: vi
seo:
  description: Cách nướng
  index: true
  image: ../../../docs/images/bread.png
author:
  name: Một người viết
  since: 2019
---

# Bánh

chữ
"""


def test_translated_texts_and_rebuilt_yaml_are_no_finding(compare: Check) -> None:
    assert compare(SOURCE, GOOD) == []


@pytest.mark.parametrize(
    ("before", "after", "line", "source_line", "message"),
    [
        ("draft: False\n", "", 1, 4, "the key draft is missing"),
        ("  index: true\n", "", 10, 9, "the key seo.index is missing"),
        ("draft", "nháp", 7, 4, "the key draft has another name: nháp"),
        ("  since", "  từ", 16, 11, "the key author.since has another name: author.từ"),
        ("date:", "layout: page\ndate:", 8, None, "the key layout is not in the source"),
        ("draft: False", "draft: true", 7, 4, "the value of draft has changed: true, not false"),
        ('"3"', "ba", 6, 3, "the value of weight has changed: a text, not 3"),
        ("2026-01-02", "02/01/2026", 8, 5, "the value of date has changed: a text, not 2026-01-02"),
        ("  - lò\n", "", 3, 6, "the list tags has another length: 1, not 2"),
        (
            "tags:\n  - bánh\n  - lò",
            "tags: bánh, lò",
            3,
            6,
            "the value of tags has changed: a text, not a list",
        ),
        ('"Nướng bánh: từ đầu"', "''", 2, 2, "the value of title is gone"),
        (
            "since: 2019",
            "since: năm 2019",
            16,
            11,
            "the value of author.since has changed: a text, not 2019",
        ),
        (
            '"Nướng bánh: từ đầu"',
            "Nướng bánh: từ đầu",
            2,
            1,
            "the front matter can't be read: no YAML: mapping values are not allowed here",
        ),
        (
            'weight: "3"',
            'weight: !!int "_"',
            6,
            1,
            "the front matter can't be read: no YAML: '_' is no int",
        ),
        (
            "  - lò",
            "  - " + "[" * 5000 + "]" * 5000,
            1,
            None,
            "the front matter can't be compared: nested too deeply, longer than 32 KB, "
            "or with keys that are none",
        ),
        ("weight", "title: Lại\nweight", 6, None, "the key title (2) is not in the source"),
        (
            "  since: 2019\n---\n",
            "  since: 2019\n",
            1,
            1,
            "the front matter can't be read: no line of dashes ends it",
        ),
    ],
)
def test_what_differs_is_one_finding_where_it_stands(
    compare: Check, before: str, after: str, line: int, source_line: int | None, message: str
) -> None:
    assert before in GOOD
    (finding,) = compare(SOURCE, GOOD.replace(before, after))

    assert (finding["rule"], finding["severity"]) == ("front-matter", "error")
    assert (finding["line"], finding["source"]["line"]) == (line, source_line)
    assert finding["message"] == message


@pytest.mark.parametrize(
    ("before", "after", "detail"),
    [
        ("https://example.com/x", "https://evil.example/x", "https://evil.example, not "),
        ("https://example.com/x", "//evil.example/x", "https://evil.example, not "),
        ("https://example.com/x", "https://example.com.evil.example/x", "https://example.com.evil"),
        ("https://example.com/x", "https://example.com@evil.example/x", "https://example.com@evil"),
        ("https://example.com/x", "http://example.com/x", "http://example.com, not "),
        ("https://example.com/x", "../x", "a text, not https://example.com"),
        ("../x", "https://evil.example/x", "https://evil.example, not a text"),
        ("[a, https://example.com]", "[a, https://evil.example]", "https://evil.example, not "),
    ],
)
def test_an_address_does_not_become_one_of_another_server(
    compare: Check, before: str, after: str, detail: str
) -> None:
    (finding,) = compare(page(f"redirect_to: {before}"), page(f"redirect_to: {after}"))

    assert (finding["rule"], finding["line"]) == ("front-matter", 3)
    assert finding["message"].startswith("the value of redirect_to")
    assert f"has changed: {detail}" in finding["message"]


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("https://example.com/en/x", "https://example.com/vi/x"),
        ("https://Example.com:443/x", "https://example.com"),
        ("https://en.example.com/x", "https://vi.example.com/x"),
        ("https://www.example.com/x", '"https://www.example.com/x#a"'),
        ("see https://example.com/ now", "xem https://example.org/ đi"),
        ("a // b", "b // c"),
        ("../x.png", "../../x.png"),
    ],
)
def test_an_address_may_have_another_path_on_its_server(
    compare: Check, before: str, after: str
) -> None:
    assert compare(page(f"canonical: {before}"), page(f"canonical: {after}")) == []


@pytest.mark.parametrize(
    "odd",
    [
        pytest.param("? [a]\n: b", id="a key that is none"),
        pytest.param("a:\n  ? [a]\n  : b", id="a key that is none, below"),
        pytest.param("b: c: d", id="no YAML"),
        pytest.param("long: " + "x" * 33_000, id="longer than is read"),
    ],
)
def test_of_what_nobody_looks_into_addresses_are_compared(compare: Check, odd: str) -> None:
    source = page(f"redirect_to: https://en.example.com/x\n{odd}")
    good = page(f"redirect_to: https://vi.example.com/y\n{odd}")
    evil = page(f"redirect_to: https://evil.example/x\n{odd}")

    assert [f for f in compare(source, good) if "address" in f["message"]] == []
    (finding,) = [f for f in compare(source, evil) if "evil" in f["message"]]
    assert finding["rule"] == "front-matter"


def test_a_key_that_is_none_makes_nothing_equal(compare: Check) -> None:
    (finding,) = compare(page("a:\n  url: x"), page("a:\n  url: x\n  ? [b]\n  : c"))

    assert (finding["rule"], finding["line"]) == ("front-matter", 3)
    assert finding["message"] == "the value of a can't be compared"


@pytest.mark.parametrize(
    ("after", "is_new"), [("https://evil.example/z", True), ("https://example.com/y", False)]
)
def test_a_key_that_is_not_in_the_source_is_another_one_by_its_address(
    compare: Check, after: str, is_new: bool
) -> None:
    before = compare(page("a: x"), page("a: x\nextra:\n  url: https://example.com/z"))
    now = compare(page("a: x"), page(f"a: x\nextra:\n  url: {after}"))

    assert [f["message"] for f in now] == ["the key extra is not in the source"]
    assert (now[0]["fingerprint"] != before[0]["fingerprint"]) is is_new


def page(line: str) -> str:
    return f"---\ntitle: A\n{line}\n---\n\n# A\n\ntext\n"


def test_front_matter_that_is_lost_as_a_whole_is_one_finding(compare: Check) -> None:
    (finding,) = compare(SOURCE, GOOD.partition("---\n\n")[2])

    assert (finding["rule"], finding["line"]) == ("front-matter", 1)
    assert finding["message"] == "the front matter is missing"


def test_front_matter_that_only_the_translation_has_is_one_finding(compare: Check) -> None:
    (finding,) = compare("# A\n\ntext\n", "---\nlayout: x\nnav: 1\n---\n\n# Ạ\n\nchữ\n")

    assert (finding["rule"], finding["line"]) == ("front-matter", 1)
    assert finding["message"] == "front matter that the source does not have"


@pytest.mark.parametrize("key", ["lang", "language", "locale", "dir"])
def test_a_translation_may_name_its_own_language(compare: Check, key: str) -> None:
    assert compare("# A\n\ntext\n", f"---\n{key}: vi\n---\n\n# Ạ\n\nchữ\n") == []


def test_what_the_source_s_own_yaml_does_not_tell_is_not_asked_for(compare: Check) -> None:
    broken = SOURCE.replace("Bake bread", "{{ title }}")

    assert compare(broken, GOOD) == []


def test_an_anchor_may_be_written_out(compare: Check) -> None:
    source = "---\na: &a {x: 1}\nb: *a\nc:\n  <<: *a\n---\n\n# A\n"
    written_out = "---\na: {x: 1}\nb: {x: 1}\nc: {x: 1}\n---\n\n# Ạ\n"

    assert compare(source, written_out) == []


@pytest.mark.parametrize("name", ["a.mdx", "a.markdown"])
def test_front_matter_of_other_markdown_files_counts_as_well(folder: Repository, name: str) -> None:
    folder.write(name, SOURCE)
    path = f"translations/vi/{name}"
    folder.write(path, GOOD)
    folder.sidecar("vi", {name: folder.record(name, "vi")})
    assert folder.check().findings == []

    folder.write(path, GOOD.replace("draft: False\n", ""))
    finding = folder.check().only("front-matter")
    assert (finding["path"], finding["line"]) == (path, 1)


def test_a_record_above_or_below_the_front_matter_is_no_part_of_it(folder: Repository) -> None:
    folder.write("a.md", SOURCE)
    path = folder.translate("a.md", "vi", GOOD)
    assert folder.check().findings == []

    record, _, rest = (folder.root / path).read_text(encoding="utf-8").partition("-->\n")
    head, _, body = rest.rpartition("---\n\n")
    folder.write(path, f"{head}---\n{record}-->\n\n{body}")
    assert folder.check().findings == []

    folder.write(path, f"{head}---\n{record}-->\n\n{body}".replace("draft: False", "draft: x"))
    finding = folder.check().only("front-matter")
    assert (finding["line"], finding["message"]) == (
        7,
        "the value of draft has changed: a text, not false",
    )


def test_the_same_key_in_two_languages_is_one_fault(folder: Repository) -> None:
    folder.write("a.md", SOURCE)
    for language, value in (("ko", "셋"), ("vi", "ba")):
        folder.translate("a.md", language, GOOD.replace('"3"', value))
    findings = folder.check().findings

    assert [f["rule"] for f in findings] == ["front-matter"] * 2
    assert len({f["group"] for f in findings}) == 1
