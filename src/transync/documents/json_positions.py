"""Where in the text of JSON its objects, keys and values stand."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

_SPACE = re.compile(r"[ \t\r\n]*")
_TOKEN = re.compile(r'[{}\[\],]|(?P<string>"(?:[^"\\]++|\\.)*+"?+)(?P<colon>\s*+:)?+', re.DOTALL)
_decode = json.JSONDecoder().raw_decode


class Member(NamedTuple):
    """A key with its value: the member from `start`, its value from `value_start`, up to `end`."""

    key: str
    value: object
    start: int
    value_start: int
    end: int


class JsonObject(NamedTuple):
    """The members of an object, and the offsets at which it opens and closes."""

    members: Sequence[Member]
    opening: int
    closing: int


def object_at(text: str, at: int) -> JsonObject:
    """The object that opens at an offset; raises ValueError where none does."""
    if not text.startswith("{", at):
        raise ValueError("no object")
    opening, members = at, []
    at = skip_space(text, at + 1)
    while not text.startswith("}", at):
        key, end = _decode(text, at)
        if not isinstance(key, str):
            raise ValueError("no key")
        value_start = _after_colon(text, end)
        value, end = _decode(text, value_start)
        members.append(Member(key, value, at, value_start=value_start, end=end))
        at = skip_space(text, end)
        if text.startswith(",", at):
            at = skip_space(text, at + 1)
        elif not text.startswith("}", at):
            raise ValueError("no end")
    return JsonObject(members, opening, at)


def json_tokens(text: str) -> Iterator[re.Match[str]]:
    """The brackets, commas and strings of a text that is known to be JSON."""
    return _TOKEN.finditer(text)


def key_of(token: re.Match[str]) -> str | None:
    """The key that a token is; None for a bracket, a comma, and a string that is a value."""
    if token["colon"]:
        return str(json.loads(token["string"], strict=False))
    return None


def value_behind(text: str, at: int) -> int:
    """Where the value begins whose key begins at an offset; raises ValueError for no key."""
    _, end = _decode(text, at)
    return _after_colon(text, end)


def _after_colon(text: str, at: int) -> int:
    """The offset of what stands behind a colon; raises ValueError where none follows."""
    at = skip_space(text, at)
    if not text.startswith(":", at):
        raise ValueError("no colon")
    return skip_space(text, at + 1)


def skip_space(text: str, at: int) -> int:
    """The offset of the first character from there on that is no white space."""
    found = _SPACE.match(text, at)
    if found:
        return found.end()
    return at
