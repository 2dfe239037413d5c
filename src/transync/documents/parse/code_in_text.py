"""What of a string or a here-document is code all the same: what runs in it, and where it leads.

The text around it may be translated, and may have it in another order. What nobody closes goes on
to the end, lest each of many be tried as the beginning of one.
"""

from __future__ import annotations

import re
from enum import StrEnum


def _command(escape: str, other: str) -> str:
    """`$(…)` in a string, with strings and commands of its own, which have more, and so on."""
    plain = rf"[^()\"'{other}]|{escape}|'[^']*+'?"
    string = rf"\"(?:{escape}|[^\"{other}])*+\"?"
    parentheses = rf"\((?:{plain}|{string})*+\)?"
    for _ in range(2):
        string, parentheses = (
            rf"\"(?:{escape}|\${parentheses}|[^\"{other}])*+\"?",
            rf"\((?:{plain}|{string}|{parentheses})*+\)?",
        )
    return rf"\${parentheses}"


SHELL = _command(r"\\.", r"\\") + r"|`(?:\\.|[^`\\])*+`"
POWERSHELL = _command("`.", "`")
# All of these end where they can't go on, lest each be tried from its beginning again.
_STRING = r"\"(?:\\.|[^\"\\\n])*+\"?|'(?:\\.|[^'\\\n])*+'?"
# Strings with code that has strings: between the same quotes, where a language is so new.
_INNERMOST = rf"\{{(?:{_STRING}|[^{{}}\"'])*+\}}?"
_NESTED = rf"\"(?:\\.|{_INNERMOST}|[^\"\\\n])*+\"?|'(?:\\.|{_INNERMOST}|[^'\\\n])*+'?"
_IN_CODE = rf"{_NESTED}|\{{(?:{_NESTED}|[^{{}}\"'])*+\}}?"
# In strings of Python and C#, where it is not doubled.
BRACES = rf"\{{(?:{_IN_CODE}|[^{{}}\"'])*+\}}?"
# JavaScript's, and that of Kotlin, Scala and Dart.
TEMPLATE = rf"\$\{{(?:`(?:\\.|\$\{{[^{{}}`]*+\}}?|[^`\\])*+`?|{_IN_CODE}|[^{{}}`\"'])*+\}}?"
# Swift's.
PARENTHESES = rf"\\#*+\((?:{_NESTED}|\((?:{_NESTED}|[^()\"'])*+\)?|[^()\"'])*+\)?"
_PARAMETER = r"\$(?:\{[^{}\n]*+\}?|[A-Za-z_]\w*+)"
_PHP = r"\{\$[^{}\n]*+\}?"
_DOUBLED_BRACES = r"\{\{(?:[^{}]|\{[^{}]*+\})*+\}{0,2}"
# A word in angle brackets is for the reader to fill in.
_WORD = re.compile(r"<[^<>]*>")
_ADDRESS = r"[A-Za-z][A-Za-z0-9+.-]{0,30}+://(?:%s<[^<>\s]*+>|[!#%%&*+,./0-9:;=?@A-Z\\^_a-z|~$-])*+"
_DATA_COMMENT = re.compile(r"(?<!\S)(?:#|//)[^\n]*")
# PowerShell takes curly quotes for straight ones.
_DOUBLE = '"“”„'
_TRAILING = ".,:;!?*_\\"


def _with_addresses(code: str) -> str:
    """Code in a text, and addresses, which may have some as well."""
    return rf"{code}|{_ADDRESS % f'{code}|'}"


_IN_TEXT = re.compile(_ADDRESS % "", re.DOTALL)
_IN_SHELL = re.compile(_with_addresses(rf"\\.|{SHELL}|{_PARAMETER}"), re.DOTALL)
_IN_POWERSHELL = re.compile(_with_addresses(f"{POWERSHELL}|{_PARAMETER}"), re.DOTALL)
_IN_BRACES = re.compile(_with_addresses(rf"\{{\{{|{BRACES}"), re.DOTALL)
_IN_DOUBLED_BRACES = re.compile(_with_addresses(_DOUBLED_BRACES), re.DOTALL)
_IN_TEMPLATE = re.compile(_with_addresses(f"{TEMPLATE}|{PARENTHESES}|{_PHP}"), re.DOTALL)


class Strings(StrEnum):
    """How a family of languages writes code in its strings."""

    PLAIN = "plain"
    SHELL = "shell"
    POWERSHELL = "powershell"
    PYTHON = "python"
    TEMPLATE = "template"


def pieces_of(text: str, strings: Strings) -> list[str]:
    """The pieces of code and the addresses in a string, a here-document or a word to fill in."""
    if "://" not in text and strings is Strings.PLAIN:
        return []
    found = (piece[0] for piece in _pattern(text, strings).finditer(text))
    return [_tidy(piece) for piece in found if not _is_escape(piece)]


def addresses_in(line: str) -> list[str]:
    """The addresses in a line of data, but for its comment."""
    if "://" not in line:
        return []
    found = _IN_TEXT.finditer(_DATA_COMMENT.sub("", line))
    return sorted({_tidy(address[0]) for address in found})


def is_address(piece: str) -> bool:
    return piece[:1].isalpha()


def _pattern(text: str, strings: Strings) -> re.Pattern[str]:
    quote = min(text.find(mark) % (len(text) + 1) for mark in "\"'`<“”„‘")
    prefix = text[:quote].lower()
    if strings is Strings.SHELL and (text[quote : quote + 1] == '"' or text.startswith("<<")):
        return _IN_SHELL
    if strings is Strings.POWERSHELL and text[quote : quote + 1] in _DOUBLE:
        return _IN_POWERSHELL
    if strings is Strings.TEMPLATE and prefix.count("$") > 1:
        return _IN_DOUBLED_BRACES
    if (strings is Strings.PYTHON and ("f" in prefix or "t" in prefix)) or (
        strings is Strings.TEMPLATE and "$" in prefix
    ):
        return _IN_BRACES
    if strings is Strings.TEMPLATE:
        return _IN_TEMPLATE
    return _IN_TEXT


def _is_escape(piece: str) -> bool:
    return piece == "{{" or (len(piece) == 2 and piece[0] == "\\")


def _tidy(piece: str) -> str:
    if is_address(piece):
        return _WORD.sub("<>", piece).rstrip(_TRAILING)
    return piece
