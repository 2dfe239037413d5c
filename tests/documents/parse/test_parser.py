"""The parser asks fewer rules than markdown-it-py does, and finds the same."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from markdown_it.token import Token

from transync.documents.parse.parser import parser
from transync.documents.parse.references import Reference, References

AROUND_TEXTS = {
    f"{name}_{end}"
    for name in ("paragraph", "thead", "th", "td", "tbody")
    for end in ("open", "close")
}
MARKUP = st.text(
    "[](){}<>!`*_~#=-+.:/\\|&;@$%^\"'“” \t\n01aäא漢🎉\u0301\ufeff\u3000\xa0", max_size=80
)
PIECES = st.lists(
    st.sampled_from(
        (
            *(
                "a",
                "b c",
                " ",
                "  \n",
                "\n",
                "\n\n",
                "    ",
                "\t",
                "\\",
                "&amp;",
                "&#42;",
                "!",
                "]",
                "|",
            ),
            *(
                "- ",
                "* ",
                "1. ",
                "2) ",
                "> ",
                "+ ",
                "# ",
                "## ",
                "---\n",
                "===\n",
                "***\n",
                "_ _ _\n",
            ),
            *("```", "```\n", "~~~ a\n", "`a`", "``", "*a*", "**a**", "***", "_a_", "**", "*"),
            *(
                "[a](b)",
                "[a](b_(c))",
                "[a](<b c> 'd')",
                '![a](b\\) "c")',
                "[a](b&amp;c)",
                "[a]",
                "](",
                "[",
            ),
            *("[a]: b\n", "[a]:\n<b> 'c'\n", "[a][b]", "<https://a.b>", "<a@b.cc>", "<a href='b'>"),
            *("</a>", "<div>\n", "<!-- a -->", "<!--", "| a | b |\n|---|:-:|\n| c |\n", "|-|\n"),
        )
    ),
    max_size=20,
).map("".join)

# What GitHub reads in another way than markdown-it: definitions and footnotes, tasks, tables whose
# header has no bar, and a second row of delimiters in a paragraph, of which it looks at one only.
_ROW = r"[-:|>*+ \t]*[|:][-:|> \t]*"
GITHUBS_OWN = re.compile(
    rf"\]:|\[[ xX]\]|^[^|\n]*\n{_ROW}$|^{_ROW}\n(?:.*\S.*\n)+{_ROW}$", re.MULTILINE
)


@settings(deadline=None, derandomize=True, max_examples=500)
@given(st.one_of(MARKUP, PIECES))
def test_any_text_has_the_tokens_that_all_rules_find_in_it(text: str) -> None:
    assume(not GITHUBS_OWN.search(text))

    assert list(tokens_of(parser(), text)) == list(tokens_of(with_all_rules(), text))


@pytest.mark.parametrize("text", ["a\rb\r\n# c", "a\0b", "```\ra\r```"])
def test_line_breaks_of_other_systems_and_zeros_are_what_they_are_for_all_rules(text: str) -> None:
    assert list(tokens_of(parser(), text)) == list(tokens_of(with_all_rules(), text))


def test_a_footnote_is_a_text_and_not_the_target_of_a_link() -> None:
    env: dict[str, References] = {}
    tokens = parser().parse("[^1]: /a\n\n[b]: /c", env)

    (text,) = (token for token in tokens if token.type == "inline")
    assert (text.meta["mark"], text.content) == ("[^1]: ", "/a")
    assert [env["references"].get(label) for label in ("^1", "b")] == [None, Reference("/c", 2)]


@pytest.mark.parametrize("text", ["ab [c](d)", "ab ![c](d)", "ab <c@d.ee>", "ab <i>c</i>"])
def test_markup_of_a_link_knows_where_it_begins(text: str) -> None:
    markdown, children = parser(), list[Token]()
    markdown.inline.parse(text, markdown, {}, children)

    assert next(token.meta["at"] for token in children if token.meta) == 3


def with_all_rules() -> MarkdownIt:
    markdown = MarkdownIt("commonmark", {"maxNesting": 100}).enable("table")
    markdown.core.ruler.disable("inline")
    markdown.normalizeLink = lambda url: url  # type: ignore[method-assign]
    markdown.validateLink = lambda url: True  # type: ignore[method-assign]
    return markdown


def tokens_of(markdown: MarkdownIt, text: str) -> Iterator[tuple[object, ...]]:
    """What facts are made of: all tokens but those around a text, and empty cells of tables."""
    env: dict[str, object] = {}
    for token in without_empty_cells(markdown.parse(text, env)):
        if token.type in AROUND_TEXTS:
            continue
        yield said_by(token), token.map
        if token.type == "inline":
            children: list[Token] = []
            markdown.inline.parse(token.content, markdown, env, children)
            yield from ((said_by(child),) for child in children)


def without_empty_cells(tokens: Sequence[Token]) -> Iterator[Token]:
    """The tokens but for cells without text that no other follows in their row."""
    row: list[Token] | None = None
    for token in tokens:
        if token.type == "tr_open":
            row = []
        elif token.type == "tr_close":
            while row and not row[-1].content:
                row.pop()
            yield from row or ()
            row = None
        if row is None or token.type == "tr_open":
            yield token
        elif token.type == "inline":
            row.append(token)


def said_by(token: Token) -> tuple[object, ...]:
    attributes = {name: value for name, value in token.attrs.items() if name != "title"}
    return token.type, token.tag, token.content, token.markup, token.info, attributes
