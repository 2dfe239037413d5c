"""The hashes that a record of a source may hold."""

from __future__ import annotations

from collections.abc import Iterable
from hashlib import md5

# Of so many bytes git reads whether a file is binary, so that its line endings are left alone.
_LOOKED_AT_BY_GIT = 8000


def possible_hashes(data: bytes) -> Iterable[str]:
    """The MD5 of the bytes as they are, and of a text with LF and CRLF line endings.

    A checkout may have other line endings than the file that was translated.
    """
    if b"\0" in data[:_LOOKED_AT_BY_GIT]:
        yield md5(data, usedforsecurity=False).hexdigest()
        return
    with_lf = data.replace(b"\r\n", b"\n")
    for variant in dict.fromkeys((data, with_lf, with_lf.replace(b"\n", b"\r\n"))):
        yield md5(variant, usedforsecurity=False).hexdigest()
