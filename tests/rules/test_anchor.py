"""`anchor`: fragments name headings, and headings are translated."""

from __future__ import annotations

import pytest

from tests.rules.conftest import Check

SOURCE = "# Guide\n\n- [Start](#start)\n- [End](#the-end)\n\n## Start\n\n## The end\n"
GOOD = "# Hướng dẫn\n\n- [Bắt đầu](#bắt-đầu)\n- [Hết](#hết)\n\n## Bắt đầu\n\n## Hết\n"


@pytest.mark.parametrize(
    ("target", "message"),
    [
        ("#x", "the link to #the-end names no heading here: #x, should be #hết"),
        ("//e.com", "the link to #the-end no longer leads to a heading: //e.com, should be #hết"),
        ("#", "the link to #the-end has lost its anchor: #, should be #hết"),
    ],
)  # fmt: skip
def test_an_anchor_that_does_not_is_one_finding(compare: Check, target: str, message: str) -> None:
    (finding,) = compare(SOURCE, GOOD.replace("#hết", target))

    assert (finding["rule"], finding["severity"]) == ("anchor", "error")
    assert (finding["line"], finding["column"], finding["source"]["line"]) == (4, 3, 4)
    assert finding["message"] == message


@pytest.mark.parametrize(
    "heading",
    [
        '## <a name="the-end"></a>Hết',
        '<h2 id="the-end">Hết</h2>',
        "## Hết {#the-end}",
    ],
)
def test_an_id_at_the_heading_keeps_the_sources_anchor_alive(compare: Check, heading: str) -> None:
    assert compare(SOURCE, GOOD.replace("#hết", "#the-end").replace("## Hết", heading)) == []


def test_a_dead_anchor_of_the_source_is_reported_once_there(compare: Check) -> None:
    (finding,) = compare("# A\n\n[b](#b)", "# Ạ\n\n[ḅ](#b)")

    assert (finding["rule"], finding["severity"]) == ("anchor", "warning")
    assert (finding["path"], finding["line"], finding["language"]) == ("docs/a.md", 3, None)


def test_anchors_of_other_pages_are_followed(compare: Check) -> None:
    pages = {"docs/b.md": "# B\n\n## Start", "translations/vi/docs/b.md": "# B\n\n## Bắt đầu"}
    findings = compare("[s](b.md#start)", "[s](b.md#start)", pages)

    assert [(f["rule"], f["message"]) for f in findings if f["rule"] == "anchor"] == [
        ("anchor", "the link to b.md#start names no heading here: should be b.md#bắt-đầu")
    ]
    assert "anchor" not in [
        f["rule"] for f in compare("[s](b.md#start)", "[s](b.md#bắt-đầu)", pages)
    ]


def test_the_original_page_has_the_original_anchors(compare: Check) -> None:
    pages = {"docs/b.md": "# B\n\n## Start"}

    assert compare("[s](b.md#start)", "[s](../../../docs/b.md#start)", pages) == []


def test_nothing_is_guessed_where_the_headings_do_not_match(compare: Check) -> None:
    shorter = "# Hướng dẫn\n\n- [Bắt đầu](#bắt-đầu)\n- [Hết](#the-end)\n\n## Bắt đầu\n"
    messages = [f["message"] for f in compare(SOURCE, shorter) if f["rule"] == "anchor"]

    assert messages == ["the link to #the-end names no heading here"]
