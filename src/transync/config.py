"""Settings: defaults, then the configuration file, then the command line."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable
from pathlib import Path
from typing import Annotated, Any

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, ValidationError

from transync.errors import UsageError
from transync.languages import ALIASES
from transync.model import Severity

CONFIG_NAMES = ("transync.toml", ".transync.toml", "pyproject.toml")


def _pattern(value: str) -> str:
    parts = value.split("/")
    if (
        parts.count("{lang}") != 1
        or parts[-1] != "{path}"
        or ".." in parts
        or value.startswith("/")
    ):
        raise ValueError('must look like "translations/{lang}/{path}", relative to the root')
    return value


class LayoutSettings(BaseModel):
    """A layout that the user names: where translations stand, and over which source folder."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    pattern: Annotated[str, AfterValidator(_pattern)]
    source: str | None = None


class Settings(BaseModel):
    """What a run obeys. Field aliases are the keys of the configuration file."""

    model_config = ConfigDict(
        extra="forbid",
        frozen=True,
        populate_by_name=True,
        alias_generator=lambda name: name.replace("_", "-"),
    )

    layouts: tuple[Annotated[str, AfterValidator(_pattern)] | LayoutSettings, ...] = ()
    exclude: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    severity: dict[str, Severity] = Field(default_factory=dict)
    tracking_parameters: tuple[str, ...] = ("WT.mc_id", "ocid", "utm_*")
    language_aliases: dict[str, str] = Field(default_factory=dict)

    @property
    def aliases(self) -> dict[str, str]:
        """Every alias of a language code: Co-op Translator's and the user's."""
        return ALIASES | {name.lower(): code for name, code in self.language_aliases.items()}


def load_settings(root: Path, config: Path | None, rules: Iterable[str]) -> Settings:
    """The settings for the tree at `root`; raises UsageError for a file that can't be obeyed.

    `config` names the file; without it, the first of CONFIG_NAMES at the root that has settings
    counts. `rules` are the ids that a rule may be named by.
    """
    path, table = (config, _table(config)) if config else _find(root)
    try:
        settings = Settings.model_validate(table)
    except ValidationError as error:
        raise UsageError("; ".join(_sentence(e, path) for e in error.errors())) from None
    check_rule_names((*settings.select, *settings.ignore, *settings.severity), rules, str(path))
    return settings


def check_rule_names(names: Iterable[str], rules: Iterable[str], place: str) -> None:
    """Raise UsageError for a name that is no rule's."""
    known = sorted(rules)
    for name in names:
        if name not in known:
            raise UsageError(f"{place}: there is no rule {name!r}; `transync rule` lists them")


def _find(root: Path) -> tuple[Path | None, dict[str, Any]]:
    for name in CONFIG_NAMES:
        path = root / name
        if path.is_file():
            table = _table(path)
            if table or name != "pyproject.toml":
                return path, table
    return None, {}


def _table(path: Path) -> dict[str, Any]:
    try:
        content = tomllib.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise UsageError(f"{path}: can't be read: {error.strerror}") from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise UsageError(f"{path}: not valid TOML: {error}") from None
    if path.name != "pyproject.toml":
        return content
    tool = content.get("tool", {})
    table = tool.get("transync", {}) if isinstance(tool, dict) else {}
    if not isinstance(table, dict):
        raise UsageError(f"{path}: tool.transync must be a table")
    return table


def _sentence(error: Any, path: Path | None) -> str:
    place = [str(part) for part in error["loc"] if part not in ("LayoutSettings",)]
    key = ".".join(part for part in place if not part.startswith(("function-", "constrained-")))
    prefix = "tool.transync." if path and path.name == "pyproject.toml" else ""
    if error["type"] == "extra_forbidden":
        known = ", ".join(str(f.alias) for f in Settings.model_fields.values())
        return f"{path}: unknown key {prefix}{key}; known keys are {known}"
    message = error["msg"].removeprefix("Value error, ")
    return f"{path}: {prefix}{key}: {message[:1].lower()}{message[1:]}"
