"""The directives that silence a rule on a line are found without a look at all the others."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from transync.checking.directive_groups import DirectiveGroup, DirectiveGroups, groups_of
from transync.documents.document import Directive

RULES = ("anchor", "heading", "image")


@st.composite
def directives(draw: st.DrawFn) -> Directive:
    first = draw(st.integers(1, 12))
    last = draw(st.integers(first, 14))
    rules = tuple(draw(st.lists(st.sampled_from(RULES), max_size=3)))
    is_for_file = draw(st.booleans())
    fault = draw(st.sampled_from(("", "", "", "not understood")))
    return Directive(rules, 1, 1, first, last, is_for_file, fault)


@settings(deadline=None, derandomize=True)
@given(st.lists(directives(), max_size=12), st.sampled_from(RULES), st.integers(1, 15))
def test_the_groups_around_a_line_are_those_of_the_directives_that_hold_there(
    given_directives: list[Directive], rule: str, line: int
) -> None:
    groups = DirectiveGroups(given_directives)
    found = list(groups.covering([rule], line))
    members = {number for group in found for number in groups.members(group)}

    assert len(found) == len(set(found))
    assert members == {
        number
        for number, each in enumerate(given_directives)
        if not each.fault
        and (rule in each.rules or not each.rules)
        and (each.is_for_file or each.first <= line <= each.last)
    }


@settings(deadline=None, derandomize=True)
@given(st.lists(directives(), max_size=12), st.sampled_from(RULES))
def test_what_is_about_the_file_is_silenced_for_the_file_alone(
    given_directives: list[Directive], rule: str
) -> None:
    found = DirectiveGroups(given_directives).covering([rule], None)

    assert all(group.lines is None for group in found)


def test_a_rule_that_must_be_named_is_not_silenced_with_all_others() -> None:
    every, named = Directive((), 1, 1, 1, 3), Directive(("anchor",), 2, 1, 1, 3)
    groups = DirectiveGroups([every, named])

    assert list(groups.covering(["anchor"], 2, but_for_all=True)) == [
        DirectiveGroup("anchor", (1, 3))
    ]
    assert len(list(groups.covering(["anchor"], 2))) == 2


def test_a_rule_that_is_named_twice_counts_once() -> None:
    assert groups_of(Directive(("anchor", "anchor"), 1, 1, 1, 3)) == [
        DirectiveGroup("anchor", (1, 3))
    ]
