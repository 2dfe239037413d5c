"""The rules that settings and options name -> their ids."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TypeAlias

from transync.errors import UsageError
from transync.model import Severity
from transync.untrusted.isolation import STOPS

# Every name by which rules may be called, with the ids of those that it stands for.
RuleNames: TypeAlias = Mapping[str, Sequence[str]]


def rule_ids(names: Iterable[str], rules: RuleNames, place: str) -> tuple[str, ...]:
    """The ids of the rules that are named; raises UsageError for a name that is no rule's."""
    found = dict[str, None]()
    for name in names:
        if name not in rules:
            raise UsageError(f"{place}: there is no rule {name!r}; `transync rule` lists them")
        found.update(dict.fromkeys(rules[name]))
    return tuple(found)


def ignored_ids(names: Iterable[str], rules: RuleNames, place: str) -> tuple[str, ...]:
    """As `rule_ids`; raises UsageError for a rule that nobody can ignore, too."""
    found = rule_ids(names, rules, place)
    for name in STOPS.intersection(found):
        raise UsageError(f"{place}: {name} can't be ignored; `exclude` leaves pages out")
    return found


def severities(levels: Mapping[str, Severity], rules: RuleNames, place: str) -> dict[str, Severity]:
    """The severities by the ids of the rules; what is said of one by its own id counts."""
    found = dict[str, Severity]()
    for name, level in levels.items():
        for each in rule_ids([name], rules, place):
            if each == name or each not in levels:
                found[each] = level
    return found
