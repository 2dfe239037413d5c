"""A repository whose names and texts want to be markup, and are shown as text."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.browser.conftest import Browser
from tests.conftest import Repository

pytestmark = pytest.mark.skipif(
    sys.platform == "win32", reason="Windows has no files with such names"
)

SCRIPT = "<script>document.title='owned'</script>"
IMAGE = "<img src=x onerror=document.title='owned'>"
FOLDER = "</script><script>alert(1)<!--"
NAMES = (
    f"{FOLDER.replace('/', '')}/a.md",
    "\" onmouseover=\"document.title='owned'.md",
    "' onfocus='alert(1)' autofocus='.md",
    "javascript:document.title='owned'.md",
    "{{ 7 * 7 }} {% raw %}.md",
    "&lt;b&gt; &amp;.md",
    "\u202egnp.exe\u202c.md",
    "line\nbreak\u2028\u2029.md",
    "-->##[error] ::error::.md",
)
TEXT = f"""# {SCRIPT}

[{IMAGE}](javascript:document.title='owned') and [there](#\u202egone "{SCRIPT}").

## {IMAGE}

<a href="javascript:alert(1)">`{SCRIPT}`</a>
"""


@pytest.fixture
def hostile(
    repository: Repository, commit: Callable[[str], None], report: Callable[[], Path]
) -> Path:
    """Pages that are stale since a section with such a heading changed, and have dead anchors."""
    repository.git("remote", "add", "origin", "https://github.com/a\"><script>/b'onload=.git")
    for name in NAMES:
        repository.write(name, TEXT)
        for language in ("ar", "de"):
            repository.translate(name, language, TEXT.replace("javascript:", "javascript:/*x*/"))
    commit("2026-01-01")
    for name in NAMES:
        repository.write(name, f"{TEXT}\n## `{SCRIPT}`\n\nMore.\n\n## \u202eturned\n\nMore.\n")
    commit("2026-03-01")
    return report()


def test_every_view_shows_it_as_text(browser: Browser, hostile: Path) -> None:
    browser.open(hostile)
    assert browser.title.startswith("Translations")
    pages = browser.run("return [...document.querySelectorAll('#worst a')].map(a => a.hash)")
    assert len(pages) == len(NAMES)

    for fragment in ("#/", "#/findings", "#/language/ar", *pages, "#/?folder=%3Cscript%3E"):
        browser.open(hostile, fragment)
        assert browser.run("return document.querySelector('h1').isConnected")
        assert "owned" not in browser.title.replace("='owned'", "")
        assert browser.run("return document.querySelectorAll('script').length") == 2
        assert browser.run("return document.querySelectorAll('img, iframe, object').length") == 0
        unexpected = browser.run(
            "return [...document.querySelectorAll('*')].flatMap(e => [...e.attributes])"
            ".filter(a => a.name.startsWith('on') || /^\\s*javascript:/i.test(a.value)"
            " && ['href', 'src', 'action'].includes(a.name)).map(a => a.name + '=' + a.value)"
        )
        assert unexpected == []
        hrefs = browser.run("return [...document.querySelectorAll('a')].map(a => a.href)")
        allowed = ("https://", hostile.as_uri() + "#")
        assert [href for href in hrefs if not href.startswith(allowed)] == []


def test_what_is_written_is_what_is_read(browser: Browser, hostile: Path) -> None:
    browser.open(hostile, "#/findings")
    shown = browser.run("return document.getElementById('view').textContent")

    assert "document.title='owned'" in shown
    assert "{{ 7 * 7 }} {% raw %}.md" in shown
    assert "&lt;b&gt; &amp;.md" in shown


def test_overrides_of_direction_are_shown_and_turn_nothing(browser: Browser, hostile: Path) -> None:
    for fragment in ("#/", "#/findings", "#/page/%E2%80%AEgnp.exe%E2%80%AC.md"):
        browser.open(hostile, fragment)
        shown = browser.run(
            "return [...document.querySelectorAll('body *:not(script)')].map(e =>"
            " [...e.childNodes].filter(n => n.nodeType === 3).map(n => n.data).join('')).join('')"
        )

        assert "\u202e" not in shown
        assert "\\u202egnp.exe" in shown or fragment == "#/findings"
    assert browser.one("h1").text == "\\u202egnp.exe\\u202c.md"


def test_the_sections_that_changed_are_text(browser: Browser, hostile: Path) -> None:
    browser.open(hostile, "#/page/%E2%80%AEgnp.exe%E2%80%AC.md")

    assert browser.texts("#view .sections bdi") == [SCRIPT, "\\u202eturned"]
