"""The records that Co-op Translator keeps beside translations, in `.co-op-translator.json`.

Format: an object from source path to record; `__translation_failures__` maps source paths to
attempts that failed. Source: `save_text_metadata_for_source` in Co-op Translator 0.23.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from pydantic import ValidationError

from transync.metadata.conflict import conflict_line
from transync.metadata.record import FailureFields, validate
from transync.model import Failure, Fault, Record

SIDECAR_NAME = ".co-op-translator.json"
FAILURES_KEY = "__translation_failures__"

_KEY = re.compile(r'"((?:[^"\\]|\\.)*)"\s*:\s*\{')


@dataclass(frozen=True, slots=True)
class Sidecar:
    """The entries of one sidecar by source path (POSIX), and what could not be used of it.

    `is_broken` says that the file as a whole could not be read; `unusable` names the entries
    that are there but invalid.
    """

    path: str
    records: Mapping[str, Record] = field(default_factory=dict)
    failures: Mapping[str, Failure] = field(default_factory=dict)
    faults: tuple[Fault, ...] = ()
    unusable: frozenset[str] = frozenset()
    is_broken: bool = False


def read_sidecar(path: str, text: str, language: str | None) -> Sidecar:
    """The sidecar in `text`, which stands at `path`."""

    def fault(message: str, line: int = 1, column: int = 1) -> Fault:
        return Fault("metadata-invalid", path, line, column, message, language)

    def broken(message: str, line: int = 1, column: int = 1) -> Sidecar:
        return Sidecar(path, faults=(fault(message, line, column),), is_broken=True)

    try:
        entries = json.loads(text)
    except json.JSONDecodeError as error:
        if conflict := conflict_line(text):
            return broken("merge conflict markers in the sidecar", conflict)
        return broken(f"the sidecar is broken JSON: {error.msg}", error.lineno, error.colno)
    except RecursionError:
        return broken("the sidecar is nested too deeply")
    if not isinstance(entries, dict):
        return broken("the sidecar is no JSON object")

    places = _places(text)
    records: dict[str, Record] = {}
    failures: dict[str, Failure] = {}
    faults: list[Fault] = []
    unusable: set[str] = set()
    for key, entry in entries.items():
        if key == FAILURES_KEY:
            failures = _failures(entry, path, places)
            continue
        fields = validate(entry)
        line, column = places.get(key, (1, 1))
        if isinstance(fields, str):
            faults.append(fault(f"{key}: {fields}", line, column))
            unusable.add(posix(key))
        else:
            records[posix(key)] = Record(
                **fields.model_dump(), carrier=path, line=line, column=column
            )
    return Sidecar(path, records, failures, tuple(faults), frozenset(unusable))


def posix(path: str) -> str:
    """A recorded path with forward slashes: records written on Windows hold backslashes."""
    return path.replace("\\", "/")


def _failures(
    entries: object, path: str, places: Mapping[str, tuple[int, int]]
) -> dict[str, Failure]:
    failures = {}
    for key, entry in entries.items() if isinstance(entries, dict) else ():
        try:
            fields = FailureFields.model_validate(entry)
        except ValidationError:
            continue
        line = places.get(FAILURES_KEY, (1, 1))[0]
        failures[posix(key)] = Failure(**fields.model_dump(), carrier=path, line=line)
    return failures


def _places(text: str) -> dict[str, tuple[int, int]]:
    """Line and column of each entry's key; of its first occurrence, which is the record's."""
    places: dict[str, tuple[int, int]] = {}
    line, counted, line_start = 1, 0, 0
    for found in _KEY.finditer(text):
        line += text.count("\n", counted, found.start())
        counted = found.start()
        line_start = text.rfind("\n", 0, counted) + 1
        try:
            key = json.loads(f'"{found[1]}"')
        except json.JSONDecodeError:
            continue
        places.setdefault(key, (line, counted - line_start + 1))
    return places
