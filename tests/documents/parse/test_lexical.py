"""Strings and comments are looked for only where one may begin, and none is missed there."""

from __future__ import annotations

import re
from random import Random

import pytest

from transync.documents.parse import lexical
from transync.documents.parse.lexical_rules import Rules
from transync.documents.parse.lexical_shells import SHELL_STRINGS

MARKS = (
    *"#\"'`\\/*-@$<>()[]{}=:!&|?;+, \t\n%~^._aTbrcNuUL9é“’",
    *("\n", " ", '"""', "'''", "{{", "}}", "${", "$(", "$'", "//", "/*", "*/", "/*!", "<#", "#>"),
    *("return", "echo ", "rem ", "::", 'R"x(', ')x"', "u8", 'br"', "N'", "word", "\\u0022", "#!"),
    *("<<E\n", "\nE\n", "<<-'E'\n", '@"\n', '\n"@', "--", "--%", '<<<"E"\n', "#[", "?>", '$"'),
    *("# /// script\n", "# coding: latin-1\n", "# x", "#Requires ", "<EOF", '<<"E"', "<Name>"),
    *('f"', "rf'", "%%sh", "!ls", "x = !ls", "\r", "\x85", "\u2028"),
)


PATTERNS = [
    *(
        (names, lexical.LANGUAGES[names.split()[0]], rules)
        for names, _, rules in lexical._LANGUAGES
    ),
    ("words", lexical.WORDS_OF_SHELL, SHELL_STRINGS),
]


@pytest.mark.parametrize(("names", "pattern", "rules"), PATTERNS)
def test_no_part_of_code_begins_with_anything_else(
    names: str, pattern: re.Pattern[str], rules: Rules
) -> None:
    everywhere = re.compile(lexical._joined(rules), re.DOTALL | re.MULTILINE)
    random = Random(names)
    for _ in range(1000):
        code = "".join(random.choices(MARKS, k=random.randint(1, 30)))
        assert _parts(pattern, code) == _parts(everywhere, code), code


def _parts(pattern: re.Pattern[str], code: str) -> list[tuple[str | None, str]]:
    return [(found.lastgroup, found[0]) for found in pattern.finditer(code)]
