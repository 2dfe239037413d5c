"""`section-moved`: a section is recognized where it stands, and compared there."""

from __future__ import annotations

import pytest

from tests.rules.conftest import Check

SECTIONS = {
    "flour": (
        "## Flour\n\nRye is the best, and [wheat](https://example.com/wheat) comes second.\n\n"
        "### Old flour\n\nSift it once more, with `sieve --fine`, before you use it.\n",
        "## Bột\n\nLúa mạch đen là nhất, rồi đến [lúa mì](https://example.com/wheat).\n\n"
        "### Bột cũ\n\nRây thêm một lần nữa bằng `sieve --fine` trước khi dùng.\n",
    ),
    "water": (
        "## Water\n\nUse 50 grams of it, and not more than the jar can hold.\n",
        "## Nước\n\nDùng 50 gam, và không quá mức mà cái lọ có thể chứa.\n",
    ),
    "oven": (
        "## Oven\n\nHeat it for an hour, as [Ana](https://example.com/ana) does.\n\n"
        "```bash\noven --max\n```\n",
        "## Lò\n\nLàm nóng trong một giờ, như [Ana](https://example.com/ana) vẫn làm.\n\n"
        "```bash\noven --max\n```\n",
    ),
    "salt": (
        "## Salt\n\nTwo percent are enough for a loaf of the usual size.\n",
        "## Muối\n\nHai phần trăm là đủ cho một ổ bánh cỡ thông thường.\n",
    ),
}
NAMES = list(SECTIONS)
SOURCE = "# Jar\n\n" + "\n".join(SECTIONS[name][0] for name in NAMES)


def translated(*names: str) -> str:
    return "# Lọ\n\n" + "\n".join(SECTIONS[name][1] for name in names)


def found(compare: Check, translation: str) -> list[tuple[str, str]]:
    return [(f["rule"], f["message"]) for f in compare(SOURCE, translation)]


def test_sections_in_order_are_no_finding(compare: Check) -> None:
    assert compare(SOURCE, translated(*NAMES)) == []


@pytest.mark.parametrize(
    ("order", "message"),
    [
        (
            ["oven", "flour", "water", "salt"],
            "the section 'Oven' stands at another place here",
        ),
        (
            ["water", "oven", "flour", "salt"],
            "the section 'Flour' with 1 section below it stands at another place here",
        ),
        (
            ["water", "oven", "salt", "flour"],
            "the section 'Flour' with 1 section below it stands at another place here",
        ),
    ],
)
def test_a_section_that_moved_is_one_finding(
    compare: Check, order: list[str], message: str
) -> None:
    assert found(compare, translated(*order)) == [("section-moved", message)]


def test_what_stands_in_it_is_compared(compare: Check) -> None:
    moved = translated("oven", "flour", "water", "salt")
    findings = found(compare, moved.replace("oven --max", "lò --max"))

    assert [rule for rule, _ in findings] == ["section-moved", "code-block"]


def test_links_that_changed_places_are_no_moved_sections(compare: Check) -> None:
    parts = [
        f"## {name}\n\nRead all of it in the [guide](https://example.com/{name}).\n"
        for name in ("one", "two", "three")
    ]
    source = "# A\n\n" + "\n".join(parts)
    swapped = source.replace("com/one", "com/x").replace("com/two", "com/one")
    findings = compare(source, swapped.replace("com/x", "com/two"))

    assert "section-moved" not in {f["rule"] for f in findings}
    assert [f["rule"] for f in findings if f["rule"] == "link-target"] == ["link-target"] * 2


def test_a_lost_section_and_another_one_that_was_added_are_told_as_what_they_are(
    compare: Check,
) -> None:
    added = "\n## Ghi chú của người dịch\n\nMột thợ làm bánh đã đọc lại bài này.\n"
    lost = translated("flour", "oven", "salt") + added

    # Nine lines of the record stand above the text.
    assert found(compare, lost) == [
        (
            "text-missing",
            "the text before line 15 of the source is missing: lines 11 to 13"
            " (1 heading, 1 paragraph): 'Water'",
        ),
        ("text-added", "1 heading and 1 paragraph are not in the source: lines 32 to 34"),
    ]
