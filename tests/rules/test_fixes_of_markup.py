"""Fixes of broken markup: it renders as the source's does, and no other character changes."""

from __future__ import annotations

import pytest

from tests.conftest import Repository
from tests.rules.fixing import fix_notebook, fix_page, has_fix

RULE = "link-syntax"
URL = "https://e.com/a"
# Other pages and files that the links lead to.
FILES = {"docs/guide.md": "# Guide", "translations/vi/docs/guide.md": "# Hướng dẫn"}


@pytest.mark.parametrize(
    ("source", "broken", "mended"),
    [
        (f"See [a]({URL}).", f"Xem [a] ({URL}).", f"Xem [a]({URL})."),
        (f"See [a]({URL}).", f"Xem [a]（{URL}）。", f"Xem [a]({URL})。"),
        (f"See [a]({URL}).", f"Xem [a] （{URL}）。", f"Xem [a]({URL})。"),
        (f"See [a]({URL}).", f"Xem [a]({URL}）。", f"Xem [a]({URL})。"),
        (f"See [a]({URL}).", f"Xem [a]（{URL})。", f"Xem [a]({URL})。"),
        ("See [a](guide.md).", "Xem [a] (guide.md).", "Xem [a](guide.md)."),
        (f"See [a]({URL}).", f"Xem [a]({URL}. Hết", f"Xem [a]({URL}). Hết"),
        (f"See [a]({URL}).", f"Xem [a] ({URL}", f"Xem [a]({URL})"),
        (f"See [a]({URL}).", f"Xem [a({URL}).", f"Xem [a]({URL})."),
        ("See [a](guide.md).", "Xem [a（guide.md）。", "Xem [a](guide.md)。"),
        (f"See [a]({URL}).", f"Xem [a]{URL}).", f"Xem [a]({URL})."),
        (f"- [a]({URL})", f"- [a] ({URL})", f"- [a]({URL})"),
        (f"> [a]({URL})", f">  [a]（{URL}）  ", f">  [a]({URL})  "),
        (f"## [a]({URL})", f"## [a] ({URL})", f"## [a]({URL})"),
        (
            f"| A | B |\n|---|---|\n| 1 | [a]({URL}) |",
            f"| Ạ | Ḅ   |\n|---|:--|\n| 1 | [a] ({URL})   |",
            f"| Ạ | Ḅ   |\n|---|:--|\n| 1 | [a]({URL})   |",
        ),
        (
            f"[a]({URL}), [b](https://e.com/b), [c](guide.md)",
            f"[a] ({URL}), [b](https://e.com/b), [c]（guide.md）",
            f"[a]({URL}), [b](https://e.com/b), [c](guide.md)",
        ),
    ],
)
def test_brackets_of_a_link_are_put_together(
    folder: Repository, source: str, broken: str, mended: str
) -> None:
    text = f"# Ạ\n\nVăn bản.\n\n{broken}\n\nHết.\n"

    fixed = fix_page(folder, RULE, f"# A\n\nText.\n\n{source}\n\nEnd.\n", text, FILES)

    assert fixed == text.replace(broken, mended)


@pytest.mark.parametrize(
    ("source", "broken"),
    [
        pytest.param(f"[a]({URL})", "[a] (https://e.com/b)", id="another target"),
        pytest.param(f"[a]({URL})", f"[a]({URL}-b và", id="no bracket, another target"),
        pytest.param(f"[a]({URL})", f"a] ({URL})", id="no opening bracket"),
        pytest.param(f"[a]({URL})", f"[a]({URL}) [a] ({URL})", id="a link more"),
    ],
)
def test_no_brackets_are_touched_where_it_is_not_surely_the_sources_link(
    folder: Repository, source: str, broken: str
) -> None:
    assert not has_fix(folder, RULE, f"# A\n\n{source}\n", f"# Ạ\n\n{broken}\n")


@pytest.mark.parametrize(
    ("broken", "mended"),
    [
        ("! [b](map.png)", "![b](map.png)"),
        ("！[b](map.png)", "![b](map.png)"),
        ("！ [b](map.png)", "![b](map.png)"),
        ("[b](map.png)", "![b](map.png)"),
        ("-  ! [b](map.png)", "-  ![b](map.png)"),
        ("Bản đồ [b](map.png)", "Bản đồ ![b](map.png)"),
    ],
)
def test_the_mark_of_an_image_is_put_to_its_brackets(
    folder: Repository, broken: str, mended: str
) -> None:
    source = mended.replace("[b]", "[map]").replace("Bản đồ", "The map")
    files = {"docs/map.png": "x", "translations/vi/docs/map.png": "x"}

    fixed = fix_page(folder, RULE, f"# A\n\n{source}\n", f"# Ạ\n\n{broken}\n", files)

    assert fixed == f"# Ạ\n\n{mended}\n"


def test_the_mark_of_a_sentence_is_left(folder: Repository) -> None:
    source, there = "Look! ![a](map.png)", "Nhìn kìa! [a](map.png)"

    assert not has_fix(folder, RULE, source, there, {"docs/map.png": "x"})


@pytest.mark.parametrize(
    ("source", "broken", "mended"),
    [
        ("**Note**: read", "** Chú ý**: đọc", "**Chú ý**: đọc"),
        ("**Note**: read", "**Chú ý **: đọc", "**Chú ý**: đọc"),
        ("**Note**: read", "** Chú ý **: đọc", "**Chú ý**: đọc"),
        ("1. **Note:**", "1. ** Chú ý:** ", "1. **Chú ý:** "),
        ("> - **Note** it", "> - ** Chú ý** nó", "> - **Chú ý** nó"),
        (
            "**A**: a | **B**: b | **C**: `2 ** x ** 3`",
            "** Ạ **: ạ | **Ḅ**: ḅ | **C **: `2 ** x ** 3`",
            "**Ạ**: ạ | **Ḅ**: ḅ | **C**: `2 ** x ** 3`",
        ),
    ],
)
def test_white_space_is_taken_from_inside_bold_text(
    folder: Repository, source: str, broken: str, mended: str
) -> None:
    fixed = fix_page(folder, RULE, f"# A\n\n{source}\n", f"# Ạ\n\n{broken}\n\n")

    assert fixed == f"# Ạ\n\n{mended}\n\n"


@pytest.mark.parametrize(
    ("source", "broken"),
    [
        pytest.param("**Note** a", "** 注（意） **是", id="would still not open"),
        pytest.param("**Note (a)** b", "**注（意）**是*也*", id="other asterisks"),
        pytest.param("**Note** a **b**", "** Chú ý** a b", id="one of two"),
        pytest.param("**A** a **b** c", "**Ạ ** a **b\nc** **d", id="over two lines"),
        pytest.param("**Note** it", "** Chú ý nó", id="half of it"),
    ],
)
def test_bold_text_that_can_be_repaired_in_two_ways_is_left(
    folder: Repository, source: str, broken: str
) -> None:
    assert not has_fix(folder, RULE, f"# A\n\n{source}\n", f"# Ạ\n\n{broken}\n")


@pytest.mark.parametrize(
    ("source", "broken", "mended"),
    [
        ("**DLP (data)** is", "**DLP（数据）**是", "<strong>DLP（数据）</strong>是"),
        ("A **proxy** is", "có **프록시(proxy)**를", "có <strong>프록시(proxy)</strong>를"),
        ("**`a`** and **b**", "**`a`**와 **b**", "<strong>`a`</strong>와 **b**"),
        (
            f"See **[a]({URL})** now",
            f"見て**「[a]({URL})」**を",
            f"見て<strong>「[a]({URL})」</strong>を",
        ),
    ],
)
def test_bold_text_beside_letters_may_become_tags(
    folder: Repository, source: str, broken: str, mended: str
) -> None:
    page = f"# A\n\n{source}\n", f"# Ạ\n\n{broken}\n"

    assert fix_page(folder, RULE, *page, unsafe=True) == f"# Ạ\n\n{mended}\n"


@pytest.mark.parametrize("mark", ["-\u00a0", "\u200f- "], ids=lambda mark: ascii(mark))
def test_items_get_a_plain_space(folder: Repository, mark: str) -> None:
    source = "# A\n\n- one\n- two\n\n## B\n\nText.\n"
    broken = f"# Ạ\n\n{mark}một\n{mark}hai\n\n##\u00a0Ḅ\n\nVăn bản.\n"

    fixed = fix_page(folder, RULE, source, broken)

    assert fixed == broken.replace(mark, "- ")


def test_the_marks_of_a_footnote_lose_their_backslashes(folder: Repository) -> None:
    source = "# A\n\nFeed it.[^1]\n\n[^1]: Daily.\n"
    broken = "# Ạ\n\nCho ăn.\\[^1\\]\n\n\\[^1\\]: Hằng ngày.\n"

    assert fix_page(folder, RULE, source, broken) == broken.replace("\\", "")


TEXTS = "".join(f"{n}.\n\n" for n in range(9))
FENCED = (
    f"# A\n\n```js\nrun()\n```\n- one\n- two\n\nText.\n\n```sh\nls\n```\nLast.\n\n## B\n\n{TEXTS}"
)
GLUED = (
    f"# Ạ\n\n```js\nrun()\n```%s- một\n- hai\n\nVăn.\n\n```sh\nls\n```%sCuối.\n\n## Ḅ\n\n{TEXTS}"
)


@pytest.mark.parametrize("places", [("", "\n"), ("\n", ""), ("", ""), (" ", "  ")])
def test_text_that_is_glued_to_a_fence_gets_a_line_of_its_own(
    folder: Repository, places: tuple[str, str]
) -> None:
    assert fix_page(folder, RULE, FENCED, GLUED % places) == GLUED % ("\n", "\n")


@pytest.mark.parametrize(
    ("old", "new"),
    [
        pytest.param("run()\n```- một", "```run()- một", id="the code stands behind the fence"),
        pytest.param("run()\n```", "run()\nstop()\n```", id="another length"),
        pytest.param("```js\nrun()\n```", "````js\nrun()\n```", id="another fence"),
        pytest.param("- một", "một", id="another kind of text"),
    ],
)
def test_text_is_left_at_a_fence_that_may_not_be_its_own(
    folder: Repository, old: str, new: str
) -> None:
    there = (GLUED % ("", "\n")).replace(old, new)

    assert not has_fix(folder, RULE, FENCED, there)


def test_a_text_that_the_source_parts_from_the_fence_is_left(folder: Repository) -> None:
    source = FENCED.replace("- one", "\n- one")

    assert not has_fix(folder, RULE, source, GLUED % ("", "\n"))


def test_markup_of_a_notebook_is_repaired_in_its_strings(folder: Repository) -> None:
    source = ["# A\n", "\n", f'See "[a]({URL})".\n', "\n", "**Note** it"]
    there = ["# Ạ\n", "\n", f'Xem "[a] （{URL}）".\n', "\n", "** Chú ý** nó"]

    assert fix_notebook(folder, RULE, source, there) == [
        "# Ạ\n",
        "\n",
        f'Xem "[a]({URL})".\n',
        "\n",
        "**Chú ý** nó",
    ]
