"""JSON that somebody else wrote: a value, or why it is none."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any, NamedTuple, TypeAlias

Made: TypeAlias = Callable[[list[tuple[str, Any]]], object]


class JsonFault(NamedTuple):
    """Why a text is no JSON, and where."""

    message: str
    line: int = 1
    column: int = 1


class Members:
    """Makes the objects of a JSON text; `are_repeated` says that one had a key more than once."""

    def __init__(self) -> None:
        self.are_repeated = False

    def __call__(self, members: list[tuple[str, Any]]) -> dict[str, Any]:
        value = dict(members)
        self.are_repeated = self.are_repeated or len(value) < len(members)
        return value


def load_json(text: str | bytes, made: Made | None = None) -> object | JsonFault:
    """The value in the text; whatever the text is, no exception.

    `made` makes the objects of their keys and values, which may be there more than once.
    """
    try:
        value: object = json.loads(text, object_pairs_hook=made)
    except json.JSONDecodeError as error:
        return JsonFault(error.msg, error.lineno, error.colno)
    except RecursionError:
        return JsonFault("nested too deeply")
    except UnicodeDecodeError:
        return JsonFault("not UTF-8")
    except ValueError:
        # Python refuses to read integers of more than 4,300 digits.
        return JsonFault("a number that is too long")
    return value


def as_object(value: object) -> dict[str, Any]:
    """The value where it is an object; an empty one where it is something else."""
    if isinstance(value, dict):
        return value
    return {}


def as_list(value: object) -> list[Any]:
    """The value where it is a list; an empty one where it is something else."""
    if isinstance(value, list):
        return value
    return []


def as_text(value: object) -> str:
    """The value where it is a text; an empty one where it is something else."""
    if isinstance(value, str):
        return value
    return ""
