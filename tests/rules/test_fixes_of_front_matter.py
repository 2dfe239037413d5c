"""Fixes of front matter: keys and values that are no text become the source's."""

from __future__ import annotations

import pytest

from tests.conftest import Repository
from tests.rules.fixing import fix_page, has_fix

RULE = "front-matter"
SOURCE = """\
---
title: Bake bread
weight: 3 # first
draft: false
date: 2026-01-02
sizes: [1, 2]
counts:
  - 5
  - 6
seo:
  description: How to bake it
  index: true
  rank: 7
end: 1.50
---

# Bread

text
"""
# Comments, quotes, spaces and the order of lines are the translation's own.
GOOD = """\
---
"title":   'Nướng bánh'
# của tôi
weight: 3   # đầu
draft:   false
lang: vi
date: 2026-01-02
sizes: [1, 2]
counts:
  - 5
  - 6  # sáu
seo:
  description: >
    Cách nướng
    bánh
  index: true
  rank: 7
end: 1.50
---

# Bánh

chữ
"""


@pytest.mark.parametrize(
    ("good", "broken"),
    [
        pytest.param('"title"', '"tiêu đề"', id="a key in quotes"),
        pytest.param("draft: ", "nháp: ", id="a key"),
        pytest.param("  index", "  chỉ mục", id="a nested key"),
        pytest.param("weight: 3", "weight: ba", id="a number"),
        pytest.param("weight: 3", "weight: 'ba'", id="a number in quotes"),
        pytest.param("weight: 3", "weight: 4", id="another number"),
        pytest.param("draft:   false", "draft:   không", id="a boolean"),
        pytest.param("date: 2026-01-02", "date: 02/01/2026", id="a date"),
        pytest.param("date: 2026-01-02", "date:", id="a value that is gone"),
        pytest.param("- 6", "- sáu", id="an item"),
        pytest.param("1.50", "1,50", id="another notation"),
        pytest.param("date: 2026-01-02\n", "", id="a lost line"),
        pytest.param("  index: true\n", "", id="a lost nested line"),
        pytest.param("end: 1.50\n", "", id="a lost line at the end"),
    ],
)
def test_a_line_becomes_what_the_source_says(folder: Repository, good: str, broken: str) -> None:
    assert fix_page(folder, RULE, SOURCE, GOOD.replace(good, broken)) == GOOD


def test_keys_that_were_all_translated_are_told_by_their_places(folder: Repository) -> None:
    source = "---\ntitle: A\ndescription: B\nindex: true\n---\n\n# A\n"
    there = "---\ntiêu đề: Ạ\nmô tả: Ḅ\nmục lục: true\n---\n\n# Ạ\n"
    good = "---\ntitle: Ạ\ndescription: Ḅ\nindex: true\n---\n\n# Ạ\n"

    assert fix_page(folder, RULE, source, there) == good


@pytest.mark.parametrize(
    ("old", "new"),
    [
        pytest.param("\"title\":   'Nướng bánh'\n", "", id="a lost text"),
        pytest.param("date:", "layout: page\ndate:", id="a key more"),
        pytest.param("sizes: [1, 2]", "sizes: [1, hai]", id="an item on a line with others"),
        pytest.param("weight: 3", "trọng: ba", id="key and value"),
        pytest.param("weight: 3   # đầu", "weight: |\n  ba", id="a text of several lines"),
        pytest.param("weight: 3   # đầu", "weight: ba\n  bốn", id="a text that goes on"),
        pytest.param("weight: 3   # đầu", "weight:\n- 3", id="a list"),
        pytest.param("  - 5\n", "", id="a lost item"),
        pytest.param("date: 2026-01-02", "date: 02: 01", id="no YAML"),
        pytest.param("draft:   false\n", "seo2:\n  x: 1\n", id="another key instead"),
    ],
)
def test_what_no_line_of_the_source_says_is_left(folder: Repository, old: str, new: str) -> None:
    assert not has_fix(folder, RULE, SOURCE, GOOD.replace(old, new))


def test_a_key_in_another_place_is_not_taken_for_a_translated_one(folder: Repository) -> None:
    source = "---\ntitle: A\nauthor: B\nlayout: page\n---\n\n# A\n"
    there = "---\ntitle: Ạ\nlayout: page\nnguồn: Ḅ\n---\n\n# Ạ\n"

    assert not has_fix(folder, RULE, source, there)
