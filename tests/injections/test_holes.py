"""Holes and chunks in a page of our own: cut as they should be, and told once, at their place."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from random import Random

import pytest

from tests.conftest import Repository
from tests.injections.blocks import paired
from tests.injections.chunk_faults import (
    CHUNK_FAULTS,
    make_up_chunk,
    move_section,
    replace_section,
)
from tests.injections.guide import write_guide
from tests.injections.holes import lose_chunk, lose_end_of_chunk, lose_end_of_page, lose_two
from tests.injections.pages import Page, on_disk, read_text
from tests.injections.telling import Telling, telling
from tests.injections.verdict import Finding, Injection, Kind, Place, brief

SEEDS = range(300)


@pytest.fixture
def page(repository: Repository) -> Page:
    return write_guide(repository)


def test_the_page_has_no_fault(page: Page, repository: Repository) -> None:
    assert paired(page)
    assert repository.check().findings == []


def injected(kind: Kind, page: Page) -> list[Injection]:
    """What a kind makes of the page with many seeds."""
    made = [kind(page, Random(seed)) for seed in SEEDS]
    return [injection for injection in made if injection]


def test_a_hole_leaves_what_is_above_and_goes_on_with_the_line_that_it_names(page: Page) -> None:
    # A line of the source and its translation have the same number on this page.
    whole = page.translation.split("\n")
    for injection in injected(lose_end_of_chunk, page):
        (place,) = injection.places
        (line,) = place.lines
        lines = injection.after.translation.split("\n")

        assert place.goes_on and place.goes_on > line
        assert lines[: line - 1] == whole[: line - 1]
        assert whole[line - 1].startswith(lines[line - 1].rstrip())
        below = [text for text in lines[line:] if text.strip()]
        assert below == [text for text in whole[place.goes_on - 1 :] if text]


def test_most_holes_break_off_in_a_line_and_go_on_with_the_next_one(page: Page) -> None:
    whole = page.translation.split("\n")
    lines = [
        (place.lines[0], injection.after.translation.split("\n"))
        for injection in injected(lose_end_of_chunk, page)
        for place in injection.places
    ]

    broken = [(line, text) for line, text in lines if text[line - 1] != whole[line - 1]]
    assert len(broken) > len(lines) * 0.8
    assert sum(bool(text[line]) for line, text in broken) > len(broken) * 0.9


def test_a_lost_chunk_breaks_off_between_two_blocks(page: Page) -> None:
    whole = page.translation.split("\n")
    for injection in injected(lose_chunk, page):
        (place,) = injection.places
        (line,) = place.lines
        lines = injection.after.translation.split("\n")

        assert lines[:line] == whole[:line]
        assert lines[line] == ""
        assert place.goes_on
        assert lines[line + 1 :] == whole[place.goes_on - 1 :]


def test_a_page_that_lost_its_end_has_nothing_below(page: Page) -> None:
    for injection in injected(lose_end_of_page, page):
        (place,) = injection.places
        (line,) = place.lines

        assert place.goes_on is None
        assert len(injection.after.translation.rstrip().split("\n")) == line


def test_holes_begin_and_end_in_every_kind_of_block(page: Page) -> None:
    shapes = {injection.shape for injection in injected(lose_end_of_chunk, page)}
    starts = {shape.partition(" to ")[0] for shape in shapes}
    ends = {shape.partition(" to ")[2] for shape in shapes}

    assert starts == {"heading", "paragraph", "item", "table", "fence"}
    assert ends >= {"heading", "paragraph", "item", "table, inside", "fence, inside"}


def test_two_holes_do_not_touch(page: Page) -> None:
    for injection in injected(lose_two, page):
        upper, lower = injection.places

        assert upper.lines[0] + 1 < lower.lines[0]
        assert upper.goes_on and lower.goes_on and upper.goes_on < lower.goes_on


def test_a_made_up_chunk_is_of_another_page(page: Page) -> None:
    foreign = read_text(page.root / f"translations/{page.folder}/docs/soup.md")
    for injection in injected(make_up_chunk, page):
        (place,) = injection.places
        lines = injection.after.translation.split("\n")
        added = [text for text in lines[place.lines[0] - 1 : place.lines[-1]] if text]
        rest = lines[: place.lines[0] - 1] + lines[place.lines[-1] :]

        assert len(added) >= 3
        assert all(text in foreign for text in added)
        assert [text for text in rest if text] == [t for t in page.translation.split("\n") if t]


def test_a_moved_section_is_whole_and_begins_at_a_line_of_its_place(page: Page) -> None:
    for injection in injected(move_section, page):
        (place,) = injection.places
        lines = injection.after.translation.split("\n")

        assert all(lines[line - 1].startswith("#") for line in place.lines)
        assert sorted(filter(None, lines)) == sorted(filter(None, page.translation.split("\n")))


def test_a_section_in_the_place_of_another_stands_at_its_place(page: Page) -> None:
    for injection in injected(replace_section, page):
        missing, added = injection.places
        lines = injection.after.translation.split("\n")

        assert lines[added.lines[0] - 1].startswith("#")
        assert lines[added.lines[0] - 1] not in page.translation
        if injection.shape == "in its place":
            assert set(missing.lines) & {*added.lines, added.lines[0] - 1}


# The bench has the goals, and measures real pages: this one holds more tables and code than they.
@pytest.mark.parametrize(
    ("kind", "share"), [("a hole", 0.75), ("two holes", 0.5), ("a chunk made up", 1)]
)
def test_most_are_told_as_one_true_finding(
    kind: str, share: float, page: Page, repository: Repository
) -> None:
    exact, shown = [], []
    for seed in range(24):
        injection = CHUNK_FAULTS[kind](page, Random(f"{kind} {seed}"))
        assert injection
        with on_disk(injection.after):
            findings = repository.check().findings
        exact.append(telling(injection, findings).is_exact)
        if not exact[-1]:
            shown += [str(injection.places), *map(brief, findings), ""]

    assert sum(exact) >= share * len(exact), "\n".join(shown)


def finding(rule: str, line: int, message: str = "") -> Finding:
    return {"rule": rule, "line": line, "message": message}


HOLE = Place("text-missing", range(20, 21), goes_on=42)
TOLD = finding("text-missing", 20, "the text breaks off before line 42 of the source")


def said_of(places: Sequence[Place], findings: Sequence[Finding]) -> Telling:
    empty = Page(Path(), "a.md", "de", "", "", None)
    return telling(Injection(empty, empty, places=tuple(places)), list(findings))


def test_one_finding_near_the_place_is_exact() -> None:
    for line in (17, 20, 23):
        said = said_of([HOLE], [{**TOLD, "line": line}])

        assert said.is_exact
        assert said == Telling(places=1, findings=1, told=1, far=0, sure=1, false=0)


def test_one_finding_that_is_far_from_the_place_is_not() -> None:
    said = said_of([HOLE], [{**TOLD, "line": 24}])

    assert not said.is_exact
    assert said == Telling(places=1, findings=1, told=1, far=1, sure=1, false=0)


def test_another_line_of_the_source_is_not_where_the_text_goes_on() -> None:
    message = "the text breaks off before line 421 of the source"
    said = said_of([HOLE], [finding("text-missing", 20, message)])

    assert (said.is_exact, said.sure) == (True, 0)


def test_a_second_finding_of_the_same_place_is_too_many_but_not_false() -> None:
    said = said_of([HOLE], [TOLD, finding("link-target", 21)])

    assert (said.is_exact, said.findings, said.false) == (False, 2, 0)


def test_a_finding_of_another_place_is_false() -> None:
    said = said_of([HOLE], [finding("text-missing", 60), TOLD, finding("anchor", 3)])

    assert said == Telling(places=1, findings=3, told=1, far=0, sure=1, false=2)


def test_what_is_said_around_a_place_is_not_false() -> None:
    moved = Place("section-moved", (20,), around=range(20, 90))
    said = said_of([moved], [finding("text-missing", 20), finding("text-added", 70)])

    assert said == Telling(places=1, findings=2, told=0, far=0, sure=0, false=0)


def test_a_finding_of_another_rule_does_not_tell_it() -> None:
    said = said_of([HOLE], [finding("code-block", 20)])

    assert (said.is_exact, said.told) == (False, 0)


def test_one_finding_does_not_tell_two_places() -> None:
    other = Place("text-missing", range(22, 23), goes_on=50)

    assert not said_of([HOLE, other], [TOLD]).is_exact
    both = [TOLD, finding("text-missing", 22, "the text before line 50 of the source is missing")]
    assert said_of([HOLE, other], both).sure == 2
