"""Changes to bytes: some that are no text, fewer of them, or another encoding."""

from __future__ import annotations

from collections.abc import Callable
from random import Random

from tests.fuzz import words


def with_other_bytes(rng: Random, data: bytes) -> bytes:
    """The bytes with one change."""
    return rng.choice(_CHANGES)(rng, data)


def _flip(rng: Random, data: bytes) -> bytes:
    if not data:
        return b"\xff"
    changed = bytearray(data)
    for _ in range(words.count(rng, 20)):
        changed[rng.randrange(len(changed))] = rng.choice(
            (0, 0x80, 0xFF, 0xC0, 0x0A, rng.randrange(256))
        )
    return bytes(changed)


def _put(rng: Random, data: bytes) -> bytes:
    at = rng.choice((0, len(data), rng.randrange(len(data) + 1)))
    new = rng.choice(
        (
            b"\0",
            b"\xff\xfe",
            b"\xed\xa0\x80",
            b"\xef\xbb\xbf",
            b"\xf4\x90\x80\x80",
            b"\r",
            b"\x1a",
            b"\xc0\x80",
        )
    )
    return data[:at] + new + data[at:]


def _shorten(rng: Random, data: bytes) -> bytes:
    return data[: rng.randrange(len(data) + 1)]


def _recode(rng: Random, data: bytes) -> bytes:
    coding = rng.choice(("utf-16", "utf-16-be", "utf-32", "cp1252", "utf-8-sig"))
    return data.decode("utf-8", "replace").encode(coding, "replace")


_CHANGES: tuple[Callable[[Random, bytes], bytes], ...] = (_flip, _put, _put, _shorten, _recode)
