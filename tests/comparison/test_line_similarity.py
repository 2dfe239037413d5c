"""Lines by what a translator keeps of them: whole ones, and those that break off."""

from __future__ import annotations

import pytest

from transync.comparison.line_similarity import line_of, part, whole


def whole_of(source: str, translation: str, *, is_code: bool = False) -> float:
    return whole(line_of(source), line_of(translation), 1.0, is_code=is_code)


def part_of(source: str, translation: str, *, is_code: bool = False) -> float:
    return part(line_of(source), line_of(translation), 1.0, is_code=is_code)


@pytest.mark.parametrize(
    ("source", "translation", "other"),
    [
        pytest.param("## Costs", "## Chi phí", "### Chi phí", id="the level of a heading"),
        pytest.param("```bash", "```bash", "```python", id="the language of a fence"),
        pytest.param("| a | b |", "| c | d |", "| c | d | e |", id="the columns of a row"),
        pytest.param("- Read it.", "* Hãy đọc nó.", "1. Hãy đọc nó.", id="the mark of an item"),
        pytest.param("Run `azd up`.", "Chạy `azd up`.", "Chạy `azd down`.", id="a code span"),
        pytest.param(
            "See [it](https://e.com/docs/a.md).",
            "Xem [nó](https://e.com/docs/vi/a.md).",
            "Xem [nó](https://e.com/docs/vi/b.md).",
            id="where a link leads",
        ),
        pytest.param("> 💁 Look.", "> 💁 Nhìn này.", "> 🎓 Nhìn này.", id="a symbol"),
    ],
)
def test_a_line_is_more_like_its_translation_than_like_another(
    source: str, translation: str, other: str
) -> None:
    assert whole_of(source, translation) > max(whole_of(source, other), 0)


def test_a_text_is_none_that_is_code() -> None:
    assert whole_of("azd env new dev", "Hãy xem bây giờ có gì.", is_code=True) <= 0


def test_a_label_of_code_may_be_translated() -> None:
    source = "    Queue --> Worker[Background worker]"

    assert whole_of(source, "    Queue --> Worker[Tiến trình nền]", is_code=True) > 0


@pytest.mark.parametrize(
    ("source", "stump", "is_code"),
    [
        pytest.param(
            "Read what the sensor says, and publish it with `azd up`.",
            "Đọc cảm bi",
            False,
            id="a text",
        ),
        pytest.param("| a | `b` | a long text in a row |", "| c | `b` | m", False, id="a row"),
        pytest.param("azd env new development", "azd env n", True, id="code"),
    ],
)
def test_what_breaks_off_is_rather_a_part(source: str, stump: str, is_code: bool) -> None:
    assert part_of(source, stump, is_code=is_code) > whole_of(source, stump, is_code=is_code)
    assert part_of(source, stump, is_code=is_code) > 0


def test_a_whole_line_is_rather_whole() -> None:
    source, translation = "Run `azd up` with 3 nodes.", "Chạy `azd up` với 3 nút."

    assert whole_of(source, translation) > part_of(source, translation)
