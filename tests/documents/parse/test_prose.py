"""The sample of running text: short, from all parts of a document, and nothing but sentences."""

from __future__ import annotations

import pytest

from transync.documents.document import NO_PROSE, Prose
from transync.documents.parse.markdown import read_markdown


@pytest.mark.parametrize(
    ("markdown", "text"),
    [
        ("see [a page](https://e.com) or https://e.com/x now", "see or now"),
        ("run `git push`, then ![wait](w.png) a bit", "run , then a bit"),
        ('<b>bold</b> and "said so" text', "bold and text"),
        ("- one\n- two\n\n> three\n> four", "one two three four"),
        ("~~~\ncode\n~~~\n\n    more code\n\ntext", "text"),
        ("| a |\n| - |\n| b |\n\ntext", "text"),
    ],
)
def test_only_sentences_are_taken(markdown: str, text: str) -> None:
    assert read_markdown(markdown).prose.text == text


def test_the_line_is_that_of_the_first_sentence() -> None:
    markdown = "# A\n\n[only a link](https://e.com)\n\n- item\n\ntext"

    assert read_markdown(markdown).prose == Prose("item text", 5)


@pytest.mark.parametrize("markdown", ["", "# A", "[a](b)", "```\ncode\n```"])
def test_without_sentences_there_is_no_sample(markdown: str) -> None:
    assert read_markdown(markdown).prose == NO_PROSE


def test_the_sample_of_a_long_text_is_short_and_from_all_its_parts() -> None:
    paragraphs = [f"part {number // 100} " + "of a long text " * 9 for number in range(800)]
    sample = read_markdown("\n\n".join(paragraphs)).prose.text

    assert len(sample) <= 2100
    assert all(f"part {number}" in sample for number in range(8))


def test_one_long_paragraph_gives_as_much_as_many_short_ones() -> None:
    assert len(read_markdown("word " * 2000).prose.text) == 2000


@pytest.mark.parametrize(
    "disclaimer",
    [
        "---\n\n**Disclaimer**: by [it](https://github.com/Azure/co-op-translator).",
        "<!-- CO-OP TRANSLATOR DISCLAIMER START -->\nby a machine\n"
        "<!-- CO-OP TRANSLATOR DISCLAIMER END -->",
    ],
)
def test_the_disclaimer_is_no_part_of_it_wherever_it_stands(disclaimer: str) -> None:
    assert read_markdown(f"one\n\n{disclaimer}\n\ntwo").prose.text == "one two"
