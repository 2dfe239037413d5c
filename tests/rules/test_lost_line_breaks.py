"""`link-syntax` and `html`: line breaks without which Markdown reads what is below otherwise."""

from __future__ import annotations

import cmarkgfm
import pytest

from tests.conftest import Repository
from tests.rules.conftest import Check
from tests.rules.fixing import fix_page

GLUED = "the code below is none: its fence is glued to the text above it"
SHOWN = "readers see Markdown below </summary>: an empty line is missing"
SOURCE = """# Bread

Light the oven:

```bash
oven --light
```

Wait for an hour, and look into it.

1. Put the bread in:

   ```bash
   oven --open
   ```

2. Wait again, and take it out.
"""
TRANSLATION = """# Bánh mì

Bật lò lên:

```bash
oven --light
```

Chờ một giờ rồi nhìn vào trong.

1. Cho bánh mì vào:

   ```bash
   oven --open
   ```

2. Chờ thêm rồi lấy ra.
"""
SUMMARY = """# Bread

<details>
<summary>How long?</summary>

- For **one** hour
- As [the book](https://example.com/book) says

</details>

Eat it warm, with butter.
"""
SUMMARY_TRANSLATED = """# Bánh mì

<details>
<summary>Bao lâu?</summary>

- Trong **một** giờ
- Như [cuốn sách](https://example.com/book) nói

</details>

Ăn khi còn nóng, với bơ.
"""


def found(compare: Check, source: str, translation: str) -> list[tuple[str, int, str]]:
    return [(f["rule"], f["line"], f["message"]) for f in compare(source, translation)]


@pytest.mark.parametrize(
    ("written", "glued", "line"),
    [
        ("lên:\n\n```", "lên:```", 3),
        ("lên:\n\n```", "lên: ```", 3),
        ("vào:\n\n   ```", "vào:```", 11),
    ],
)
def test_a_fence_glued_to_the_text_above_it_is_one_finding_there(
    compare: Check, written: str, glued: str, line: int
) -> None:
    translation = TRANSLATION.replace(written, glued)

    assert found(compare, SOURCE, translation) == [("link-syntax", line, GLUED)]


def test_each_glued_fence_is_told(compare: Check) -> None:
    translation = TRANSLATION.replace(":\n\n", ":").replace(":   ", ":")

    assert found(compare, SOURCE, translation) == [
        ("link-syntax", 3, GLUED),
        ("link-syntax", 9, GLUED),
    ]


def test_code_below_a_glued_fence_is_compared(compare: Check) -> None:
    translation = TRANSLATION.replace("lên:\n\n```", "lên:```").replace("--light", "--sáng")

    rules = [(rule, line) for rule, line, _ in found(compare, SOURCE, translation)]
    assert ("link-syntax", 3) in rules or ("code-block", 4) in rules


@pytest.mark.parametrize("glued", ["Dùng ```bash``` để", "Dùng ``` rồi ```bash"])
def test_code_in_a_line_is_no_fence(compare: Check, glued: str) -> None:
    source = f"{SOURCE}\nUse it as `bash` does.\n"
    translation = f"{TRANSLATION}\n{glued} làm `bash` đó.\n"

    assert GLUED not in [message for *_, message in found(compare, source, translation)]


def test_a_fence_that_the_source_glues_as_well_is_none_of_the_translation(compare: Check) -> None:
    source = SOURCE.replace("oven:\n\n```", "oven:```")
    translation = TRANSLATION.replace("lên:\n\n```", "lên:```")

    assert found(compare, source, translation) == []


@pytest.mark.parametrize("end", ["\n</details>", "</details>"])
def test_a_list_right_below_a_summary_is_one_finding_there(compare: Check, end: str) -> None:
    translation = SUMMARY_TRANSLATED.replace("</summary>\n\n", "</summary>\n")
    translation = translation.replace("\n</details>", end)

    assert "<li>" not in cmarkgfm.github_flavored_markdown_to_html(translation)
    assert found(compare, SUMMARY, translation) == [("html", 4, SHOWN)]


def test_plain_text_right_below_a_summary_looks_the_same(compare: Check) -> None:
    text, translated = "For one hour in the oven.", "Trong một giờ ở trong lò."
    source = f"# A\n\n<details>\n<summary>b</summary>\n\n{text}\n\n</details>\n"
    translation = f"# Ạ\n\n<details>\n<summary>ƀ</summary>\n{translated}\n\n</details>\n"

    assert found(compare, source, translation) == []


def test_html_right_below_a_summary_is_html(compare: Check) -> None:
    source = SUMMARY.replace("</summary>\n\n", "</summary>\n<p>Hello there</p>\n\n")
    translation = SUMMARY_TRANSLATED.replace("</summary>\n\n", "</summary>\n<p>Chào</p>\n\n")

    assert found(compare, source, translation) == []


def test_a_list_below_a_summary_of_the_source_is_shown_there_too(compare: Check) -> None:
    source = SUMMARY.replace("</summary>\n\n", "</summary>\n")
    translation = SUMMARY_TRANSLATED.replace("</summary>\n\n", "</summary>\n")

    assert found(compare, source, translation) == []


def test_a_fix_puts_the_fence_on_its_own_line(folder: Repository) -> None:
    broken = TRANSLATION.replace("vào:\n\n   ```", "vào: ```")

    mended = TRANSLATION.replace("vào:\n\n   ```", "vào:\n   ```")
    assert fix_page(folder, "link-syntax", SOURCE, broken) == mended


def test_a_fix_puts_an_empty_line_below_the_summary(folder: Repository) -> None:
    broken = SUMMARY_TRANSLATED.replace("</summary>\n\n", "</summary>\n")

    assert fix_page(folder, "html", SUMMARY, broken) == SUMMARY_TRANSLATED
