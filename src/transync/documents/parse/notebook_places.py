"""Where in the text of a notebook its cells stand: JSON's values have no positions of their own."""

from __future__ import annotations

import json
import re
from bisect import bisect_right
from dataclasses import dataclass, field

_TOKEN = re.compile(r'"(?:[^"\\]++|\\.)*+"?+|[{}\[\],]', re.DOTALL)


@dataclass(slots=True)
class CellPlaces:
    """A cell's first and last line, and that of each text in its source, by its index."""

    first: int
    last: int = 0
    source: dict[int, int] = field(default_factory=dict)


@dataclass(slots=True)
class Places:
    """The places of a notebook's cells, by their index, and of its record: line and column."""

    cells: dict[int, CellPlaces] = field(default_factory=dict)
    record: tuple[int, int] = (1, 1)


def find_places(text: str) -> Places:
    """The places in a text that is known to be JSON."""
    starts = [0, *(found.end() for found in re.finditer("\n", text))]
    places = Places()
    path: list[str | int | None] = []
    is_key = False
    for token in _TOKEN.finditer(text):
        line = bisect_right(starts, token.start())
        mark = token[0][0]
        if mark == '"':
            if is_key:
                path[-1] = json.loads(token[0], strict=False)
                is_key = False
                if path == ["metadata", "coopTranslator"]:
                    places.record = (line, token.start() - starts[line - 1] + 1)
                elif len(path) == 3 and path[0] == "cells" and path[2] == "source":
                    _cell(places, path[1], line).source.clear()
            elif len(path) in (3, 4) and path[0] == "cells" and path[2] == "source":
                _cell(places, path[1], line).source[_index(path[3:])] = line
        elif mark in "{[":
            if path == ["cells"]:
                # Of a key that stands twice, the last one counts.
                places.cells.clear()
            elif len(path) == 2 and path[0] == "cells":
                _cell(places, path[1], line)
            path.append(0 if mark == "[" else None)
            is_key = mark == "{"
        elif mark == ",":
            is_key = not isinstance(path[-1], int)
            if isinstance(path[-1], int):
                path[-1] += 1
        else:
            path.pop()
            is_key = False
            if len(path) == 2 and path[0] == "cells":
                _cell(places, path[1], line).last = line
    return places


def _cell(places: Places, index: str | int | None, line: int) -> CellPlaces:
    return places.cells.setdefault(_index([index]), CellPlaces(line, line))


def _index(rest: list[str | int | None]) -> int:
    """The index in a list; 0 where a single value stands instead of a list."""
    return rest[0] if rest and isinstance(rest[0], int) else 0
