"""The bytes of a file by lines and columns, so that single words can be replaced."""

from __future__ import annotations

import json
import re
from bisect import bisect_left, bisect_right
from codecs import BOM_UTF8
from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from functools import cached_property
from itertools import accumulate

from transync.documents.kinds import is_notebook
from transync.model import Edit

_SURROGATE = re.compile("[\ud800-\udfff]")
_LINE_END = re.compile(rb"\r\n|\r|\n")
# A line of a notebook that holds a line of a cell: one string of JSON, and nothing else.
_ITEM = re.compile(r'(\s*+")((?:[^"\\]++|\\.)*+)"\s*+,?+\s*+')
_ESCAPE = re.compile(r"\\u[Dd][89ABab][0-9a-fA-F]{2}\\u[0-9a-fA-F]{4}|\\u[0-9a-fA-F]{4}|\\.|.")

# Of a line, the offset of every so many characters is kept.
_PART = 256


class EditedText:
    """The text of a Markdown file or a notebook; lines count from 1, columns from 0, in characters.

    In a notebook, a line is that of the file, and its text that of the string which it holds.
    """

    def __init__(self, path: str, data: bytes) -> None:
        self.path, self._data = path, data
        self._columns: dict[int, _Columns] = {}
        self._is_notebook = is_notebook(path)

    @property
    def size(self) -> int:
        """The number of bytes of the file."""
        return len(self._data)

    @cached_property
    def newline(self) -> str:
        """How the first line ends, as the others should."""
        found = _LINE_END.search(self._data)
        if found:
            return found[0].decode()
        return "\n"

    @cached_property
    def lines(self) -> Sequence[str | None]:
        """The text of every line; None of a line of a notebook that is none of a cell."""
        return list(map(self._read, self._raw))

    def line(self, number: int) -> str | None:
        """The text of a line; None where there is no such line, or none of a cell."""
        if 0 < number <= len(self.lines):
            return self.lines[number - 1]
        return None

    def replace(self, line: int, start: int, end: int, replacement: str) -> Edit:
        """The edit that replaces a part of a line."""
        if self._is_notebook:
            replacement = _escaped(replacement)
        return Edit(self.path, self._offset(line, start), self._offset(line, end), replacement)

    def insert_lines(self, line: int, lines: Sequence[str]) -> Edit:
        """The edit that makes these lines stand above a line, or below the last one."""
        if line <= len(self._raw):
            at = self._starts[line - 1]
            return Edit(self.path, at, at, "".join(each + self.newline for each in lines))
        at = len(self._data)
        return Edit(self.path, at, at, "".join(self.newline + each for each in lines))

    def remove_lines(self, first: int, end: int) -> Edit:
        """The edit that takes out the lines from `first` up to before `end`, which is there."""
        return Edit(self.path, self._starts[first - 1], self._starts[end - 1], "")

    def with_edits(self, edits: Iterable[Edit]) -> bytes:
        """The bytes of the file as they are with these edits, which don't overlap."""
        return with_edits(self._data, edits)

    def lines_with(self, edits: Iterable[Edit], numbers: Iterable[int]) -> Sequence[str | None]:
        """These lines as they are with edits that leave every line a line."""
        by_line: dict[int, list[Edit]] = defaultdict(list)
        for edit in edits:
            by_line[bisect_right(self._starts, edit.start)].append(edit)
        return [self._line_with(number, by_line.get(number, ())) for number in numbers]

    def _line_with(self, number: int, edits: Collection[Edit]) -> str | None:
        if not edits:
            return self.line(number)
        first, end = self._starts[number - 1], self._ends[number - 1]
        moved = (e._replace(start=e.start - first, end=e.end - first) for e in edits)
        data = with_edits(self._data[first:end], moved)
        return self._read(data.decode(errors="surrogateescape"))

    @cached_property
    def _ends(self) -> list[int]:
        return [*(found.start() for found in _LINE_END.finditer(self._data)), len(self._data)]

    @cached_property
    def _starts(self) -> list[int]:
        first = len(self._data) - len(self._data.removeprefix(BOM_UTF8))
        return [first, *(found.end() for found in _LINE_END.finditer(self._data))]

    @cached_property
    def _raw(self) -> list[str]:
        text = self._data.removeprefix(BOM_UTF8).decode(errors="surrogateescape")
        if "\r" in text:
            text = text.replace("\r\n", "\n").replace("\r", "\n")
        return text.split("\n")

    def _read(self, raw: str) -> str | None:
        if not self._is_notebook:
            return raw
        item = _ITEM.fullmatch(raw)
        text = item and _loaded(item[2])
        if text is None or "\n" in text.removesuffix("\n"):
            return None
        return text.removesuffix("\n")

    def _offset(self, line: int, column: int) -> int:
        if line not in self._columns:
            self._columns[line] = self._columns_of(self._raw[line - 1])
        return self._starts[line - 1] + self._columns[line].offset(column)

    def _columns_of(self, raw: str) -> _Columns:
        item = _ITEM.fullmatch(raw) if self._is_notebook else None
        if item is None:
            return _Columns("", raw, range(len(raw) + 1))
        pieces = _ESCAPE.findall(item[2])
        lengths = (len(_loaded(piece) or piece) for piece in pieces)
        return _Columns(item[1], pieces, list(accumulate(lengths, initial=0)))


class _Columns:
    """Where in the bytes of a line its characters stand.

    `before` stands above the first of them; each of the pieces is written for some of them, and
    `counts` are the numbers of characters above each piece, and in all of them.
    """

    def __init__(self, before: str, pieces: Sequence[str], counts: Sequence[int]) -> None:
        self._pieces, self._counts = pieces, counts
        parts = (_size(pieces[n : n + _PART]) for n in range(0, len(pieces), _PART))
        self._offsets = list(accumulate(parts, initial=_size(before)))

    def offset(self, column: int) -> int:
        """The offset in bytes of a character, by its number from 0."""
        end = min(bisect_left(self._counts, column), len(self._pieces))
        part = end // _PART
        return self._offsets[part] + _size(self._pieces[part * _PART : end])


def _size(pieces: Sequence[str]) -> int:
    """How many bytes a text or pieces of one take."""
    return len("".join(pieces).encode(errors="surrogateescape"))


def with_edits(data: bytes, edits: Iterable[Edit]) -> bytes:
    """The bytes as they are with these edits, which don't overlap."""
    parts, at = [], 0
    for edit in sorted(edits):
        parts += [data[at : edit.start], edit.replacement.encode()]
        at = edit.end
    return b"".join((*parts, data[at:]))


def _escaped(text: str) -> str:
    """A text as a string of JSON holds it; halves of surrogate pairs have no other spelling."""
    escaped = json.dumps(text, ensure_ascii=False)[1:-1]
    return _SURROGATE.sub(lambda found: f"\\u{ord(found[0]):04x}", escaped)


def _loaded(escaped: str) -> str | None:
    try:
        return str(json.loads(f'"{escaped}"', strict=False))
    except json.JSONDecodeError:
        return None
