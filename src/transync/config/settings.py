"""Settings: defaults, then the configuration file, then the command line."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from posixpath import normpath
from typing import Annotated, Any, NamedTuple, TypeAlias

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, ValidationError

from transync.co_op_translator import ALIASES
from transync.errors import UsageError
from transync.languages.codes import is_code
from transync.model import Severity
from transync.untrusted.ignore_patterns import MOST_PATTERNS, ignore_patterns
from transync.untrusted.isolation import STOPS
from transync.untrusted.regular_file import (
    RefusedFileError,
    is_named_in,
    read_regular,
    reason_of,
)
from transync.untrusted.toml import LARGEST_TOML, parse_toml

# Every name by which rules may be called, with the ids of those that it stands for.
RuleNames: TypeAlias = Mapping[str, Sequence[str]]

CONFIG_NAMES = ("transync.toml", ".transync.toml", "pyproject.toml")
# Each layout is held against each page, each parameter against those of each address.
_MOST_LAYOUTS, _MOST_PARAMETERS = 50, 50
# So many faults of a file are told.
_MOST_CLAUSES = 5


def _pattern(value: str) -> str:
    parts = value.removeprefix("./").split("/")
    well_formed = parts.count("{lang}") == 1 and parts[-1] == "{path}"
    if not well_formed or "" in parts or ".." in parts:
        raise ValueError('must look like "translations/{lang}/{path}", relative to the root')
    return "/".join(parts)


def _folder(value: str) -> str:
    if value.startswith("/") or ".." in value.split("/"):
        raise ValueError("must be a folder below the root, relative to it")
    if normpath(value) != ".":
        return normpath(value)
    return ""


class LayoutSettings(BaseModel):
    """A layout that the user names: where translations stand, and over which source folder."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    pattern: Annotated[str, AfterValidator(_pattern)] = Field(
        description='Where the translations stand: "translations/{lang}/{path}".'
    )
    source: Annotated[str, AfterValidator(_folder)] | None = Field(
        None, description="The folder of the sources; without it, the one that fits is found."
    )

    @property
    def root(self) -> str:
        """The translation root: what stands before the language."""
        return self.pattern.partition("{lang}")[0].strip("/")

    @property
    def subdir(self) -> str:
        """What stands between the language and the path."""
        return self.pattern.partition("{lang}")[2].removesuffix("{path}").strip("/")


def _ignore_pattern(value: str) -> str:
    try:
        ignore_patterns([value])
    except (ValueError, re.error):
        raise ValueError("no pattern as in .gitignore") from None
    return value


def _layout(value: object) -> object:
    """A layout may be written as its pattern alone."""
    if isinstance(value, str):
        return {"pattern": value}
    if isinstance(value, dict | LayoutSettings):
        return value
    raise ValueError('must be a pattern such as "translations/{lang}/{path}", or a table')


def _code(value: str) -> str:
    if not is_code(value):
        raise ValueError('must be a language code such as "pt-BR"')
    return value


def _distinct(layouts: tuple[LayoutSettings, ...]) -> tuple[LayoutSettings, ...]:
    if len(set(layouts)) < len(layouts):
        raise ValueError("names a layout twice")
    return layouts


_Code = Annotated[str, AfterValidator(_code)]
_Layout = Annotated[LayoutSettings, BeforeValidator(_layout)]
_IgnorePattern = Annotated[str, AfterValidator(_ignore_pattern)]


class Settings(BaseModel):
    """What a run obeys. Field aliases are the keys of the configuration file."""

    model_config = ConfigDict(
        extra="forbid",
        frozen=True,
        validate_by_name=False,
        alias_generator=lambda name: name.replace("_", "-"),
    )

    layouts: Annotated[tuple[_Layout, ...], AfterValidator(_distinct)] = Field(
        (),
        max_length=_MOST_LAYOUTS,
        description="Where translations stand, if that is not found by itself.",
    )
    exclude: tuple[_IgnorePattern, ...] = Field(
        (), max_length=MOST_PATTERNS, description="Files to leave out, as patterns of .gitignore."
    )
    languages: tuple[str, ...] = Field((), description="The only languages to check.")
    select: tuple[str, ...] = Field((), description="The only rules to check.")
    ignore: tuple[str, ...] = Field((), description="Rules not to check.")
    severity: dict[str, Severity] = Field(
        default_factory=dict, description="Rules that are to be errors, or warnings."
    )
    per_file_ignores: dict[_IgnorePattern, tuple[str, ...]] = Field(
        default_factory=dict,
        max_length=MOST_PATTERNS,
        description="Rules not to check in some files, by patterns of .gitignore; "
        "one that matches a source holds for its translations too.",
    )
    tracking_parameters: tuple[str, ...] = Field(
        ("WT.mc_id", "ocid", "utm_*"),
        max_length=_MOST_PARAMETERS,
        description="Parameters of addresses that hold a tracking ID; * stands for any characters.",
    )
    language_aliases: dict[str, _Code] = Field(
        default_factory=dict,
        description="Names of language folders, and the language codes that they stand for.",
    )

    @property
    def aliases(self) -> dict[str, str]:
        """Every alias of a language code: Co-op Translator's and the user's."""
        return ALIASES | {name.lower(): code for name, code in self.language_aliases.items()}


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

    name, table = (config, table_at(config)) if config else _first(table_at)
    if table is None:
        return Loaded(Settings.model_validate({}), None)
    return Loaded(_validated(table, name, rules), Path(name) if name else None)


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
        is_refused = isinstance(error, RefusedFileError)
        cure = "; put a file in its place, or name one by --config" if is_refused else ""
        raise UsageError(f"{path}: {reason_of(error)}{cure}") from None
    return _content(path, data)


def _content(path: Path, data: bytes) -> dict[str, Any]:
    """What the TOML of a file says to transync."""
    content = parse_toml(path, data)
    if path.name != "pyproject.toml":
        return content
    tool = content.get("tool", {})
    table = tool.get("transync", {}) if isinstance(tool, dict) else {}
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
        known = ", ".join(str(f.alias or name) for name, f in model.model_fields.items())
        return f"unknown key {key}; known keys are {known}"
    if error["type"] == "too_long":
        return f"{key}: must not have more than {error['ctx']['max_length']:,} entries"
    return f"{key}: {_EXPECTED.get(error['type'], error['msg'].removeprefix('Value error, '))}"
