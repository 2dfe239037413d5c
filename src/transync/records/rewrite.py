"""Records as Co-op Translator writes them, put into carriers whose other bytes stay.

Source: `create_metadata` and `save_text_metadata_for_source` in Co-op Translator 0.23.
"""

from __future__ import annotations

import json
import re
from codecs import BOM_UTF8
from collections.abc import Collection, Mapping
from datetime import UTC, datetime
from hashlib import md5

from transync.co_op_translator import (
    DATE_FIELD,
    FAILURES_KEY,
    HASH_FIELD,
    LANGUAGE_FIELD,
    NOTEBOOK_KEYS,
    SOURCE_FIELD,
    START_OF_LABELLED_COMMENT,
)
from transync.documents.document import Embedded
from transync.documents.json_positions import object_at, skip_space
from transync.documents.text_positions import TextPositions
from transync.records.sidecar import posix

_LINE_END = re.compile(r"\r\n|\r|\n")

Fields = Mapping[str, str]


def new_record(source: bytes, source_file: str, language_code: str, now: datetime) -> Fields:
    """The record of a translation that was made `now` from a source with these bytes."""
    return {
        HASH_FIELD: md5(source, usedforsecurity=False).hexdigest(),
        DATE_FIELD: now.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S+00:00"),
        SOURCE_FIELD: source_file,
        LANGUAGE_FIELD: language_code,
    }


def rewrite_sidecar(
    data: bytes | None,
    records: Mapping[str, Fields],
    replaced: Collection[str] = (),
    succeeded: Collection[str] = (),
) -> bytes:
    """A sidecar with these records by source, None where there was none; it can be read as one.

    Entries with the `replaced` keys make place for them, and what failed for the sources that have
    `succeeded` is forgotten; both are spelled with forward slashes. Raises ValueError where half of
    a character (a lone surrogate) can't be written. A byte order mark goes: for Co-op Translator,
    a sidecar with one is empty.
    """
    if data is None:
        data = b"{}"
    entries = _without(json.loads(data.removeprefix(BOM_UTF8)), replaced)
    entries |= records
    failures = entries.get(FAILURES_KEY)
    if isinstance(failures, dict):
        left = _without(failures, succeeded)
        if failures and not left:
            del entries[FAILURES_KEY]
        else:
            entries[FAILURES_KEY] = left
    ordered = dict(sorted(entries.items()))
    text = json.dumps(ordered, indent=2, ensure_ascii=False)
    if b"\r\n" in data:
        # Written on Windows, or checked out as there.
        text = text.replace("\n", "\r\n")
    return text.encode()


def _without(entries: Mapping[str, object], keys: Collection[str]) -> dict[str, object]:
    """The entries of a sidecar but for those with these keys, which have forward slashes."""
    return {key: entry for key, entry in entries.items() if posix(key) not in keys}


def rewrite_comment(data: bytes, embedded: Embedded, record: Fields) -> bytes | None:
    """A Markdown text with this record in its comment; None where that is no JSON object."""
    bom, text = _decoded(data)
    start = TextPositions(text).offset(embedded.line, embedded.column)
    if text_with := _with(text, start, record):
        return bom + text_with.encode()
    return None


def rewrite_notebook(data: bytes, record: Fields) -> bytes | None:
    """A notebook with this record in its metadata; None where there is none, or no JSON object."""
    bom, text = _decoded(data)
    start = skip_space(text, 0)
    try:
        for key in NOTEBOOK_KEYS:
            # Of a key that stands twice, the last one counts.
            members = object_at(text, start).members
            start = {member.key: member.value_start for member in members}[key]
    except (ValueError, KeyError, RecursionError):
        return None
    if text_with := _with(text, start, record):
        return bom + text_with.encode()
    return None


def is_comment_read(data: bytes, embedded: Embedded) -> bool:
    """Whether Co-op Translator finds the record: in the first comment, or below its label."""
    text = _LINE_END.sub("\n", _decoded(data)[1])
    record_start = TextPositions(text).offset(embedded.line, embedded.column)
    start = text.rfind("<!--", 0, record_start)
    return start in (text.find(START_OF_LABELLED_COMMENT), text.find("<!--"))


def _decoded(data: bytes) -> tuple[bytes, str]:
    """The byte order mark, and the text behind it."""
    content = data.removeprefix(BOM_UTF8)
    return data[: len(data) - len(content)], content.decode()


def _with(text: str, start: int, record: Fields) -> str | None:
    """The text with these values in the object at `start`; those that it has stay as written."""
    try:
        members = object_at(text, start).members
    except (ValueError, RecursionError):
        return None
    known = {member.key for member in members}
    added = [f"{_json(key)}: {_json(value)}" for key, value in record.items() if key not in known]
    if members:
        # Behind the same white space as the first member: on its line, or each on its own.
        space = text[start + 1 : members[0].start]
        end = members[-1].end
        text = text[:end] + "".join(f",{space}{member}" for member in added) + text[end:]
    else:
        text = text[: start + 1] + ",".join(added) + text[start + 1 :]
    for member in reversed(members):
        if member.key in record and member.value != record[member.key]:
            text = text[: member.value_start] + _json(record[member.key]) + text[member.end :]
    return text


def _json(value: str) -> str:
    return json.dumps(value, ensure_ascii=False)
