"""Lines and columns of a text, counted from 1, and offsets in it, counted from 0."""

from __future__ import annotations

import re
from bisect import bisect_right
from typing import NamedTuple

_LINE_END = re.compile(r"\r\n|\r|\n")
_NEWLINE = re.compile("\n")


class TextPosition(NamedTuple):
    """A line and a column of a text."""

    line: int
    column: int


BEGINNING = TextPosition(1, 1)


class TextPositions:
    """Where the lines of a text begin; they end with LF, CRLF or CR."""

    def __init__(self, text: str) -> None:
        # One character is found in a fraction of the time.
        line_end = _LINE_END if "\r" in text else _NEWLINE
        self._starts = [0, *(found.end() for found in line_end.finditer(text))]

    def offset(self, line: int, column: int) -> int:
        """The offset of a character; raises ValueError where there is no such line."""
        if line > len(self._starts):
            raise ValueError("no such line")
        return self._starts[line - 1] + column - 1

    def line(self, offset: int) -> int:
        """The line of the character at an offset."""
        return bisect_right(self._starts, offset)

    def position(self, offset: int) -> TextPosition:
        """The line and column of the character at an offset."""
        line = self.line(offset)
        return TextPosition(line, offset - self._starts[line - 1] + 1)
