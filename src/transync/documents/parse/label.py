"""Labels of definitions and references.

Rules: CommonMark 0.31, section 4.7; as in cmark-gfm, only plain spaces are spaces.
"""

from __future__ import annotations

import re

# https://spec.commonmark.org/0.31.2/#link-label
LONGEST_LABEL = 999
LABEL = r"\[((?:[^\[\]\\]++|\\[!-/:-@\[-`{-~]|\\)*+)\]"
_SPACE = " \t\n\v\f\r"
_SPACES = re.compile(f"[{_SPACE}]++")


def same_label(label: str) -> str:
    """What labels have in common that stand for the same: only plain spaces are spaces."""
    return _SPACES.sub(" ", label.strip(_SPACE)).casefold()
