"""`text-missing`: a hole takes along the item to which what is left belongs."""

from __future__ import annotations

import pytest

from tests.rules.conftest import Check

SOURCE = """\
# Publish the temperature

Read the sensor, and publish what it says.

## Task

Set up the project first.

1. Create a folder for it.

1. Install what it needs:

    ```sh
    pip install azure-iot-device
    ```

    This takes a minute or two, depending on your network.

1. Run the program:

    ```sh
    python app.py --sensor 7
    ```

    You will see what it sends:

    ```output
    temperature 21.5
    temperature 21.7
    ```

> You can find this code in the folder `code-publish`.

The program is done now.
"""
TRANSLATION = """\
# Công bố nhiệt độ

Đọc cảm biến và công bố những gì nó cho biết.

## Nhiệm vụ

Trước tiên hãy thiết lập dự án.

1. Tạo một thư mục cho nó.

1. Cài đặt những gì nó cần:

    ```sh
    pip install azure-iot-device
    ```

    Việc này mất một hoặc hai phút, tùy vào mạng của bạn.

1. Chạy chương trình:

    ```sh
    python app.py --sensor 7
    ```

    Bạn sẽ thấy những gì nó gửi:

    ```output
    temperature 21.5
    temperature 21.7
    ```

> Bạn có thể tìm thấy mã này trong thư mục `code-publish`.

Chương trình đã xong.
"""


def cut(start: str, end: str, between: str = "\n") -> str:
    """The translation without what stands between two texts; the second stands on its own line."""
    assert TRANSLATION.count(start) == TRANSLATION.count(end) == 1
    above = TRANSLATION[: TRANSLATION.index(start) + len(start)]
    return f"{above}{between}{TRANSLATION[TRANSLATION.index(end) :]}"


@pytest.mark.parametrize(
    ("translation", "line", "message"),
    [
        pytest.param(
            cut("# Công bố nh", "    ```output"),
            1,
            "the text breaks off before line 27 of the source",
            id="in the title, and on with code",
        ),
        pytest.param(
            cut("Trước tiên hãy thiết", "    Bạn sẽ thấy"),
            7,
            "the text breaks off before line 25 of the source",
            id="in a paragraph, and on with another one",
        ),
        pytest.param(
            cut("# Công bố nhiệt độ", "    Bạn sẽ thấy", "\n\n"),
            1,
            "the text before line 25 of the source is missing",
            id="behind the title, and on with a paragraph",
        ),
        pytest.param(
            cut("## Nhiệm vụ", "    temperature 21.7"),
            5,
            "the text breaks off before line 29 of the source",
            id="in a heading, and on within code",
        ),
        pytest.param(
            cut("    pip install azure", "Bạn có thể tìm"),
            14,
            "the text breaks off before line 32 of the source",
            id="in code, and on with a paragraph",
        ),
    ],
)
def test_a_hole_is_one_finding(compare: Check, translation: str, line: int, message: str) -> None:
    findings = compare(SOURCE, translation)

    assert [(f["rule"], f["line"]) for f in findings] == [("text-missing", line)]
    assert findings[0]["message"].startswith(message)


def test_code_that_lost_its_item_alone_is_still_a_fault(compare: Check) -> None:
    findings = compare(SOURCE, TRANSLATION.replace("1. Chạy chương trình:\n\n", ""))

    assert findings
