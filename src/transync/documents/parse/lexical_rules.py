"""What strings and comments are made of: rules of which a language has one after the other."""

from __future__ import annotations

from enum import StrEnum


class Part(StrEnum):
    """What a part of code is; the rest of the code is as it is written."""

    COMMENT = "comment"
    STRING = "string"
    # A text in a shell that may be translated, and whose first line has code behind its mark.
    DOCUMENT = "document"
    # What looks like the beginning of another part, and is none.
    KEPT = "kept"
    # Code in which no comment begins.
    EXPANSION = "expansion"
    # A line of a shell in another language.
    SHELL_LINE = "shell"


Rules = tuple[tuple[Part, str], ...]


def comment(pattern: str) -> Rules:
    return ((Part.COMMENT, pattern),)


def string(pattern: str) -> Rules:
    return ((Part.STRING, pattern),)


def kept(pattern: str) -> Rules:
    return ((Part.KEPT, pattern),)


def quoted(quote: str, *, has: str = "", prefix: str = "", breaks: str = r"\n") -> Rules:
    """A string with escapes, and with code in it that may have quotes again.

    A quote behind a backslash begins none: else each one that a string without an end escapes would
    be tried as the beginning of another.
    """
    code = f"{has}|" if has else ""
    end = (f"{quote}?" if has else quote) if breaks else rf"(?:{quote}|\\?\Z)"
    return string(rf"{prefix}(?<!\\){quote}(?:{code}\\.|[^{quote}\\{breaks}])*+{end}")


def long(quote: str, *, has: str = "", prefix: str = "", is_raw: bool = False) -> Rules:
    """A string over several lines, between three quotes."""
    code = (f"{has}|" if has else "") + ("" if is_raw else r"\\.|")
    marks = quote * 3
    return string(rf"{prefix}{marks}(?:{code}(?!{marks}).)*+(?:{marks}{quote}*+|\\?\Z)")
