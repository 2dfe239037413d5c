"""The records that Co-op Translator keeps beside translations, in `.co-op-translator.json`.

Format: an object from source path to record; `__translation_failures__` maps source paths to
attempts that failed. Source: `save_text_metadata_for_source` in Co-op Translator 0.23.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from pydantic import ValidationError

from transync.co_op_translator import FAILURE_DATE_FIELD, FAILURES_KEY, HASH_FIELD, LANGUAGE_FIELD
from transync.documents.conflict_markers import conflict_line
from transync.documents.json_positions import json_tokens, key_of, object_at, skip_space
from transync.documents.text_positions import BEGINNING, TextPosition, TextPositions
from transync.model import Failure, Fault, Record
from transync.records.record import FailureFields, validate
from transync.untrusted.json_value import JsonFault, Members, as_object, as_text, load_json


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
        return Fault(
            "metadata-invalid", path, line, column=column, message=message, language=language
        )

    def broken(message: str, line: int = 1, column: int = 1) -> Sidecar:
        return Sidecar(path, faults=(fault(message, line, column),), is_broken=True)

    members = Members()
    entries = load_json(text, members)
    if isinstance(entries, JsonFault):
        if conflict := conflict_line(text):
            return broken("merge conflict markers in the sidecar", conflict)
        return broken(
            f"the sidecar is broken JSON: {entries.message}", entries.line, entries.column
        )
    if not isinstance(entries, dict):
        return broken("the sidecar is no JSON object")

    positions = TextPositions(text)
    places = _places(text, positions)
    records: dict[str, Record] = {}
    failures: dict[str, Failure] = {}
    faults: list[Fault] = []
    unusable: set[str] = set()
    if members.are_repeated:
        # The last one counts, as for Co-op Translator; people may take the first for it.
        for key, place in _repeated(text, positions):
            faults.append(fault(f"the key {key!r} is there twice", *place))
    for key, entry in entries.items():
        if key == FAILURES_KEY:
            failures = _failures(entry, path, places)
            continue
        fields = validate(entry)
        line, column = places.get(key, BEGINNING)
        if isinstance(fields, str):
            # Which source that is, relative to the source root, is for the reader of the layout.
            faults.append(fault(f"{key}: {fields}", line, column)._replace(source=posix(key)))
            unusable.add(posix(key))
        else:
            records[posix(key)] = Record(
                **fields.model_dump(), carrier=path, line=line, column=column
            )
    return Sidecar(path, records, failures, faults=tuple(faults), unusable=frozenset(unusable))


def posix(path: str) -> str:
    """A recorded path with forward slashes: records written on Windows hold backslashes."""
    return path.replace("\\", "/")


def is_absolute(path: str) -> bool:
    """Whether a recorded path (with forward slashes) is absolute, on POSIX or Windows."""
    return path.startswith("/") or path[1:3] == ":/"


def _failures(entries: object, path: str, places: Mapping[str, TextPosition]) -> dict[str, Failure]:
    failures = {}
    for key, entry in as_object(entries).items():
        try:
            fields = FailureFields.model_validate(entry)
        except ValidationError:
            continue
        line = places.get(FAILURES_KEY, BEGINNING).line
        told = {name: value or "" for name, value in fields.model_dump().items()}
        failures[posix(key)] = Failure(**told, carrier=path, line=line)
    return failures


def sidecar_entries(data: object) -> dict[str, object] | None:
    """What the bytes of a sidecar hold, as it is written; None where they can't be read as one."""
    if not isinstance(data, bytes):
        return None
    entries = load_json(data)
    return entries if isinstance(entries, dict) else None


def languages_in(data: bytes) -> frozenset[str] | None:
    """The languages that the records and failures of a sidecar name, those of repeated keys, too.

    "" stands for a record without one. None where the sidecar is damaged.
    """
    found: set[str] = set()

    def made(members: list[tuple[str, object]]) -> None:
        named = [value for key, value in members if key == LANGUAGE_FIELD]
        keys = {key for key, _ in members}
        if not named and HASH_FIELD in keys and FAILURE_DATE_FIELD not in keys:
            named = [""]
        found.update(map(as_text, named))

    is_damaged = isinstance(load_json(data, made), JsonFault)
    if is_damaged:
        return None
    return frozenset(found)


def _places(text: str, positions: TextPositions) -> dict[str, TextPosition]:
    """Line and column of each entry's key."""
    members = object_at(text, skip_space(text, 0)).members
    return {member.key: positions.position(member.start) for member in members}


def _repeated(text: str, positions: TextPositions) -> list[tuple[str, TextPosition]]:
    """The keys that their object has already, with line and column; each object tells one."""
    repeated: list[tuple[str, TextPosition]] = []
    known: list[set[str]] = []
    told: list[bool] = []
    for token in json_tokens(text):
        start, key = token.start(), key_of(token)
        mark = text[start]
        if mark in "{[":
            known.append(set())
            told.append(False)
        elif mark in "}]":
            known.pop()
            told.pop()
        elif key is not None:
            if key in known[-1] and not told[-1]:
                repeated.append((key, positions.position(start)))
                told[-1] = True
            known[-1].add(key)
    return repeated
