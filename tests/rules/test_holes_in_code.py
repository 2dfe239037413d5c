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
