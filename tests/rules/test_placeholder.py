"""`placeholder`: variables of templates are not for translators to touch."""

from __future__ import annotations

import pytest

from tests.rules.conftest import Check


def found(compare: Check, source: str, translation: str) -> list[tuple[str, int, str]]:
    return [(f["rule"], f["line"], f["message"]) for f in compare(source, translation)]


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
