"""`local-link` and `untranslated-target`: relative links that lead a reader to nothing."""

from __future__ import annotations

import pytest

from tests.rules.conftest import Check

FILES = {
    "docs/code/a.py": "",
    "docs/b.md": "# B",
    "docs/x y.png": "",
    "translations/vi/docs/c.md": "# C",
}


def found(compare: Check, source: str, translation: str) -> list[tuple[str, str | None, int]]:
    findings = compare(source, translation, FILES)
    return [
        (f["rule"], f["language"], f["line"])
        for f in findings
        if f["rule"] not in ("metadata-missing", "orphan")
    ]


@pytest.mark.parametrize(
    ("source", "translation"),
    [
        pytest.param("![x](x%20y.png)", "![x](x%20y.png)", id="an image"),
        pytest.param('<img src="x y.png">', '<img src="x y.png">', id="an image in HTML"),
        pytest.param("[b](b.md)", "[ḅ](d.md)", id="a page that is nowhere"),
    ],
)
def test_a_link_that_works_in_the_source_only_is_an_error_here(
    compare: Check, source: str, translation: str
) -> None:
    assert found(compare, f"a\n\n{source}", f"ạ\n\n{translation}") == [("local-link", "vi", 3)]


def test_a_placeholder_without_target_is_the_sources_fault(compare: Check) -> None:
    assert found(compare, "[a]()", "[ạ](../../../docs)") == [("local-link", None, 1)]


@pytest.mark.parametrize(
    ("source", "translation"),
    [
        pytest.param("![x](x%20y.png)", "![x](../../../docs/x%20y.png)", id="with a space"),
        pytest.param("[b](b)", "[ḅ](../../../docs/b)", id="without suffix, as sites write it"),
        pytest.param("[m](mailto:a@e.com)", "[m](mailto:a@e.com)", id="an address"),
        pytest.param("[t]({{ site.url }}/a)", "[t]({{ site.url }}/a)", id="a template"),
    ],
)
def test_what_leads_somewhere_is_fine(compare: Check, source: str, translation: str) -> None:
    assert found(compare, source, translation) == []
