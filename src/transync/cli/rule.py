"""`transync rule`."""

from __future__ import annotations

import click

from transync.cli.console import write


@click.command
@click.argument("rule_id", required=False, metavar="[RULE]")
def command(rule_id: str | None) -> None:
    """List the rules, or explain one."""
    from transync.config import rule_ids
    from transync.rules import all_rules, rule_names

    rules = all_rules()
    if rule_id:
        named = [rules[name] for name in rule_ids([rule_id], rule_names(), "rule")]
        titles = [f"{click.style(rule.id, bold=True)} ({rule.severity})" for rule in named]
        pages = [f"{title}\n\n{r.documentation}\n" for title, r in zip(titles, named, strict=True)]
        write("\n".join(pages))
        return
    width = max(map(len, rules))
    for rule in rules.values():
        write(f"{rule.id.ljust(width)}  {rule.severity.value.ljust(7)}  {rule.summary}\n")
