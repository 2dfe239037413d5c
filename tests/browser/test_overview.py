"""What the dashboard shows when it is opened: numbers, languages, pages by languages, filters."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

from selenium.webdriver.common.keys import Keys

from tests.browser.conftest import Browser
from tests.conftest import Repository

SHOWN_ROWS = "#languages tbody tr"
CELLS = ".heat tr:not(.folder) td"


def test_the_headline_counts_what_is_current_and_what_is_not(
    browser: Browser, dashboard: Path
) -> None:
    browser.open(dashboard)

    assert browser.title == "Translations of example/guide"
    assert browser.one("h1").text == "example/guide"
    assert browser.one(".headline .current").text == (
        "66.6%\n6 of 9 pages current, of 3 sources in 3 languages"
    )
    assert [text.split("\n") for text in browser.texts(".figures li")] == [
        ["2", "stale"],
        ["1", "missing"],
        ["1", "error"],
        ["0", "warnings"],
        ["30", "days, the oldest stale page"],
    ]


def test_the_heat_map_tells_the_state_of_each_page_without_its_colours(
    browser: Browser, dashboard: Path
) -> None:
    browser.open(dashboard)

    assert browser.texts(".heat thead th") == ["Page", "ar", "de", "vi"]
    assert browser.texts(".heat tbody th") == [
        "top folder 1",
        "README.md",
        "guide/ 2",
        "setup.md",
        "use.md",
    ]
    drawn = [cell.get_attribute("data-text") for cell in browser.all(CELLS)]
    assert drawn == ["4w", "4w", "1", None, None, "–", None, None, None]
    assert browser.labels(CELLS) == [
        "stale: 30 days, 1 commit behind",
        "stale: 30 days, 1 commit behind",
        "current; 1 error",
        *("current", "current", "missing"),
        *("current", "current", "current"),
    ]


def test_the_table_of_languages_says_with_scripts_what_it_says_without(
    browser: Browser, dashboard: Path
) -> None:
    browser.open(dashboard)
    with_scripts = browser.run(
        "return [...document.querySelectorAll('#languages tbody tr')].map(r => r.textContent)"
    )
    body = dashboard.read_text("utf-8").partition("<tbody>")[2].partition("</tbody>")[0]
    without = [re.sub("<[^>]*>", "", row) for row in body.split("</tr>")[:-1]]

    assert [" ".join(row.split()) for row in with_scripts] == [
        " ".join(row.split()) for row in without
    ]
    assert browser.texts(SHOWN_ROWS) == [
        "Vietnamese vi 66.6 % 0 1 – 1 0",
        "Arabic ar 66.6 % 1 0 30 0 0",
        "German de 66.6 % 1 0 30 0 0",
    ]


def test_a_column_sorts_by_click_and_by_key_and_says_so(browser: Browser, dashboard: Path) -> None:
    browser.open(dashboard)
    names = "#languages tbody th code"
    head = "#languages thead th:nth-child(1)"

    browser.click(f"{head} button")
    assert browser.texts(names) == ["ar", "de", "vi"]
    assert browser.one(head).get_attribute("aria-sort") == "ascending"

    browser.press(Keys.ENTER)
    assert browser.texts(names) == ["vi", "de", "ar"]
    assert browser.one(head).get_attribute("aria-sort") == "descending"

    browser.click("#languages thead th:nth-child(3) button")
    assert browser.texts(names) == ["de", "ar", "vi"]
    assert browser.one(head).get_attribute("aria-sort") is None


def test_a_column_of_numbers_begins_with_the_greatest(browser: Browser, dashboard: Path) -> None:
    browser.open(dashboard)

    browser.click("#languages thead th:nth-child(6) button")

    assert browser.texts("#languages tbody td:nth-child(6)") == ["1", "0", "0"]


def test_a_language_is_chosen_and_the_address_tells_it(browser: Browser, dashboard: Path) -> None:
    browser.open(dashboard)

    browser.choose("language", "vi")

    assert browser.fragment == "#/?language=vi"
    assert browser.texts(".heat thead th") == ["Page", "vi"]
    assert browser.texts(SHOWN_ROWS) == ["Vietnamese vi 66.6 % 0 1 – 1 0"]
    assert browser.one(".status").text == "3 pages, 1 language, 1 finding"
    assert browser.focused.get_attribute("name") == "language"


def test_a_folder_narrows_the_pages_and_the_numbers_of_languages(
    browser: Browser, dashboard: Path
) -> None:
    browser.open(dashboard)

    browser.choose("folder", "guide")

    assert browser.texts(".heat tr:not(.folder) th a")[-2:] == ["setup.md", "use.md"]
    assert browser.texts("#languages td[data-key=share]") == ["50 %", "100 %", "100 %"]


def test_a_rule_leaves_the_pages_that_have_it(browser: Browser, dashboard: Path) -> None:
    browser.open(dashboard)

    browser.choose("rule", "anchor")

    assert browser.texts(".heat tbody tr:not(.folder) th") == ["README.md"]
    dim = [(cell.get_attribute("class") or "").endswith(" dim") for cell in browser.all(CELLS)]
    assert dim == [True, True, False]


def test_a_severity_that_nothing_has_leaves_nothing(browser: Browser, dashboard: Path) -> None:
    browser.open(dashboard)

    browser.choose("severity", "warning")

    assert browser.one("#heat .nothing").text == "No page matches."
    assert browser.one(".status").text == "0 pages, 3 languages, 0 findings"


def test_a_link_to_a_filtered_view_opens_it(browser: Browser, dashboard: Path) -> None:
    browser.open(dashboard, "#/?language=de&state=stale")

    assert browser.one("select[name=language]").get_attribute("value") == "de"
    assert browser.texts(".heat tbody tr:not(.folder) th") == ["README.md"]

    browser.follow("Clear filters")

    assert browser.fragment == "#/"
    assert len(browser.all(CELLS)) == 9
    assert browser.focused.get_attribute("name") == "language"


def test_the_back_button_takes_a_filter_back(browser: Browser, dashboard: Path) -> None:
    browser.open(dashboard)
    browser.choose("language", "vi")

    browser.back()

    browser.wait(lambda: len(browser.all(CELLS)) == 9)
    assert browser.one("select[name=language]").get_attribute("value") == ""


def test_a_number_of_the_headline_leads_to_what_it_counts(
    browser: Browser, dashboard: Path
) -> None:
    browser.open(dashboard)

    browser.click(".figures .missing a")

    browser.wait(lambda: browser.fragment == "#/?state=missing")
    assert browser.texts(".heat tbody tr:not(.folder) th") == ["setup.md"]


def test_the_heat_map_is_one_stop_of_the_tab_key_and_is_walked_with_arrows(
    browser: Browser, dashboard: Path
) -> None:
    browser.open(dashboard)

    browser.tab_to(".heat [data-cell]")
    browser.press(Keys.ARROW_DOWN, Keys.ARROW_RIGHT)
    assert browser.focused.get_attribute("aria-label") == "stale: 30 days, 1 commit behind"
    assert browser.one(".readout").text == (
        "README.md · Arabic (ar): stale: 30 days, 1 commit behind"
    )
    browser.press(Keys.END)
    assert browser.focused.get_attribute("aria-label") == "current; 1 error"
    browser.press(Keys.TAB)
    assert not browser.run("return document.activeElement.closest('.heat') !== null")


def test_a_folder_closes_and_opens_and_keeps_the_focus(browser: Browser, dashboard: Path) -> None:
    browser.open(dashboard)
    browser.tab_to(".heat [data-cell]")

    browser.press(Keys.ENTER)
    assert browser.texts(".heat tbody tr:not(.folder) th") == ["setup.md", "use.md"]
    assert browser.focused.get_attribute("aria-expanded") == "false"

    browser.press(Keys.ENTER)
    assert "README.md" in browser.texts(".heat tbody tr:not(.folder) th")
    assert browser.focused.get_attribute("aria-expanded") == "true"


def test_the_trend_is_a_picture_with_words_for_who_does_not_see_it(
    browser: Browser, dashboard: Path
) -> None:
    browser.open(dashboard)

    chart = browser.one(".trend svg")
    assert chart.get_attribute("role") == "img"
    title = browser.run("return arguments[0].querySelector('title').textContent", chart)
    assert title == "Pages that are current, by week"


def test_of_many_pages_only_the_folders_are_drawn_until_one_is_opened(
    browser: Browser, repository: Repository, report: Callable[[], Path]
) -> None:
    for number in range(122):
        repository.write(f"{'first' if number < 2 else 'second'}/{number:03}.md", "# A\n")
    repository.translate("first/000.md", "de", "# Ah\n")
    repository.translate("first/000.md", "vi", "# À\n")
    for number in range(1, 122):
        repository.translate(f"{'first' if number < 2 else 'second'}/{number:03}.md", "vi", "# À\n")
    browser.open(report())

    assert browser.texts(".heat tbody th") == ["first/ 2", "second/ 120"]
    assert browser.labels(".heat td") == [
        "1 of 2 pages stale or missing",
        "0 of 2 pages stale or missing",
        "120 of 120 pages stale or missing",
        "0 of 120 pages stale or missing",
    ]
    browser.follow("first/ 2")
    assert browser.texts(".heat tbody th") == ["first/ 2", "000.md", "001.md", "second/ 120"]

    browser.choose("folder", "first")
    assert browser.texts(".heat tbody th") == ["first/ 2", "000.md", "001.md"]


def test_pages_and_rules_are_ranked(browser: Browser, dashboard: Path) -> None:
    browser.open(dashboard)

    assert browser.texts("#worst tbody tr") == [
        "README.md 2 0 30 1 0 0",
        "guide/setup.md 0 1 – 0 0 0",
    ]
    (rule,) = browser.texts("#rules tbody tr")
    assert rule.startswith("anchor\nA link to a heading leads nowhere")
    assert rule.endswith("error 1 1 1")


def test_on_a_phone_nothing_sticks_out(browser: Browser, dashboard: Path) -> None:
    browser.show(width=390)
    for fragment in ("#/", "#/language/ar", "#/page/README.md", "#/findings"):
        browser.open(dashboard, fragment)

        page = "document.documentElement"
        assert browser.run(f"return {page}.scrollWidth <= {page}.clientWidth"), fragment


def test_on_paper_there_are_numbers_but_no_controls(browser: Browser, dashboard: Path) -> None:
    browser.show(scheme="dark", media="print")
    browser.open(dashboard)

    assert browser.all(".filters") == []
    assert len(browser.all(SHOWN_ROWS)) == 3
    background = "return getComputedStyle(document.body).backgroundColor"
    assert browser.run(background) == "rgb(255, 255, 255)"
