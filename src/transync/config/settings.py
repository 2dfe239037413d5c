"""What a run obeys, as the configuration file says it."""

from __future__ import annotations

import re
from posixpath import normpath
from typing import Annotated

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field

from transync.co_op_translator import ALIASES
from transync.languages.codes import is_code
from transync.model import Severity
from transync.untrusted.ignore_patterns import MOST_PATTERNS, ignore_patterns

# Each layout is held against each page, each parameter against those of each address.
_MOST_LAYOUTS, _MOST_PARAMETERS = 50, 50


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
    localized_links: bool = Field(
        True,
        strict=True,
        description="Whether links out of the repository may lead to the same page in the language "
        "of a translation.",
    )
    language_aliases: dict[str, _Code] = Field(
        default_factory=dict,
        description="Names of language folders, and the language codes that they stand for.",
    )

    @property
    def of_links(self) -> tuple[tuple[str, ...], bool]:
        """How links are read: which parameters track, and whether they may be localized."""
        return self.tracking_parameters, self.localized_links

    @property
    def aliases(self) -> dict[str, str]:
        """Every alias of a language code: Co-op Translator's and the user's."""
        return ALIASES | {name.lower(): code for name, code in self.language_aliases.items()}
