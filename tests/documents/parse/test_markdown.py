"""Markdown as facts: what is a link, where it stands, what a heading's anchor is."""

from __future__ import annotations

import pytest

from transync.documents.document import Document, LinkKind
from transync.documents.parse.markdown import read_markdown
from transync.errors import NotComparedError

Found = list[tuple[LinkKind, str, int, int]]


def links(text: str) -> Found:
    return [(x.kind, x.target, x.line, x.column) for x in read_markdown(text).links]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(
            "See [a](https://e.com/a) and [b](<b c.md> 'title').",
            [(LinkKind.LINK, "https://e.com/a", 1, 5), (LinkKind.LINK, "b c.md", 1, 30)],
            id="inline links",
        ),
        pytest.param(
            "one\ntwo [a][r], [r] and [R][]\n\n[r]: https://e.com/r",
            [(LinkKind.LINK, "https://e.com/r", 2, column) for column in (5, 13, 21)],
            id="reference links stand where they are used",
        ),
        pytest.param(
            "![x](x.png) and [![y](y.png)](y.md)",
            [
                (LinkKind.IMAGE, "x.png", 1, 1),
                (LinkKind.LINK, "y.md", 1, 17),
                (LinkKind.IMAGE, "y.png", 1, 18),
            ],
            id="images, also inside a link",
        ),
        pytest.param(
            "<https://e.com/a> and <me@e.com>",
            [
                (LinkKind.AUTOLINK, "https://e.com/a", 1, 1),
                (LinkKind.AUTOLINK, "mailto:me@e.com", 1, 23),
            ],
            id="autolinks",
        ),
        pytest.param(
            'a <a href="b.md">b</a>\n\n<p>\n  <img alt="x" src="x.png">\n</p>',
            [(LinkKind.HTML_LINK, "b.md", 1, 3), (LinkKind.HTML_IMAGE, "x.png", 4, 3)],
            id="HTML, inline and in blocks",
        ),
        pytest.param(
            "> - a [b](c)\n>   d [e](f)\n> 1. g\n>\n>    h [i](j)",
            [
                (LinkKind.LINK, "c", 1, 7),
                (LinkKind.LINK, "f", 2, 7),
                (LinkKind.LINK, "j", 5, 8),
            ],
            id="lines and columns inside quotes and lists",
        ),
        pytest.param(
            "Title [a](b)\n============\n\n## T [c](d) ##",
            [(LinkKind.LINK, "b", 1, 7), (LinkKind.LINK, "d", 4, 6)],
            id="headings",
        ),
        pytest.param(
            "[a](https://e.com/?x=1&amp;y=2) [b](c\\_d.md)",
            [(LinkKind.LINK, "https://e.com/?x=1&y=2", 1, 1), (LinkKind.LINK, "c_d.md", 1, 33)],
            id="entities and escapes are read as a browser does",
        ),
    ],
)
def test_links_are_found_with_line_and_column(text: str, expected: Found) -> None:
    assert links(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("`[a](b)`", id="in a code span"),
        pytest.param("```\n[a](b) https://e.com\n```", id="in a fence"),
        pytest.param("    [a](b)", id="in indented code"),
        pytest.param("<!-- [a](b) https://e.com -->", id="in a comment"),
        pytest.param('<!-- <a href="b"> -->', id="in a comment, as HTML"),
        pytest.param('a <!-- <a href="b"> --> c', id="in a comment within a line"),
        pytest.param("[a] (b)", id="with a space before the parenthesis"),
        pytest.param("\\[a](b)", id="with an escaped bracket"),
        pytest.param("[a][unknown]", id="with an unknown reference"),
        pytest.param("---\nlink: '[a](b) https://e.com'\n---\ntext", id="in front matter"),
    ],
)
def test_what_only_looks_like_a_link_is_none(text: str) -> None:
    assert links(text) == []


@pytest.mark.parametrize("keys", ["a: b", "a: b\nc: d"])
def test_front_matter_ends_at_the_first_line_of_dashes(keys: str) -> None:
    text = f"---\n{keys}\n---\n[a](b)\n\n---\n\n[c](d)"

    assert [target for _, target, _, _ in links(text)] == ["b", "d"]


@pytest.mark.parametrize(
    ("text", "targets"),
    [
        pytest.param("see https://e.com/a.", ["https://e.com/a"], id="without the full stop"),
        pytest.param("(https://e.com/a_(b))", ["https://e.com/a_(b)"], id="with its own bracket"),
        pytest.param("**https://e.com/a**", ["https://e.com/a"], id="without emphasis marks"),
        pytest.param("www.e.com/a", ["http://www.e.com/a"], id="www without a scheme"),
        pytest.param("xwww.e.com", [], id="not within a word"),
        pytest.param("me@e.com", ["mailto:me@e.com"], id="an e-mail address"),
        pytest.param("https://e.com/BitNet에서", ["https://e.com/BitNet"], id="without a particle"),
        pytest.param("에서https://e.com/a", ["https://e.com/a"], id="glued to a word before it"),
        pytest.param("https://e.com/a_b_c_d", ["https://e.com/a_b_c_d"], id="with underscores"),
        pytest.param("[https://e.com/a](b)", ["b"], id="not inside another link"),
        pytest.param('<a href="b">https://e.com</a>', ["b", "https://e.com"], id="in HTML"),
        pytest.param(
            "https://e.com`@f.g/`", ["https://e.com`@f.g/`"], id="a host behind a backtick"
        ),
        pytest.param("https://e.com**.f/**", ["https://e.com**.f/"], id="a host that is bold"),
        pytest.param(
            "https://e.com/` [x](a.md) `", ["https://e.com/`", "a.md"], id="no code in it"
        ),
        pytest.param("`https://e.com/` [x](a.md)", ["a.md"], id="in code"),
        pytest.param("https://e_f` [x](a.md) `", ["https://e_f"], id="a name that is no domain's"),
        pytest.param("</a> https://e.com", ["https://e.com"], id="behind an end tag"),
        pytest.param("https://e.com에서.f", ["https://e.com에서.f"], id="a host that goes on"),
        pytest.param(
            "https://e.com。f.g/x", ["https://e.com。f.g/x"], id="behind another full stop"
        ),
        pytest.param("https://e.com。다음", ["https://e.com"], id="a sentence that goes on"),
        pytest.param("https://e.com에@f.g", ["https://e.com에@f.g"], id="a host behind a user"),
        pytest.param("https://e.com/에서.f", ["https://e.com/"], id="a path that goes on"),
        pytest.param("https://例え.f/x", ["https://例え.f/x"], id="a host in another script"),
        pytest.param("https://e.com/?a=1&amp;b=2", ["https://e.com/?a=1&b=2"], id="an entity"),
        pytest.param("https://", [], id="not a mere scheme"),
        pytest.param("HTTPS://a.b Http://c.d", ["HTTPS://a.b", "Http://c.d"], id="in capitals"),
        pytest.param("ftp://a.b/x sftp://a.b", ["ftp://a.b/x"], id="ftp, but not sftp"),
        pytest.param("WWW.a.b", [], id="not www in capitals"),
        pytest.param("www.com/x www.", ["http://www.com/x"], id="www with one period"),
        pytest.param("a\\](https://e.com/a)", ["https://e.com/a"], id="behind an escaped bracket"),
        pytest.param("[a](https://e.com/a\nb)", ["https://e.com/a"], id="left of a broken link"),
    ],
)
def test_bare_urls_are_linked_as_github_does(text: str, targets: list[str]) -> None:
    assert [target for _, target, _, _ in links(text)] == targets


def test_the_place_of_a_bare_url_is_its_own() -> None:
    text = "https://e.com/a then\n[b](c) then https://e.com/a"

    assert [(line, column) for _, _, line, column in links(text)] == [(1, 1), (2, 1), (2, 13)]


def slugs(text: str) -> list[str]:
    return [heading.slug for heading in read_markdown(text).headings]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("# Getting Started", ["getting-started"], id="lower case and hyphens"),
        pytest.param("# A & B: c_d (e)?", ["a--b-c_d-e"], id="punctuation goes"),
        pytest.param("# A\n## A\n# A", ["a", "a-1", "a-2"], id="repetitions are numbered"),
        pytest.param("# 🚀 Quick Start", ["-quick-start"], id="an emoji leaves its space"),
        pytest.param("# `code` and *emphasis*", ["code-and-emphasis"], id="only the text counts"),
        pytest.param("# _a_ b_c", ["a-b_c"], id="underscores of words stay"),
        pytest.param("# [text](url) ![alt](x)", ["text-"], id="link texts count, images do not"),
        pytest.param("# Bắt đầu", ["bắt-đầu"], id="Vietnamese"),
        pytest.param("# त्वरित तैनाती", ["त्वरित-तैनाती"], id="Hindi keeps its vowel signs"),
        pytest.param("# 安装，与设置", ["安装与设置"], id="Chinese"),
        pytest.param("Title\n---", ["title"], id="underlined"),
        pytest.param('<h1 align="center">A <b>b</b></h1>', ["a-b"], id="HTML"),
        pytest.param("# A {#own-id}", ["a"], id="without its own id"),
        pytest.param("```\n# A\n```", [], id="not in a fence"),
    ],
)
def test_anchors_follow_githubs_rules(text: str, expected: list[str]) -> None:
    assert slugs(text) == expected


def test_ids_that_authors_write_are_anchors() -> None:
    text = (
        '<a name="one"></a>\n\n# One\n\ntext <a id="two"></a>\n\n## Three {#three}\n\n'
        '## <a id="four"></a>Four\n\n<h2 id="five">Five</h2>\n\n<a id="six"></a>\n\ntext\n\n# Seven'
    )

    assert [tuple(anchor) for anchor in read_markdown(text).ids] == [
        ("one", 0),
        ("two", None),
        ("three", 1),
        ("four", 2),
        ("five", 3),
        ("six", None),
    ]


def test_a_table_knows_its_rows_and_what_a_translator_keeps_of_them() -> None:
    text = "a\n\n| h | i |\n| - | - |\n| **1.2** | `x` |\n|  |  |\n| [3](4.md) | ٥ |"
    (table,) = read_markdown(text).tables

    assert (table.line, table.columns) == (3, 2)
    assert [row.line for row in table.rows] == [5, 6, 7]
    assert [row.marks for row in table.rows] == [("1", "2", "`x`"), (), ("3", "5")]
    assert [row.is_empty for row in table.rows] == [False, True, False]


def test_links_in_tables_know_their_cell() -> None:
    text = "| [h](0) | |\n| - | - |\n| x [a](1) | [a](2) [b](3) |"
    cells = [(link.target, *link.cell) for link in read_markdown(text).links if link.cell]

    assert cells == [("0", 0, -1, 0), ("1", 0, 0, 0), ("2", 0, 0, 1), ("3", 0, 0, 1)]
    assert [link.column for link in read_markdown(text).links] == [3, 5, 14, 21]


def test_blocks_begin_where_their_text_does() -> None:
    text = "# a\n\nb\nb\n\n- c\n- d\n\n```\ne\n```\n\n| f |\n| - |\n| g |\n\n<!-- h -->\n\n<p>i</p>"

    assert [block.line for block in read_markdown(text).blocks] == [1, 3, 6, 7, 9, 13, 19]


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("<!--\nCO_OP_TRANSLATOR_METADATA:\n{}\n-->\n# a", id="labelled"),
        pytest.param('<!-- \n\n{"original_hash": 1}-->\n# a', id="bare"),
        pytest.param(
            "---\na: b\n---\n<!-- CO_OP_TRANSLATOR_METADATA: {} -->", id="below front matter"
        ),
        pytest.param("<!--\nCO_OP_TRANSLATOR_METADATA:\n{}\n-->\n---\na: b\n---\n", id="above it"),
    ],
)
def test_the_record_in_a_comment_is_found(text: str) -> None:
    embedded = read_markdown(text).embedded

    assert embedded is not None
    assert text.split("\n")[embedded.line - 1][embedded.column - 1 :].startswith("{")


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(
            "```\n<!--\nCO_OP_TRANSLATOR_METADATA:\n{}\n-->\n```", id="an example in a fence"
        ),
        pytest.param("<!-- {a remark in braces} -->", id="another comment"),
        pytest.param("# no comment at all", id="none"),
    ],
)
def test_what_only_looks_like_a_record_is_none(text: str) -> None:
    assert read_markdown(text).embedded is None


def test_an_empty_text_has_no_facts() -> None:
    assert read_markdown("") == Document()


@pytest.mark.parametrize("mark", ["> ", "- ", "1. ", "> - "])
def test_what_is_nested_too_deeply_is_not_left_out_in_silence(mark: str) -> None:
    evil = "[x](https://evil.example)\n"
    assert [target for _, target, _, _ in links(mark * 30 + evil)] == ["https://evil.example"]
    with pytest.raises(NotComparedError, match="nested 100 levels deep"):
        links(mark * 101 + evil)


@pytest.mark.parametrize(
    ("text", "targets"),
    [
        pytest.param("[^1]: //a.b/\n\n[x][^1]\n", [], id="a footnote"),
        pytest.param("[^1]:\n[r]: //a.b/\n[x][r]\n", ["//a.b/"], id="behind an empty footnote"),
        pytest.param("[^1]: b\n[r]: //a.b/\n[x][r]\n", [], id="text of a footnote"),
        pytest.param("[^1]: [r]: //a.b/\n\n[x][r]\n", ["//a.b/"], id="inside of a footnote"),
        pytest.param("[^1]: a\n\n    [x](a.md)\n", ["a.md"], id="the second text of a footnote"),
        pytest.param("[^1]: a\n\n        [x](a.md)\n", [], id="code in a footnote"),
        pytest.param("a\n\n    [x](a.md)\n", [], id="code"),
        pytest.param("[^`]: ` [x](a.md) `\n", [], id="code, beside a backtick in a label"),
        pytest.param("[^`]: [x](a.md) `\n", ["a.md"], id="a label with a backtick"),
        pytest.param("- [ ] \n[r]: //a.b/\n[x][r]\n", ["//a.b/"], id="behind an empty task"),
        pytest.param("- [ ] [r]: //a.b/\n\n[x][r]\n", ["//a.b/"], id="a task's definition"),
        pytest.param("- [ ] a\n[r]: //a.b/\n[x][r]\n", [], id="text of a task"),
        pytest.param("[ ] \n[r]: //a.b/\n[x][r]\n", [], id="a task outside of a list"),
        pytest.param("[r]: a\n<note>\n[x](a.md)\n", ["a.md"], id="a tag behind a definition"),
        pytest.param("[r]: a\n\n<note>\n[x](a.md)\n", [], id="a tag below a definition"),
        pytest.param("[r]: a\n<div>\n[x](a.md)\n", [], id="a block behind a definition"),
        pytest.param("[r]: a\n    [x](a.md)\n", ["a.md"], id="indented behind a definition"),
        pytest.param("[r]: a\n10) b\n<note>\n[x](a.md)\n", ["a.md"], id="no list behind one"),
        pytest.param("[r]: a 'b\n<note>\n[x](a.md)\n", ["a.md"], id="a text like a definition"),
        pytest.param("[r]: a\n---\n<note>\n[x](a.md)\n", ["a.md"], id="a line below a definition"),
        pytest.param("[r]: //a.b/\n[x][r]\n---\n", ["//a.b/"], id="a heading behind a definition"),
        pytest.param("[r]: a\nb\n|---|\n\n[x][r]\n", [], id="above a table without a bar"),
        pytest.param("[r]: a\nb | c\n-|-\n\n[x][r]\n", [], id="above a table"),
        pytest.param("[r]: a\nb\n\n|---|\n\n[x][r]\n", ["a"], id="above what is no table"),
        pytest.param("- [ ] <pre>\n[x](a.md)\n", ["a.md"], id="a tag behind the mark of a task"),
        pytest.param("- <pre>\n  [x](a.md)\n", [], id="a tag in an item"),
        pytest.param("> - [ ] \n> [r]: a\n> [x][r]\n", [], id="a task in a quote is a text"),
        pytest.param("|a|\n|-|\n| \n    [x](a.md)\n", ["a.md"], id="a bar alone is no row"),
        pytest.param("|a|\n|-|\n|b|\n    [x](a.md)\n", [], id="code below a table"),
        pytest.param("|a|\n|-|\n<note>\n[x](a.md)\n", [], id="a tag below a table"),
        pytest.param("a\n-|-\n[x\n](a.md)\n:-\n", ["a.md"], id="no table behind a wrong one"),
        pytest.param("a\n[x\n](a.md)\n:-\n", [], id="a table, in whose header a link ends"),
        pytest.param("a\n    [x](a.md)\n|-|\n", ["a.md"], id="an indented header"),
        pytest.param("- a | b\n-|-\n[x\n](a.md)\n", ["a.md"], id="a bar in an item"),
        pytest.param("-\n  \n     [x](a.md)\n", ["a.md"], id="an item below a line of spaces"),
        pytest.param("- a\n-\n  \n     [x](a.md)\n", ["a.md"], id="the second such item"),
        pytest.param("-\n\n     [x](a.md)\n", [], id="code below an empty item"),
        pytest.param("> a\n<note>\n[x](a.md)\n", [], id="a tag below a quote"),
        pytest.param("[\u00a0a]: b\n[a]: c\n\n[x][a]\n", ["c"], id="odd space in a label"),
        pytest.param("[ a]: b\n[a]: c\n\n[x][a]\n", ["b"], id="a plain space in a label"),
        pytest.param("[\u0131]: b\n[I]: c\n\n[x][i]\n", ["c"], id="a letter like another"),
        pytest.param("[r]: a.md\n\n[r](\n", ["a.md"], id="a reference before a bracket"),
        pytest.param("[r]: a.md\n\n![r](b c\n", ["a.md"], id="an image by reference"),
        pytest.param("[r]: a.md\n\n[r][a [b] c]\n", ["a.md"], id="a reference before brackets"),
        pytest.param("[r]: a.md\n\n[r][b]\n", [], id="an unknown label"),
        pytest.param("> a\n    <?\n[x](a.md)\n", ["a.md"], id="an indented tag below a quote"),
        pytest.param("[^a b]: //a.b/\n\n[x][^a b]\n", ["//a.b/"], id="a label with a space"),
        pytest.param("[^a\\]b]: //a.b/\n\n[x][^a\\]b]\n", ["//a.b/"], id="with a bracket"),
        pytest.param("<note>\n[x](a.md)\n", [], id="within a block of HTML"),
        pytest.param("<note> \t\n[x](a.md)\n", [], id="behind plain white space"),
        pytest.param("<note>\u00a0\n[x](a.md)\n", ["a.md"], id="behind a no-break space"),
        pytest.param("<note>\u2003\n[x](a.md)\n", ["a.md"], id="behind an em space"),
        pytest.param("<div\u00a0>\n[x](a.md)\n", ["a.md"], id="a name that is none"),
        pytest.param("<div title='\u00a0'>\n[x](a.md)\n", [], id="odd space in a value"),
        pytest.param("<a-b c=\u00a0 d>\n[x](a.md)\n", [], id="odd space as a value"),
        pytest.param("</note>\u00a0\n[x](a.md)\n", ["a.md"], id="behind an end tag"),
    ],
)
def test_blocks_are_those_that_github_sees(text: str, targets: list[str]) -> None:
    assert [target for _, target, _, _ in links(text)] == targets
