"""Code without what a translator may change: comments and string literals."""

from __future__ import annotations

import re

from transync.documents.parse.code_in_text import (
    POWERSHELL,
    SHELL,
    TEMPLATE,
    Strings,
    addresses_in,
    is_address,
    pieces_of,
)
from transync.documents.parse.data_keys import json_keys, line_with_keys, yaml_keys

# A quote behind a backslash begins no string: else each one that a string without an end escapes
# would be tried as the beginning of another.
_DOUBLE = r"(?<!\\)\"(?:\\.|[^\"\\\n]++)*+\""
_SINGLE = r"(?<!\\)'(?:\\.|[^'\\\n]++)*+'"
_C_STRINGS = rf"[$@]{{0,2}}{_DOUBLE}|{_SINGLE}|(?<!\\)`(?:\\.|{TEMPLATE}|[^`\\])*+`"
_C_COMMENTS = r"(?<!:)//[^\n]*|/\*.*?(?:\*/|\Z)"
_PYTHON = (
    r"#(?!!)[^\n]*|(?:(?<!\w)[A-Za-z]{1,2})?(?:\"\"\".*?(?:\"\"\"|\Z)|'''.*?(?:'''|\Z)"
    rf"|{_DOUBLE}|{_SINGLE})"
)
# A word in angle brackets is for the reader to fill in, unless a shell could do more with it. A
# here-document is a text, and begins on a line of bounded length. A string that does not end takes
# the rest, lest each of its quotes be tried as the beginning of another.
_SHELL = (
    r"(?:^|(?<=[\s;&|()]))#(?!!)[^\n]*|\\[^\n]|<[^\W\d_][^<>;|&$()`\\\n]*+>"
    rf"|\"(?:\\.|{SHELL}|[^\"\\])*+(?:\"|\\?\Z)|\$?'[^']*'"
    r"|<<-?\s*+(['\"]?)(\w++)\1[^\n]{0,1000}+\n.*?(?:^[^\S\n]*+\2[^\S\n]*+$|\Z)"
)
_POWERSHELL = (
    r"<#.*?(?:#>|\Z)|#(?!!)[^\n]*|@\".*?(?:\"@|\Z)|@'.*?(?:'@|\Z)"
    rf"|<[^\W\d_][^<>;|&$()`\n]*+>|\"(?:`.|{POWERSHELL}|[^\"`])*+(?:\"|`?\Z)|'[^']*'"
)
_SQL = r"--[^\n]*|/\*.*?(?:\*/|\Z)|\"[^\"\n]*\"|(?:(?<!\w)N)?'[^']*'"
# What `echo` says has no quotes there.
_CMD = r"(?i:^[ \t]*+@?(?:rem\b|::)[^\n]*|(?<=\becho )[^\n&|<>^%]++)|\"[^\"\n]*\""

# Only these languages are compared line by line: in others, what is text and what is code can't be
# told apart well enough (the text in HTML, the output in a console session).
_FAMILIES = {
    _PYTHON: (Strings.PYTHON, "python py python3"),
    _SHELL: (Strings.SHELL, "bash sh zsh shell"),
    _POWERSHELL: (Strings.POWERSHELL, "powershell ps1 pwsh"),
    _SQL: (Strings.PLAIN, "sql tsql"),
    _CMD: (Strings.PLAIN, "cmd bat batch"),
    f"{_C_COMMENTS}|{_C_STRINGS}": (
        Strings.TEMPLATE,
        "javascript js typescript ts csharp cs c# java go bicep c cpp c++ rust kotlin swift dart "
        "scala",
    ),
    f"#[^\\n]*|{_C_COMMENTS}|{_C_STRINGS}": (Strings.TEMPLATE, "php"),
}
_TRANSLATABLE = {
    name: re.compile(pattern, re.DOTALL | re.MULTILINE)
    for pattern, (_, names) in _FAMILIES.items()
    for name in names.split()
}
# The name of a language by those that it has as well.
_FAMILY = {name: names.split()[0] for _, names in _FAMILIES.values() for name in names.split()}
_STRINGS = {name: strings for strings, names in _FAMILIES.values() for name in names.split()}
# Of data, the keys and addresses are compared: values are texts often enough.
_KEYS = {"json": json_keys, "jsonc": json_keys, "yaml": yaml_keys, "yml": yaml_keys}
# Where indentation is part of the code.
_INDENTED = frozenset(("python", "py", "python3"))
_NAME = re.compile(r"[A-Za-z0-9+#-]+")
_PROMPT = re.compile(r"^[^\S\n]*(?:\$|PS[^>\n]*>|>>>) ", re.MULTILINE)
# Code in strings in code in strings, and so on, is compared as it is below that.
_DEEPEST = 3
_COMMENT_STARTS = ("#", "//", "/*", "--", "<#")
# Pieces of one string, such as 'Don'\''t'.
_SEVERAL_MARKS = re.compile(r"\0{2,}")


def bare_lines(content: str, info: str) -> list[tuple[int, str]]:
    """The lines of code by their number from 0, without strings and comments.

    A string keeps the code that it holds, and the addresses. Lines of which nothing is left are
    left out, so that a comment may take more lines. A session with a prompt shows what commands
    print, which is no code either, and of a language that is not known here, nothing is.
    """
    language = _language(info)
    if keys := _KEYS.get(language):
        return _data_lines(content, dict(keys(content)))
    if language not in _TRANSLATABLE or _has_prompt(content):
        return []
    text = _SEVERAL_MARKS.sub("\0", _bare(content, language))
    lines = ((n, line) for n, line in enumerate(text.split("\n")) if line.strip("\0 "))
    is_indented = language in _INDENTED
    return [(n, _squeezed(line, is_indented)) for n, line in lines]


def _data_lines(content: str, keys: dict[int, str]) -> list[tuple[int, str]]:
    """The keys and the addresses on each line of data that has any."""
    if "://" not in content:
        return list(keys.items())
    for number, line in enumerate(content.split("\n")):
        if addresses := addresses_in(line):
            keys[number] = " ".join((keys.get(number, ""), *addresses))
    return sorted(keys.items())


def language_named(info: str) -> str:
    """A language by one name, whichever it is called by; nothing where it is not known here."""
    language = _language(info)
    return _FAMILY.get(language) or (language if language in _KEYS else "")


def line_with_texts(source: str, translation: str, info: str) -> str:
    """A line of code with the strings and comments of its translation, if that has as many.

    Of data, the translation with the keys of the source.
    """
    language = _language(info)
    if language in _KEYS:
        return line_with_keys(source, translation)
    pattern = _TRANSLATABLE.get(language)
    if pattern is None:
        return source
    source_marks = [found[0][0] for found in pattern.finditer(source)]
    texts = [found[0] for found in pattern.finditer(translation)]
    if source_marks != [text[0] for text in texts]:
        return source
    remaining = iter(texts)
    return pattern.sub(lambda _: next(remaining), source)


def _has_prompt(content: str) -> bool:
    return ("$ " in content or "> " in content) and _PROMPT.search(content) is not None


def _squeezed(line: str, is_indented: bool) -> str:
    """The line without what only looks, and with its indentation if that says something."""
    words = " ".join(line.split())
    return " " * (len(line) - len(line.lstrip())) + words if is_indented else words


def _language(info: str) -> str:
    found = _NAME.search(info)
    return found[0].lower() if found else ""


def _bare(code: str, language: str, depth: int = 0) -> str:
    """Code with a mark for each string, which has the code that the string holds."""

    def blank(found: re.Match[str]) -> str:
        text = found[0]
        breaks = "\n" * text.count("\n")
        if text.startswith(_COMMENT_STARTS):
            return text if depth else breaks
        pieces = pieces_of(text, _STRINGS[language])
        if depth < _DEEPEST:
            pieces = [p if is_address(p) else _bare(p, language, depth + 1) for p in pieces]
        held = {" ".join(piece.split()) for piece in pieces}
        return "\0" + "".join(f"\1{piece}\1" for piece in sorted(held)) + breaks

    return _TRANSLATABLE[language].sub(blank, code)
