"""Texts of files, written as Markdown: read back with GitHub's own parser."""

from __future__ import annotations

import html
import re

import cmarkgfm
from cmarkgfm.cmark import Options
from hypothesis import given, settings
from hypothesis import strategies as st

from transync.output.markup import cell, code, prose

OURS = re.compile(r"</?(?:p|ul|li|code|table|thead|tbody|tr|th|td)>")
HOSTILE = (
    *("[click](https://evil.example)", "![i](https://evil.example/i.png)", "<b>b</b>", "<!--"),
    *(
        "https://evil.example",
        "www.evil.example",
        "*",
        "_",
        "~~",
        "\\",
        "|",
        "\\|",
        "&lt;",
        "a",
        " ",
    ),
)
RUNS = st.integers(1, 170).map(lambda count: "`" * count)
TEXTS = st.lists(st.sampled_from(HOSTILE) | RUNS, min_size=1, max_size=8).map("".join)


def shown(markdown: str) -> str:
    page: str = cmarkgfm.github_flavored_markdown_to_html(
        markdown, options=Options.CMARK_OPT_UNSAFE
    )
    return page


def live(markdown: str) -> list[str]:
    """The tags that GitHub's parser makes of it, other than those of our lists and tables."""
    return [tag for tag in re.findall(r"<[^>]*>", shown(markdown)) if not OURS.fullmatch(tag)]


@settings(deadline=None, derandomize=True, max_examples=300)
@given(TEXTS, TEXTS)
def test_nothing_breaks_out(one: str, other: str) -> None:
    assert live(f"- {code(one)} {prose(other)}\n") == []
    table = f"| a | b |\n| --- | --- |\n| {cell(prose(one))} | {cell(code(other))} |\n"
    assert live(table) == []


def test_long_runs_of_backticks_are_shortened() -> None:
    page = shown(code("x" + "`" * 80 + " [click](https://evil.example)"))

    assert page == f"<p><code>x{'`' * 20}… [click](https://evil.example)</code></p>\n"


def test_short_runs_of_backticks_stay() -> None:
    text = "x" + "`" * 20 + " y"

    assert html.unescape(shown(code(text))) == f"<p><code>{text}</code></p>\n"
