"""Tags of notebook cells that speak to transync: `transync:ignore=RULE`, one rule a tag.

Format: `metadata.tags` of nbformat 4, a list of texts without commas; Jupyter's own editor takes no
spaces either (https://nbformat.readthedocs.io/en/latest/format_description.html#cell-metadata).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from transync.documents.document import Directive
from transync.documents.parse.directives import directive
from transync.untrusted.json_value import as_list, as_object

_PREFIX = "transync:"


def tag_directives(
    cell: Mapping[str, Any], first: int, last: int, lines: Sequence[str]
) -> Iterator[Directive]:
    """The directives in the tags of a cell, each for the lines of the file where the cell stands.

    `lines` are those of the whole file.
    """
    for tag in _tags(cell):
        written = f'"{tag}"'
        numbers = (n for n in range(first, last + 1) if written in lines[n - 1])
        line = next(numbers, first)
        column = max(lines[line - 1].find(written), 0) + 1
        wish = tag.removeprefix(_PREFIX).replace("=", " ", 1)
        yield directive(wish, line, column)._replace(first=first, last=last)


def _tags(cell: Mapping[str, Any]) -> list[str]:
    tags = as_list(as_object(cell.get("metadata")).get("tags"))
    return [tag for tag in tags if isinstance(tag, str) and tag.startswith(_PREFIX)]
