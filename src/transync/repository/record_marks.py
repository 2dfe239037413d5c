"""Records as far as they show without parsing a file: enough to tell whose folder it is."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import NamedTuple

from transync.co_op_translator import (
    HASH_FIELD,
    LABEL,
    LANGUAGE_FIELD,
    NOTEBOOK_KEY,
    SIDECAR_NAME,
    SOURCE_FIELD,
    looks_like_record,
)
from transync.documents.kinds import is_notebook, largest_size
from transync.records import languages_in, posix, sidecar_entries
from transync.repository.tree import Tree

_HEAD_BYTES = 4096
_FIELD = re.compile(
    rf'"({HASH_FIELD}|{SOURCE_FIELD}|{LANGUAGE_FIELD})"\s*+:\s*+"((?:[^"\\]++|\\.)*+)"'
)
# A letter or other sign of ASCII, of which no text needs this; no quotation mark.
_ESCAPED = re.compile(r"\\u00(2[13-9a-f]|[3-7][0-9a-f])", re.IGNORECASE)
_COMMENT = re.compile(r"<!--(.*?)(?:-->|\Z)", re.DOTALL)
_FENCE = re.compile(r"^ {0,3}(?:```|~~~)", re.MULTILINE)


class RecordMark(NamedTuple):
    """A record seen in a language folder: the file's path in it, and what it says, if readable."""

    path: str
    source_file: str = ""
    original_hash: str = ""


def mark_in(text: str, path: str) -> RecordMark:
    """What the text of a record says."""
    fields = _fields(text)
    return RecordMark(path, fields.get(SOURCE_FIELD, ""), fields.get(HASH_FIELD, ""))


def recorded_hash(tree: Tree, path: str) -> str:
    """The hash in the record that a document carries in itself, found without parsing it."""
    return mark_in(record_text(tree, path) or "", path).original_hash


def is_sidecar(path: str) -> bool:
    """Whether the file has the name of a sidecar."""
    return path.rpartition("/")[2] == SIDECAR_NAME


def sidecar_marks(tree: Tree, path: str) -> Iterator[RecordMark]:
    """The records of a sidecar; none where it can't be read."""
    for entry in (sidecar_entries(tree.read(path)) or {}).values():
        if isinstance(entry, dict):
            source, original = entry.get(SOURCE_FIELD), entry.get(HASH_FIELD)
            if isinstance(source, str) and isinstance(original, str):
                yield RecordMark(path, posix(source), original.lower())


def record_text(tree: Tree, path: str) -> str | None:
    """The part of a document that holds its record, however damaged; None where there is none.

    Of a sidecar, it is the beginning.
    """
    text = _head(tree, path)
    if is_sidecar(path):
        return text
    if is_notebook(path):
        at = text.rfind(f'"{NOTEBOOK_KEY}"')
        if at >= 0:
            return text[at:]
        return None
    fence = _FENCE.search(text)
    for comment in _COMMENT.finditer(text, 0, fence.start() if fence else len(text)):
        body = comment[1].strip()
        if body.startswith(LABEL) or looks_like_record(body):
            return body
    return None


def recorded_languages(tree: Tree, path: str, text: str) -> Iterator[str]:
    """The languages that a document's record or a sidecar's entries name; "" where none is.

    Most sidecars name one alone, so the whole of it is looked at only if the `text`, its beginning,
    is not enough.
    """
    yield _fields(text).get(LANGUAGE_FIELD, "")
    if is_sidecar(path):
        data = tree.read(path)
        if isinstance(data, bytes):
            languages = languages_in(data)
            if languages is not None:
                yield from languages
                return
            text = data.decode("utf-8", errors="replace")
    plain = _ESCAPED.sub(lambda escape: chr(int(escape[1], 16)), text)
    yield from (value for name, value in _FIELD.findall(plain) if name == LANGUAGE_FIELD)


def _head(tree: Tree, path: str) -> str:
    """The beginning of a file, where its record stands; the whole of a notebook."""
    size = largest_size(path) if is_notebook(path) else _HEAD_BYTES
    data = tree.read(path, size)
    if isinstance(data, bytes):
        return data.decode("utf-8", errors="replace")
    return ""


def _fields(text: str) -> dict[str, str]:
    """The first value of each field of a record."""
    found: dict[str, str] = {}
    for name, value in _FIELD.findall(text):
        if name not in found:
            found[name] = _unescaped(value)
    if HASH_FIELD in found:
        found[HASH_FIELD] = found[HASH_FIELD].lower()
    if SOURCE_FIELD in found:
        found[SOURCE_FIELD] = posix(found[SOURCE_FIELD])
    return found


def _unescaped(text: str) -> str:
    try:
        return str(json.loads(f'"{text}"'))
    except json.JSONDecodeError:
        return text
