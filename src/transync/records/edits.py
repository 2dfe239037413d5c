"""The files that hold records, as JSON in which a value is replaced and an entry taken out.

What is written around them stays: order, indentation, line ends, the spelling of other values.
"""

from __future__ import annotations

import json
import re
from codecs import BOM_UTF8
from collections.abc import Callable, Collection, Iterator, Sequence
from functools import cache, cached_property
from itertools import groupby

from transync.co_op_translator import HASH_FIELD, RECORD_FIELDS
from transync.documents.decoding import Unreadable
from transync.documents.json_positions import (
    JsonObject,
    Member,
    object_at,
    skip_space,
    value_behind,
)
from transync.documents.text_positions import TextPositions
from transync.model import Edit, Record

_ESCAPED_LETTER = re.compile(r"\\u(?!00[0-7])[0-9a-fA-F]{4}")


class RecordEdits:
    """The carriers of a tree, which are read when one of their records is to be changed."""

    def __init__(self, read: Callable[[str], bytes | Unreadable]) -> None:
        self._at = cache(lambda path: _carrier(path, read(path)))

    def at(self, path: str) -> Carrier | None:
        """The carrier at a path; None where it can't be read."""
        return self._at(path)


class Carrier:
    """The text of one file that holds records; none of it is trusted to be what it was.

    A byte order mark of some bytes may stand before the text.
    """

    def __init__(self, path: str, text: str, size_of_mark: int) -> None:
        self._path, self._text, self._size_of_mark = path, text, size_of_mark

    def replace(self, record: Record, field: str, value: str) -> Edit | None:
        """The edit that gives a field of the record another value.

        None where the text at the record's place is not what the record says.
        """
        try:
            members = self._record_at(record).members
            new = json.dumps(value, ensure_ascii=self._escapes_letters)[1:-1]
            new.encode()
        except (ValueError, RecursionError):
            return None
        written = {member.key: member for member in members}
        if any(_value(written, name) != was for name, was in _fields(record).items()):
            return None
        return self._edit(written[field].value_start + 1, written[field].end - 1, new)

    def remove(self, records: Collection[Record]) -> Sequence[Edit]:
        """The edits that take these entries out of a sidecar; none where not all are found."""
        try:
            entries = object_at(self._text, skip_space(self._text, 0))
            places = set(map(self._offset, records))
        except (ValueError, RecursionError):
            return ()
        if not places <= {entry.start for entry in entries.members}:
            return ()
        return [self._edit(*span, "") for span in _spans_without(entries, places)]

    @cached_property
    def _positions(self) -> TextPositions:
        return TextPositions(self._text)

    @cached_property
    def _escapes_letters(self) -> bool:
        """Whether letters beyond ASCII are written as escapes, which Co-op Translator does not."""
        return self._text.isascii() and _ESCAPED_LETTER.search(self._text) is not None

    def _offset(self, record: Record) -> int:
        return self._positions.offset(record.line, record.column)

    def _record_at(self, record: Record) -> JsonObject:
        """The record's object, which stands at its place, or there behind its key."""
        at = self._offset(record)
        if self._text.startswith('"', at):
            at = value_behind(self._text, at)
        return object_at(self._text, at)

    def _edit(self, start: int, end: int, replacement: str) -> Edit:
        first = self._size_of_mark + len(self._text[:start].encode())
        return Edit(self._path, first, first + len(self._text[start:end].encode()), replacement)


def _carrier(path: str, data: bytes | Unreadable) -> Carrier | None:
    if isinstance(data, Unreadable):
        return None
    content = data.removeprefix(BOM_UTF8)
    try:
        text = content.decode()
    except UnicodeDecodeError:
        return None
    return Carrier(path, text, size_of_mark=len(data) - len(content))


def _fields(record: Record) -> dict[str, str]:
    return {name: getattr(record, name) for name in RECORD_FIELDS}


def _value(written: dict[str, Member], name: str) -> object:
    """The value of a field as a record has it: hashes may be written with capitals."""
    if name not in written:
        return None
    value = written[name].value
    if name == HASH_FIELD and isinstance(value, str):
        return value.lower()
    return value


def _spans_without(entries: JsonObject, places: Collection[int]) -> Iterator[tuple[int, int]]:
    """What to cut out, so that the object without the members at these places keeps its form.

    A member goes with the comma behind it, the last one with that in front of it.
    """
    kept_end: int | None = None
    runs = [list(run) for _, run in groupby(entries.members, lambda m: m.start in places)]
    for run, following in zip(runs, [*runs[1:], None], strict=True):
        if run[0].start not in places:
            kept_end = run[-1].end
        elif following:
            yield run[0].start, following[0].start
        elif kept_end is not None:
            yield kept_end, run[-1].end
        else:
            yield entries.opening + 1, entries.closing
