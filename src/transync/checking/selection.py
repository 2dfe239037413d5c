"""Which rules the settings choose."""

from __future__ import annotations

from transync.checking.policies import is_chosen
from transync.config import Settings
from transync.rules import Rule, all_rules


def chosen_rules(settings: Settings) -> list[Rule]:
    """The rules that the settings select, and those that nobody can do without."""
    return [rule for rule in all_rules().values() if is_chosen(rule.id, settings)]
