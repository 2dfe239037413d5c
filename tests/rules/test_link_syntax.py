"""`link-syntax`: what renders in the source renders in the translation."""

from __future__ import annotations

import pytest

from tests.rules.conftest import Check

ASTERISKS = "readers see asterisks here instead of bold text"
BRACKETS = "readers see brackets here instead of a link"
LINK = "readers see a link here instead of an image"
BACKTICK = "readers see a backtick here"
NOTHING = "this link has no text, so that nobody sees it"
FOOTNOTE = "readers see the mark of a footnote here, and no link to it: [^1]"
ITEMS = (
    "the items of this list are none: a plain space has to stand behind their marks, and nothing"
    " before them"
)
GOES_ON = "this code does not end where it should: the text below it is shown as code"
FILES = {"docs/guide.md": "# Guide\n", "translations/vi/docs/guide.md": "# Guide\n"}
BREAD = """# Bread

Mix flour and water with a spoon.

```python
flour = 500
```

Knead the dough for ten minutes on the table.

## Wait

```python
wait(hours=12)
bake(minutes=40)
```

Eat it with [salted butter](https://example.com/butter).

| salt | sugar |
| - | - |
| 10 | 5 |
"""
TRANSLATED = """# Bánh mì

Trộn bột với nước bằng thìa.

```python
flour = 500
```

Nhào bột mười phút trên bàn.

## Chờ

```python
wait(hours=12)
bake(minutes=40)
```

Ăn với [bơ mặn](https://example.com/butter).

| muối | đường |
| - | - |
| 10 | 5 |
"""


def found(
    compare: Check, source: str, translation: str
) -> list[tuple[str, int, int, str, int | None]]:
    return [
        (f["rule"], f["line"], f["column"], f["message"], f["source"]["line"])
        for f in compare(source, translation, FILES)
        if f["path"].endswith("a.md")
    ]


@pytest.mark.parametrize(
    ("source", "translation", "column", "message"),
    [
        ("See the [guide](guide.md) now", "Xem [bài] (guide.md) nhé", 9, BRACKETS),
        ("See the [guide](guide.md) now", "Xem [bài]（guide.md） nhé", 9, BRACKETS),
        ("See [site](https://e.com/a) now", "Xem [trang] (https://e.com/a) nhé", 11, BRACKETS),
        ("See **[a guide](guide.md)** now", "Xem [**bài**] (guide.md) nhé", 13, BRACKETS),
        ("See [site](https://e.com/a) now", "Xem [trang](https://e.com/a nhé", 11, BRACKETS),
        ("Look: ![a map](https://e.com/m.png)", "Xem: ! [bản đồ](https://e.com/m.png)", 8, LINK),
        ("A **bold** word", "Một từ ** đậm **", 8, ASTERISKS),
        ("**Note (old):** it is dry", "**참고(이전)**는 건조하다", 1, ASTERISKS),
        ("Use **`mix`** often", "자주 **`mix`**를 쓴다", 4, ASTERISKS),
        ("A **bold** word", "Một từ **đậm", 8, ASTERISKS),
        ("See the [guide](guide.md) now", "Xem [bài(guide.md) nhé", 9, BRACKETS),
        ("See the [guide](guide.md) now", "Xem 「bài」（guide.md） nhé", 9, BRACKETS),
        ("See [site](https://e.com/a) now", "Xem [trang(https://e.com/a) nhé", 11, BRACKETS),
        ("See [site](https://e.com/a) now", "Xem [trang]https://e.com/a) nhé", 11, BRACKETS),
        ("See the [guide](guide.md) now", "Xem [](guide.md) nhé", 5, NOTHING),
        ("See the [guide](guide.md) now", "Xem [ ](guide.md) nhé", 5, NOTHING),
        ("Run `mix` and `bake` now", "Chạy `mix` và bake` nhé", 19, BACKTICK),
        ("Run `mix` now", "Chạy ``mix` nhé", 6, BACKTICK),
        ("Set [`a: b`](guide.md)", "Đặt [``a``: b`](guide.md)", 14, BACKTICK),
        ("| `a` | b |\n| - | - |\n| c | d |", "| `a | b |\n| - | - |\n| c | d |", 3, BACKTICK),
        ("Feed it.[^1]\n\n[^1]: Daily.", "Cho ăn.\\[^1\\]\n\n\\[^1\\]: Hằng ngày.", 8, FOOTNOTE),
        ("Feed it.[^1]\n\n[^1]: Daily.", "Cho ăn.\\[^1]\n\n[^1]: Hằng ngày.", 8, FOOTNOTE),
        ("Run `mix` now", "Chạy ｀mix｀ nhé", 6, BACKTICK),
        ("A **bold** word", "Một từ ＊＊đậm＊＊", 8, ASTERISKS),
        ("| **a** | b |\n| - | - |\n| c | d |", "| **a | b |\n| - | - |\n| c | d |", 3, ASTERISKS),
    ],
)  # fmt: skip
def test_markup_that_readers_see_is_one_finding_where_it_stands(
    compare: Check, source: str, translation: str, column: int, message: str
) -> None:
    said = found(compare, f"# A\n\n{source}\n", f"# Ạ\n\n{translation}\n")

    assert said == [("link-syntax", 3, column, message, 3)]


@pytest.mark.parametrize(
    ("source", "translation"),
    [
        ("A **bold** word", "Một từ **đậm**"),
        ("**Note:** it is dry", "**Lưu ý:** nó khô"),
        ("**Note:** it is dry", "**注意**：乾燥しています"),
        ("See **[a guide](guide.md)** now", "Xem **[bài](guide.md)** nhé"),
        ("2 ** 3 is eight", "2 ** 3 bằng tám"),
        ("Use `**kwargs` here", "Dùng `**kwargs` ở đây"),
        ("Escape \\*\\* twice", "Thoát \\*\\* hai lần"),
        ("It is [known] (see below)", "Đã [biết] (xem dưới)"),
        ("- [x] (https://example.com/a)", "- [x] (https://example.com/a)"),
        ("See [guide] (guide.md)", "Xem [bài] (guide.md)"),
        ("An anchor: [](#a)", "Một neo: [](#ạ)"),
        ("[![a](//e.com/m.png)](//e.com/m)", "[![ạ](//e.com/m.png)](//e.com/m)"),
        ("Quote it with a ` now", "Trích bằng ` nhé"),
        ("Quote it with \\` now", "Trích bằng \\` nhé"),
        ("Run `mix` now", "Chạy ``mix`` nhé"),
        ("Run ``a`b`` now", "Chạy ``a`b`` nhé"),
        ("A class \\[^1\\] of it", "Một lớp \\[^1\\] của nó"),
        ("A class [^1] of it", "Một lớp \\[^1\\] của nó"),
        ("It.[^1]\n\n[^1]: So `[^1]`", "Nó.[^1]\n\n[^1]: Vậy `\\[^1\\]`"),
        ("Rate: two stars", "Điểm: ＊＊"),
        ("An array a[i(x)", "Một mảng a[i(x)"),
    ],
)
def test_what_renders_as_in_the_source_is_no_finding(
    compare: Check, source: str, translation: str
) -> None:
    assert found(compare, f"# A\n\n{source}\n", f"# Ạ\n\n{translation}\n") == []


@pytest.mark.parametrize(
    "mark", ["-\u00a0", "-\u3000", "\u200f- ", "1.\u00a0"], ids=lambda mark: ascii(mark)
)
def test_items_that_are_none_are_one_finding(compare: Check, mark: str) -> None:
    plain = "1." if mark[0] == "1" else "-"
    source = f"# A\n\n{plain} one\n{plain} two\n\n## B\n\nText.\n"
    translation = f"# Ạ\n\n{mark}một\n{mark}hai\n\n## Ḅ\n\nVăn bản.\n"

    assert found(compare, source, translation) == [("link-syntax", 3, 1, ITEMS, 3)]


@pytest.mark.parametrize("mark", ["##\u00a0", "\u200f## "], ids=lambda mark: ascii(mark))
def test_a_heading_that_is_none_for_an_odd_space_is_told_there(compare: Check, mark: str) -> None:
    source = "# A\n\nText.\n\n## B\n\nMore 12.\n"
    translation = f"# Ạ\n\nVăn bản.\n\n{mark}Ḅ\n\nThêm 12.\n"

    said = found(compare, source, translation)

    assert [(rule, line) for rule, line, *_ in said] == [("heading", 5)]


FLAT = "this list no longer stands in the item above it"
NESTED = "# A\n\n1. one\n   - two\n   - three\n2. four\n   - five\n\nText.\n"


@pytest.mark.parametrize("indent", ["", "  "])
def test_a_list_that_left_its_item_is_one_warning(compare: Check, indent: str) -> None:
    translation = NESTED.replace("Text", "Văn").replace("   - ", f"{indent}- ")

    assert found(compare, NESTED, translation) == [("link-syntax", 4, 1, FLAT, 4)]


@pytest.mark.parametrize("indent", ["   ", "     ", "\t"], ids=ascii)
def test_a_list_in_its_item_may_be_indented_otherwise(compare: Check, indent: str) -> None:
    translation = NESTED.replace("Text", "Văn").replace("   - ", f"{indent}- ")

    assert found(compare, NESTED, translation) == []


def test_items_that_are_none_in_the_source_either_are_no_finding(compare: Check) -> None:
    source = "# A\n\n-\u00a0one\n-\u00a0two\n\nText.\n"

    assert found(compare, source, source.replace("one", "một").replace("Text", "Văn")) == []


@pytest.mark.parametrize(
    ("old", "new", "line", "source_line"),
    [
        pytest.param("500\n```\n", "500\n```- xong\n", 7, 5, id="text glued to the closing fence"),
        pytest.param("500\n```\n", "500\n", 5, 5, id="the closing fence is missing"),
        pytest.param("40)\n```\n", "40)\n", 13, 13, id="the last closing fence is missing"),
        pytest.param("500\n```\n", "500\n````\n````md\n", 8, 9, id="a fence is opened"),
    ],
)  # fmt: skip
def test_a_fence_that_swallows_the_text_below_is_one_finding(
    compare: Check, old: str, new: str, line: int, source_line: int
) -> None:
    assert old in TRANSLATED

    said = found(compare, BREAD, TRANSLATED.replace(old, new))

    assert said == [("link-syntax", line, 1, GOES_ON, source_line)]


@pytest.mark.parametrize("fence", ["```markdown", "```md", "````markdown", "```"])
def test_a_page_wrapped_in_a_fence_is_one_finding(compare: Check, fence: str) -> None:
    wrapped = f"{fence}\n{TRANSLATED}{fence.rstrip('markdown')}\n"

    assert found(compare, BREAD, wrapped) == [
        ("link-syntax", 1, 1, "the whole page is one block of code", 1)
    ]


def test_what_stands_above_the_swallowed_text_is_compared(compare: Check) -> None:
    lost = TRANSLATED.replace("500\n```\n", "500\n").replace("# Bánh mì\n", "Bánh mì\n")

    assert [rule for rule, *_ in found(compare, BREAD, lost)] == ["heading", "link-syntax"]


def test_a_source_with_an_open_fence_is_compared_as_it_is(compare: Check) -> None:
    source, translation = (text.replace("40)\n```\n", "40)\n") for text in (BREAD, TRANSLATED))

    assert found(compare, source, translation) == []


@pytest.mark.parametrize(
    ("translation", "expected"),
    [
        pytest.param("Ăn [bơ mặn](https://example.com/b", ["link-syntax"], id="broken"),
        pytest.param(
            "Ăn [bơ mặn](https://example.com/b) với\n[bơ](https://evil.example/b",
            ["link-syntax", "link-target"],
            id="broken, beside another one that leads elsewhere",
        ),
        pytest.param(
            r"Ăn [bơ mặn](https://example.com/b) với bơ\](https://evil.example/b)",
            ["link-target"],
            id="a bare address behind an escaped bracket",
        ),
        pytest.param(r"Ăn [bơ mặn](https://example.com/b) với bơ\](b)", [], id="no address"),
    ],
)
def test_an_address_behind_a_bracket_is_told_once(
    compare: Check, translation: str, expected: list[str]
) -> None:
    source = "Eat it with [salted butter](https://example.com/b) that you have made at home."

    assert [each[0] for each in found(compare, source, translation)] == expected
