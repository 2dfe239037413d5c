"""What stands behind an opening fence: the language of the code, and what sites make of the rest.

A value in quotes, such as `title="…"`, is a text that readers see.
"""

from __future__ import annotations

import re

_TEXT = re.compile(r"\"[^\"]*+\"|'[^']*+'")


def kept(info: str) -> str:
    """An info string without what may be translated; in lower case, as nothing depends on it."""
    if '"' in info or "'" in info:
        info = _TEXT.sub('""', info)
    return info.casefold()


def with_texts_of(info: str, translation: str) -> str:
    """An info string with the translation's texts, if that has as many."""
    texts = _TEXT.findall(translation)
    if len(_TEXT.findall(info)) != len(texts):
        return info
    remaining = iter(texts)
    return _TEXT.sub(lambda _: next(remaining), info)


def language(info: str) -> str:
    """The word that names the language."""
    return kept(info).partition("{")[0].partition(" ")[0]
