"""`text-missing`: code breaks off and takes its fence along, or the text goes on within code."""

from __future__ import annotations

import pytest

from tests.rules.conftest import Check

SOURCE = """\
# Deploy

Sign in before you deploy anything.

```bash
# sign in
azd auth login
azd env new dev
azd up
```

Look at what is there now.

## Watch

The logs say what it does.

```bash
# look at it
azd show
azd monitor --logs
azd down
```

## End

Delete what you do not need, it costs money.

```python
print("done")
```

That is all.
"""
TRANSLATION = """\
# Triển khai

Hãy đăng nhập trước khi triển khai.

```bash
# đăng nhập
azd auth login
azd env new dev
azd up
```

Hãy xem bây giờ có những gì.

## Theo dõi

Nhật ký cho biết nó đang làm gì.

```bash
# xem nó
azd show
azd monitor --logs
azd down
```

## Kết thúc

Xóa những gì bạn không cần, vì nó tốn tiền.

```python
print("done")
```

Thế là hết.
"""


def cut(start: str, end: str) -> str:
    """The translation without what stands between two texts; the second stands on its own line."""
    assert TRANSLATION.count(start) == TRANSLATION.count(end) == 1
    above = TRANSLATION[: TRANSLATION.index(start) + len(start)]
    return f"{above}\n{TRANSLATION[TRANSLATION.index(end) :]}"


@pytest.mark.parametrize(
    ("start", "end", "line", "message"),
    [
        pytest.param(
            "azd env n",
            "## Kết thúc",
            8,
            "the text breaks off before line 25 of the source",
            id="in a line of code, and on with a heading",
        ),
        pytest.param(
            "azd env new dev",
            "Xóa những gì",
            8,
            "the text breaks off before line 27 of the source",
            id="below a line of code, and on with a paragraph",
        ),
        pytest.param(
            "Hãy xem bây",
            "azd monitor --logs",
            12,
            "the text breaks off before line 21 of the source",
            id="in a paragraph, and on with a line of code",
        ),
        pytest.param(
            "Hãy xem bây",
            "# xem nó",
            12,
            "the text breaks off before line 19 of the source",
            id="in a paragraph, and on with a comment of code",
        ),
        pytest.param(
            "azd env n",
            "azd down",
            8,
            "the text breaks off before line 22 of the source",
            id="in a line of code, and on with a line of other code",
        ),
    ],
)
def test_a_hole_is_one_finding(
    compare: Check, start: str, end: str, line: int, message: str
) -> None:
    findings = compare(SOURCE, cut(start, end))

    assert [(f["rule"], f["line"]) for f in findings] == [("text-missing", line)]
    assert findings[0]["message"].startswith(message)


@pytest.mark.parametrize(
    "translation",
    [
        pytest.param(TRANSLATION.replace("azd up\n```\n", "azd up\n", 1), id="lost"),
        pytest.param(TRANSLATION.replace("azd up\n```\n", "azd up\n```Xem", 1), id="glued"),
    ],
)
def test_a_fence_alone_is_the_fault_of_the_fence(compare: Check, translation: str) -> None:
    assert [f["rule"] for f in compare(SOURCE, translation)] == ["link-syntax"]


def test_what_stands_in_the_line_that_breaks_off_is_no_other_code(compare: Check) -> None:
    findings = compare(SOURCE, cut("azd env n", "## Kết thúc").replace("azd env n", "curl e"))

    assert {f["rule"] for f in findings} != {"text-missing"}


DIAGRAM = """\
# Architecture

How the parts of it work together:

```mermaid
graph TD
    App[Web app<br/>for readers] --> Queue[Message queue]
    Queue --> Worker[Background worker]
    Worker --> Store[(Database)]
```

## Limits

The queue keeps a message for a day.

## Errors

What is not understood is left out:

```mermaid
graph LR
    Error[Unknown message] --> Log[Log file]
    Log --> Alert[Message to the team]
```

Look at the log file once a week.

## Costs

It is free up to a million messages.
"""
TRANSLATED_DIAGRAM = """\
# Kiến trúc

Các phần của nó hoạt động cùng nhau như thế nào:

```mermaid
graph TD
    App[Ứng dụng web<br/>cho độc giả] --> Queue[Hàng đợi tin nhắn]
    Queue --> Worker[Tiến trình nền]
    Worker --> Store[(Cơ sở dữ liệu)]
```

## Giới hạn

Hàng đợi giữ một tin nhắn trong một ngày.

## Lỗi

Những gì không hiểu được sẽ bị bỏ qua:

```mermaid
graph LR
    Error[Tin nhắn lạ] --> Log[Tệp nhật ký]
    Log --> Alert[Tin nhắn cho nhóm]
```

Hãy xem tệp nhật ký mỗi tuần một lần.

## Chi phí

Miễn phí cho đến một triệu tin nhắn.
"""


@pytest.mark.parametrize(
    ("start", "end", "line", "goes_on"),
    [
        pytest.param("Queue --> Worker[Tiến", "## Chi phí", 8, 28, id="and on with a heading"),
        pytest.param(
            "Hàng đợi giữ một", "    Log --> Alert", 14, 23, id="and on within another one"
        ),
    ],
)
def test_a_diagram_whose_labels_are_translated_breaks_off_too(
    compare: Check, start: str, end: str, line: int, goes_on: int
) -> None:
    above = TRANSLATED_DIAGRAM[: TRANSLATED_DIAGRAM.index(start) + len(start)]
    below = TRANSLATED_DIAGRAM[TRANSLATED_DIAGRAM.index(end) :]
    findings = compare(DIAGRAM, f"{above}\n{below}")

    assert [(f["rule"], f["line"]) for f in findings] == [("text-missing", line)]
    assert f"breaks off before line {goes_on} of the source" in findings[0]["message"]


def section(name: str, text: str, comment: str, code: str) -> str:
    return f"## {name}\n\n{text}\n\n```python\n# {comment}\n{code}\n```\n\n"


def test_code_below_a_lost_section_is_whole_for_all_its_translated_comment(compare: Check) -> None:
    source = "# Cake\n\n" + section("Mix it", "Stir well.", "step one", "a = stir(b)")
    source += section("Bake it", "Wait long.", "step two", "c = bake(a)")
    source += section("Eat it", "Share it.", "step three", "eat(c)")
    translation = "# Bánh\n\n" + section("Nướng", "Chờ lâu.", "bước hai", "c = bake(a)")
    translation += section("Ăn", "Chia sẻ.", "bước ba", "eat(c)")
    findings = compare(source, translation)

    assert [(f["rule"], f["line"]) for f in findings] == [("text-missing", 1)]
    assert findings[0]["message"].startswith("the text before line 12 of the source is missing")
