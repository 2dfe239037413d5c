"""The rules' pages in `docs/rules` are what their docstrings say."""

from __future__ import annotations

from pathlib import Path

import pytest

from docs.rule_pages import WITHOUT_CASES, pages
from transync.documents.document import Document
from transync.documents.parse import parse
from transync.rules import PARTS, all_rules

FOLDER = Path(__file__).parents[2] / "docs" / "rules"


def test_the_pages_are_those_that_the_docstrings_give() -> None:
    there = {page.name: page.read_text(encoding="utf-8") for page in FOLDER.iterdir()}

    assert there == pages(), "run docs/refresh.py"


@pytest.mark.parametrize("rule", all_rules())
def test_a_page_has_a_heading_for_each_part(rule: str) -> None:
    page = parse("a.md", pages()[f"{rule}.md"].encode())

    assert isinstance(page, Document)
    examples = [] if rule in WITHOUT_CASES else ["Examples"]
    assert [heading.text for heading in page.headings] == [rule, *PARTS, *examples]


def test_the_index_links_to_every_page() -> None:
    index = parse("a.md", pages()["README.md"].encode())

    assert isinstance(index, Document)
    linked = [link.target for link in index.links if link.cell]
    assert sorted(linked) == sorted(f"{rule}.md" for rule in all_rules())


@pytest.mark.parametrize("name", pages())
def test_what_a_page_links_to_is_there(name: str) -> None:
    page = parse("a.md", pages()[name].encode())

    assert isinstance(page, Document)
    targets = [link.target.partition("#")[0] for link in page.links]
    assert [target for target in targets if not (FOLDER / target).exists()] == []
