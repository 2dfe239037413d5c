"""Every rule documents itself, and `transync rule` shows it."""

from __future__ import annotations

import pytest

from tests.conftest import Repository
from transync.model import Severity
from transync.rules import Rule, all_rules

RULES = {
    "alert": "warning",
    "anchor": "error",
    "block-missing": "error",
    "code-block": "error",
    "dead-tracking-id": "warning",
    "failed-translation": "warning",
    "front-matter": "error",
    "hash-bumped": "error",
    "heading": "error",
    "html": "warning",
    "image": "error",
    "inline-code": "warning",
    "link-syntax": "error",
    "image-stale": "error",
    "link-table": "error",
    "link-target": "error",
    "local-link": "error",
    "metadata-invalid": "error",
    "metadata-leftover": "warning",
    "metadata-mismatch": "error",
    "metadata-missing": "error",
    "missing-translation": "warning",
    "notebook-cell": "error",
    "orphan": "warning",
    "placeholder": "error",
    "section-missing": "error",
    "stale": "error",
    "table-shape": "error",
    "tracking-id": "error",
    "truncated": "error",
    "unreadable": "error",
    "untranslated": "warning",
    "untranslated-target": "warning",
    "unused-suppression": "warning",
    "wrong-language": "error",
}


def test_the_rules_and_their_severities_are_these() -> None:
    assert {rule.id: rule.severity for rule in all_rules().values()} == {
        name: Severity(severity) for name, severity in RULES.items()
    }


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

    assert [line.split()[:2] for line in lines] == [[name, RULES[name]] for name in sorted(RULES)]


def test_an_unknown_rule_is_wrong_usage(folder: Repository) -> None:
    shown = folder.run("rule", "anchors")

    assert shown.exit_code == 2
    assert "there is no rule 'anchors'" in shown.stderr
