"""`text-missing`, `text-added`: what is said in other paragraphs is neither."""

from __future__ import annotations

import pytest

from tests.rules.conftest import Check

SOURCE = """\
# Bread

Bread is flour, water, salt and yeast, and above all a lot of time.

## Dough

Mix the flour with most of the water and leave it alone, as Calvel does.

Then add the salt and the yeast, and knead until it is smooth.

- The dough has to pull away from the bowl.
- It should stretch without tearing at once.
- A **wet** finger must not stick to it any more.
- Is cold dough easier to shape than warm dough?

> A good baker looks at the dough and not at the clock.

## Oven

Heat it as hot as it goes, with a stone in it. [Why?](https://example.com/stone)

Bake for forty minutes, the first ten of them with steam.
"""
TRANSLATION = """\
# Bánh mì

Bánh mì là bột, nước, muối và men, và trên hết là rất nhiều thời gian.

## Bột nhào

Trộn bột với phần lớn nước rồi để yên, đúng như Calvel vẫn làm.

Sau đó cho muối và men vào, rồi nhào cho đến khi thật mịn.

- Khối bột phải tách ra khỏi thành bát.
- Nó nên giãn ra mà không bị rách ngay.
- Ngón tay **ướt** không còn dính vào nó nữa.
- Bột lạnh có dễ tạo hình hơn bột ấm không?

> Thợ làm bánh giỏi nhìn vào bột chứ không nhìn đồng hồ.

## Lò nướng

Làm nóng hết mức, với một phiến đá bên trong. [Tại sao?](https://example.com/stone)

Nướng bốn mươi phút, mười phút đầu có hơi nước.
"""


def found(compare: Check, translation: str, source: str = SOURCE) -> list[tuple[object, ...]]:
    return [
        (f["rule"], f["line"], f["message"], f["source"] and f["source"]["line"])
        for f in compare(source, translation)
    ]


@pytest.mark.parametrize(
    ("lost", "line", "message", "source_line"),
    [
        pytest.param(
            "Sau đó cho muối và men vào, rồi nhào cho đến khi thật mịn.\n\n",
            7,
            "a paragraph is missing",
            9,
            id="a paragraph",
        ),
        pytest.param(
            "- Ngón tay **ướt** không còn dính vào nó nữa.\n",
            12,
            "a list item is missing",
            13,
            id="an item of a list",
        ),
        pytest.param(
            "> Thợ làm bánh giỏi nhìn vào bột chứ không nhìn đồng hồ.\n\n",
            14,
            "a quote is missing",
            16,
            id="a quote",
        ),
        pytest.param(
            TRANSLATION[TRANSLATION.index("Sau đó") : TRANSLATION.index("> Thợ")],
            7,
            "the text before line 16 of the source is missing: lines 9 to 14"
            " (1 paragraph, 4 list items)",
            9,
            id="texts that stand together",
        ),
        pytest.param(
            "Làm nóng hết mức, với một phiến đá bên trong. [Tại sao?](https://example.com/stone)\n\n",
            18,
            "a paragraph is missing",
            20,
            id="a paragraph with a link is one finding",
        ),
        pytest.param(
            "Bánh mì là bột, nước, muối và men, và trên hết là rất nhiều thời gian.\n\n",
            1,
            "a paragraph is missing",
            3,
            id="the lead",
        ),
    ],
)
def test_a_lost_text_is_one_finding_where_it_should_stand(
    compare: Check, lost: str, line: int, message: str, source_line: int
) -> None:
    assert lost in TRANSLATION

    assert found(compare, TRANSLATION.replace(lost, "")) == [
        ("text-missing", line, message, source_line)
    ]


@pytest.mark.parametrize(
    ("place", "added", "line", "message"),
    [
        pytest.param(
            "# Bánh mì\n\n",
            "Một cái lò gạch cũ là tốt nhất, nếu bạn có. [Xem](https://example.com/stone)\n\n",
            3,
            "a paragraph is not in the source",
            id="a paragraph with a link of the source",
        ),
        pytest.param(
            "## Lò nướng\n\n",
            "### Ghi chú\n\nMột cái lò gạch cũ là tốt nhất.\n\n```bash\nbake\n```\n\n",
            20,
            "1 heading, 1 paragraph and 1 code block are not in the source: lines 29 to 35",
            id="a section",
        ),
        pytest.param(
            "- Nó nên giãn ra mà không bị rách ngay.\n",
            "- Và nó phải có mùi thơm dễ chịu.\n",
            13,
            "a list item is not in the source",
            id="an item of a list",
        ),
        pytest.param(
            "đúng như Calvel vẫn làm.\n\n",
            "Then add the salt and the yeast, and knead until it is smooth.\n\n",
            9,
            "a paragraph is the source's own, beside its translation",
            id="the source's text beside its translation",
        ),
    ],
)
def test_an_added_text_is_one_finding_where_it_stands(
    compare: Check, place: str, added: str, line: int, message: str
) -> None:
    assert place in TRANSLATION

    assert found(compare, TRANSLATION.replace(place, place + added)) == [
        ("text-added", line, message, None)
    ]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        pytest.param(
            "Calvel vẫn làm.\n\nSau đó", "Calvel vẫn làm. Sau đó", id="two paragraphs in one"
        ),
        pytest.param("muối và men vào, rồi", "muối và men vào.\n\nRồi", id="a paragraph in two"),
        pytest.param("- ", "၁။ ", id="a list with numbers that Markdown does not know"),
        pytest.param("- ", "* ", id="other marks of the list"),
        pytest.param("- ", "\n- ", id="a loose list"),
        pytest.param("> Thợ", "Thợ", id="a quote that became a paragraph"),
        pytest.param("để yên", "để yên một lúc cho nó nghỉ ngơi", id="a longer text"),
    ],
)
def test_a_text_in_another_form_is_not_missing(compare: Check, old: str, new: str) -> None:
    assert old in TRANSLATION

    assert found(compare, TRANSLATION.replace(old, new)) == []


def test_text_that_was_indented_by_accident_may_become_paragraphs(compare: Check) -> None:
    indented = (
        "    Flour holds the gas.\n\n    Water makes it stretch.\n\n    Salt keeps it tight.\n"
    )
    source = SOURCE.replace("## Oven\n", f"{indented}\n## Oven\n")
    texts = "Bột giữ được khí.\n\nNước làm nó giãn ra.\n\nMuối giữ cho nó chặt.\n"
    translation = TRANSLATION.replace("## Lò nướng\n", f"{texts}\n## Lò nướng\n")

    assert found(compare, translation, source) == []


def test_rows_that_an_empty_line_cuts_off_are_the_rule_of_tables(compare: Check) -> None:
    rows = "| a | b |\n| - | - |\n| salt | 2 |\n{}| water | 70 |\n| flour and bran | 100 |\n"

    said = found(compare, TRANSLATION + "\n" + rows.format("\n"), SOURCE + "\n" + rows.format(""))

    assert [rule for rule, *_ in said] == ["table-shape"]
