"""Tracking parameters of a URL: where they stand, and whether a browser sends them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from enum import StrEnum
from fnmatch import fnmatchcase
from typing import NamedTuple
from urllib.parse import unquote

_NOT_ALNUM = re.compile(r"[^a-z0-9]")


class Where(StrEnum):
    """Where in a URL a parameter stands."""

    QUERY = "in the query"
    FRAGMENT = "after the fragment"
    SECOND_QUERY = "after a second ?"


class TrackingParameter(NamedTuple):
    """A tracking parameter: its name as written, its value, and where it stands.

    `identity` is the name without case, and without punctuation unless a pattern has it, so that
    `WT_mc_id` is known for what it was meant to be; `is_misspelt` says that it is not spelt like
    the parameter it was meant to be.
    """

    name: str
    value: str
    where: Where
    identity: str
    is_misspelt: bool

    @property
    def is_dead(self) -> bool:
        return self.where is not Where.QUERY

    def __str__(self) -> str:
        return f"{self.name}={self.value}"


class TrackingNames:
    """The names that count as tracking parameters: patterns in any case, `*` as a wildcard."""

    def __init__(self, patterns: Sequence[str]) -> None:
        self._patterns = [pattern.lower() for pattern in patterns]
        self._squeezed = {_squeezed(p) for p in self._patterns if "*" not in p}

    def split(self, query: str, fragment: str) -> tuple[str, str, tuple[TrackingParameter, ...]]:
        """The query and the fragment without tracking parameters, and those parameters."""
        if not query and "?" not in fragment and "&" not in fragment:
            return query, fragment, ()
        found: list[TrackingParameter] = []
        first, *later = query.split("?")
        written = [(first, Where.QUERY), *((part, Where.SECOND_QUERY) for part in later)]
        queries = [(part, self._sift(part, where, found)) for part, where in written]
        in_query = len(found)
        anchor, *after = re.split(r"(?=[?&])", fragment)
        kept = [part for part in after if self._sift(part[1:], Where.FRAGMENT, found)]
        if len(found) > in_query:
            fragment = anchor + "".join(kept)
        # With what stood between them, question marks go.
        rest = "?".join(kept for part, kept in queries if kept or not part)
        return rest, fragment, tuple(found)

    def _sift(self, query: str, where: Where, found: list[TrackingParameter]) -> str:
        kept = []
        for parameter in query.split("&"):
            name, _, value = parameter.partition("=")
            tracking = self._tracking(unquote(name), value, where)
            if tracking:
                found.append(tracking)
            else:
                kept.append(parameter)
        return "&".join(kept)

    def _tracking(self, name: str, value: str, where: Where) -> TrackingParameter | None:
        lowered = name.lower()
        squeezed = _squeezed(lowered)
        if any(fnmatchcase(lowered, pattern) for pattern in self._patterns):
            # A pattern has any name for another one.
            identity = squeezed if squeezed in self._squeezed else lowered
            return TrackingParameter(name, value, where, identity=identity, is_misspelt=False)
        if squeezed in self._squeezed:
            return TrackingParameter(name, value, where, identity=squeezed, is_misspelt=True)
        return None


def _squeezed(name: str) -> str:
    return _NOT_ALNUM.sub("", name.lower())
