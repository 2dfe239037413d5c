"""Texts that are longer than GitHub takes are cut between their sections, and say so."""

from __future__ import annotations

import pytest

from action.excerpt import excerpt

SECTIONS = [f"### Rule {number}\n\n- {'ä' * 50}\n\n" for number in range(20)]
TEXT = "## Title\n\n- Remark\n\n" + "".join(SECTIONS)


def test_a_text_that_fits_is_left_alone() -> None:
    assert excerpt(TEXT, len(TEXT)) == TEXT


def test_a_longer_one_keeps_whole_sections_and_counts_the_rest() -> None:
    shown = excerpt(TEXT, 1000)

    kept = shown.count("### ")
    assert 10 < kept < 20
    assert len(shown) <= 1000
    assert shown.startswith("## Title\n\n- Remark\n\n" + "".join(SECTIONS[:kept]))
    assert f"{20 - kept} of 21 sections are left out here" in shown


def test_the_size_can_be_that_of_its_bytes() -> None:
    def size(text: str) -> int:
        return len(text.encode())

    shown = excerpt(TEXT, 1000, size)

    assert size(shown) <= 1000
    assert 5 < shown.count("### ") < excerpt(TEXT, 1000).count("### ")


def test_what_is_folded_is_left_out_as_a_whole() -> None:
    folded = "<details><summary>Before</summary>\n\n" + "".join(SECTIONS) + "</details>\n"
    shown = excerpt("## Title\n\n" + folded + "### Last\n", 500)

    assert "details" not in shown
    assert "2 of 3 sections are left out here" in shown


def test_of_one_long_section_whole_lines_are_kept() -> None:
    shown = excerpt("## Title\n" + "- a line\n" * 100, 500)

    assert 300 < len(shown) <= 500
    assert shown.startswith("## Title\n- a line\n")
    assert "- a line\n\n> [!NOTE]\n> 1 of 1 sections are left out here" in shown


@pytest.mark.parametrize("limit", [-5, 0, 50])
def test_nothing_is_shown_where_there_is_no_room(limit: int) -> None:
    assert excerpt(TEXT, limit) == ""
