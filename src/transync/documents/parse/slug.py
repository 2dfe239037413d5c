"""Anchors of headings, by GitHub's rules.

Source of the rules: html-pipeline's `TableOfContentsFilter`, which GitHub's renderer grew from:
lower case, everything but `\\p{Word}`, hyphens and spaces removed, spaces to hyphens, and `-1`,
`-2`, … for repetitions.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator

_ASCII_REMOVED = re.compile(r"[^\w\- ]", re.ASCII)
_WORD_CATEGORIES = frozenset(("Lu", "Ll", "Lt", "Lm", "Lo", "Mn", "Mc", "Me", "Nd", "Nl", "Pc"))


def slug(text: str) -> str:
    """The anchor of a heading with this text, before repetitions are numbered."""
    lowered = text.lower()
    if lowered.isascii():
        kept = _ASCII_REMOVED.sub("", lowered)
    else:
        # Python's \w leaves out combining marks, without which Hindi or Tamil slugs fall apart.
        kept = "".join(
            c for c in lowered if c in "- " or unicodedata.category(c) in _WORD_CATEGORIES
        )
    return kept.replace(" ", "-")


def unique_slugs(texts: Iterable[str]) -> Iterator[str]:
    """The anchors of a document's headings, in order, repetitions numbered."""
    seen: Counter[str] = Counter()
    for text in texts:
        anchor = slug(text)
        yield f"{anchor}-{seen[anchor]}" if seen[anchor] else anchor
        seen[anchor] += 1
