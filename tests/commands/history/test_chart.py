"""The chart of the trend: a file of its own, or an element of a page of HTML."""

from __future__ import annotations

import re
from itertools import pairwise
from xml.etree import ElementTree

import pytest

from tests.commands.history.test_trend import trend
from transync.commands.history import chart
from transync.commands.history.trend import Trend

SVG = "{http://www.w3.org/2000/svg}"


def texts(drawn: str) -> list[str]:
    """What stands in the picture, in its order."""
    return [found.text or "" for found in ElementTree.fromstring(drawn).iter(f"{SVG}text")]


SHOWN = trend(ko=[10, 10, 5], vi=[10, 9, 10], de=[None, 9, 10])


def test_it_says_how_it_stands_and_draws_what_is_worst_off_first() -> None:
    assert texts(chart.inline(SHOWN)) == [
        "83% current: 25 of 30 pages in 3 languages",
        "Pages that are current, by week; −17 points since 2026-01-12",
        "0%",
        "50%",
        "100%",
        "2026-01-05",
        "2026-01-19",
        "ko",
        "50%",
        "−50 points since 2026-01-19",
        "de",
        "100%",
        "vi",
        "100%",
    ]


def test_who_does_not_see_it_hears_the_same() -> None:
    root = ElementTree.fromstring(chart.inline(SHOWN))

    assert root.get("role") == "img"
    assert root.findtext(f"{SVG}title") == "Pages that are current, by week"
    assert root.findtext(f"{SVG}desc") == (
        "83% current: 25 of 30 pages in 3 languages; "
        "ko: 50% −50 points since 2026-01-19; de: 100%; vi: 100%"
    )


def test_the_area_of_a_language_steps_with_its_share() -> None:
    (group,) = (
        found
        for found in ElementTree.fromstring(chart.inline(SHOWN)).iter(f"{SVG}g")
        if (found.findtext(f"{SVG}title") or "").startswith("ko:")
    )
    wanted, current = (path.get("d", "") for path in group.iter(f"{SVG}path"))
    left, right = chart._LEFT, chart._RIGHT
    # Three weeks, the last as wide as the others; half of a strip of 14 pixels is 7.
    fallen = round(left + (right - left) * 2 / 3, 1)

    assert wanted == f"M{left} 14V0H{right}V14Z"
    assert current == f"M{left} 14V0H{fallen}V7H{right}V14Z"


def test_a_language_is_drawn_only_where_it_was() -> None:
    drawn = chart.inline(trend(vi=[10, 10, 10, 10], ko=[None, 10, None, 10]))

    left, width = chart._LEFT, (chart._RIGHT - chart._LEFT) / 4
    first, second, third = (left + round(width * n) for n in (1, 2, 3))
    assert f"M{first} 14V0H{second}V14ZM{third} 14V0H{chart._RIGHT}V14Z" in drawn


def test_languages_that_look_the_same_are_drawn_once_with_all_their_names() -> None:
    same: list[int | None] = [10, 9]
    drawn = chart.inline(trend(de=same, es=same, fr=same, it=same, ja=same, ru=same))

    assert texts(drawn)[-4:] == [
        "6 languages",
        "90%",
        "−10 points since 2026-01-12",
        "de es fr it ja ru",
    ]


def test_a_page_gets_nothing_that_its_policy_could_refuse_or_that_could_collide() -> None:
    drawn = chart.inline(SHOWN)

    assert not re.search(r"<style|<script|\b(style|id|href|on\w+)=|url\(", drawn)
    assert "http" not in drawn.replace("http://www.w3.org/2000/svg", "")


def test_a_file_knows_the_colours_of_day_and_night() -> None:
    drawn = chart.render(SHOWN)

    assert "prefers-color-scheme:dark" in drawn
    assert drawn.endswith("</svg>\n")
    assert texts(drawn) == texts(chart.inline(SHOWN))


@pytest.mark.parametrize("shown", [Trend("week", ()), Trend("commit", ())])
def test_without_a_point_it_says_so(shown: Trend) -> None:
    assert texts(chart.inline(shown)) == ["no translations found in the history"]


def test_one_point_is_as_wide_as_the_picture() -> None:
    assert f"M{chart._LEFT} 14V0H{chart._RIGHT}V14Z" in chart.inline(trend(vi=[10]))


def test_it_is_drawn_when_nothing_is_left() -> None:
    assert texts(chart.inline(trend(vi=[10, None])))[0] == "no translations are left"


@pytest.mark.parametrize("weeks", [2, 30, 80, 200, 800])
def test_dates_do_not_stand_on_each_other(weeks: int) -> None:
    root = ElementTree.fromstring(chart.inline(trend(vi=[10] * weeks)))
    places = sorted(
        float(found.get("x", "0"))
        for found in root.iter(f"{SVG}text")
        if re.fullmatch(r"\d{4}-\d\d(-\d\d)?", found.text or "")
    )

    assert places[0] == chart._LEFT
    assert places[-1] == chart._RIGHT
    assert all(b - a >= 50 for a, b in pairwise(places))
    assert len(places) <= 8


def test_a_hostile_name_of_a_language_is_text() -> None:
    name = '<script>alert(1)</script>"\u202e&\x01'
    shares: dict[str, list[int | None]] = {name: [5, 7]}
    drawn = chart.render(trend(**shares))

    assert "<script" not in drawn
    assert '<script>alert(1)</script>"\\u202e&\\u0001' in texts(drawn)


def toml(text: str) -> str:
    """The text as a string of TOML."""
    escaped = (c if c.isalnum() else f"\\u{ord(c):04x}" for c in text)
    return f'"{"".join(escaped)}"'
