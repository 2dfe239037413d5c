"""Fixes of placeholders: what they stand for, if the source's text leaves no choice."""

from __future__ import annotations

import pytest

from tests.conftest import Repository
from tests.rules.fixing import fix_notebook, fix_page, has_fix

RULE = "placeholder"


def page(text: str) -> str:
    return f"# A\n\n{text}\n\nEnd.\n"


@pytest.mark.parametrize(
    ("source", "broken", "mended"),
    [
        pytest.param("Run `a b`.", "Chạy @@INLINE_CODE_3@@.", "Chạy `a b`.", id="the only one"),
        pytest.param(
            "Run `a b` in `c/`.",
            "Trong `c/`, chạy @@INLINE_CODE_3@@.",
            "Trong `c/`, chạy `a b`.",
            id="the only one that is left",
        ),
        pytest.param(
            "Run `a`, `b` and `c`.",
            "Chạy @@INLINE_CODE_5@@ và `b`, @@INLINE_CODE_3@@.",
            "Chạy `c` và `b`, `a`.",
            id="two, told apart by their numbers",
        ),
        pytest.param(
            "Run ``a ` b``.", "Chạy @@INLINE_CODE_0@@.", "Chạy ``a ` b``.", id="of two ticks"
        ),
        pytest.param(
            "Run `a`.", "Chạy `@@INLINE_CODE_0@@`.", "Chạy `a`.", id="in ticks of its own"
        ),
        pytest.param("## Run `a`", "## Chạy @@INLINE_CODE_0@@", "## Chạy `a`", id="in a heading"),
        pytest.param(
            "> - Run\n>   `a`", "> - Chạy\n>   @@INLINE_CODE_0@@", "> - Chạy\n>   `a`", id="nested"
        ),
        pytest.param(
            "| A | B |\n|---|---|\n| `a` | `b` |",
            "|  Ạ  |  Ḅ  |\n|---|---|\n|  @@INLINE_CODE_0@@  |  @@INLINE_CODE_2@@  |",
            "|  Ạ  |  Ḅ  |\n|---|---|\n|  `a`  |  `b`  |",
            id="in cells of a table",
        ),
        pytest.param(
            "See [a](https://e.com/a) and [b](https://e.com/b).",
            "Xem [ạ](https://e.com/a) và [ḅ](@@LINK_DESTINATION_7@@).",
            "Xem [ạ](https://e.com/a) và [ḅ](https://e.com/b).",
            id="a link's target",
        ),
        pytest.param(
            "```sh\nls # list\n\ncd\n```\n\nAnd:\n\n- text\n\n  ```sh\n  ls\n  ```",
            "@@CODE_BLOCK_0@@\n\nVà:\n\n- chữ\n\n  @@CODE_BLOCK_1@@",
            "```sh\nls # list\n\ncd\n```\n\nVà:\n\n- chữ\n\n  ```sh\n  ls\n  ```",
            id="blocks of code",
        ),
    ],
)
def test_a_placeholder_becomes_what_it_stands_for(
    folder: Repository, source: str, broken: str, mended: str
) -> None:
    assert fix_page(folder, RULE, page(source), page(broken)) == page(mended)


@pytest.mark.parametrize(
    ("source", "broken"),
    [
        pytest.param("`a` and `b`", "@@INLINE_CODE_0@@ và", id="another one is lost"),
        pytest.param("`a` and `b`", "@@INLINE_CODE_0@@ và `ḅ`", id="another one is changed"),
        pytest.param("`a` and `b`", "@@INLINE_CODE_1@@, @@INLINE_CODE_3@@", id="odd numbers"),
        pytest.param("`a`, `b`, `a`", "@@INLINE_CODE_1@@, @@INLINE_CODE_2@@, `a`", id="twins"),
        pytest.param("a and b", "@@INLINE_CODE_0@@", id="the source has none"),
        pytest.param("`a\nb`", "@@INLINE_CODE_0@@", id="on two lines"),
        pytest.param("`a` b", "@@CODE_BLOCK_0@@", id="not of its kind"),
        pytest.param(
            "```\na\n```\n\nText.\n\n```\nb\n```", "@@CODE_BLOCK_0@@\n\nChữ.", id="a lost block"
        ),
    ],
)
def test_a_placeholder_that_may_stand_for_something_else_is_left(
    folder: Repository, source: str, broken: str
) -> None:
    assert not has_fix(folder, RULE, page(source), page(broken))


def test_a_placeholder_of_a_notebook_is_replaced_in_its_string(folder: Repository) -> None:
    source, there = ['Run `a "b"`.\n', "Now."], ["Chạy @@INLINE_CODE_0@@.\n", "Ngay."]

    assert fix_notebook(folder, RULE, source, there) == ['Chạy `a "b"`.\n', "Ngay."]


@pytest.mark.parametrize(
    "damaged",
    [
        "@@INLINE_CODE_0@",
        "@@ INLINE_CODE_0 @@",
        "INLINE_CODE_0",
        "@@inline_code_0@@",
        "@@INLINE CODE 0@@",
    ],
)
def test_a_damaged_placeholder_becomes_the_lost_code_span(folder: Repository, damaged: str) -> None:
    source, there = page("Run `azd up` in `infra/`."), page("Chạy {} trong `infra/`.")

    fixed = fix_page(folder, "inline-code", source, there.format(damaged))

    assert fixed == there.format("`azd up`")


@pytest.mark.parametrize("instead", ["lệnh", "`azd lên`", "INLINE_CODE_0 INLINE_CODE_1"])
def test_a_lost_code_span_without_a_placeholder_is_left(folder: Repository, instead: str) -> None:
    source, there = page("Run `azd up` now."), page(f"Chạy {instead} ngay.")

    assert not has_fix(folder, "inline-code", source, there)


@pytest.mark.parametrize(
    ("variable", "broken"),
    [
        ("{name}", "{tên}"),
        ("{{ site.title }}", "{{trang.tiêu_đề}}"),
        ("${NAME}", "${TÊN}"),
        ("${{ secrets.KEY }}", "${{ bí mật }}"),
    ],
)
def test_a_variable_gets_its_name_back(folder: Repository, variable: str, broken: str) -> None:
    source, there = page(f"Hello, {variable} {{b}}"), "Chào {} {{b}}"

    fixed = fix_page(folder, RULE, source, page(there.format(broken)))

    assert fixed == page(there.format(variable))


@pytest.mark.parametrize(
    ("source", "broken"),
    [
        pytest.param("{name}", "tên", id="no trace of it"),
        pytest.param("{name}", "{tên} {họ}", id="two that may be it"),
        pytest.param("{name} and {town}", "{tên} và {phố}", id="two that are lost"),
        pytest.param("{name}", "{{ tên }}", id="in other marks"),
        pytest.param("%s", "{s}", id="of another kind"),
    ],
)
def test_a_variable_that_may_be_another_is_left(
    folder: Repository, source: str, broken: str
) -> None:
    assert not has_fix(folder, RULE, page(f"Hello, {source}"), page(f"Chào, {broken}"))
