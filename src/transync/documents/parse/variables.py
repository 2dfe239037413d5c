"""Variables of templates in a text, and shortcodes of Hugo, without the texts in these."""

from __future__ import annotations

import re

# Liquid and Hugo, GitHub Actions, shell and JavaScript, printf, str.format.
_VARIABLE = re.compile(
    r"\{\{[^{}\n]*\}\}|\{%[^{}\n]*%\}|\$\{\{?[^{}\n]*\}\}?|%\([A-Za-z_]+\)[sd]|(?<![\w%])%[sd](?!\w)"
    r"|(?<![\w{$])\{[A-Za-z_][A-Za-z0-9_.]*\}(?!\})"
)
_TARGET = re.compile(r"\]\([^()]*\)")
_VALUE = re.compile(r"(?:(?P<name>(?<![\w-])[\w-]++)=)?+(?:\"(?P<value>[^\"]*+)\"|'[^']*+')")
_TEXTS = frozenset((
    "alt", "attr", "caption", "description", "header", "heading", "label", "name", "placeholder",
    "summary", "text", "title",
))  # fmt: skip
# Shortcodes whose values without a name say what is linked to or shown.
_LEADING = re.compile(r"\{\{[<%]\s*+(?:ref|relref|youtube|vimeo|gist|tweet|x|include|param)\b")
# A path, a number, a file or an identifier, rather than a text.
_CODE = re.compile(r"[^\s/]*+/\S*+|\d++\S*+|\S++(?<=[\w-])\.\w\S*+|#\S++|[^\W_]++_\S++")
# Stands for a text that may be translated.
ANY_TEXT = "…"


def variables_in(prose: str) -> tuple[str, ...]:
    """The variables in a text without code spans."""
    if "{" not in prose and "%" not in prose:
        return ()
    return tuple([_kept(found[0]) for found in _VARIABLE.finditer(_TARGET.sub("]", prose))])


def _kept(variable: str) -> str:
    """A variable as it is written; of a shortcode, `…` for each text."""
    if not variable.startswith(("{{<", "{{%")) or _LEADING.match(variable):
        return variable
    return " ".join(_VALUE.sub(_without_text, variable).split())


def _without_text(found: re.Match[str]) -> str:
    value = found["value"]
    is_code = value is not None and _CODE.fullmatch(value) and found["name"] not in _TEXTS
    if is_code:
        return found[0]
    return f'{found["name"]}="{ANY_TEXT}"' if found["name"] else f'"{ANY_TEXT}"'
