"""`text-missing`: a text breaks off within an element, or within a link."""

from __future__ import annotations

import pytest

from tests.rules.conftest import Check

SOURCE = """\
# Database

**Check that it is healthy:**

Open https://example.com/health and look at what it says.

1. [https://example.com/templates](https://example.com/templates) has all the templates.
2. Choose one of them.

## Alerts

The team gets a message if five requests fail within a minute.

## Costs

It is free for the first month, and cheap after that.
"""
TRANSLATION = """\
# Cơ sở dữ liệu

<strong>Kiểm tra xem nó có khỏe mạnh không:</strong>

Mở https://example.com/health và xem nó nói gì.

1. [https://example.com/templates](https://example.com/templates) có tất cả các mẫu.
2. Chọn một trong số đó.

## Cảnh báo

Nhóm nhận được tin nhắn nếu năm yêu cầu thất bại trong một phút.

## Chi phí

Miễn phí trong tháng đầu tiên, và rẻ sau đó.
"""


@pytest.mark.parametrize(
    ("start", "line"),
    [
        pytest.param("<strong>Kiểm tra xem nó", 3, id="within an element"),
        pytest.param("<strong>Kiểm tra xem nó có khỏe mạnh không:<", 3, id="within its end tag"),
        pytest.param("1. [https://example.com/temp", 7, id="within the text of a link"),
    ],
)
def test_a_hole_is_one_finding(compare: Check, start: str, line: int) -> None:
    above = TRANSLATION[: TRANSLATION.index(start) + len(start)]
    below = TRANSLATION[TRANSLATION.index("Nhóm nhận") :]
    findings = compare(SOURCE, f"{above}\n{below}")

    assert [(f["rule"], f["line"]) for f in findings] == [("text-missing", line)]
    assert "breaks off before line 12 of the source" in findings[0]["message"]


def test_a_torn_link_is_only_told_where_github_makes_another_one_of_it(compare: Check) -> None:
    start = "1. [https://example.com/templates](https://example"
    above = TRANSLATION[: TRANSLATION.index(start) + len(start)]
    below = TRANSLATION[TRANSLATION.index("Nhóm nhận") :]
    findings = compare(SOURCE, f"{above}\n{below}")

    told = [(f["rule"], f["line"], f["message"].partition(":")[0]) for f in findings]
    assert sorted(told) == [
        ("link-target", 7, "GitHub shows a link here that the source does not have"),
        ("text-missing", 7, "the text breaks off before line 12 of the source"),
    ]


def test_an_element_that_does_not_end_in_a_whole_text_is_a_fault(compare: Check) -> None:
    findings = compare(SOURCE, TRANSLATION.replace("</strong>", ""))

    assert [(f["rule"], f["line"]) for f in findings] == [("html", 3)]


def test_a_link_to_elsewhere_in_a_text_that_breaks_off_is_one(compare: Check) -> None:
    above = TRANSLATION[: TRANSLATION.index("có tất cả")].replace(
        "(https://example", "(https://evil"
    )
    below = TRANSLATION[TRANSLATION.index("Nhóm nhận") :]
    findings = compare(SOURCE, f"{above}\n{below}")

    assert "link-target" in {f["rule"] for f in findings}
