"""Which rules the settings choose."""

from __future__ import annotations

from transync.config import Settings
from transync.rules import Rule, all_rules
from transync.untrusted.isolation import STOPS


def chosen_rules(settings: Settings) -> list[Rule]:
    """The rules that the settings select, and those that nobody can do without."""
    return [rule for rule in all_rules().values() if is_chosen(rule.id, settings)]


def is_chosen(rule: str, settings: Settings) -> bool:
    """Whether the settings select a rule; there are some that nobody can do without."""
    if rule in STOPS:
        return True
    return (not settings.select or rule in settings.select) and rule not in settings.ignore
