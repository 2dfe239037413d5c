"""References lead to so many bytes of targets and titles as on GitHub, and are text beyond."""

from __future__ import annotations

import cmarkgfm
import pytest
from cmarkgfm.cmark import Options

from transync.documents.parse.markdown import read_markdown


def shown_on_github(text: str) -> int:
    """How many links and images GitHub makes of a text."""
    page: str = cmarkgfm.github_flavored_markdown_to_html(text, options=Options.CMARK_OPT_FOOTNOTES)
    return page.count("href=") + page.count("src=")


@pytest.mark.parametrize("reference", ["[a] ", "[a][] ", "[b][a] ", "![a] ", "[![a]][a] "])
@pytest.mark.parametrize(
    "definition",
    [
        "[a]: " + "b" * 1000,
        "[a]: <" + "b" * 1000 + ">",
        "[a]: " + "é" * 500,
        "[a]: " + "b" * 500 + " '" + "t" * 500 + "'",
        "[a]: " + "b" * 500 + "\n(ü)",
        "[a]: " + "b" * 500 + " 'no title' x",
    ],
    ids=["target", "brackets", "letters", "title", "title below", "no title"],
)
def test_as_many_references_are_links_as_on_github(definition: str, reference: str) -> None:
    text = f"{definition}\n\n" + reference * 300
    links = read_markdown(text).links
    assert len(links) == shown_on_github(text)


def test_a_longer_text_has_room_for_more() -> None:
    text = "[a]: " + "b" * 1000 + "\n\n" + "word " * 40_000 + "\n\n" + "[a] " * 300
    assert len(read_markdown(text).links) == shown_on_github(text) == 202


def test_what_leads_to_a_short_target_is_a_link_however_often_it_is_written() -> None:
    text = "[a]: b.md\n\n" + "[a] " * 5000
    assert len(read_markdown(text).links) == 5000


def test_where_there_is_no_room_for_one_reference_there_may_be_for_another() -> None:
    text = "[a]: " + "b" * 60_000 + "\n[c]: d.md\n\n[a] [a] [c]"
    assert [link.target[:4] for link in read_markdown(text).links] == ["bbbb", "d.md"]
    assert shown_on_github(text) == 2


def test_links_with_their_targets_in_parentheses_need_no_room() -> None:
    target = "b" * 60_000
    text = f"[a]: {target}\n\n[a] [x]({target}) ![y]({target})"
    assert len(read_markdown(text).links) == shown_on_github(text) == 3


def test_the_facts_of_many_references_to_a_long_target_are_few() -> None:
    text = "[a]: " + "b" * 50_000 + "\n\n" + "[a] " * 12_500
    assert sum(len(link.target) for link in read_markdown(text).links) <= max(len(text), 100_000)
