"""`transync rule`."""

from __future__ import annotations

import click

from transync.cli.console import write


@click.command
@click.argument("rule_id", required=False, metavar="[RULE]")
def command(rule_id: str | None) -> None:
    """List the rules, or explain one."""
    from transync.config import check_rule_names
    from transync.rules import all_rules

    rules = all_rules()
    if rule_id:
        check_rule_names([rule_id], rules, "rule")
        rule = rules[rule_id]
        title = f"{click.style(rule.id, bold=True)} ({rule.severity})"
        write(f"{title}\n\n{rule.documentation}\n")
        return
    width = max(map(len, rules))
    for rule in rules.values():
        write(f"{rule.id.ljust(width)}  {rule.severity.value.ljust(7)}  {rule.summary}\n")
