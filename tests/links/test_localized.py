"""Links that a person led to the same page in the reader's language."""

from __future__ import annotations

import pytest

from tests.conftest import Repository
from transync.links.localized import is_localized

MDN = "https://developer.mozilla.org"
LEARN = "https://learn.microsoft.com"
WIKI = "wikipedia.org/wiki"
HUB = "https://github.com"


@pytest.mark.parametrize(
    ("source", "translation", "language"),
    [
        (f"{MDN}/en-US/docs/Web/API/Request", f"{MDN}/fr/docs/Web/API/Request", "fr"),
        (
            "https://learn.microsoft.com/en-us/azure/a",
            "https://learn.microsoft.com/fr-fr/azure/a",
            "fr",
        ),
        (f"{LEARN}/azure/a", f"{LEARN}/fr-fr/azure/a", "fr"),
        ("https://en.wikipedia.org/wiki/Bread", "https://fr.wikipedia.org/wiki/Pain", "fr"),
        (
            "https://en.m.wikipedia.org/wiki/Bread",
            "https://pt.wikipedia.org/wiki/P%C3%A3o",
            "pt-BR",
        ),
        ("https://kubernetes.io/docs/en/a/", "https://kubernetes.io/docs/fr/a/", "fr"),
        ("https://example.org/en/a?x=1", "https://example.org/fr/a?x=1", "fr"),
        ("https://example.org/en", "https://example.org/zh-cn", "zh-CN"),
    ],
)
def test_the_same_page_in_the_readers_language(
    source: str, translation: str, language: str
) -> None:
    assert is_localized(source, translation, language)


@pytest.mark.parametrize(
    ("source", "translation", "language"),
    [
        pytest.param(f"{MDN}/en-US/docs/A", f"{MDN}/de/docs/A", "fr", id="another language"),
        pytest.param(f"{MDN}/en-US/docs/A", f"{MDN}/fr/docs/B", "fr", id="another page"),
        pytest.param(f"{MDN}/en-US/docs/A", "https://evil.example/fr/docs/A", "fr", id="host"),
        pytest.param("https://e.org/en/a", "https://e.org/fr/a?x=1", "fr", id="a query"),
        pytest.param("https://e.org/en/a", "javascript://e.org/fr/a", "fr", id="a scheme"),
        pytest.param(f"{HUB}/en/a", f"{HUB}/fr/a", "fr", id="an owner"),
        pytest.param(f"{HUB}/a/b", f"{HUB}/fr-fr/a/b", "fr", id="a new owner"),
        pytest.param("https://e.org/a", "https://e.org/fr/a", "fr", id="no region"),
        pytest.param("https://en.e.org/a", "https://fr.e.org/a", "fr", id="hosts of anybody"),
        pytest.param(
            f"https://en.{WIKI}/A",
            "https://fr.wiktionary.org/wiki/A",
            "fr",
            id="project",
        ),
        pytest.param(
            f"https://en.{WIKI}/A",
            "https://fr.wikipedia.org/w/index.php",
            "fr",
            id="no page",
        ),
        pytest.param("https://[", "https://e.org/fr/", "fr", id="no address"),
    ],
)
def test_any_other_page_is_another(source: str, translation: str, language: str) -> None:
    assert not is_localized(source, translation, language)


def test_the_settings_say_whether_links_may_be_localized(repository: Repository) -> None:
    repository.write("a.md", f"# A\n\nSee [it]({MDN}/en-US/docs/A).\n")
    repository.translate("a.md", "fr", f"# Un\n\nVoir [cela]({MDN}/fr/docs/A).\n")
    assert repository.check().findings == []
    repository.write("transync.toml", "localized-links = false\n")
    assert repository.check().only("link-target")["line"] == repository.check().findings[0]["line"]
