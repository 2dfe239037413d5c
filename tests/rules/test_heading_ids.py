"""`anchor`: the id that an author gave a heading stays, whether a link leads to it or not."""

from __future__ import annotations

import pytest

from tests.conftest import Repository
from tests.rules.conftest import Check
from tests.rules.fixing import fix_page, has_fix

LOST = "the heading has lost its id {#b}"
OTHER = "the heading has another id than {#b}: {#c}"


def found(compare: Check, source: str, translation: str) -> list[tuple[str, int, str, str]]:
    return [
        (f["rule"], f["line"], f["severity"], f["message"]) for f in compare(source, translation)
    ]


def page(heading: str, text: str = "One.") -> str:
    return f"# A\n\n{text}\n\n{heading}\n\nTwo.\n"


@pytest.mark.parametrize(
    ("heading", "message"),
    [("## Ƀ {#c}", OTHER), ("## Ƀ", LOST), ("## Ƀ｛#b｝", LOST), ("## Ƀ {#b", LOST)],
)
def test_another_id_is_a_warning_at_the_heading(compare: Check, heading: str, message: str) -> None:
    assert found(compare, page("## B {#b}"), page(heading)) == [("anchor", 5, "warning", message)]


def test_an_id_to_which_a_link_leads_is_an_error_at_the_heading_alone(compare: Check) -> None:
    text = "Read [it](#b) first."

    assert found(compare, page("## B {#b}", text), page("## Ƀ {#c}", text)) == [
        ("anchor", 5, "error", OTHER)
    ]


@pytest.mark.parametrize(
    ("source", "translation"),
    [("## B {#b}", "## Ƀ {#b}"), ("## B", "## Ƀ"), ("## B", "## Ƀ {#c}")],
)
def test_an_id_as_in_the_source_is_no_finding(
    compare: Check, source: str, translation: str
) -> None:
    assert found(compare, page(source), page(translation)) == []


def test_an_id_that_another_heading_has_is_not_lost(compare: Check) -> None:
    source = page("## B {#b}\n\nText.\n\n## C {#c}")
    translation = page("## Ç {#c}\n\nChữ.\n\n## Ƀ {#b}")

    assert [rule for rule, *_ in found(compare, source, translation)] in ([], ["section-moved"])


@pytest.mark.parametrize("heading", ["## Ƀ {#c}", "## Ƀ", "## Ƀ  "])
def test_a_fix_gives_the_heading_its_id(folder: Repository, heading: str) -> None:
    mended = page("## Ƀ {#b}" + heading[4:] * heading.endswith("  "))

    assert fix_page(folder, "anchor", page("## B {#b}"), page(heading)) == mended


def test_an_id_that_a_link_of_the_translation_follows_is_left(folder: Repository) -> None:
    text, translated = "Read [it](#b) first.", "Đọc [nó](#c) trước."

    broken = page("## Ƀ {#c}", translated)
    assert not has_fix(folder, "anchor", page("## B {#b}", text), broken)
