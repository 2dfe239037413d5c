"""The settings of a run, and where they are from."""

from transync.config.files import Loaded, find_settings, load_settings, stored_settings
from transync.config.rule_names import RuleNames, ignored_ids, rule_ids, severities
from transync.config.settings import LayoutSettings, Settings

__all__ = [
    "LayoutSettings",
    "Loaded",
    "RuleNames",
    "Settings",
    "find_settings",
    "ignored_ids",
    "load_settings",
    "rule_ids",
    "severities",
    "stored_settings",
]
