"""A language, a page and the findings: views with addresses of their own in the same file."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from selenium.webdriver.common.keys import Keys

from tests.browser.conftest import Browser
from tests.conftest import Repository

FORGE = "https://github.com/example/guide"


def test_a_language_has_its_pages_what_needs_work_first(browser: Browser, dashboard: Path) -> None:
    browser.open(dashboard)

    browser.follow("Vietnamese")

    browser.wait(lambda: browser.fragment == "#/language/vi")
    assert browser.title == "Vietnamese (vi) – Translations of example/guide"
    assert browser.focused.text == "Vietnamese vi"
    assert browser.texts("#view [aria-label=Pages] tbody th") == [
        "guide/setup.md",
        "README.md",
        "guide/use.md",
    ]
    assert browser.one("#view .status").text == "3 pages, 1 finding"


def test_the_back_button_returns_to_where_one_was(browser: Browser, dashboard: Path) -> None:
    browser.open(dashboard)
    browser.run("scrollTo(0, 240)")
    browser.wait(lambda: browser.run("return scrollY") == 240)
    browser.run(
        "const a = document.querySelector('#languages a[href$=vi]');"
        "a.focus({preventScroll: true}); a.click()"
    )
    browser.wait(lambda: browser.fragment == "#/language/vi")
    assert browser.run("return scrollY") == 0

    browser.back()

    browser.wait(lambda: browser.title == "Translations of example/guide")
    assert browser.focused.text == "Vietnamese"
    assert browser.run("return scrollY") == 240


def test_a_page_tells_which_sections_have_changed_since_when(
    browser: Browser, dashboard: Path
) -> None:
    browser.open(dashboard, "#/page/README.md")

    assert browser.title == "README.md – Translations of example/guide"
    (change,) = browser.all("#view .change")
    head, distance, sections = change.text.split("\n")
    assert head.endswith(", for ar, de")
    assert distance == "30 days, 1 commit behind, +1 −1 lines since 2026-02-01 · compare"
    assert sections == "changed Use"
    assert browser.texts("#view [aria-label=Languages] tbody tr")[-1] == (
        "Vietnamese vi\ncurrent – – – – 1 0 translation"
    )


def test_links_lead_to_lines_and_comparisons_on_the_forge(
    browser: Browser, dashboard: Path
) -> None:
    browser.open(dashboard, "#/page/README.md")
    addresses = {a.text: a.get_attribute("href") or "" for a in browser.all("#view a")}

    assert addresses["translations/vi/README.md line 12"].startswith(f"{FORGE}/blob/")
    assert addresses["translations/vi/README.md line 12"].endswith(
        "/translations/vi/README.md?plain=1#L12"
    )
    assert addresses["Use"].endswith("/README.md?plain=1#L5")
    assert addresses["compare"].startswith(f"{FORGE}/compare/")
    outside = [a for a in browser.all("#view a") if FORGE in (a.get_attribute("href") or "")]
    assert {a.get_attribute("rel") for a in outside} == {"noreferrer"}


def test_the_lines_of_source_and_translation_stand_side_by_side(
    browser: Browser, dashboard: Path
) -> None:
    browser.open(dashboard, "#/findings")

    source, translation = browser.all(".fault pre")
    assert source.text == "Welcome to the guide. Read [how to use it](#use)."
    assert translation.text == "Xin chào. Hãy đọc [cách dùng](#use)."
    assert translation.get_attribute("lang") == "vi"
    assert abs(source.location["y"] - translation.location["y"]) < 30
    assert source.location["x"] < translation.location["x"]


def test_what_only_lacks_the_latest_changes_is_no_defect_of_a_translation(
    browser: Browser,
    repository: Repository,
    commit: Callable[[str], None],
    report: Callable[[], Path],
) -> None:
    repository.write("a.md", "# A\n\nOne.\n")
    repository.translate("a.md", "de", "# Ah\n\nEins.\n")
    commit("2026-01-01")
    repository.write("a.md", "# A\n\nOne, see [more](https://example.com/more).\n")
    commit("2026-02-01")
    browser.open(report())

    assert browser.texts(".figures .error strong, .figures .warning strong") == ["0", "0"]
    assert browser.labels(".heat tr:not(.folder) td") == [
        "stale: 0 days, 1 commit behind; 1 outdated"
    ]

    browser.open(browser.file, "#/findings")
    assert browser.texts(".fault .severity") == ["outdated"]
    assert browser.one(".fault .detail").text == "The source has changed since this was translated."


def test_a_text_from_right_to_left_stands_so(
    browser: Browser, repository: Repository, report: Callable[[], Path]
) -> None:
    repository.write("a.md", "# A\n\nSee [use](#use).\n\n## Use\n\nDo.\n")
    repository.translate("a.md", "ar", "# ا\n\nانظر [هنا](#gone).\n\n## استخدام\n\nنعم.\n")
    browser.open(report(), "#/page/a.md")

    source, translation = browser.all(".fault pre")
    direction = "return getComputedStyle(arguments[0]).direction"
    assert browser.run(direction, source) == "ltr"
    assert browser.run(direction, translation) == "rtl"
    assert translation.get_attribute("lang") == "ar"
    assert browser.run(direction, browser.one("h1")) == "ltr"


def test_a_cell_opens_the_page_in_its_language(browser: Browser, dashboard: Path) -> None:
    browser.open(dashboard)
    browser.tab_to(".heat [data-cell]")
    browser.press(Keys.ARROW_DOWN, Keys.END, Keys.ENTER)

    browser.wait(lambda: browser.fragment == "#/page/README.md?language=vi")
    assert browser.focused.text == "README.md"
    assert browser.texts("#view [aria-label=Languages] tbody th") == ["Vietnamese vi"]

    browser.choose("language", "")
    browser.wait(lambda: len(browser.all("#view [aria-label=Languages] tbody th")) == 3)

    browser.back()
    browser.back()
    browser.wait(lambda: browser.title == "Translations of example/guide")
    assert browser.focused.get_attribute("aria-label") == "current; 1 error"


def test_a_rule_leads_to_its_findings(browser: Browser, dashboard: Path) -> None:
    browser.open(dashboard)

    browser.follow("anchor")

    browser.wait(lambda: browser.fragment == "#/findings?rule=anchor&severity=error")
    assert browser.one("#view .summary").text.startswith("A link to a heading leads nowhere")
    assert browser.texts(".fault .message") == ["the link to #use names no heading here"]


def test_what_is_not_there_is_said(browser: Browser, dashboard: Path) -> None:
    for fragment in ("#/language/xx", "#/page/nowhere.md", "#/%ZZ", "#/constructor", "#/page/%ZZ"):
        browser.open(dashboard, fragment)

        assert browser.one("h1").text == "Nothing here", fragment
        browser.follow("Overview")
        browser.wait(lambda: browser.title == "Translations of example/guide")
