"""`link-syntax`: bare addresses that GitHub's link goes on behind."""

from __future__ import annotations

import html
import re
from urllib.parse import unquote

import pytest
from cmarkgfm import github_flavored_markdown_to_html

from tests.conftest import Repository
from tests.rules.conftest import Check
from tests.rules.fixing import fix_page

DEAD = "this link is dead, as it goes on with the text behind it"
URL = "https://e.com/quiz"


def hrefs(text: str) -> list[str]:
    """Where the links lead that GitHub shows of a text."""
    page = github_flavored_markdown_to_html(text)
    return [unquote(html.unescape(target)) for target in re.findall(r'href="([^"]*)"', page)]


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(f"수업 전에 {URL}에서 푸세요", id="a particle of Korean"),
        pytest.param(f"कागज़ {URL}।", id="a danda"),
        pytest.param(f"試用（{URL}），這樣", id="full-width parentheses"),
        pytest.param(f"「試用」（{URL}）", id="parentheses at the end"),
        pytest.param(f"詳しくは{URL}。", id="an ideographic full stop"),
        pytest.param(f"**{URL}**。はい", id="bold text and a full stop"),
        pytest.param(f"à {URL}\u00a0: oui", id="a no-break space"),
        pytest.param(f"次の{URL}\u3000へ", id="an ideographic space"),
        pytest.param(f"({URL})を", id="a parenthesis and a letter"),
        pytest.param(f"> - {URL}です", id="in a quote and a list"),
    ],
)
def test_an_address_that_goes_on_is_told_once_and_repaired(
    folder: Repository, compare: Check, text: str
) -> None:
    assert URL not in hrefs(text)

    source = "> - See https://e.com/quiz" if text.startswith(">") else f"See {URL} now"
    found = compare(f"# A\n\n{source}\n", f"# B\n\n{text}\n")

    assert [(f["rule"], f["message"], f["line"], f["column"]) for f in found] == [
        ("link-syntax", f"{DEAD}: {URL}", 3, text.index(URL) + 1)
    ]
    repaired = fix_page(folder, "link-syntax", f"# A\n\n{source}\n", f"# B\n\n{text}\n")
    assert repaired == f"# B\n\n{text.replace(URL, f'<{URL}>')}\n"
    assert hrefs(repaired) == [URL]


@pytest.mark.parametrize(
    ("source", "translation"),
    [
        pytest.param(f"See {URL} now", f"<{URL}>から", id="in angle brackets"),
        pytest.param(f"See {URL} now", f"{URL} から", id="a space behind it"),
        pytest.param(f"See {URL} now", f"({URL}) から", id="in parentheses"),
        pytest.param(f"See {URL}. Now", f"参照：{URL}.", id="a full stop of ASCII"),
        pytest.param(f"See {URL}へ now", f"参照 {URL}へ", id="as in the source"),
        pytest.param(f"See [{URL}]({URL})", f"[{URL}]({URL})へ", id="a link with a text"),
        pytest.param(f"See `{URL}`", f"`{URL}`へ", id="code"),
        pytest.param(f"See {URL}<br>x", f"参照{URL}<br>です", id="a tag behind it"),
    ],
)
def test_an_address_that_ends_where_it_should_is_no_finding(
    compare: Check, source: str, translation: str
) -> None:
    assert compare(f"# A\n\n{source}\n", f"# B\n\n{translation}\n") == []


def test_another_address_that_goes_on_is_another_target(compare: Check) -> None:
    found = compare(f"# A\n\nSee {URL} now\n", "# B\n\nhttps://f.com/evilへ\n")

    assert [f["rule"] for f in found] == ["link-target"]


@pytest.mark.parametrize(
    ("page", "written", "mended"),
    [
        ("docs/a.md", "www.e.com/quiz", "[www.e.com/quiz](http://www.e.com/quiz)"),
        ("docs/a.mdx", URL, f"[{URL}]({URL})"),
    ],
)
def test_where_angle_brackets_make_no_link_it_gets_a_text(
    folder: Repository, page: str, written: str, mended: str
) -> None:
    folder.write(page, f"# A\n\nSee {written} now\n")
    path = folder.translate(page, "vi", f"# B\n\n{written}へ\n")

    found = folder.check().findings

    assert [finding["rule"] for finding in found] == ["link-syntax"]
    edits = [edit["replacement"] for edit in found[0]["fix"]["edits"]]
    assert edits[0] + written + edits[1] == mended, path
