"""Headings without the space behind `#`, and lists whose numbers are none to Markdown."""

from __future__ import annotations

import pytest

from tests.conftest import Repository
from tests.rules.conftest import Check

HELP = """\
# Help

## When it goes wrong

### "It is slow!"
**Fix**: Use a cable, as [Ana](https://example.com/ana) does.

### "Out of memory!"
**Fix**: Use a smaller model, and close the others.
"""
HELP_ZH = """\
# 說明

## 當事情出錯時

### 「下載很慢！」
**解法**：使用網路線，就像 [Ana](https://example.com/ana) 那樣。

### 「記憶體不足！」
**解法**：使用較小的模型，並關閉其他模型。
"""
STEPS = """\
# Record

1. Add this code to the `setup` function of the program:

    ```cpp
    pinMode(KEY_C, INPUT_PULLUP);
    ```

    This waits until somebody presses the button.

1. Upload the code, as in [the guide](https://example.com/guide), and run it.
"""
STEPS_VI = """\
# Ghi âm

1. Thêm đoạn mã này vào hàm `setup` của chương trình:

    ```cpp
    pinMode(KEY_C, INPUT_PULLUP);
    ```

    Nó chờ cho đến khi có người nhấn nút.

1. Tải mã lên như trong [hướng dẫn](https://example.com/guide) rồi chạy nó.
"""


def test_a_heading_without_its_space_is_told_where_it_stands(compare: Check) -> None:
    glued = HELP_ZH.replace("### 「", "###「")

    assert [(f["rule"], f["line"], f["message"]) for f in compare(HELP, glued)] == [
        (
            "heading",
            5,
            "the heading '\"It is slow!\"' is no heading here: the space behind ### is missing",
        ),
        (
            "heading",
            8,
            "the heading '\"Out of memory!\"' is no heading here: the space behind ### is missing",
        ),
    ]


def test_the_space_comes_back_and_nothing_else_changes(folder: Repository) -> None:
    folder.write("a.md", HELP)
    folder.translate("a.md", "zh-TW", HELP_ZH.replace("### 「", "###「"))
    folder.run("fix")
    text = (folder.root / "translations/zh-TW/a.md").read_text(encoding="utf-8")

    assert text.endswith(HELP_ZH)
    assert folder.check().findings == []


def test_another_number_of_marks_is_no_proof(compare: Check) -> None:
    glued = HELP_ZH.replace("### 「記憶體不足！」", "#記憶體不足！")
    findings = compare(HELP, glued)

    assert [f["fix"] for f in findings] == [None]
    assert findings[0]["message"].endswith("is missing")


@pytest.mark.parametrize("digit", ["১", "１", "१", "١"])
def test_a_list_with_other_digits_is_one_finding(compare: Check, digit: str) -> None:
    (finding,) = compare(STEPS, STEPS_VI.replace("1. ", f"{digit}. "))

    assert (finding["rule"], finding["line"]) == ("link-syntax", 3)
    assert finding["message"].endswith("code here: 2 items, the last one on line 20")


def test_what_stands_in_such_a_list_is_compared(compare: Check) -> None:
    broken = STEPS_VI.replace("1. ", "১. ").replace("KEY_C", "KEY_D").replace("com/guide", "com/x")

    assert sorted(f["rule"] for f in compare(STEPS, broken)) == [
        "code-block",
        "link-syntax",
        "link-target",
    ]


def test_a_list_in_markdown_s_digits_is_no_finding(compare: Check) -> None:
    assert compare(STEPS, STEPS_VI) == []


def test_a_list_with_nothing_below_its_items_reads_well_as_lines(compare: Check) -> None:
    source = "# A\n\n1. One of them.\n2. Two of them, and more.\n\nIn 2024, it was new.\n"
    translation = (
        "# Ạ\n\n၁. Một trong số đó.\n၂. Hai trong số đó, và hơn nữa.\n\nNăm 2024 nó còn mới.\n"
    )

    assert compare(source, translation) == []
