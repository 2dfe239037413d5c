"""`untranslated`: what is the same in both languages does not count."""

from __future__ import annotations

import pytest

from tests.conftest import Repository
from tests.rules.conftest import Check

PROSE = "This is a sentence that somebody has to translate."
SOURCE = f"# The first of these titles\n\n{PROSE}\n\n- {PROSE}\n\nAnd the very last one of them.\n"


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("Visual Studio Code, GitHub Copilot, Azure OpenAI", id="names"),
        pytest.param("[What is it and how does it work?](https://e.com)", id="a title as a link"),
        pytest.param("[The new [updated] title of it all](https://e.com)", id="one with brackets"),
        pytest.param(
            "[![how to get all of it](https://e.com/a(b).svg)](https://e.com)", id="a badge"
        ),
        pytest.param("`git commit` and `git push`", id="code"),
        pytest.param('"The quota of this resource is exceeded"', id="a quotation"),
        pytest.param("https://e.com/this/is/a/path", id="a URL"),
        pytest.param("12 x 34 = 408", id="numbers"),
        pytest.param("```text\nthis is a sentence of it\n```", id="a block of text"),
    ],
)
def test_what_is_the_same_in_both_languages_does_not_count(compare: Check, text: str) -> None:
    assert compare(f"# A\n\n{text}\n", f"# Ạ\n\n{text}\n") == []


@pytest.mark.parametrize("language", ["en", "pcm"])
def test_english_may_be_english(folder: Repository, language: str) -> None:
    folder.write("a.md", SOURCE)
    folder.translate("a.md", language, SOURCE)

    assert folder.check().findings == []


def test_cells_of_tables_are_texts_too(compare: Check) -> None:
    table = f"| a | b |\n| - | - |\n| {PROSE} | Azure |\n| And another sentence of it | 2 |\n"
    translation = table.replace("And another sentence of it", "Thêm một câu nữa")

    (finding,) = compare(f"# A\n\n{table}", f"# Ạ\n\n{translation}")

    assert (finding["rule"], finding["line"], finding["source"]["line"]) == ("untranslated", 5, 5)
    assert finding["message"] == (
        "text is still in the source's language: 1 of 2 texts, on line 14"
    )
