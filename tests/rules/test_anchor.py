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


TOC = "# Jar\n\n- [Flour](#flour)\n- [Water](#water)\n- [Oven](#oven)\n\n{}"
FLOUR, WATER, OVEN = (f"## {name}\n\nText of {name}.\n\n" for name in ("Flour", "Water", "Oven"))
FARINE, EAU, FOUR, NOTES = (
    f"## {name}\n\nTexte de {name}.\n\n" for name in ("Farine", "Eau", "Four", "Notes")
)
SOMMAIRE = "# Bocal\n\n- [Farine](#farine)\n- [Eau](#eau)\n- [Four](#four)\n\n{}"
IN_ORDER = TOC.format(FLOUR + WATER + OVEN)


def anchors(compare: Check, sections: str) -> list[tuple[int, str]]:
    found = compare(IN_ORDER, SOMMAIRE.format(sections))
    return [(f["line"], f["message"]) for f in found if f["rule"] == "anchor"]


def test_a_link_with_the_text_of_its_heading_is_right_wherever_that_stands(compare: Check) -> None:
    assert anchors(compare, FOUR + FARINE + EAU) == []


def test_a_link_that_names_a_heading_of_its_own_text_is_given_no_other(compare: Check) -> None:
    """The levels are the source's, as a section is lost and another one is added."""
    assert anchors(compare, FARINE + FOUR + NOTES) == [
        (4, "the link to #water names no heading here: #eau")
    ]


def test_a_link_with_another_text_than_its_heading_says_nothing(compare: Check) -> None:
    """The translation's text is that of another heading, as the source's may be."""
    source = IN_ORDER.replace("[Water]", "[Jar]")
    translation = SOMMAIRE.format(FARINE + EAU + FOUR).replace("[Eau](#eau)", "[Bocal](#water)")
    found = [f["message"] for f in compare(source, translation) if f["rule"] == "anchor"]

    assert found == ["the link to #water names no heading here: should be #eau"]
