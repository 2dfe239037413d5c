"""Merge conflict markers, as git leaves them."""

from __future__ import annotations

import re

_MARKER = re.compile(r"^(?:<{7}|>{7})(?: |$)", re.MULTILINE)


def conflict_line(text: str) -> int | None:
    """The line of the first conflict marker, counted from 1."""
    found = _MARKER.search(text)
    if found:
        return text.count("\n", 0, found.start()) + 1
    return None
