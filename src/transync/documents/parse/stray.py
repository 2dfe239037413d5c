"""Markup that stays text, because it is not written as CommonMark wants it."""

from __future__ import annotations

import re
from collections.abc import Iterator

# `**` with a letter behind it opens and with a letter before it closes, whatever stands around
# them; at spaces, other characters do too (https://spec.commonmark.org/0.31.2/#left-flanking-delimiter-run).
_SURELY_BOLD = re.compile(
    r"(?<!\*)(?:\*\*\w|(?<![^\s])\*\*[^\s*])(?:[^*`\\<\[]*?(?:\w\*\*|[^\s*]\*\*(?![^\s])))(?!\*)"
)
# A target in parentheses that does not follow its text at once, or stands in full-width ones.
_STRAY = re.compile(
    r"\*\*|(?<!\[[ xX])\][ \t]*[(（](?=\s*(?:https?://|\.{0,2}/|#[^\W\d]|[^()（）\s]+\.(?:mdx?|ipynb)\b))"
)
_MAY_BE_LINK = re.compile(r"\][ \t]*[(（]")


def may_stray(content: str) -> bool:
    """Whether inline text has to be parsed to know that all of its markup works."""
    if "**" in content and "**" in _SURELY_BOLD.sub("", content):
        return True
    return "]" in content and _MAY_BE_LINK.search(content) is not None


def strays(text: str) -> Iterator[tuple[str, int]]:
    """The markup in what the parser took for plain text, each with its offset."""
    if "**" in text or "]" in text:
        for found in _STRAY.finditer(text):
            yield found[0], found.start()
