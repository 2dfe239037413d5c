"""Names of files that are no Unicode: Python has half characters in place of their bytes."""

from __future__ import annotations

import re
from urllib.parse import quote

_HALVES = re.compile("[\ud800-\udfff]+")


def name_bytes(name: str) -> bytes:
    """The bytes of a file's name; of one that only a text tells of, some that no file has."""
    try:
        return name.encode(errors="surrogateescape")
    except UnicodeEncodeError:
        return name.encode(errors="surrogatepass")


def as_link(name: str) -> str:
    """The name as a link spells it: bytes that are no text as escapes, all else as it is."""
    return _HALVES.sub(lambda halves: quote(name_bytes(halves[0])), name)
