"""Text from files as GitHub's Markdown that shows it, and does nothing else."""

from __future__ import annotations

import re
import unicodedata
from itertools import groupby

# Letters, marks and numbers, and the symbols that emoji are.
_WORDS = frozenset(("Ll", "Lm", "Lo", "Lt", "Lu", "Mc", "Me", "Mn", "Nd", "Nl", "No", "So"))
_INERT = "'’-–—\u200d"
# GitHub makes a link of it, and tells the issue.
_REFERENCE = re.compile(r"(?<!\w)gh-\d", re.IGNORECASE)
# GitHub takes no run of more than 80 for the fence of a code span.
_LONG_RUN = re.compile("`{21,}+")
_SHORTENED_RUN = "`" * 20 + "…"
_OPENING, _CLOSING = "\"'(“«", "\"')”».,;:!?%…"


def prose(text: str) -> str:
    """The words as they are; as code, where anything in them could be markup.

    Nothing else keeps GitHub from mentioning people, linking addresses and showing images.
    """
    parts = []
    for is_plain, words in groupby(text.split(" "), _is_plain):
        part = " ".join(words)
        parts.append(part if is_plain else code(part))
    return " ".join(parts)


def code(text: str) -> str:
    """A code span, whose fence is longer than any run of backticks in it.

    Very long runs are shortened.
    """
    text = _LONG_RUN.sub(_SHORTENED_RUN, text)
    fence = "`" * (1 + max(map(len, re.findall("`+", text)), default=0))
    space = " " if "`" in (text[:1], text[-1:]) else ""
    return f"{fence}{space}{text}{space}{fence}"


def cell(markdown: str) -> str:
    """Markdown for a cell of a table, which a bar would end, even one in code."""
    return markdown.replace("|", r"\|")


def _is_plain(word: str) -> bool:
    inner = word.lstrip(_OPENING).rstrip(_CLOSING)
    if _REFERENCE.search(inner):
        return False
    return word == "&" or all(c in _INERT or unicodedata.category(c) in _WORDS for c in inner)
