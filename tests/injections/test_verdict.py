"""What counts as found: the right rule, near the place, and nothing else."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.injections.pages import Page
from tests.injections.verdict import Expected, Finding, Injection, Outcome, outcome

PAGE = Page(Path(), "a.md", "vi", "# A\n", "# B\n", None)
INJECTION = Injection(
    PAGE,
    PAGE,
    Expected(
        "heading",
        PAGE.translation_path,
        frozenset({10}),
        source_lines=frozenset({30}),
        also=frozenset({"text-missing"}),
    ),
)


def finding(rule: str, line: int, source_line: int | None = None, stale: bool = False) -> Finding:
    source = {"path": "a.md", "line": source_line}
    path = PAGE.translation_path
    return {"rule": rule, "path": path, "line": line, "source": source, "stale": stale}


@pytest.mark.parametrize(
    "found",
    [finding("heading", 8), finding("heading", 12), finding("text-missing", 10)],
    ids=["two lines above", "two lines below", "a rule that says the same"],
)
def test_a_fault_is_found_by_the_right_rule_near_its_place(found: Finding) -> None:
    assert outcome(INJECTION, [found]) == Outcome("right", collateral=False)


def test_its_place_in_the_source_is_as_good() -> None:
    assert outcome(INJECTION, [finding("heading", 20, 31)]) == Outcome("right", collateral=False)


@pytest.mark.parametrize(
    "found",
    [finding("heading", 13), finding("heading", 20, 33), finding("link-target", 10)],
    ids=["three lines away", "three lines away in the source", "another rule"],
)
def test_elsewhere_or_by_another_rule_it_is_found_otherwise(found: Finding) -> None:
    assert outcome(INJECTION, [found]) == Outcome("otherwise", collateral=False)


def test_without_findings_it_is_missed() -> None:
    assert outcome(INJECTION, []) == Outcome("missed", collateral=False)


def test_whatever_else_is_said_is_collateral() -> None:
    said = [finding("heading", 10), finding("image", 10)]
    assert outcome(INJECTION, said) == Outcome("right", collateral=True)
    assert outcome(INJECTION, said[1:] * 2) == Outcome("otherwise", collateral=True)


def test_what_stands_under_a_stale_entry_is_part_of_it() -> None:
    expected = Expected("stale", PAGE.translation_path, frozenset({1}))
    said = [finding("stale", 1), finding("link-target", 90, stale=True)]
    assert outcome(Injection(PAGE, PAGE, expected), said) == Outcome("right", collateral=False)
