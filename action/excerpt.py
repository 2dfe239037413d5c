"""As much of a long Markdown text as GitHub takes."""

from __future__ import annotations

import re
from collections.abc import Callable
from itertools import accumulate

_SECTION = re.compile(r"^(?=#{1,6} |<details>)", re.MULTILINE)
_OPENED = re.compile(r"^<details>", re.MULTILINE)
_CLOSED = re.compile(r"</details>$", re.MULTILINE)
_LEFT_OUT = (
    "\n> [!NOTE]\n> {count} of {total} sections are left out here; the log of this step has all.\n"
)


def excerpt(markdown: str, limit: int, size: Callable[[str], int] = len) -> str:
    """The text, or its first sections and how many are left out, within `limit` of `size`.

    Of a first section that is too long by itself, its first lines are kept.
    """
    if size(markdown) <= limit:
        return markdown
    sections = _sections(markdown)
    total = len(sections)
    room = limit - size(_LEFT_OUT.format(count=total, total=total))
    kept = _first(sections, room, size)
    shown = sections[:kept] or [*_lines(sections[0], room, size)]
    said = "".join(shown) + _LEFT_OUT.format(count=total - kept, total=total)
    return said if size(said) <= limit else ""


def _sections(markdown: str) -> list[str]:
    """The parts that can go one by one: what is folded stays together."""
    sections: list[str] = []
    is_open = False
    for part in _SECTION.split(markdown):
        if is_open:
            sections[-1] += part
        elif part:
            sections.append(part)
        last = "".join(sections[-1:])
        is_open = len(_OPENED.findall(last)) > len(_CLOSED.findall(last))
    return sections


def _lines(section: str, room: int, size: Callable[[str], int]) -> list[str]:
    lines = section.splitlines(keepends=True)
    return lines[: _first(lines, room, size)]


def _first(parts: list[str], room: int, size: Callable[[str], int]) -> int:
    """How many of the first parts fit."""
    return sum(total <= room for total in accumulate(map(size, parts)))
