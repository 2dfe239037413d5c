"""Any text is a document, and soon."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import suppress

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from transync.documents.document import Document
from transync.documents.parse import parse
from transync.documents.parse.markdown import read_markdown
from transync.errors import NotComparedError

# Seconds of the processor: far more than any takes, and far less than what some took once.
PATIENCE = 10
ANY = st.text(st.characters(codec="utf-8", exclude_characters="\0\r"), max_size=200)
MARKUP = st.text("[](){}<>!`*_~#=-+.:/\\|&;@$%^\"'“” \t\n0aäא漢🎉\u0301\u202e\ufeff", max_size=80)


@settings(deadline=None, derandomize=True, max_examples=300)
@given(st.one_of(ANY, MARKUP))
def test_any_text_is_a_document_with_places_inside_it(text: str) -> None:
    document = read_markdown(text)

    lines = text.split("\n")
    assert all(1 <= line <= len(lines) for line in lines_of(document))
    assert all(1 <= x.column <= len(lines[x.line - 1]) + 1 for x in document.links)


@settings(deadline=None, derandomize=True, max_examples=200)
@given(st.binary(max_size=200), st.sampled_from(("a.md", "a.ipynb")))
def test_any_bytes_are_a_document_or_have_a_reason_why_not(data: bytes, name: str) -> None:
    parsed = parse(name, data)

    assert isinstance(parsed, Document) or parsed.message


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("[" * 10_000, id="brackets"),
        pytest.param("[a" * 10_000 + "](b)", id="links in links"),
        pytest.param("![a" * 3_000 + "](b)" * 3_000, id="images in images"),
        pytest.param("](" * 50_000, id="the middle of links"),
        pytest.param("![a](data:image/png;base64," + "A" * 300_000, id="a picture that is cut off"),
        pytest.param("[a]: b\n\n" + "[a]" * 20_000, id="references"),
        pytest.param("> " * 5_000 + "a", id="quotes in quotes"),
        pytest.param("- " * 5_000 + "a", id="lists on one line"),
        pytest.param("\n".join("  " * n + "- a" for n in range(500)), id="lists in lists"),
        pytest.param("> - " * 2_000 + "a", id="quotes in lists"),
        pytest.param("> a\n" * 10_000, id="a long quote"),
        pytest.param("a " * 50_000, id="a long line"),
        pytest.param("`" * 100_000, id="backticks"),
        pytest.param(" ".join("`" * n for n in range(300)), id="more and more backticks"),
        pytest.param("**a *b " * 5_000, id="emphasis"),
        pytest.param("“" * 100_000, id="quotation marks"),
        pytest.param("9" * 100_000, id="a long number"),
        pytest.param("|a|\n|-|\n|" + "9" * 5_000, id="a long number in a table"),
        pytest.param("|a" * 2_000 + "|\n" + "|-" * 2_000 + "|\n|b|", id="columns"),
        pytest.param("|a|\n|-|\n" + "|b|\n" * 10_000, id="rows"),
        pytest.param("```\n" * 10_000, id="fences"),
        pytest.param("```bash\n" + '"\\' * 30_000 + "\n```", id="a string without end"),
        pytest.param("```powershell\n" + '"`' * 30_000 + "\n```", id="another one"),
        pytest.param("```python\n" + "'''" * 10_000 + "\n```", id="docstrings"),
        pytest.param("```bash\n" + " \n" * 20_000 + "```", id="empty lines of code"),
        pytest.param("<a " + "a" * 100_000 + ">", id="a long attribute"),
        pytest.param("<!-- " * 10_000, id="comments"),
        pytest.param("<h1>" * 10_000, id="headings in HTML"),
        pytest.param("https://a.b/" + ")" * 100_000, id="a URL that ends with parentheses"),
        pytest.param("https://a.b/" + "&a;" * 30_000, id="a URL that ends with entities"),
        pytest.param("a@" * 30_000, id="addresses"),
        pytest.param("# a" + "\u0301" * 50_000, id="accents"),
        pytest.param("{{" * 30_000 + "{%" * 30_000, id="templates"),
    ],
)
def test_a_text_that_is_made_to_take_long_takes_no_longer_than_others(text: str) -> None:
    started = time.process_time()
    # What is nested too deeply is not compared.
    with suppress(NotComparedError):
        assert isinstance(read_markdown(text), Document)

    assert time.process_time() - started < PATIENCE


def lines_of(document: Document) -> Iterator[int]:
    """The line of every fact."""
    for table in document.tables:
        yield table.line
        yield from (row.line for row in table.rows)
    for block in document.blocks:
        yield block.line
        yield from block.code_lines
    yield from (heading.line for heading in document.headings)
    yield from (link.line for link in document.links)
    yield from (placeholder.line for placeholder in document.placeholders)
