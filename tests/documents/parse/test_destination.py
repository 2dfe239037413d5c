"""Where the destination of a link is written, for every link that the parser finds."""

from __future__ import annotations

import pytest

from transync.documents.document import Document
from transync.documents.parse import parse
from transync.documents.parse.destination import find_destination


def written(text: str, number: int = 0) -> str | None:
    """What the finder takes for the destination of a link, by what stands in its place."""
    document = parse("a.md", text.encode())
    assert isinstance(document, Document)
    link = document.links[number]
    rest = "\n".join(text.split("\n")[link.line - 1 :])[link.column - 1 :]
    found = find_destination(rest, link)
    if found is None:
        return None
    assert rest[found.offset :].startswith(found.written)
    return found.written


@pytest.mark.parametrize(
    ("text", "destination"),
    [
        ("[a](b.md)", "b.md"),
        ("so [a](b.md 'title') it is", "b.md"),
        ('[a](<b c.md> "title")', "b c.md"),
        ("[a]( b.md )", "b.md"),
        ("[a [b] `]` c](d.md)", "d.md"),
        ("[a\nb](c.md)", "c.md"),
        ("> [a\n> b](c.md)", "c.md"),
        ("[a](b_(c).md)", "b_(c).md"),
        ("[a](b\\).md)", "b\\).md"),
        ("[a](#bắt-đầu)", "#bắt-đầu"),
        ("[a](b%20c.md)", "b%20c.md"),
        ("[a](b.md?x=1&amp;y=2)", "b.md?x=1&amp;y=2"),
        ("![a](b.png)", "b.png"),
        ("| [a](b.md) | c |\n| - | - |", "b.md"),
        ("<https://example.com/a>", "https://example.com/a"),
        ("see https://example.com/a.", "https://example.com/a"),
        ("see www.example.com/a", "www.example.com/a"),
        ('<a class="x" href="b.md">c</a>', "b.md"),
        ("<a href='b.md'>c</a>", "b.md"),
        ("<p>\n<a\n  href=b.md>c</a>\n</p>", "b.md"),
        ('<img alt="c" src="b.png?x=1&amp;y=2"/>', "b.png?x=1&amp;y=2"),
    ],
)
def test_it_is_what_stands_between_the_brackets_or_quotes(text: str, destination: str) -> None:
    assert written(text) == destination


def test_the_image_in_a_link_and_the_link_have_their_own() -> None:
    text = "[![a](b.png)](c.md)"

    assert {written(text, 0), written(text, 1)} == {"b.png", "c.md"}


def test_that_of_a_reference_stands_elsewhere() -> None:
    assert written("[a][b]\n\n[b]: c.md") is None


def test_what_is_no_longer_the_link_has_none() -> None:
    document = parse("a.md", b"[a](b.md)")
    assert isinstance(document, Document)

    assert find_destination("[a](c.md)", document.links[0]) is None
    assert find_destination("a", document.links[0]) is None
