"""Where in the text of a notebook its cells stand: JSON's values have no positions of their own."""

from __future__ import annotations

from dataclasses import dataclass, field

from transync.co_op_translator import NOTEBOOK_KEYS
from transync.documents.json_positions import json_tokens, key_of
from transync.documents.text_positions import BEGINNING, TextPosition, TextPositions

_PATH_OF_RECORD: list[str | int | None] = [*NOTEBOOK_KEYS]


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
    record: TextPosition = BEGINNING


def find_places(text: str) -> Places:
    """The places in a text that is known to be JSON."""
    positions = TextPositions(text)
    places = Places()
    path: list[str | int | None] = []
    for token in json_tokens(text):
        start, key = token.start(), key_of(token)
        line, mark = positions.line(start), text[start]
        if key is not None:
            path[-1] = key
            if path == _PATH_OF_RECORD:
                places.record = positions.position(start)
            elif len(path) == 3 and path[0] == "cells" and path[2] == "source":
                _cell(places, path[1], line).source.clear()
        elif mark == '"':
            if len(path) in (3, 4) and path[0] == "cells" and path[2] == "source":
                _cell(places, path[1], line).source[_index(path[3:])] = line
        elif mark in "{[":
            if path == ["cells"]:
                # Of a key that stands twice, the last one counts.
                places.cells.clear()
            elif len(path) == 2 and path[0] == "cells":
                _cell(places, path[1], line)
            path.append(0 if mark == "[" else None)
        elif mark == ",":
            if isinstance(path[-1], int):
                path[-1] += 1
        else:
            path.pop()
            if len(path) == 2 and path[0] == "cells":
                _cell(places, path[1], line).last = line
    return places


def _cell(places: Places, index: str | int | None, line: int) -> CellPlaces:
    return places.cells.setdefault(_index([index]), CellPlaces(line, line))


def _index(rest: list[str | int | None]) -> int:
    """The index in a list; 0 where a single value stands instead of a list."""
    if rest and isinstance(rest[0], int):
        return rest[0]
    return 0
