"""Where the second parser is not asked, it would not have shown a link to another place."""

from __future__ import annotations

import html
import re
from urllib.parse import unquote

import pytest
from cmarkgfm import github_flavored_markdown_to_html
from hypothesis import given, settings
from hypothesis import strategies as st

from transync.documents.parse.plain_addresses import has_plain_addresses

SEEN = frozenset((
    "https://example.com/docs",
    "https://example.com",
    "https://example.com/a/?b=c#:~:text=d",
    "ftp://example.com/f",
    "mailto:team@example.com",
    "https://example.com/@team",
))  # fmt: skip

PLAIN = {
    "a link": "More [text](https://example.com/docs).",
    "a link with a title": 'More [text](https://example.com/docs "Docs").',
    "a link between pointed brackets": "More [text](<https://example.com/docs>).",
    "an image in a link": "[![i](https://example.com/docs)](https://example.com/docs)",
    "a bare URL": "See https://example.com/docs, or https://example.com.",
    "a bare URL before letters of another script": "https://example.com/docs、または",
    "a URL in angles": "<https://example.com/docs>",
    "a fragment with colons": "[x](https://example.com/a/?b=c#:~:text=d)",
    "a handle in a path": "[x](https://example.com/@team)",
    "a colon before text": "Note: some text, at 10:30. **Note:** more",
    "a date": '{"date": "2024-01-01T10:00:00+00:00"}',
    "the names of signs": "a &amp; b &lt; c&nbsp;d",
    "no address": "[text](other.md#part)",
}
NOT_PLAIN = {
    "another host": "[x](https://evil.example)",
    "a URL that goes on": "https://example.com/docs/more",
    "a host that goes on": "https://example.com.evil.example",
    "a host that goes on in other letters": "https://example.com.зло.рф/x",
    "a host behind a user": "https://example.com@evil.example/",
    "a path that goes back": "https://example.com/docs、/../../evil",
    "a URL with a space": "[x](<https://example.com/docs /../evil>)",
    "a URL behind a space": "[x](< https://example.com/docs /../evil>)",
    "a host without a scheme": "[x](//evil.example)",
    "a host with a tab": "[x](<//\tevil.example>)",
    "a name that GitHub links": "www.evil.example",
    "an address of mail": "team@evil.example",
    "an address of mail in angles": "<a/@evil.example>",
    "a scheme with an escape": "[x](java\\-script:alert)",
    "a scheme with a reference": "[x](java&#115;cript:alert)",
    "a scheme with a code": "[x](java%73cript:alert)",
    "a colon by a reference": "[x](javascript&colon;alert)",
    "a colon with an escape": "[x](javascript\\:alert)",
    "slashes with an escape": "[x](/\\/evil.example)",
    "slashes by a code": "[x](%2F%2Fevil.example)",
    "a reference before a URL": "text&#111;https://example.com/docs",
    "a letter before a URL": "xhttps://example.com/docs",
    "a URL in a URL": "[x](https://example.com/docs?a=http://evil.example)",
    "a scheme of many letters": "[x](" + 40 * "a" + ":b)",
    "a carriage return": "[x](https://example.com/docs\r/../evil)",
}

# What texts are made of that lead parsers astray.
PIECES = (
    *SEEN,
    *("https://", "http://", "//", "www.evil.example", "team@evil.example", "evil.example"),
    *("javascript:x", "mailto:", "xmpp:a@b.c", "[x](", "[x](<", ">)", "](", "![", "[r]: ", "[r]"),
    *("[^1]", "[^1]: ", "<", ">", "(", ")", "[", "]", "{", "}", "\\", "`", "``", "```\n", "|"),
    *("| a | b |\n|---|---|\n| ", "*", "_", "~", '"', "'", ' "t"', "\n", "\n\n", "    ", "\t", " "),
    *("> ", "- ", "# ", "---\n", '<a href="', "</a>", "<!--", "-->", "<!a ", "<b a='", "&amp;"),
    *(
        "&#58;",
        "&#47;",
        "&colon;",
        "%2f",
        "%3A",
        "、",
        "。",
        "에서",
        "ж",
        "\u00a0",
        "\u2003",
        "\x7f",
    ),
    *(".", "/..", "/../", "@", ":", ";", "?", "#", "&", "=", "!", "x", "1", "/", "$", "+", "-"),
)
_SPELT = re.compile(r'(?:href|src)="([^"]*)"')
_OUTWARD = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:|//")
_WITH_PATH = re.compile(r"(https?|ftp)://[^/]+/")
_OTHER_LETTERS = re.compile(r"[!-/:-@\[-`{-~]*[^\x00-\x7f]")
_MARKS = ")]}|*_~'\"`!?,.;:"


@pytest.mark.parametrize("text", PLAIN.values(), ids=PLAIN)
def test_these_are_plain(text: str) -> None:
    assert has_plain_addresses(text, SEEN)


@pytest.mark.parametrize("text", NOT_PLAIN.values(), ids=NOT_PLAIN)
def test_these_are_not(text: str) -> None:
    assert not has_plain_addresses(text, SEEN)


@settings(max_examples=1000)
@given(st.lists(st.sampled_from(PIECES), max_size=14).map("".join))
def test_no_text_that_is_plain_shows_a_link_to_another_place(text: str) -> None:
    if has_plain_addresses(text, SEEN):
        assert [target for target in shown(text) if not leads_where_one_is_seen(target)] == []


def shown(text: str) -> list[str]:
    """The targets out of the repository that GitHub shows of a text."""
    found = _SPELT.findall(github_flavored_markdown_to_html(text))
    targets = (unquote(html.unescape(target)).strip(" \t\n\f\r") for target in found)
    return list(filter(_OUTWARD.match, targets))


def leads_where_one_is_seen(target: str) -> bool:
    """Whether a target is one that is seen, or goes on from it with the same host and path."""
    return any(stays(seen, target[len(seen) :]) for seen in SEEN if target.startswith(seen))


def stays(seen: str, rest: str) -> bool:
    if all(mark in _MARKS for mark in rest):
        return True
    if _WITH_PATH.match(seen):
        is_behind_mark = rest[0] in _MARKS or bool(_OTHER_LETTERS.match(rest))
        return is_behind_mark and "/.." not in rest
    return not any(mark in rest for mark in ".@:。")
