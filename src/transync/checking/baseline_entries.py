"""The entries of a baseline, as its file has them, read against their types."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self

from pydantic import BaseModel, ConfigDict, ValidationError, model_validator

from transync.model import KnownFinding


class _BaselineEntry(BaseModel):
    """What is known of one file and rule: a line of the file."""

    model_config = ConfigDict(extra="forbid", strict=True)

    path: str
    rule: str
    count: int
    fingerprints: list[str]

    @model_validator(mode="after")
    def _counted(self) -> Self:
        if self.count != len(self.fingerprints):
            raise ValueError(f"counts {self.count} fingerprints, but has {len(self.fingerprints)}")
        return self


class _Content(BaseModel):
    """The file without its `schema`, which is looked at first."""

    findings: list[_BaselineEntry]


def known_in(content: object) -> frozenset[KnownFinding]:
    """What the content of the file holds; raises ValueError, which says in a clause what is bad."""
    try:
        entries = _Content.model_validate(content).findings
    except ValidationError as error:
        raise ValueError(_clause(error.errors()[0])) from None
    known: set[KnownFinding] = set()
    for entry in entries:
        known.update(KnownFinding(entry.path, entry.rule, each) for each in entry.fingerprints)
    return frozenset(known)


def _clause(error: Mapping[str, Any]) -> str:
    place = ".".join(map(str, error["loc"]))
    if error["type"] == "value_error":
        return f"{place} {error['msg'].removeprefix('Value error, ')}"
    return f"{place} is missing, unknown or of another type"
