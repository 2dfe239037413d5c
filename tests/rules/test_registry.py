"""Every rule documents itself, and `transync rule` shows it."""

from __future__ import annotations

from collections.abc import Iterator
from types import ModuleType
from typing import Any

import pytest

from tests.conftest import Repository
from transync.comparison.comparison import Comparison
from transync.model import Problem, Severity
from transync.rules import Rule, RuleError, all_rules, rule_of
from transync.rules._groups import Group

DOCSTRING = "A page is too long.\n\nFails: 9 lines.\n\nPasses: 8 lines.\n\nWhat to do: cut."


def module(docstring: str = DOCSTRING, **names: object) -> ModuleType:
    """A module of the package of rules, with these names in it."""
    made = ModuleType("transync.rules.too_long", docstring)
    vars(made).update({"GROUP": Group.STRUCTURE, "SEVERITY": Severity.ERROR} | names)
    return made


def test_a_module_becomes_a_rule() -> None:
    def check_texts(comparison: Comparison) -> Iterator[Problem]:
        yield from ()

    rule = rule_of(module(check_texts=check_texts))

    assert (rule.id, rule.group, rule.severity) == ("too-long", Group.STRUCTURE, Severity.ERROR)
    assert (rule.summary, rule.check_texts) == ("A page is too long.", check_texts)
    assert rule.check_source is None


@pytest.mark.parametrize(
    ("names", "complaint"),
    [
        ({"GROUP": None}, "sets no GROUP, a member of Group"),
        ({"GROUP": "Structure"}, "sets no GROUP, a member of Group"),
        ({"SEVERITY": None}, "sets no SEVERITY, a member of Severity"),
        ({"check_text": print}, "nothing calls check_text; what is called is check_pair, check_"),
        ({"fix": print}, "nothing calls fix; what is called is check_pair, check_texts, "),
        ({"docstring": "A page is too long."}, "its docstring has no paragraph that begins Fails:"),
        ({"docstring": DOCSTRING.replace("Passes", "Good")}, "no paragraph that begins Passes:"),
    ],
)
def test_a_module_that_is_no_rule_is_one_clear_error(names: dict[str, Any], complaint: str) -> None:
    with pytest.raises(RuleError) as caught:
        rule_of(module(**names))

    assert str(caught.value).startswith("rules/too_long.py: ")
    assert complaint in str(caught.value)


def test_modules_that_begin_with_an_underscore_are_no_rules() -> None:
    assert [rule for rule in all_rules() if "_" in rule or rule.startswith("-")] == []


@pytest.mark.parametrize("rule", all_rules().values(), ids=lambda rule: rule.id)
def test_a_rule_explains_itself_with_a_failing_and_a_passing_example(
    rule: Rule, folder: Repository
) -> None:
    shown = folder.run("rule", rule.id)

    assert shown.exit_code == 0
    assert shown.stdout == f"{rule.id} ({rule.severity})\n\n{rule.documentation}\n"
    assert rule.summary.endswith(".")
    for part in ("\nFails: ", "\nPasses: ", "\nWhat to do: "):
        assert part in rule.documentation


def test_the_list_has_a_line_for_each_rule(folder: Repository) -> None:
    lines = folder.run("rule").stdout.splitlines()

    listed = [[rule.id, rule.severity] for rule in all_rules().values()]
    assert [line.split()[:2] for line in lines] == sorted(listed)


def test_an_unknown_rule_is_wrong_usage(folder: Repository) -> None:
    shown = folder.run("rule", "anchors")

    assert shown.exit_code == 2
    assert "there is no rule 'anchors'" in shown.stderr
