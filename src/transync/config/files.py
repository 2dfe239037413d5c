"""Settings: defaults, then the configuration file, then the command line."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, NamedTuple

from pydantic import ValidationError

from transync.config.rule_names import RuleNames, ignored_ids, rule_ids, severities
from transync.config.settings import LayoutSettings, Settings
from transync.errors import UsageError
from transync.untrusted.json_value import as_object
from transync.untrusted.regular_file import (
    RefusedFileError,
    is_named_in,
    read_regular,
    reason_of,
)
from transync.untrusted.toml import LARGEST_TOML, parse_toml

CONFIG_NAMES = ("transync.toml", ".transync.toml", "pyproject.toml")
# So many faults of a file are told.
_MOST_CLAUSES = 5


class Loaded(NamedTuple):
    """The settings, and the file that they are from; None where they are the defaults."""

    settings: Settings
    path: Path | None


def load_settings(root: Path, config: Path | None, rules: RuleNames) -> Settings:
    """The settings for the tree at `root`; raises UsageError for a file that can't be obeyed.

    `config` names the file; without it, the first of CONFIG_NAMES at the root that has settings
    counts. The settings name rules by their ids, whatever the file calls them.
    """
    return find_settings(root, config, rules).settings


def find_settings(root: Path, config: Path | None, rules: RuleNames) -> Loaded:
    """As `load_settings`, with the file."""

    def table_at(name: str) -> dict[str, Any] | None:
        path = root / name
        # A link that leads nowhere is there, too, and a pipe is.
        if os.path.lexists(path):
            return _table(path, root)
        return None

    if config:
        # Who names a file elsewhere may have linked it.
        table = _table(config, root if is_named_in(root, config) else None)
        return Loaded(_validated(table, str(config), rules), config)
    name, table = _first(table_at)
    return Loaded(_validated(table, name, rules), root / name if name else None)


def stored_settings(read: Callable[[str], bytes | None], config: str, rules: RuleNames) -> Loaded:
    """As `find_settings`, of files that `read` gives by their path below the root, None for none.

    A file that `config` names is no fault where it is not there: nobody had named it yet.
    """

    def table_at(name: str) -> dict[str, Any] | None:
        data = read(name)
        if data is None:
            return None
        return _content(Path(name), data)

    if not config:
        name, found = _first(table_at)
        return Loaded(_validated(found, name, rules), Path(name) if name else None)
    table = table_at(config)
    if table is None:
        return Loaded(Settings.model_validate({}), None)
    return Loaded(_validated(table, config, rules), Path(config))


def _first(table_at: Callable[[str], dict[str, Any] | None]) -> tuple[str, dict[str, Any]]:
    """The name of the first file that has settings, and what it has."""
    for name in CONFIG_NAMES:
        table = table_at(name)
        if table or (table is not None and name != "pyproject.toml"):
            return name, table
    return "", {}


def _validated(table: dict[str, Any], name: str, rules: RuleNames) -> Settings:
    """The settings of a table; `name` is that of its file, as the user knows it."""
    prefix = "tool.transync." if Path(name).name == "pyproject.toml" else ""
    try:
        settings = Settings.model_validate(table)
    except ValidationError as error:
        clauses = list(dict.fromkeys(_clause(e, prefix) for e in error.errors()))
        if len(clauses) > _MOST_CLAUSES:
            clauses[_MOST_CLAUSES:] = [f"and {len(clauses) - _MOST_CLAUSES} more"]
        raise UsageError(f"{name}: {'; '.join(clauses)}") from None
    by_id = {
        "select": rule_ids(settings.select, rules, f"{name}: {prefix}select"),
        "severity": severities(settings.severity, rules, f"{name}: {prefix}severity"),
        "ignore": ignored_ids(settings.ignore, rules, f"{name}: {prefix}ignore"),
        "per_file_ignores": {
            pattern: ignored_ids(ignored, rules, f"{name}: {prefix}per-file-ignores.{pattern}")
            for pattern, ignored in settings.per_file_ignores.items()
        },
    }
    return settings.model_copy(update=by_id)


def _table(path: Path, within: Path | None) -> dict[str, Any]:
    """The settings in a file, which no link `within` a folder may lead out of."""
    try:
        data = read_regular(path, LARGEST_TOML, within=within)
    except OSError as error:
        reason = reason_of(error)
        if isinstance(error, RefusedFileError):
            reason += "; put a file in its place, or name one by --config"
        raise UsageError(f"{path}: {reason}") from None
    return _content(path, data)


def _content(path: Path, data: bytes) -> dict[str, Any]:
    """What the TOML of a file says to transync."""
    content = parse_toml(path, data)
    if path.name != "pyproject.toml":
        return content
    table = as_object(content.get("tool")).get("transync", {})
    if not isinstance(table, dict):
        raise UsageError(f"{path}: tool.transync must be a table")
    return table


_EXPECTED = {
    "tuple_type": "must be a list",
    "string_type": "must be text",
    "dict_type": "must be a table",
    "model_type": "must be a table",
    "enum": "must be error or warning",
    "missing": "is missing",
}


def _clause(error: Mapping[str, Any], prefix: str) -> str:
    key = prefix + ".".join(str(part) for part in error["loc"] if part != "[key]")
    if error["type"] == "extra_forbidden":
        model = LayoutSettings if error["loc"][0] == "layouts" else Settings
        known = [str(field.alias or name) for name, field in model.model_fields.items()]
        return f"unknown key {key}; known keys are {', '.join(known)}"
    if error["type"] == "too_long":
        return f"{key}: must not have more than {error['ctx']['max_length']:,} entries"
    return f"{key}: {_EXPECTED.get(error['type'], error['msg'].removeprefix('Value error, '))}"
