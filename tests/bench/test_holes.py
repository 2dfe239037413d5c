"""The bench that measures how holes are told: what it counts, and what it says of it."""

from __future__ import annotations

import contextlib
import json
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from bench import holes
from tests.conftest import Repository
from tests.injections.corpus import Corpus
from tests.injections.guide import PATH, write_guide
from tests.injections.holes import Hole, cut_holes
from tests.injections.pages import Page
from tests.injections.verdict import Finding, Injection, Place

# From the middle of a heading up to `## Baking day`.
HOLE = Hole(29, 48, "### Selbst", goes_on=49, shape="heading to heading")


@pytest.fixture
def corpus(repository: Repository) -> Corpus:
    write_guide(repository)
    return Corpus(repository.root, [PATH], set())


def measure(
    corpus: Corpus, repository: Repository, injections: Sequence[Injection]
) -> list[holes.Told]:
    def check(root: Path, arguments: Sequence[str]) -> list[Finding]:
        with contextlib.chdir(root):
            return repository.check(*arguments).findings

    return holes.measure_holes("a hole", injections, corpus, check)


@pytest.fixture
def page(corpus: Corpus) -> Page:
    return corpus.page(PATH, "de")


def test_a_hole_that_is_told_exactly_is_counted_and_not_shown(
    corpus: Corpus, page: Page, repository: Repository
) -> None:
    (told,) = measure(corpus, repository, [cut_holes(page, [HOLE])])

    assert told == holes.Told(
        "a hole", "heading to heading", pages=1, places=1, findings=1, exact=1, told=1, sure=1
    )


def test_what_is_not_told_is_shown_with_its_place_and_what_is_said(
    corpus: Corpus, page: Page, repository: Repository
) -> None:
    damaged = replace(
        page, translation=page.translation.replace("example.com/forum", "example.com")
    )
    place = Place("text-missing", range(30, 31), goes_on=49)
    (told,) = measure(corpus, repository, [Injection(page, damaged, places=(place,))])

    assert (told.pages, told.exact, told.false, told.told) == (1, 0, 1, 0)
    (shown,) = told.shown
    assert "expected text-missing 30-30, goes on at 49" in shown
    assert "said link-target translations/de/docs/bread.md:79:" in shown


def test_shapes_are_rows_and_kinds_have_shares_beside_the_goals() -> None:
    found = [
        holes.Told("a hole", "item to item", 30, 30, 30, exact=30, told=30, sure=24),
        holes.Told("a hole", "table to item", 10, 10, 20, exact=6, false=1, told=8, far=2, sure=4),
        holes.Told("two holes", "", 5, 10, 10, exact=5, told=10, sure=10),
    ]
    lines = holes.as_markdown(found).split("\n")

    assert "| a hole | table to item | 10 | 6 | 20 | 1 | 2 | 4 |" in lines
    assert "| a hole | 40 | 90.0% | 1.25 | 2.5% | 94.7% | 73.7% |" in lines
    assert "| two holes | 5 | 100.0% | 1.00 | 0.0% | 100.0% | 100.0% |" in lines
    assert lines[-1].startswith("| goal | | at least 95% | at most 1.1 | at most 1% |")
    shares = json.loads(holes.as_json(found))["totals"]["a hole"]
    assert (shares["exact"], shares["findings"]) == (0.9, 1.25)
