"""Where in the file the text of a block stands."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence

from transync.documents.document import Cell

# In characters; what stands between two texts of a block is far shorter, but for very long targets.
_NEAR = 5000


class Span:
    """Text of one block: turns an offset in it into a line and a column of the file."""

    def __init__(
        self, content: str, places: Sequence[tuple[int, int]], cell: Cell | None = None
    ) -> None:
        self.content, self.cell = content, cell
        self._places = places
        self._starts = [0]
        if "\n" in content:
            self._starts += (found.end() for found in re.finditer("\n", content))
        self._bars = [found.start() for found in re.finditer(r"\|", content)] if cell else []

    def find(self, text: str, start: int) -> int:
        """Where a text begins, from `start` on, -1 for nowhere near.

        What is written in another way is not there, and need not be sought up to the end.
        """
        return self.content.find(text, start, start + len(text) + _NEAR)

    def at(self, offset: int) -> tuple[int, int]:
        """Line and column, from 1, of an offset in the content."""
        row = min(bisect_right(self._starts, offset), len(self._places)) - 1
        line, start = self._places[row]
        # What is a bar in the text of a cell is written with a backslash before it.
        escapes = bisect_left(self._bars, offset)
        return line, start + offset - self._starts[row] + escapes + 1
