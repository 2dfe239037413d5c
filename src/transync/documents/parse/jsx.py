"""JSX, and the templates of Astro: the texts between their tags, which readers see."""

from __future__ import annotations

import re

# Elements that have no end tag in HTML, as which Astro reads its templates.
_VOID = frozenset((
    "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track",
    "wbr",
))  # fmt: skip
_SCRIPTS = frozenset(("script", "style"))
_STRING = r"\"(?:\\.|[^\"\\\n])*+\"?|'(?:\\.|[^'\\\n])*+'?"


# What ends, or begins something else, in code, in a tag, between tags, and in a script. A type in
# angle brackets stands behind a name, or has a comma behind it.
_CODE = re.compile(
    rf"<!--.*?(?:-->|\Z)|{_STRING}|`(?:\\.|[^`\\])*+`?|//[^\n]*+|/\*.*?(?:\*/|\Z)|[{{}}]"
    r"|(?<![\w)\]$.])<(?P<close>/?)(?P<name>[A-Za-z][\w.:-]*+(?=[\s/>])(?! extends\b)|(?=>))",
    re.DOTALL,
)
_TAG = re.compile(r"\"[^\"]*+\"?|'[^']*+'?|\{|/?>")
_TEXT = re.compile(
    r"<!--.*?(?:-->|\Z)|\{|<(?P<close>/?)(?P<name>[A-Za-z][\w.:-]*+|(?=>))", re.DOTALL
)
_SCRIPT = re.compile(r"<(?P<close>/)(?P<name>script|style)\b")


def without_texts(code: str) -> str:
    """The code without the texts between its tags; its lines stay."""
    if "<" not in code:
        return code
    modes, opened = [_CODE], ("", "")
    kept, at = list[str](), 0
    while found := modes[-1].search(code, at):
        between, mark = code[at : found.start()], found[0]
        is_text = modes[-1] is _TEXT
        kept.append(_blank(between) if is_text else between)
        kept.append(_blank(mark) if mark.startswith("<!--") else mark)
        at = found.end()
        if mark == "{":
            modes.append(_CODE)
        elif mark == "}" and len(modes) > 1:
            modes.pop()
        elif mark.startswith("<") and not mark.startswith("<!--"):
            opened = found["close"], found["name"]
            modes.append(_TAG)
        elif mark in (">", "/>") and modes[-1] is _TAG:
            modes.pop()
            _enter(modes, opened, is_whole=mark == "/>")
            opened = "", ""
    rest = code[at:]
    kept.append(_blank(rest) if modes[-1] is _TEXT else rest)
    return "".join(kept)


def _enter(modes: list[re.Pattern[str]], tag: tuple[str, str], *, is_whole: bool) -> None:
    """Go on behind a tag: in an element that it begins, or behind that which it ends."""
    close, name = tag
    if close:
        if modes[-1] in (_TEXT, _SCRIPT):
            modes.pop()
    elif not is_whole and name not in _VOID:
        modes.append(_SCRIPT if name in _SCRIPTS else _TEXT)


def _blank(text: str) -> str:
    return "\n" * text.count("\n") or " "
