"""Fixes of alerts: they are again what the source has."""

from __future__ import annotations

import pytest

from tests.conftest import Repository
from tests.rules.fixing import fix_notebook, fix_page, has_fix, has_fix_in_notebook

RULE = "alert"
SOURCE = "# A\n\nText.\n\n> [!TIP]\n> Do it with **care**.\n\nEnd.\n"
GOOD = "# Ạ\n\nVăn bản.\n\n> [!TIP]\n> Làm với sự **cẩn thận**.\n\nHết.\n"


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("[!TIP]", "[!MẸO]"),
        ("[!TIP]", "[!NOTE]"),
        ("[!TIP]", "[! TIP]"),
        ("[!TIP]\n> ", "[!TIP] "),
        ("[!TIP]\n> ", "[!TIP]"),
        ("> [!TIP]\n", ""),
        ("> [!TIP]\n> ", "[!TIP]\n"),
    ],
)
def test_an_alert_becomes_one_again(folder: Repository, old: str, new: str) -> None:
    assert fix_page(folder, RULE, SOURCE, GOOD.replace(old, new)) == GOOD


def test_the_type_keeps_what_stands_around_it(folder: Repository) -> None:
    there = GOOD.replace("> [!TIP]", ">   [!MẸO]  ")

    assert fix_page(folder, RULE, SOURCE, there) == there.replace("MẸO", "TIP")


@pytest.mark.parametrize(
    ("old", "new"),
    [
        pytest.param("[!TIP]\n> Làm", "Mẹo: làm", id="a title"),
        pytest.param("[!TIP]\n> Làm", "**Mẹo** làm", id="a title in bold"),
        pytest.param("[!TIP]\n> Làm", "Mẹo.\n> Làm", id="a title on a line of its own"),
        pytest.param("[!TIP]\n>", "[!MẸO]", id="a title and the text behind it"),
    ],
)
def test_an_alert_with_a_title_of_its_own_is_left(folder: Repository, old: str, new: str) -> None:
    assert not has_fix(folder, RULE, SOURCE, GOOD.replace(old, new))


def test_a_colon_that_the_source_has_as_well_makes_no_title(folder: Repository) -> None:
    source, good = (text.replace(" **", ": **") for text in (SOURCE, GOOD))

    assert fix_page(folder, RULE, source, good.replace("> [!TIP]\n", "")) == good


def test_no_type_is_written_where_another_quote_is_lost(folder: Repository) -> None:
    source = "> [!NOTE]\n> One and one.\n\n# A\n\n> [!TIP]\n> Two and two.\n\nEnd.\n"
    there = "> [!TIP]\n> Hai và hai.\n\n# Ạ\n\nHết.\n"

    assert not has_fix(folder, RULE, source, there)


def test_an_alert_of_a_notebook_gets_its_type_but_no_line(folder: Repository) -> None:
    source = ["# A\n", "\n", "> [!TIP]\n", "> Do it."]
    there = ["# Ạ\n", "\n", "> [!MẸO]\n", "> Làm đi."]
    good = ["# Ạ\n", "\n", "> [!TIP]\n", "> Làm đi."]

    assert fix_notebook(folder, RULE, source, there) == good
    assert not has_fix_in_notebook(folder, RULE, source, [*there[:2], "> Làm đi."])
