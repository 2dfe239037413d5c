"""`html`: elements are the source's, whatever their texts say."""

from __future__ import annotations

import pytest

from tests.rules.conftest import Check

DETAILS = "<details>\n<summary>Solution</summary>\n\nAdd some salt.\n\n</details>\n"
TABLE = (
    '<table>\n<tr><td width="50%">salt</td><td>10 g</td></tr>\n'
    "<tr><td>sugar</td><td>5 g</td></tr>\n</table>\n"
)


def found(compare: Check, source: str, translation: str) -> list[tuple[str, int, int, str]]:
    return [
        (f["rule"], f["line"], f["column"], f["message"])
        for f in compare(f"# A\n\n{source}", f"# Ạ\n\n{translation}")
    ]


@pytest.mark.parametrize(
    ("source", "translation", "line", "column", "message"),
    [
        pytest.param(
            DETAILS,
            "<details>\n<summary>Lời giải</summary>\n\nThêm muối vào.\n",
            6,
            1,
            "the HTML </details> is missing",
            id="an end tag is lost",
        ),
        pytest.param(
            DETAILS,
            "<details>\nLời giải\n\nThêm muối vào.\n\n</details>\n",
            4,
            1,
            "the HTML <summary> is missing",
            id="an element is lost",
        ),
        pytest.param(
            TABLE,
            TABLE.replace("<tr><td>sugar</td><td>5 g</td></tr>\n", ""),
            5,
            1,
            "the HTML <tr> is missing",
            id="an element is lost with those in it",
        ),
        pytest.param(
            TABLE,
            TABLE.replace("50%", "5%"),
            4,
            5,
            "the HTML <td> has other attributes: width='5%', not '50%'",
            id="an attribute is another",
        ),
        pytest.param(
            "Mix it.<br>Bake it.\n",
            "Trộn đều. Nướng lên.\n",
            3,
            1,
            "the HTML <br> is missing",
            id="a line break is lost",
        ),
        pytest.param(
            "Press <kbd>Enter</kbd>.\n",
            "Nhấn <kbd>Enter.\n",
            3,
            1,
            "the HTML </kbd> is missing",
            id="an inline element does not close",
        ),
        pytest.param(
            "It is **warm**.\n",
            "Nó <strong>ấm.\n",
            3,
            4,
            "the HTML <strong> has no end tag",
            id="emphasis does not close",
        ),
        pytest.param(
            "Mix it.\n\nBake it.\n",
            "Trộn đều.\n\n<div>\n\nNướng lên.\n\n</div>\n",
            5,
            1,
            "the HTML <div> is not in the source",
            id="an element is added",
        ),
    ],
)
def test_what_differs_is_one_finding_where_it_stands(
    compare: Check, source: str, translation: str, line: int, column: int, message: str
) -> None:
    assert found(compare, source, translation) == [("html", line, column, message)]


@pytest.mark.parametrize(
    ("source", "translation"),
    [
        (DETAILS, DETAILS.replace("Solution", "Lời giải").replace("Add some", "Thêm")),
        ("**Note:** it is dry\n", "<strong>注意：</strong>乾燥しています\n"),
        ("<b>Note:</b> it is dry\n", "**Lưu ý:** nó khô\n"),
        ("Line one.<br>Line two.\n", "Dòng một.<br/>Dòng hai.\n"),
        ("Hello <your-name>\n", "Xin chào <tên-bạn>\n"),
        ("<BR>\n", "<br />\n"),
        ('<p dir="ltr" title="warm">bread</p>\n', '<p dir="rtl" title="ấm">bánh</p>\n'),
        ("`<br>` breaks a line\n", "`<br>` ngắt dòng\n"),
        ("<p><b>open\n", "<p><b>mở\n"),
    ],
)
def test_what_a_translator_may_change_is_no_finding(
    compare: Check, source: str, translation: str
) -> None:
    assert found(compare, source, translation) == []


def test_a_lost_image_is_the_rule_of_images_alone(compare: Check) -> None:
    said = found(compare, '<img src="https://e.com/a.png" width="9">\n\nSee it.\n', "Xem nhé.\n")

    assert [rule for rule, *_ in said] == ["image"]


def test_a_lost_section_is_not_reported_tag_by_tag(compare: Check) -> None:
    section = f"## B\n\nIt is a long story of bread and salt.\n\n{DETAILS}\n## C\n\nBake it.\n"

    said = found(compare, section, "## C\n\nNướng lên.\n")

    assert [rule for rule, *_ in said] == ["text-missing"]


@pytest.mark.parametrize(
    ("source", "translation", "rules"),
    [
        ("CO<sub>2</sub> on I<sup>2</sup>C", "CO₂ trên I²C", []),
        ("H<sub>2</sub>O and CO<sub>2</sub>", "H₂O và CO₂", []),
        ("H<sub>2</sub>O and CO<sub>2</sub>", "H₂O và CO2", ["html"]),
        ("CO<sub>2</sub> is a gas", "CO² là một chất khí", ["html"]),
        ("T<sub>min</sub> is low", "T min thì thấp", ["html"]),
    ],
)
def test_letters_that_stand_high_or_low_by_themselves_are_as_good(
    compare: Check, source: str, translation: str, rules: list[str]
) -> None:
    findings = compare(f"# A\n\n{source}\n", f"# Ạ\n\n{translation}\n")

    assert [finding["rule"] for finding in findings] == rules


@pytest.mark.parametrize(
    ("source", "translation", "column", "message"),
    [
        (
            "See <b>one</b> and <i>two</i>.",
            "Xem một</b> và <b>hai <i>ba</i>.",
            8,
            "the HTML </b> stands before its start tag",
        ),
        (
            "See <b>one and <i>two</i></b>.",
            "Xem <b>một và <i>hai</b></i>.",
            15,
            "the HTML <i> crosses another element",
        ),
        (
            "See <kbd>one</kbd> and <sub>two</sub>.",
            "Xem <kbd>một và <sub>hai</kbd></sub>.",
            17,
            "the HTML <sub> crosses another element",
        ),
    ],
)
def test_tags_that_cross_are_one_finding(
    compare: Check, source: str, translation: str, column: int, message: str
) -> None:
    assert found(compare, source, translation) == [("html", 3, column, message)]


def test_tags_that_stand_alone_in_two_texts_are_two_findings(compare: Check) -> None:
    source = "See <b>one</b> of them.\n\nThen <b>two</b> of them.\n"
    translation = "Xem một</b> trong đó.\n\nRồi <b>hai trong đó.\n"

    assert [line for _, line, *_ in found(compare, source, translation)] == [3, 5]
