"""`heading`, `text-missing`: one cause, one finding."""

from __future__ import annotations

import pytest

from tests.rules.conftest import Check

SOURCE = """\
# Bread

Bread needs four things and some patience.

## Flour

Strong flour holds the gas that yeast makes.

- Wheat is the usual choice.
- Rye needs a sour dough with `lactobacillus`.
- Spelt tears easily.

## Water

Weigh it: 70 percent of the flour is a good start.

```bash
scale --tare
```

## Salt

Two percent, never less. [Why](https://e.com/salt)

The dough is tight with it and slack without.
"""
TRANSLATION = """\
# Bánh mì

Bánh mì cần bốn thứ và một chút kiên nhẫn.

## Bột mì

Bột mạnh giữ được khí mà men tạo ra.

- Lúa mì là lựa chọn thông thường.
- Lúa mạch đen cần bột chua có `lactobacillus`.
- Bột spelt dễ rách.

## Nước

Hãy cân: 70 phần trăm lượng bột là khởi đầu tốt.

```bash
scale --tare
```

## Muối

Hai phần trăm, không bao giờ ít hơn. [Vì sao](https://e.com/salt)

Có muối thì bột chắc, không có thì nhão.
"""


def found(compare: Check, source: str, translation: str) -> list[tuple[str, int, str]]:
    return [(f["rule"], f["line"], f["message"]) for f in compare(source, translation)]


def test_a_text_that_ends_too_early_is_one_finding_at_its_end(compare: Check) -> None:
    cut = TRANSLATION[: TRANSLATION.index("- Lúa mạch")]

    assert found(compare, SOURCE, cut) == [
        (
            "text-missing",
            9,
            "the text ends before the source does: lines 10 to 25 are missing"
            " (2 list items, 2 headings, 3 paragraphs, 1 code block): 'Water', 'Salt'",
        )
    ]


@pytest.mark.parametrize(
    ("before", "after"),
    [
        pytest.param("thứ và", "thứ\nvà", id="a line broken"),
        pytest.param("ra.\n\n- Lúa", "ra.\n- Lúa", id="a list without a blank line above"),
        pytest.param("- ", "* ", id="another bullet"),
        pytest.param("chắc, không có thì nhão", "chắc.\n\nKhông có thì nhão", id="a split one"),
        pytest.param(
            "](https://e.com/salt)\n\nCó", "](https://e.com/salt) Có", id="merged paragraphs"
        ),
    ],
)
def test_what_says_the_same_is_no_finding(compare: Check, before: str, after: str) -> None:
    assert found(compare, SOURCE, TRANSLATION.replace(before, after)) == []


def test_prose_that_was_indented_by_accident_may_become_prose(compare: Check) -> None:
    source = f"{SOURCE}\n    First way: knead it well.\n\n    Second way: wait overnight.\n"
    translation = f"{TRANSLATION}\nCách một: nhào thật kỹ.\n\nCách hai: chờ qua đêm.\n"

    assert found(compare, source, translation) == []
