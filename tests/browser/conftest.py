"""A dashboard in a real browser: headless Chromium, driven by its own driver."""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from selenium import webdriver
from selenium.webdriver.chrome.service import Service
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys
from selenium.webdriver.remote.webelement import WebElement
from selenium.webdriver.support.ui import Select, WebDriverWait

from tests.conftest import Repository

_BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
_ARGUMENTS = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--disable-dev-shm-usage",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


@dataclass
class Browser:
    """One tab, what it has said and asked for, and what people do in it."""

    driver: webdriver.Chrome
    file: Path = field(default_factory=Path)

    def open(self, file: Path, fragment: str = "#/") -> None:
        """Open the file as if for the first time."""
        self.driver.get("about:blank")
        self._log("browser")
        self._log("performance")
        self.file = file
        self.driver.get(file.as_uri() + fragment)

    def show(self, width: int = 1440, scheme: str = "light", media: str = "screen") -> None:
        self._command(
            "Emulation.setDeviceMetricsOverride",
            width=width,
            height=900,
            deviceScaleFactor=1,
            mobile=False,
        )
        features = [{"name": "prefers-color-scheme", "value": scheme}]
        self._command("Emulation.setEmulatedMedia", media=media, features=features)

    def all(self, selector: str) -> list[WebElement]:
        """What is seen of the elements."""
        found = self.driver.find_elements(By.CSS_SELECTOR, selector)
        return [element for element in found if element.is_displayed()]

    def one(self, selector: str) -> WebElement:
        found = self.all(selector)
        assert len(found) == 1, f"{selector}: {[element.text for element in found]}"
        return found[0]

    def texts(self, selector: str) -> list[str]:
        return [element.text for element in self.all(selector)]

    def labels(self, selector: str) -> list[str]:
        """What a screen reader is told of the elements."""
        return [element.get_attribute("aria-label") or "" for element in self.all(selector)]

    def click(self, selector: str) -> None:
        self.one(selector).click()
        self._settle()

    def follow(self, text: str) -> None:
        """Click the one link or button that is seen with this text."""
        (element,) = [element for element in self.all("a, button") if element.text == text]
        element.click()
        self._settle()

    def choose(self, name: str, value: str) -> None:
        """Choose a filter; the address tells it."""
        Select(self.one(f"select[name={name}]")).select_by_value(value)
        self._settle()

    def press(self, *keys: str) -> None:
        webdriver.ActionChains(self.driver).send_keys(*keys).perform()
        self._settle()

    def tab_to(self, selector: str) -> None:
        """Press the tab key until one of the elements has the focus."""
        for _ in range(100):
            self.press(Keys.TAB)
            if self.run("return document.activeElement.matches(arguments[0])", selector):
                return
        raise AssertionError(f"the tab key never comes to {selector}")

    def back(self) -> None:
        self.driver.back()

    def wait(self, holds: Callable[[], bool]) -> None:
        WebDriverWait(self.driver, 20, 0.02).until(lambda _: holds())

    def run(self, script: str, *arguments: object) -> Any:
        return self.driver.execute_script(script, *arguments)

    @property
    def fragment(self) -> str:
        return str(self.run("return location.hash"))

    @property
    def title(self) -> str:
        return self.driver.title

    @property
    def focused(self) -> WebElement:
        return self.driver.switch_to.active_element

    def complaints(self) -> list[str]:
        """What stands in the console."""
        return [entry["message"] for entry in self._log("browser")]

    def requests(self) -> set[str]:
        """The addresses that were asked for, without fragments; `data:` is no request."""
        messages = [json.loads(e["message"])["message"] for e in self._log("performance")]
        sent = [m["params"] for m in messages if m["method"] == "Network.requestWillBeSent"]
        addresses = (request["request"]["url"].partition("#")[0] for request in sent)
        return {address for address in addresses if not address.startswith("data:")}

    def _settle(self) -> None:
        """Let the page hear what was done, and draw it."""
        drawn = "requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(done)))"
        self.driver.execute_async_script(f"const done = arguments[0]; {drawn}")

    def _log(self, name: str) -> list[dict[str, Any]]:
        """What was written to a log since it was asked for."""
        entries: list[dict[str, Any]] = self.driver.get_log(name)  # type: ignore[no-untyped-call] # selenium's
        return entries

    def _command(self, name: str, **parameters: object) -> None:
        self.driver.execute_cdp_cmd(name, parameters)


@pytest.fixture(scope="session")
def _driver(tmp_path_factory: pytest.TempPathFactory) -> Iterator[webdriver.Chrome]:
    browser = next(filter(None, map(shutil.which, _BROWSERS)), None)
    of_runner = Path(os.environ.get("CHROMEWEBDRIVER", ""), "chromedriver")
    program = shutil.which("chromedriver") or (shutil.which(of_runner) if of_runner.name else None)
    if not browser or not program:
        missing = "Chromium" if not browser else "chromedriver"
        pytest.skip(f"no {missing} here: install Debian's chromium and chromium-driver, or Chrome")
    options = webdriver.ChromeOptions()
    options.binary_location = browser
    for argument in (*_ARGUMENTS, f"--user-data-dir={tmp_path_factory.mktemp('profile')}"):
        options.add_argument(argument)
    options.set_capability("goog:loggingPrefs", {"browser": "ALL", "performance": "ALL"})
    driver = webdriver.Chrome(options=options, service=Service(program))
    yield driver
    driver.quit()


@pytest.fixture
def browser(_driver: webdriver.Chrome) -> Iterator[Browser]:
    """A browser in which nothing may go wrong, and which may ask for nothing but the file."""
    browser = Browser(_driver)
    browser.show()
    yield browser
    assert browser.complaints() == []
    asked = {address for address in browser.requests() if address != "about:blank"}
    assert asked == {browser.file.as_uri()}


README = """# Guide

Welcome to the guide. Read [how to use it](#use).

## Use

Call the program with the name of a file.

## Help

Ask us.
"""
CHANGED = README.replace("Call the program", "Start the program")
SETUP = "# Setup\n\nFetch it.\n"
USE = "# Use\n\nOpen a file.\n"


@pytest.fixture
def commit(repository: Repository, monkeypatch: pytest.MonkeyPatch) -> Callable[[str], None]:
    """Commits all that is there, at noon of a day."""

    def commit(day: str) -> None:
        monkeypatch.setenv("GIT_AUTHOR_DATE", f"{day}T12:00:00+00:00")
        monkeypatch.setenv("GIT_COMMITTER_DATE", f"{day}T12:00:00+00:00")
        repository.git("add", "--all")
        repository.git("commit", "--quiet", "--message", f"The state of {day}")

    return commit


@pytest.fixture
def report(repository: Repository, tmp_path: Path) -> Callable[[], Path]:
    """Writes the dashboard of the repository, and returns where."""

    def report() -> Path:
        file = tmp_path / "dashboard.html"
        done = repository.run("report", "--format", "html", "--output", str(file))
        assert done.exit_code == 0, done.stderr
        return file

    return report


@pytest.fixture
def dashboard(
    repository: Repository, commit: Callable[[str], None], report: Callable[[], Path]
) -> Path:
    """Three pages in three languages, as of March 3, in a repository on GitHub.

    - `README.md`: stale in Arabic and German for 30 days, and its section "Use" has changed;
      current in Vietnamese, where an anchor is dead.
    - `guide/setup.md`: missing in Vietnamese.
    - `guide/use.md`: current everywhere.
    """
    repository.git("remote", "add", "origin", "https://github.com/example/guide.git")
    repository.write("README.md", README)
    repository.write("guide/setup.md", SETUP)
    repository.write("guide/use.md", USE)
    titles = {
        "ar": ("# دليل\n\nمرحبا بكم في الدليل. اقرأ [كيف](#الاستخدام).", "الاستخدام", "مساعدة"),
        "de": (
            "# Anleitung\n\nWillkommen. Lies, [wie](#nutzung).",
            "Nutzung",
            "Hilfe",
        ),
        "vi": ("# Hướng dẫn\n\nXin chào. Hãy đọc [cách dùng](#use).", "Sử dụng", "Trợ giúp"),
    }
    for language, (beginning, use, ask) in titles.items():
        text = f"{beginning}\n\n## {use}\n\n…\n\n## {ask}\n\n…\n"
        if language != "vi":
            repository.translate("README.md", language, text)
            repository.translate("guide/setup.md", language, "# 1\n\n…\n")
        repository.translate("guide/use.md", language, "# 2\n\n…\n")
    commit("2026-01-01")
    repository.write("README.md", CHANGED)
    repository.translate("README.md", "vi", text)
    commit("2026-02-01")
    repository.write("NOTES.txt", "Nothing to translate.\n")
    commit("2026-03-03")
    return report()
