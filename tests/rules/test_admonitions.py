"""`alert`: boxes that sites make of `:::note`, `!!! note` and `/// note`."""

from __future__ import annotations

import pytest

from tests.conftest import Repository
from tests.rules.conftest import Check
from tests.rules.fixing import fix_page

BOX = "# A\n\nOne.\n\n:::note\n\nTwo.\n\n:::\n\nThree.\n\n:::tip Four\n\nFive.\n\n:::\n\nSix.\n"
BOX_TRANSLATED = BOX.replace("Four", "Bốn").replace("# A", "# Ạ")


def found(compare: Check, source: str, translation: str) -> list[tuple[str, int, str]]:
    return [(f["rule"], f["line"], f["message"]) for f in compare(source, translation)]


def page(box: str) -> str:
    return f"# A\n\nOne.\n\n{box}\n\nTwo.\n"


@pytest.mark.parametrize(
    ("source", "translation"),
    [
        (":::note Hi\nA.\n:::", ":::note Chào\nẠ.\n:::"),
        (":::note[Hi]\nA.\n:::", ":::note[Chào]\nẠ.\n:::"),
        ('::: details {title="Hi"}\nA.\n:::', '::: details {title="Chào"}\nẠ.\n:::'),
        ('!!! note "Hi"\n    A.', '!!! note "Chào"\n    Ạ.'),
        ('??? note "Hi"\n    A.', '??? note "Chào"\n    Ạ.'),
        ("/// note | Hi\nA.\n///", "/// note | Chào\nẠ.\n///"),
        ("!!! That is great", "!!! Thật tuyệt"),
        (":::image type='a' alt='Hi' :::", ":::image type='a' alt='Chào' :::"),
        (":::zone pivot='a'\nA.\n:::zone-end", ":::zone pivot='a'\nẠ.\n:::zone-end"),
        ("```text\n:::note\n```", "```text\n:::ghi chú\n```"),
        ("![NOTE](a.png)", "![NOTE](a.png)"),
        ("![NOTE]\n\n[NOTE]: https://example.com/a.png",) * 2,
    ],
)
def test_titles_of_admonitions_may_be_translated(
    compare: Check, source: str, translation: str
) -> None:
    messages = [f for f in found(compare, page(source), page(translation)) if f[0] == "alert"]
    assert messages == []


@pytest.mark.parametrize(
    ("source", "translation", "message"),
    [
        (":::note\nA.\n:::", ":::ghi-chú\nẠ.\n:::", ":::note is another one: :::ghi-chú"),
        (":::note\nA.\n:::", ":::tip\nẠ.\n:::", ":::note is another one: :::tip"),
        ("!!! note\n    A.", "!!! lưu ý\n    Ạ.", "!!! note is another one: !!! lưu"),
        ('??? tip "A"\n    A.', '??? mẹo "Ạ"\n    Ạ.', "??? tip is another one: ??? mẹo"),
        ("/// note\nA.\n///", "/// nota\nẠ.\n///", "/// note is another one: /// nota"),
        ("> :::note\n> A.\n> :::", "> :::nota\n> Ạ.\n> :::", ":::note is another one: :::nota"),
    ],
)
def test_another_type_is_one_finding_at_its_line(
    compare: Check, source: str, translation: str, message: str
) -> None:
    assert found(compare, page(source), page(translation)) == [
        ("alert", 5, f"the admonition {message}")
    ]


@pytest.mark.parametrize(
    ("source", "translation", "line", "message"),
    [
        (":::note\nA.\n:::", ":::note\nẠ.", 5, "the admonition :::note has no end"),
        (":::note\nA.\n:::", "Ạ.\n:::", 5, "the admonition :::note is lost"),
        ("/// note\nA.\n///", "/// note\nẠ.", 5, "the admonition /// note has no end"),
        (":::note\nA.\n:::", "：：：note\nẠ.\n:::", 5, "the admonition :::note is lost"),
        (":::note\nA.\n:::", ":::\nẠ.\n:::note", 5, "the mark ::: ends no admonition"),
    ],
)
def test_a_lost_mark_is_one_finding(
    compare: Check, source: str, translation: str, line: int, message: str
) -> None:
    assert found(compare, page(source), page(translation)) == [("alert", line, message)]


def test_a_lost_end_on_its_own_is_one_finding(compare: Check) -> None:
    translation = BOX_TRANSLATED.replace("Five.\n\n:::\n", "Five.\n")

    assert [rule for rule, *_ in found(compare, BOX, translation)] == ["alert"]


def test_boxes_that_cross_are_one_finding(compare: Check) -> None:
    translation = BOX_TRANSLATED.replace("Two.\n\n:::\n\nThree.\n\n", "Two.\n\nThree.\n\n")
    translation = translation.replace("Five.\n", "Five.\n\n:::\n")

    rules = [(rule, line) for rule, line, _ in found(compare, BOX, translation)]
    assert ("alert", 5) in rules


def test_boxes_in_boxes_are_those_of_the_author(compare: Check) -> None:
    box = "::::note\nA.\n\n:::tip\nB.\n:::\n::::"

    assert found(compare, page(box), page(box.replace("A", "Ạ").replace("B", "Ƀ"))) == []


def test_marks_that_the_source_leaves_open_are_the_author_s(compare: Check) -> None:
    assert found(compare, page(":::note\nA."), page(":::note\nẠ.")) == []


def test_an_image_in_the_place_of_an_alert_is_told_on_the_source(compare: Check) -> None:
    findings = compare(page("![NOTE] One."), page("![NOTE] Một."))

    assert [(f["rule"], f["path"], f["line"], f["severity"]) for f in findings] == [
        ("alert", "docs/a.md", 5, "warning")
    ]


@pytest.mark.parametrize(
    ("source", "broken", "mended"),
    [
        (":::note A\nA.\n:::", ":::ghi-chú Ạ\nẠ.\n:::", ":::note Ạ\nẠ.\n:::"),
        ('!!! note "A"\n    A.', '!!! nota "Ạ"\n    Ạ.', '!!! note "Ạ"\n    Ạ.'),
    ],
)
def test_a_fix_writes_the_type_of_the_source(
    folder: Repository, source: str, broken: str, mended: str
) -> None:
    assert fix_page(folder, "alert", page(source), page(broken)) == page(mended)
