"""Formulas between dollars, as GitHub shows them, without what a translator may change in them."""

from __future__ import annotations

import re

# GitHub takes `$` for a mark where no blank stands behind the first and before the second one
# (https://docs.github.com/en/get-started/writing-on-github/working-with-advanced-formatting).
_FORMULA = re.compile(
    r"(?<![\\$])\$\$(?P<display>[^$]++)\$\$(?!\$)"
    r"|(?<![\\$\w])\$(?=[^\s$])(?P<inline>[^$\n`]++)(?<=[^\s\\])\$(?![\w$])"
)
# GitHub's other way to write a formula within a line.
_IN_BACKTICKS = re.compile(r"\$(`[^`\n]++`)\$")
# Prices and names of variables are none.
_MATH = re.compile(r"\\[A-Za-z]|[\^_=]|\A[A-Za-z]{1,2}\Z")
_TEXT = re.compile(r"\\(?:text\w{0,10}|mbox|operatorname\*?)[ \t]*+\{[^{}]*+\}?")
_SPACING = re.compile(r"\\[,;:! ]|~|\\quad\b|\\qquad\b")
_SPACE = re.compile(r"(?<![A-Za-z]) | (?![A-Za-z])")
# Words, of which names are made that are translated; those of LaTeX begin with a backslash.
_NAME = re.compile(r"(?<![\\A-Za-z])(?:[A-Za-z]{3,}+|(?=[^\x00-\x7f])[^\W\d_]++)")
_DECIMAL = re.compile(r"(?<=\d)(?:\{[,.]\}|,)(?=\d)")


def formulas(text: str) -> tuple[str, ...]:
    """The formulas in a text of Markdown that has no code spans."""
    if "$" not in text:
        return ()
    return tuple(kept(found[0]) for found in _FORMULA.finditer(text) if _is_formula(found))


def formulas_in_backticks(text: str) -> tuple[str, ...]:
    """The formulas of a text that are written with backticks between the dollars."""
    if "$`" not in text:
        return ()
    return tuple(kept(f"${found[1]}$") for found in _IN_BACKTICKS.finditer(text))


def without_formulas(text: str) -> str:
    """The text with a blank for each formula."""
    if "$" not in text:
        return text
    return _FORMULA.sub(lambda found: " " if _is_formula(found) else found[0], text)


def kept(formula: str) -> str:
    """A formula without its texts, names and blanks, and with points in its numbers."""
    formula = _SPACING.sub(" ", _TEXT.sub("text", formula))
    formula = _DECIMAL.sub(".", _NAME.sub("name", formula))
    if not formula.isascii():
        formula = re.sub(r"\d", lambda digit: str(int(digit[0])), formula)
    return _SPACE.sub("", " ".join(formula.split()))


def _is_formula(found: re.Match[str]) -> bool:
    if found["display"] is not None:
        return True
    return _MATH.search(found["inline"]) is not None
