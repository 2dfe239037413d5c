"""How much longer texts are in one writing than in another."""

from __future__ import annotations

import re

# A character of Chinese, Japanese or Korean says as much as so many letters of an alphabet.
_WIDE_LETTERS = 2.2
# To compile it takes two milliseconds, and runs that compare no text do without.
_WIDE = r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af\U00020000-\U0003ffff]"


def usual_growth(source: str, translation: str) -> float:
    """How many characters stand in a translation for each of its source, by their writing."""
    return _letters(source) / _letters(translation)


def _letters(text: str) -> float:
    """For how many letters of an alphabet a character of the text stands, on the average."""
    share = len(re.findall(_WIDE, text)) / len(text) if text else 0.0
    return 1.0 + (_WIDE_LETTERS - 1.0) * share
