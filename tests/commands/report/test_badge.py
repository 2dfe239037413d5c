"""Badges: what they say, and that the picture is one."""

from __future__ import annotations

import json
from xml.etree import ElementTree as ET

import pytest

from tests.conftest import Repository
from transync.commands.report.badge_svg import text_width

SVG = "{http://www.w3.org/2000/svg}"


def badge(repository: Repository, *arguments: str) -> dict[str, object]:
    shown: dict[str, object] = json.loads(
        repository.run("report", "--format", "badge", *arguments).stdout
    )
    return shown


def picture(repository: Repository, *arguments: str) -> ET.Element:
    return ET.fromstring(repository.run("report", "--format", "badge-svg", *arguments).stdout)


def course(folder: Repository, current: int, pages: int) -> Repository:
    """So many pages, and so many of their translations current."""
    for number in range(pages):
        folder.write(f"{number}.md", "# A\n")
        changes = {} if number < current else {"original_hash": "0" * 32}
        folder.translate(f"{number}.md", "vi", "# A\n", **changes)
    return folder


def test_it_is_what_shields_io_asks_an_endpoint_for(aging: Repository) -> None:
    assert badge(aging) == {
        "schemaVersion": 1,
        "label": "translations",
        "message": "16% current",
        "color": "red",
    }


def test_one_language_has_its_own(aging: Repository) -> None:
    assert badge(aging, "--language", "de") == {
        "schemaVersion": 1,
        "label": "de translation",
        "message": "33% current",
        "color": "orange",
    }


@pytest.mark.parametrize(
    ("current", "pages", "message", "colour"),
    [
        (20, 20, "100% current", "brightgreen"),
        (19, 20, "95% current", "green"),
        (18, 20, "90% current", "green"),
        (17, 20, "85% current", "yellowgreen"),
        (10, 20, "50% current", "yellow"),
        (9, 20, "45% current", "orange"),
        (1, 20, "5% current", "red"),
        (29, 100, "29% current", "orange"),
    ],
)
def test_the_colour_tells_how_much_is_current(
    folder: Repository, current: int, pages: int, message: str, colour: str
) -> None:
    shown = badge(course(folder, current, pages))

    assert (shown["message"], shown["color"]) == (message, colour)


def test_without_translations_it_says_so(folder: Repository) -> None:
    folder.write("a.md", "# A\n")
    folder.translate("a.md", "vi", "# A\n")
    folder.write("notes.txt", "Nothing of ours.\n")
    shown = badge(folder, "--path", "notes.txt")

    assert (shown["message"], shown["color"]) == ("none", "lightgrey")


def test_the_picture_says_the_same_to_all_readers(aging: Repository) -> None:
    svg = picture(aging, "--language", "de")

    assert svg.tag == f"{SVG}svg"
    assert svg.get("role") == "img"
    assert svg.get("aria-label") == "de translation: 33% current"
    assert svg.findtext(f"{SVG}title") == "de translation: 33% current"
    assert svg.findall(f".//{SVG}rect")[2].get("fill") == "#fe7d37"
    texts = [t for t in svg.iter(f"{SVG}text") if t.get("aria-hidden") is None]
    assert [text.text for text in texts] == ["de translation", "33% current"]


def test_the_picture_is_as_wide_as_its_texts(aging: Repository) -> None:
    svg = picture(aging)
    left, right, both = svg.findall(f".//{SVG}g/{SVG}rect")

    # Five pixels on both sides of each.
    assert left.get("width") == str(text_width("translations") + 10)
    assert right.get("width") == str(text_width("16% current") + 10)
    assert right.get("x") == left.get("width")
    widths = [int(str(part.get("width"))) for part in (left, right, both)]
    assert widths[0] + widths[1] == widths[2] == int(str(svg.get("width")))


def test_texts_are_measured_as_shields_io_does() -> None:
    # https://img.shields.io/badge/build-passing has 27 and 41 pixels, rounded to odd numbers.
    assert text_width("build") == pytest.approx(27, abs=1)
    assert text_width("passing") == pytest.approx(41, abs=1)


def test_the_picture_loads_nothing_and_runs_nothing(aging: Repository) -> None:
    shown = aging.run("report", "--format", "badge-svg").stdout

    assert "http" not in shown.replace("http://www.w3.org/2000/svg", "")
    assert not any(word in shown for word in ("<script", "href", "onload", "url(http", "@import"))
