"""Text from files, made safe and short for a terminal."""

from __future__ import annotations

import re
import textwrap
import unicodedata
from collections.abc import Iterable

WIDTH = 100
_CONTEXT = 12

_ENDLESS = re.compile(r"\S{110,}")
_MD5 = re.compile(r"\b([0-9a-f]{8})[0-9a-f]{24}\b")
# Control, format (right-to-left overrides), surrogate, private use, line and paragraph separators.
_UNPRINTABLE = frozenset(("Cc", "Cs", "Co", "Zl", "Zp", "Cf"))
# Which Unicode gives no meaning ever, and XML can't hold.
_NONCHARACTER = re.compile(
    "[\ufdd0-\ufdef"
    + "".join(f"{chr(n)}{chr(n + 1)}" for n in range(0xFFFE, 0x110000, 0x10000))
    + "]"
)
# Joiners and marks that Persian, Hindi, Hebrew or emoji need.
_NEEDED = "\u200c\u200d\u200e\u200f"


def printable(text: str) -> str:
    """The text without anything that could steer a terminal or turn its direction around."""
    if text.isascii() and text.isprintable():
        return text
    return "".join(map(_shown, _NONCHARACTER.sub(lambda found: _escape(found[0]), text)))


def _shown(character: str) -> str:
    """A character as it is, or as its escape."""
    if character in _NEEDED or unicodedata.category(character) not in _UNPRINTABLE:
        return character
    return _escape(character)


def statement(text: str) -> str:
    """A finding's text: printable, endless URLs cut in the middle, hashes to eight digits."""
    shorter = _ENDLESS.sub(lambda word: f"{word[0][:70]}…{word[0][-30:]}", text)
    return printable(_MD5.sub(r"\1", shorter))


def excerpt(text: str, column: int) -> str:
    """As much of a long line as fits, around the column that matters (counted from 0)."""
    start = max(0, column - _CONTEXT) if len(text) > WIDTH else 0
    part = re.sub(r"\s+", " ", text[start : start + WIDTH]).strip()
    before = "…" if text[:start].strip() else ""
    after = "…" if text[start + WIDTH :].strip() else ""
    return printable(before + part + after)


def wrapped(words: Iterable[str], indent: str = "") -> list[str]:
    """The words in lines of the terminal's width."""
    text = " ".join(map(printable, words))
    return textwrap.wrap(
        text, WIDTH, initial_indent=indent, subsequent_indent=indent, break_on_hyphens=False
    )


def _escape(character: str) -> str:
    if character == "\t":
        return " "
    return f"\\u{ord(character):04x}"
