"""Fixes of HTML: attributes and tags as in the source."""

from __future__ import annotations

import pytest

from tests.conftest import Repository
from tests.rules.fixing import fix_notebook, fix_page, has_fix

RULE = "html"


def page(*lines: str) -> str:
    return "\n".join(("# A", "", *lines, "", "End.", ""))


@pytest.mark.parametrize(
    ("source", "broken", "mended"),
    [
        pytest.param(
            '<img src="https://e.com/a.png" width="80%">',
            "Ạ <img  src='https://e.com/a.png' width='800%' alt=\"ạ\" />",
            "Ạ <img  src='https://e.com/a.png' width='80%' alt=\"ạ\" />",
            id="a value",
        ),
        pytest.param(
            '<img src="https://e.com/a.png" width="80" height="20">',
            '<img src="https://e.com/a.png" width=80 alt="ạ" />',
            '<img src="https://e.com/a.png" width=80 alt="ạ" height="20" />',
            id="an attribute that is gone",
        ),
        pytest.param(
            'a <kbd class="a">b</kbd> <kbd class="c">d</kbd>',
            'ạ <kbd class="a">ḅ</kbd> <kbd class="e">ḍ</kbd>',
            'ạ <kbd class="a">ḅ</kbd> <kbd class="c">ḍ</kbd>',
            id="of one of two",
        ),
        pytest.param(
            "<summary><strong>Why, oh?</strong></summary>",
            "<summary><strongSao, ồ?</strong></summary>",
            "<summary><strong>Sao, ồ?</strong></summary>",
            id="a bracket that is gone",
        ),
        pytest.param(
            "<summary><strong>Why?</strong></summary>",
            "<summary><strong:Sao?</strong></summary>",
            "<summary><strong>Sao?</strong></summary>",
            id="a bracket that became a colon",
        ),
    ],
)
def test_a_tag_becomes_the_sources(
    folder: Repository, source: str, broken: str, mended: str
) -> None:
    assert fix_page(folder, RULE, page(source), page(broken)) == page(mended)


DETAILS = ("<details>", "<summary>More</summary>", "", "Text.", "", "</details>", "", "B.")


@pytest.mark.parametrize("lost", [["", "", ""], [""]])
def test_an_end_tag_gets_its_line_back(folder: Repository, lost: list[str]) -> None:
    there = page(*DETAILS[:4], *lost, DETAILS[7])

    assert fix_page(folder, RULE, page(*DETAILS), there) == page(*DETAILS)


@pytest.mark.parametrize(
    ("source", "broken"),
    [
        pytest.param('<p align="left">a</p>', '<p align="right">ạ</p>', id="the direction"),
        pytest.param('<p class="a">a</p>', '<p class="a" width="2">ạ</p>', id="an attribute more"),
        pytest.param(
            'a <kbd class="a">b</kbd> <kbd class="c">d</kbd>', 'ạ <kbd class="e">ḅ</kbd>', id="lost"
        ),
        pytest.param("a<br>b", "ạ ḅ", id="a tag in a text"),
        pytest.param("<b>a</b>", "<bạ</b>", id="a tag of one letter"),
        pytest.param("a <strong>b</strong>", "<strong ạ ḅ</strong>", id="a tag with words"),
        pytest.param("\n".join(DETAILS), "\n".join((*DETAILS[:4], "Ḅ.")), id="texts in one"),
    ],
)
def test_a_tag_that_may_be_another_is_left(folder: Repository, source: str, broken: str) -> None:
    assert not has_fix(folder, RULE, page(source), page(broken))


def test_an_attribute_of_a_notebook_is_restored_in_its_string(folder: Repository) -> None:
    source, there = ['a <kbd class="x">b</kbd>'], ['ạ <kbd class="y">ḅ</kbd>']

    assert fix_notebook(folder, RULE, source, there) == ['ạ <kbd class="x">ḅ</kbd>']
