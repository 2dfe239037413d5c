"""Short texts that were left in the source's language: the other languages tell which these are."""

from __future__ import annotations

import re

import pytest

from tests.conftest import Checked, Repository

# Each has six texts of the source: a name, a heading, a word, a link, a cell and a sentence.
SOURCE = """\
# Example Cloud Functions

Water the plants every day, but not at noon.

## Pruning Tools

## Installation

Look into [Garden Basics](basics.md) first.

| Season | Work in Beds |
| --- | --- |
| 1 | Digging Holes |
"""
TEXTS = {
    "de": ("Gieße täglich.", "Werkzeug", "Einbau", "Grundlagen", "Jahreszeit", "Beete", "Graben"),
    "es": ("Riega cada día.", "Útiles", "Montaje", "Nociones", "Estación", "Camas", "Cavar"),
    "ja": ("毎日水をやる。", "剪定の道具", "設置", "庭の基本", "季節", "花壇の仕事", "穴掘り"),
    "ko": ("매일 물을 준다.", "가지치기 도구", "설치", "기초", "계절", "화단 일", "구멍 파기"),
    "ru": ("Поливай каждый день.", "Инструменты", "Установка", "Основы", "Сезон", "Грядки", "Ямы"),
    "vi": ("Tưới mỗi ngày.", "Dụng cụ", "Cài đặt", "Căn bản", "Mùa", "Luống", "Đào hố"),
}
LEFT = {
    "heading": ("## Pruning Tools", 5),
    "word": ("## Installation", 7),
    "link": ("[Garden Basics]", 9),
    "cell": ("| Digging Holes |", 13),
}


def translated(language: str, *left: str) -> str:
    """The source in a language, but for what was left."""
    sentence, heading, word, link, season, beds, cell = TEXTS[language]
    changes = {
        "Water the plants every day, but not at noon.": sentence,
        "## Pruning Tools": f"## {heading}",
        "## Installation": f"## {word}",
        "Look into [Garden Basics](basics.md) first.": f"→ [{link}](../../basics.md)",
        "| Season | Work in Beds |": f"| {season} | {beds} |",
        "| Digging Holes |": f"| {cell} |",
    }
    text = SOURCE
    for was, now in changes.items():
        kept = next((LEFT[what][0] for what in left if LEFT[what][0] in was), "")
        text = text.replace(was, f"→ {kept}(../../basics.md)" if kept[:1] == "[" else kept or now)
    return text


@pytest.fixture
def garden(repository: Repository) -> Repository:
    repository.write("garden.md", SOURCE)
    repository.write("basics.md", "# Basics\n")
    for language in TEXTS:
        repository.translate("garden.md", language, translated(language))
    return repository


def leave(garden: Repository, *what: str, languages: str) -> None:
    for language in languages.split():
        garden.translate("garden.md", language, translated(language, *what))


def told(checked: Checked) -> dict[str, list[int]]:
    """On which lines of the source texts were left, by language."""
    found = {}
    for finding in checked.findings:
        if finding["rule"] == "untranslated":
            lines = re.search(r"on lines? ([\d, ]+)", finding["message"])
            above = finding["line"] - finding["source"]["line"]
            numbers = map(int, lines[1].split(", ")) if lines else ()
            found[finding["language"]] = [number - above for number in numbers]
    return found


def test_names_that_all_leave_are_no_fault(garden: Repository) -> None:
    assert told(garden.check()) == {}


@pytest.mark.parametrize("what", ["heading", "link", "cell"])
@pytest.mark.parametrize("language", ["de", "ja"])
def test_what_the_others_translate_was_left(garden: Repository, language: str, what: str) -> None:
    leave(garden, what, languages=language)
    assert told(garden.check()) == {language: [LEFT[what][1]]}


def test_a_page_is_one_finding(garden: Repository) -> None:
    leave(garden, "heading", "link", "cell", languages="ko")
    assert told(garden.check()) == {"ko": [5, 9, 13]}


def test_what_two_of_six_leave_may_be_a_term(garden: Repository) -> None:
    leave(garden, "heading", languages="ja ko")
    assert told(garden.check()) == {}


def test_a_word_alone_may_be_the_same_in_two_languages_of_one_script(garden: Repository) -> None:
    leave(garden, "word", languages="de")
    assert told(garden.check()) == {}


def test_a_word_beside_a_text_that_was_left_was_left_with_it(garden: Repository) -> None:
    leave(garden, "word", "heading", languages="de")
    assert told(garden.check()) == {"de": [5, 7]}


def test_a_word_in_letters_of_another_script_was_left(garden: Repository) -> None:
    leave(garden, "word", languages="ru")
    assert told(garden.check()) == {"ru": [7]}


def test_what_the_translation_says_elsewhere_is_its_own(garden: Repository) -> None:
    leave(garden, "heading", languages="de")
    garden.replace("translations/de/garden.md", "Gieße", "Pruning und Tools: gieße")
    assert told(garden.check()) == {}


def test_with_few_languages_only_what_is_sure_is_told(repository: Repository) -> None:
    source = SOURCE.replace("## Pruning Tools", "## How to Prune with Old Tools")
    repository.write("garden.md", source)
    repository.write("basics.md", "# Basics\n")
    for language in ("ja", "ru"):
        text = translated(language, "word", "link").replace(
            f"## {TEXTS[language][1]}", "## How to Prune with Old Tools"
        )
        repository.translate("garden.md", language, text)
    assert told(repository.check()) == {"ja": [5, 7], "ru": [5, 7]}


def test_a_part_of_a_project_is_judged_by_all_languages(garden: Repository) -> None:
    leave(garden, "heading", languages="ja")
    leave(garden, "word", languages="ru")
    assert told(garden.check("translations/ja")) == {"ja": [5]}
    assert told(garden.check("--language", "ru")) == {"ru": [7]}
    assert told(garden.check("garden.md")) == {"ja": [5], "ru": [7]}


def test_translations_of_an_older_source_are_judged_by_all(garden: Repository) -> None:
    leave(garden, "heading", languages="ja")
    garden.commit()
    garden.write("garden.md", SOURCE.replace("at noon", "at night"))
    checked = garden.check()
    assert told(checked) == {"ja": [5]}


def test_one_of_todays_source_is_not_judged_by_older_ones(garden: Repository) -> None:
    garden.commit()
    garden.write("garden.md", SOURCE.replace("Example Cloud Functions", "Example Cloud Services"))
    text = translated("ja").replace("Example Cloud Functions", "Example Cloud Services")
    garden.translate("garden.md", "ja", text)
    assert "ja" not in told(garden.check())


def test_what_a_change_leaves_in_all_languages_is_no_evidence(garden: Repository) -> None:
    garden.commit()
    leave(garden, "heading", languages="ja")
    checked = garden.check("--diff", "HEAD")
    assert told(checked) == {"ja": [5]}


@pytest.mark.parametrize(
    ("translation", "piece"),
    [
        pytest.param("毎日水をやる, but not at noon.", "", id="too short"),
        pytest.param("Water the plants every day しかし", "", id="no small words"),
        pytest.param(
            "水をやる the plants when they are dry, 毎日", "plants when they are dry", id="a"
        ),
        pytest.param("水「the plants when they are dry」をやる", "", id="a quotation"),
        pytest.param("水 **the plants when they are dry** をやる", "", id="a name in bold type"),
        pytest.param("水 'the plants when they are dry' をやる", "", id="between apostrophes"),
        pytest.param("水 *the plants when they are dry* をやる", "", id="a name in italics"),
    ],
)
def test_a_piece_of_a_sentence_was_left(
    repository: Repository, translation: str, piece: str
) -> None:
    repository.write(
        "a.md", "# A\n\nWater the plants when they are dry, but not at noon every day.\n"
    )
    repository.translate("a.md", "ja", f"# あ\n\n{translation}\n")
    found = [f["message"] for f in repository.check("--select", "untranslated").findings]
    assert [piece in message for message in found] == [True] * bool(piece)


def test_a_hook_asks_no_other_page(garden: Repository) -> None:
    garden.commit()
    leave(garden, "heading", languages="ja")
    garden.git("add", "--all")
    checked = garden.run("hook", "translations/ja/garden.md")
    assert "untranslated" not in checked.stdout
    assert checked.exit_code == 0


def test_a_bold_beginning_was_left_in_a_text_that_is_translated(garden: Repository) -> None:
    source = SOURCE + "\n- **Watering Plan:** every day, but not at noon.\n"
    garden.write("garden.md", source)
    for language in TEXTS:
        name = "Watering Plan" if language == "ru" else TEXTS[language][0]
        text = translated(language) + f"\n- **{name}:** {TEXTS[language][5]}.\n"
        garden.translate("garden.md", language, text)
    assert told(garden.check()) == {"ru": [15]}


@pytest.mark.parametrize(
    ("language", "line"),
    [
        pytest.param("de", "- Threat Hunting Team (THT)", id="a term with its abbreviation"),
        pytest.param("ru", "- [What is Gardening?](https://example.org/a)", id="a title elsewhere"),
    ],
)
def test_a_term_or_a_title_may_be_left(garden: Repository, language: str, line: str) -> None:
    garden.write("garden.md", f"{SOURCE}\n{line}\n")
    for each in TEXTS:
        other = f"- {TEXTS[each][6]}" if each != language else line
        garden.translate("garden.md", each, translated(each) + f"\n{other}\n")
    assert told(garden.check()) == {}


def test_small_words_of_other_languages_make_no_sentence(repository: Repository) -> None:
    names = "Rye, Oats, Corn, Tactics and Grain is"
    repository.write("a.md", f"# A\n\n{names} what it says it is.\n")
    repository.translate("a.md", "nl", f"# B\n\n{names} een lijst.\n")
    assert "a part of this" not in repository.check().stdout


def test_a_piece_that_half_of_the_languages_keep_is_a_label(repository: Repository) -> None:
    kept = "press the button with the arrow"
    repository.write("a.md", f"# A\n\nNow {kept} and wait for it.\n")
    languages = ("bg", "el", "ja", "ko", "ru", "uk")
    for number in range(1, len(languages) + 1):
        for each in languages:
            text = f"{kept} {each}" if each in languages[:number] else each
            repository.translate("a.md", each, f"# B\n\nx {text}.\n")
        found = repository.check("--select", "untranslated").findings
        assert len(found) == (number if number <= 3 else 0)


def test_a_text_of_capitals_was_left_like_any_other(garden: Repository) -> None:
    leave(garden, "heading", languages="ja")
    garden.write("garden.md", SOURCE.replace("Pruning Tools", "PRUNING TOOLS FOR TREES"))
    for each in TEXTS:
        text = translated(each)
        if each == "ja":
            text = text.replace(f"## {TEXTS[each][1]}", "## PRUNING TOOLS FOR TREES")
        garden.translate("garden.md", each, text)
    assert told(garden.check()) == {"ja": [5]}


def test_what_older_translations_have_left_as_well_may_be_a_name(garden: Repository) -> None:
    leave(garden, "link", languages="de es ru")
    garden.commit()
    garden.write("garden.md", SOURCE.replace("at noon", "at night"))
    for each in ("ja", "ko", "vi"):
        garden.translate("garden.md", each, translated(each, *(["link"] if each == "ja" else [])))
    assert "ja" not in told(garden.check())
