"""The summary in Markdown: short, by rule, and inert wherever GitHub renders it."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from markdown_it import MarkdownIt
from markdown_it.token import Token

from tests.conftest import Repository
from transync.model import Report
from transync.output import render


def tokens(markdown: str) -> Iterator[Token]:
    """All tokens that the text renders to, with those inside its lines."""
    for token in MarkdownIt("commonmark").enable("table").parse(markdown):
        yield token
        yield from token.children or ()


def check(repository: Repository) -> str:
    return repository.run("check", "--output-format", "markdown").stdout


def test_the_summary_says_what_is_wrong_by_rule(course: Repository) -> None:
    assert (
        check(course)
        == """\
## transync: found 4 errors and 1 warning: 3 different faults

- 2 sources, 5 translations in 3 languages: 4 current, 1 stale, 1 missing

### `anchor`: 3 errors, 1 fault

A link to a heading leads nowhere, or elsewhere.

- `translations/de/a.md:12` the link to `#b` names no heading here: should be `#b-de` (ar de vi)

### `stale`: 1 error

The source has changed since this translation was made.

- `translations/de/b.md:3` the source has changed since this translation was made: \
translated 2026-01-02 from 00000000, the source is now 92a09748

### `missing-translation`: 1 warning

A source that other languages translate has no translation in this one.

- `translations/vi/b.md:1` other languages translate this page, this one does not

<details><summary>By language</summary>

| language | translations | current | stale | missing | errors | warnings |
| --- | ---: | ---: | ---: | ---: | ---: | ---: |
| ar | 2 | 2 | · | · | 1 | · |
| de | 2 | 1 | 1 | · | 2 | · |
| vi | 1 | 1 | · | 1 | 1 | 1 |

</details>
"""
    )


def test_more_faults_of_a_rule_are_counted(folder: Repository) -> None:
    links = "".join(f"- [{n}](#h{n})\n" for n in range(8))
    headings = "".join(f"## H{n}\n\n" for n in range(8))
    folder.write("a.md", f"# A\n\n{links}\n{headings}")
    folder.translate("a.md", "vi", f"# A\n\n{links}\n{headings.replace('H', 'K')}")
    summary = check(folder)

    assert "### `anchor`: 8 errors\n" in summary
    assert summary.count("names no heading here") == 5
    assert "\n- … and 3 more\n" in summary


def test_nothing_wrong_is_said_so(folder: Repository) -> None:
    folder.write("a.md", "# A\n")
    folder.translate("a.md", "vi", "# A\n")

    assert check(folder).startswith("## transync: nothing to complain about\n\n- 1 source, ")


def test_hostile_text_is_shown_as_text(hostile: Repository) -> None:
    summary = check(hostile)

    inside = [token for token in tokens(summary) if token.level > 0 or not token.block]
    assert {token.type for token in inside if not token.block} <= {
        "text",
        "code_inline",
        "softbreak",
        "html_inline",
    }
    assert sum(token.type.startswith("html") for token in tokens(summary)) == 2
    plain = "".join(token.content for token in inside if token.type == "text")
    assert not any(text in plain for text in ("@octocat", "www.", "://", "<!--", "]("))
    shown = "".join(token.content for token in inside if token.type == "code_inline")
    assert all(text in shown for text in ("@octocat", "www.evil", "<!--", "](https", "`"))
    assert not any(c in summary for c in "\x1b\r\u202e\u2028")


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("see `a` there", "`a`"),
        ("a | b", "|"),
        ("`` ``` `", "`` ``` `"),
        ("so :tada: then", ":tada:"),
        ("ends with C:\\", "C:\\"),
        ("the *first* one", "*first*"),
    ],
)
def test_what_could_be_markup_is_code(text: str, code: str) -> None:
    found = [t.content for t in tokens(render(noted(text), "markdown")) if t.type == "code_inline"]

    assert found == [code]


@pytest.mark.parametrize(
    "text", ["the heading 'Getting started' is missing", "अपना पहला ऐप", "it’s 5"]
)
def test_words_are_words(text: str) -> None:
    assert f"- note: {text}\n" in render(noted(text), "markdown")


def noted(text: str) -> Report:
    return Report(0, (), (), notes=(text,))
