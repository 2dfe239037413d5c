"""`wrong-language`: a page that is in another language than its folder says."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.conftest import Repository
from tests.rules.conftest import COMMENT_LINES, Check


def text(language: str) -> str:
    path = Path(__file__).parents[1] / "languages" / "prose" / f"{language}.txt"
    return path.read_text(encoding="utf-8").strip()


ENGLISH, VIETNAMESE, GERMAN, KOREAN = map(text, ("en", "vi", "de", "ko"))


def test_a_page_that_was_left_in_the_language_of_its_source_is_one_finding(compare: Check) -> None:
    page = f"# How to bake it\n\n{ENGLISH}\n\n- {ENGLISH}\n"
    (finding,) = compare(page, page)

    assert (finding["rule"], finding["severity"]) == ("wrong-language", "error")
    assert (finding["line"], finding["column"]) == (3, 1)
    assert finding["message"] == "the text is in English: not in Vietnamese, 99% sure"


def test_a_page_in_a_third_language_is_named(compare: Check) -> None:
    (finding,) = compare(f"# A\n\n{ENGLISH}\n", f"# Ä\n\n{GERMAN}\n")

    assert finding["message"] == "the text is in German: not in Vietnamese, 99% sure"


def test_a_script_needs_no_guess(compare: Check) -> None:
    (finding,) = compare(f"# A\n\n{ENGLISH}\n", f"# 가\n\n{KOREAN}\n")

    assert finding["message"] == "the text is in Korean: not in Vietnamese, by its script"


def test_the_line_is_one_in_the_wrong_language(compare: Check) -> None:
    source = f"# A\n\nThis is short.\n\n{ENGLISH}\n\n- {ENGLISH}\n"
    (finding,) = compare(source, source.replace("This is short.", "Câu này ngắn thôi."))

    assert (finding["rule"], finding["line"]) == ("wrong-language", 5)


def test_a_page_in_its_language_is_fine(compare: Check) -> None:
    assert compare(f"# A\n\n{ENGLISH}\n", f"# Ạ\n\n{VIETNAMESE}\n") == []


def test_some_paragraphs_in_the_language_of_the_source_are_untranslated(compare: Check) -> None:
    source = f"# A\n\n{ENGLISH}\n\n{ENGLISH}\n"
    (finding,) = compare(source, f"# Ạ\n\n{VIETNAMESE}\n\n{ENGLISH}\n")

    assert (finding["rule"], finding["line"]) == ("untranslated", 5)


def test_paragraphs_of_the_source_in_a_page_of_a_third_language_are_another_fault(
    compare: Check,
) -> None:
    sentence = "This is the end of it, and the oven is off."
    source = f"# A\n\n{ENGLISH}\n\n{sentence}\n"
    findings = compare(source, f"# Ä\n\n{GERMAN}\n\n{sentence}\n")

    assert [(f["rule"], f["line"]) for f in findings] == [
        ("wrong-language", 3),
        ("untranslated", 5),
    ]


@pytest.mark.parametrize(
    "english",
    [
        pytest.param(f"```text\n{ENGLISH}\n```", id="code"),
        pytest.param(f"[{ENGLISH}](https://e.com)", id="the text of a link"),
        pytest.param(f'"{ENGLISH}"', id="a quotation"),
        pytest.param(f"<!-- {ENGLISH} -->", id="a comment"),
        pytest.param(f"| A |\n| - |\n| {ENGLISH} |", id="a table"),
        pytest.param("Visual Studio Code, GitHub Copilot, Azure OpenAI. " * 9, id="names"),
    ],
)
def test_what_is_no_running_text_may_be_in_any_language(compare: Check, english: str) -> None:
    source = f"# A\n\nbread\n\n{english}\n"

    found = compare(source, source.replace("bread", "bánh mì"))
    assert "wrong-language" not in [finding["rule"] for finding in found]


def test_front_matter_and_disclaimer_do_not_count(compare: Check) -> None:
    link = "[Co-op Translator](https://github.com/Azure/co-op-translator)"
    head = f"---\ndescription: {ENGLISH}\n---\n"
    for start, end in (("---", ""), ("START", "END")):
        marks = [
            f"<!-- CO-OP TRANSLATOR DISCLAIMER {m} -->" if m.isupper() else m for m in (start, end)
        ]
        tail = f"{marks[0]}\n\n**Disclaimer**: {ENGLISH} {link}\n\n{marks[1]}\n"

        assert compare(f"{head}# A\n\nbread\n", f"{head}# Ạ\n\nbánh\n\n{tail}") == []


def test_markdown_cells_of_a_notebook_count_and_code_does_not(folder: Repository) -> None:
    def notebook(*texts: str) -> str:
        cells = [
            {
                "cell_type": "code",
                "execution_count": None,
                "metadata": {},
                "outputs": [],
                "source": [f"# {ENGLISH}"],
            },
            *({"cell_type": "markdown", "metadata": {}, "source": [text]} for text in texts),
        ]
        return json.dumps(
            {"cells": cells, "metadata": {}, "nbformat": 4, "nbformat_minor": 4},
            indent=1,
            ensure_ascii=False,
        )

    folder.write("a.ipynb", notebook("# A", ENGLISH))
    for language, text_ in (("vi", ENGLISH), ("ko", KOREAN)):
        folder.write(f"translations/{language}/a.ipynb", notebook("# Ạ", text_))
        folder.sidecar(language, {"a.ipynb": folder.record("a.ipynb", language)})
    finding = folder.check().only("wrong-language")
    lines = (folder.root / finding["path"]).read_text(encoding="utf-8").split("\n")

    assert finding["path"] == "translations/vi/a.ipynb"
    assert "Keep the starter" in lines[finding["line"] - 1]
    assert "# Keep" not in lines[finding["line"] - 1]


def test_all_languages_that_were_left_in_english_are_one_fault(folder: Repository) -> None:
    folder.write("a.md", f"# A\n\n{ENGLISH}\n")
    for language in ("de", "ko", "pt-BR", "vi"):
        folder.translate("a.md", language, f"# A\n\n{ENGLISH}\n")
    findings = folder.check().findings

    assert {f["language"]: f["rule"] for f in findings} == dict.fromkeys(
        ("de", "ko", "pt-BR", "vi"), "wrong-language"
    )
    assert len({f["group"] for f in findings}) == 1
    assert {f["line"] for f in findings} == {COMMENT_LINES + 3}


def test_sources_need_not_be_english(folder: Repository) -> None:
    page = f"# 가\n\n{KOREAN}\n"
    folder.write("a.md", page)
    folder.translate("a.md", "en", page)
    folder.translate("a.md", "vi", f"# A\n\n{VIETNAMESE}\n")
    finding = folder.check().only("wrong-language")

    assert finding["language"] == "en"
    assert finding["message"] == "the text is in Korean: not in English, by its script"


def test_a_page_of_two_languages_that_take_turns_says_nothing(compare: Check) -> None:
    source = "# A\n\n" + f"{ENGLISH}\n\n" * 40
    both = "# Ạ\n\n" + "".join(f"{ENGLISH if n % 2 else VIETNAMESE}\n\n" for n in range(40))

    assert {f["rule"] for f in compare(source, both)} == {"untranslated"}
