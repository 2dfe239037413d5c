"""`placeholder` and `alert`: words that are not for translators to touch, or to leave."""

from __future__ import annotations

import pytest

from tests.rules.conftest import Check


def found(compare: Check, source: str, translation: str) -> list[tuple[str, int, str]]:
    return [(f["rule"], f["line"], f["message"]) for f in compare(source, translation)]


def test_a_placeholder_that_was_left_is_found_where_it_stands(compare: Check) -> None:
    findings = compare("# A\n\nrun `x` now\n", "# Ạ\n\nchạy @@INLINE_CODE_3@@ ngay\n")

    assert [(f["rule"], f["severity"], f["line"], f["column"]) for f in findings] == [
        ("placeholder", "error", 3, 6)
    ]


def test_a_page_about_placeholders_may_name_them(compare: Check) -> None:
    text = "# A\n\nabout @@INLINE_CODE_3@@\n"

    assert found(compare, text, text.replace("about", "về")) == []


@pytest.mark.parametrize(
    ("variable", "translated"),
    [
        ("{name}", "{tên}"),
        ("{{ site.title }}", "{{ trang.tiêu_đề }}"),
        ("${NAME}", "${TÊN}"),
        ("${{ secrets.KEY }}", "bí mật"),
        ("%s", "% s"),
        ('{{< ref "a" >}}', "{{< tham chiếu >}}"),
    ],
)
def test_a_variable_of_a_template_stays_as_it_is(
    compare: Check, variable: str, translated: str
) -> None:
    source = f"# A\n\nhello {variable}, you\n"

    assert found(compare, source, f"# Ạ\n\nchào {variable}, bạn\n") == []
    assert found(compare, source, f"# Ạ\n\nchào {translated}, bạn\n") == [
        ("placeholder", 3, f"the variable {variable} is lost")
    ]


@pytest.mark.parametrize(
    ("translation", "message"),
    [
        ("> [!CONSEJO]\n> chữ", "the alert [!TIP] is another one: [!CONSEJO]"),
        ("> [!NOTE]\n> chữ", "the alert [!TIP] is another one: [!NOTE]"),
        ("> **Mẹo**\n> chữ", "the alert [!TIP] is lost"),
    ],
)
def test_an_alert_of_another_type_is_a_warning(
    compare: Check, translation: str, message: str
) -> None:
    assert found(compare, "a\n\n> [!TIP]\n> text", f"ạ\n\n{translation}") == [("alert", 3, message)]


@pytest.mark.parametrize("translation", ["> [!TIP]\n> chữ", "> [!tip]\n> chữ"])
def test_an_alert_of_the_same_type_is_none(compare: Check, translation: str) -> None:
    assert found(compare, "> [!TIP]\n> text", translation) == []
