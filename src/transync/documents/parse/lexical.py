"""How strings and comments begin, end and escape, by language: one pattern for each.

What a language runs must never lie within what counts as a comment or a string here. Where tools
differ (dialects of SQL, shells), what is code for one of them is code.
"""

from __future__ import annotations

import re
from enum import StrEnum

from transync.documents.parse.code_in_text import (
    BRACES,
    PARENTHESES,
    POWERSHELL,
    SHELL,
    TEMPLATE,
    Strings,
)


class Part(StrEnum):
    """What a part of code is; the rest of the code is as it is written."""

    COMMENT = "comment"
    STRING = "string"
    # A text in a shell that may be translated, and whose first line has code behind its mark.
    DOCUMENT = "document"
    # What the other parts would take for the beginning of one of theirs.
    KEPT = "kept"
    # Code in which no comment begins.
    EXPANSION = "expansion"
    # A line of a shell in another language.
    SHELL_LINE = "shell"


_Rules = tuple[tuple[Part, str], ...]


def _comment(pattern: str) -> _Rules:
    return ((Part.COMMENT, pattern),)


def _string(pattern: str) -> _Rules:
    return ((Part.STRING, pattern),)


def _kept(pattern: str) -> _Rules:
    return ((Part.KEPT, pattern),)


def _quoted(quote: str, *, has: str = "", prefix: str = "", breaks: str = r"\n") -> _Rules:
    """A string with escapes, and with code in it that may have quotes again.

    A quote behind a backslash begins none: else each one that a string without an end escapes would
    be tried as the beginning of another.
    """
    code = f"{has}|" if has else ""
    end = (f"{quote}?" if has else quote) if breaks else rf"(?:{quote}|\\?\Z)"
    return _string(rf"{prefix}(?<!\\){quote}(?:{code}\\.|[^{quote}\\{breaks}])*+{end}")


def _long(quote: str, *, has: str = "", prefix: str = "", is_raw: bool = False) -> _Rules:
    """A string over several lines, between three quotes."""
    code = (f"{has}|" if has else "") + ("" if is_raw else r"\\.|")
    marks = quote * 3
    return _string(rf"{prefix}{marks}(?:{code}(?!{marks}).)*+(?:{marks}{quote}*+|\\?\Z)")


_DOUBLE, _SINGLE = _quoted('"'), _quoted("'")
# One character: what else an apostrophe may be (of a lifetime, between digits) begins no string.
_CHARACTER = _kept(r"(?<!\\)'(?:\\[^\n][^'\n]{0,9}+|[^'\\\n])'")
_LINE_COMMENT = _comment(r"(?<!:)//[^\n]*")
_BLOCK_COMMENT = _comment(r"/\*.*?(?:\*/|\Z)")
_C_COMMENTS = (*_LINE_COMMENT, *_BLOCK_COMMENT)
# Where comments hold comments, one that does is code to the end, so that nobody has to count.
_NESTING_COMMENTS = (
    *_LINE_COMMENT,
    *_comment(r"/\*(?:[^*/]|\*(?!/)|/(?!\*))*+(?:\*/|\Z)"),
    *_kept(r"/\*.*\Z"),
)
_HASH = _comment(r"#(?!!)[^\n]*")

_F = r"(?<!\w)(?i:f|fr|rf|t|tr|rt)"
_PYTHON = (
    (Part.SHELL_LINE, r"^[ \t]*+(?:[\w,. ]{1,80}+=[ \t]*+)?(?:!|%{1,2}[A-Za-z])[^\n]*"),
    *_HASH,
    *(
        rule
        for quote in ('"', "'")
        for rule in (
            *_long(quote, has=rf"\{{\{{|{BRACES}|\\(?=\{{)", prefix=_F),
            *_quoted(quote, has=rf"\{{\{{|{BRACES}|\\(?=\{{)", prefix=_F),
        )
    ),
    *(
        rule
        for quote in ('"', "'")
        for rule in (
            *_long(quote, prefix=r"(?:(?<!\w)[A-Za-z]{1,2})?"),
            *_quoted(quote, prefix=r"(?:(?<!\w)[A-Za-z]{1,2})?"),
        )
    ),
)

# A word in angle brackets is for the reader to fill in, unless a shell could do more with it.
_WORD = r"<[^\W\d_][^<>;|&$()`\\\n]*+>"
# Without an end, a string takes the rest, lest each quote be tried as the beginning of another.
_SHELL_STRINGS = (
    # Where a word goes on behind an escape, `#` begins no comment.
    *_kept(r"\\.#*+"),
    *_string(_WORD),
    *_string(rf"\"(?:\\.|{SHELL}|[^\"\\])*+(?:\"|\\?\Z)"),
    # Some shells have escapes in these, others have not.
    *_string(r"\$'(?:\\[^']|[^'\\])*+(?:'|\Z)"),
    *_kept(r"\$'.*\Z"),
    # As one string: 'Don'\''t'.
    *_string(r"'[^']*+(?:'\\''[^']*+)*+(?:'|\Z)"),
    # Arithmetic, in which `#` and `<<` are operators.
    *_kept(r"\(\([^()\n]*+(?:\([^()\n]*+\)[^()\n]*+)*+\)\)|\$\[[^\[\]\n]*+\]"),
)
_SHELL_WORDS = (
    (Part.EXPANSION, r"\$\{(?:\\.|\"[^\"\n]*+\"|'[^'\n]*+'|[^{}\\\"'\n])*+\}?"),
    (
        Part.DOCUMENT,
        r"(?<!<)<<(?P<tabs>-?+)[ \t]*+(?:\\(?!['\"]))?(?P<quote>['\"]?)(?P<end>[\w.+:,@%^/-]++)"
        r"(?P=quote)(?=[\s;&|<>)])[^\n]{0,1000}+\n.*?(?:^(?(tabs)\t*+)(?P=end)$|\Z)",
    ),
    *_SHELL_STRINGS,
)
_SHELL = (*_comment(r"(?:^|(?<=[\s;&|(]))#(?!!)[^\n]*"), *_SHELL_WORDS)
# Some comments say what reads the file, and lists of strings what runs.
_DOCKERFILE = (
    *_kept(r"(?i:^[ \t]*+#[ \t]*+(?:syntax|escape|check)[ \t]*+=[^\n]*)|\[[ \t]*+\"[^\n]*"),
    *_comment(r"^[ \t]*+#[^\n]*"),
    *_SHELL_WORDS,
)
_POWERSHELL = (
    *_comment(r"<#.*?(?:#>|\Z)|(?:^|(?<=[\s;|&({]))#(?!!)[^\n]*"),
    *_kept(r"`.#*+|--%[^\n]*+"),
    # Curly quotes count as straight ones.
    *_string("@[\"“”„][ \\t]*+\\n.*?(?:^[\"“”„]@|\\Z)|@['‘’‚‛][ \\t]*+\\n.*?(?:^['‘’‚‛]@|\\Z)"),
    *_string(r"<[^\W\d_][^<>;|&$()`\n]*+>"),
    *_string(f'["“”„](?:`.|{POWERSHELL}|[^"“”„`])*+(?:["“”„]|`?\\Z)'),
    *_string("['‘’‚‛][^'‘’‚‛]*+(?:['‘’‚‛]|\\Z)"),
)
_SQL = (
    *_kept(r"/\*[!+M].*?(?:\*/|\Z)"),
    *_comment(r"--[^\n]*|/\*.*?(?:\*/|\Z)"),
    *_kept(r"`[^`\n]*+`|\[[^\]\n]*+\]?"),
    *_string(r"(?:(?<!\w)N)?'(?:\\\\|\\(?![\\'])|[^'\\])*+(?:'|\\?\Z)"),
    *_string(r"\"(?:\\\\|\\(?![\\\"])|[^\"\\\n])*+\""),
    # With a quote behind a backslash, which ends a string in some dialects only.
    *_kept(r"'.*\Z"),
    *_kept(r"\"[^\"\n]*+\\\".*\Z"),
)
# What `echo` says has no quotes there.
_CMD = (
    *_comment(r"(?i:^[ \t]*+@?(?:rem(?![^\s])|::)[^\n]*)"),
    *_string(r"(?i:(?<=\becho )[^\n&|<>^%]++)"),
    *_string(r"\"[^\"\n]*+\""),
)

_REGULAR_EXPRESSION = _kept(
    r"(?:[(,=:\[!&|?{};+]|\breturn|^)[ \t]*+/(?![/*])"
    r"(?:\\[^\n]|\[(?:\\[^\n]|[^\]\\\n])*+\]?|[^/\\\[\n])++/?"
)
_TEMPLATE_STRING = _string(rf"(?<!\\)`(?:{TEMPLATE}|\\.|[^`\\])*+`?")
_JAVASCRIPT = (
    *_comment(r"(?<!:)//[^\n\u2028\u2029]*"),
    *_BLOCK_COMMENT,
    *_REGULAR_EXPRESSION,
    *_DOUBLE,
    *_SINGLE,
    *_TEMPLATE_STRING,
)
# Some escapes of Unicode are read before anything else, and end a comment or a string.
_EARLY = r"\\u++00(?:22|27|2[aAfF]|5[cC]|0[aAdD])"
_JAVA = (
    *_comment(rf"(?<!:)//(?:[^\\\n]|(?!{_EARLY})\\)*+$"),
    *_comment(rf"/\*(?:[^*\\]|\*(?!/)|(?!{_EARLY})\\)*+(?:\*/|\Z)"),
    *_kept(r"(?<!:)//[^\n]*|/\*.*\Z"),
    *_string(rf"\"\"\"(?:(?!{_EARLY})\\.|(?!\"\"\")[^\\])*+(?:\"\"\"|\\?\Z)"),
    *_string(rf"(?<!\\)\"(?:(?!{_EARLY})\\.|[^\"\\\n])*+\""),
    *_CHARACTER,
)
_CSHARP = (
    *_comment(r"(?<!:)//[^\n\x85\u2028\u2029]*"),
    *_BLOCK_COMMENT,
    *_string(r"\${0,8}+(?P<marks>\"{3,}+).*?(?:(?P=marks)|\Z)"),
    *_string(r"(?:@\$?|\$@)\"(?:\"\"|[^\"])*+(?:\"|\Z)"),
    *_quoted('"', has=rf"\{{\{{|{BRACES}", prefix=r"\$"),
    *_quoted('"'),
    *_CHARACTER,
)
_CPP = (
    *_C_COMMENTS,
    *_string(r"(?:u8|[uUL])?R\"(?P<name>[^()\\\s]{0,16})\(.*?(?:\)(?P=name)\"|\Z)"),
    *_quoted('"'),
    *_CHARACTER,
)
_GO = (*_C_COMMENTS, *_string(r"`[^`]*+(?:`|\Z)"), *_quoted('"'), *_CHARACTER)
_RUST = (
    *_NESTING_COMMENTS,
    *_string(r"\b[bc]?r(?P<hashes>#{0,8})\".*?(?:\"(?P=hashes)|\Z)"),
    *_CHARACTER,
    *_quoted('"', breaks=""),
)
_KOTLIN = (
    *_NESTING_COMMENTS,
    *_long('"', has=TEMPLATE, is_raw=True),
    *_quoted('"', has=TEMPLATE),
    *_CHARACTER,
)
_SWIFT = (
    *_NESTING_COMMENTS,
    *_string(r"(?P<hashes>#{1,8})(?P<many>\"{3}|\").*?(?:(?P=many)(?P=hashes)|\Z)"),
    *_long('"', has=PARENTHESES),
    *_quoted('"', has=PARENTHESES),
)
_DART = (
    *_NESTING_COMMENTS,
    *(
        rule
        for quote in ('"', "'")
        for rule in (
            *_long(quote, prefix=r"\br", is_raw=True),
            *_string(rf"\br{quote}[^{quote}\n]*+{quote}"),
            *_long(quote, has=TEMPLATE),
            *_quoted(quote, has=TEMPLATE),
        )
    ),
)
_BICEP = (*_C_COMMENTS, *_long("'", is_raw=True), *_quoted("'", has=TEMPLATE), *_quoted('"'))
# Backticks run what is between them; the end of the program ends a comment of a line.
_PHP = (
    *_comment(r"(?:#(?!\[)|(?<!:)//)(?:[^\n?]|\?(?!>))*+"),
    *_BLOCK_COMMENT,
    *_string(r"<<<[ \t]*+(?P<mark>[\"']?)(?P<name>\w++)(?P=mark)\n.*?(?:^[ \t]*+(?P=name)\b|\Z)"),
    *_quoted('"', breaks=""),
    *_quoted("'", breaks=""),
)

_LANGUAGES: tuple[tuple[str, Strings, _Rules], ...] = (
    ("python py python3", Strings.PYTHON, _PYTHON),
    ("bash sh zsh shell dash ksh ash", Strings.SHELL, _SHELL),
    ("dockerfile docker containerfile", Strings.SHELL, _DOCKERFILE),
    ("powershell ps1 pwsh", Strings.POWERSHELL, _POWERSHELL),
    ("sql tsql", Strings.PLAIN, _SQL),
    ("cmd bat batch", Strings.PLAIN, _CMD),
    ("javascript js typescript ts", Strings.TEMPLATE, _JAVASCRIPT),
    ("csharp cs c#", Strings.TEMPLATE, _CSHARP),
    ("java", Strings.TEMPLATE, _JAVA),
    ("go", Strings.TEMPLATE, _GO),
    ("bicep", Strings.TEMPLATE, _BICEP),
    ("c cpp c++", Strings.TEMPLATE, _CPP),
    ("rust", Strings.TEMPLATE, _RUST),
    ("kotlin scala", Strings.TEMPLATE, _KOTLIN),
    ("swift", Strings.TEMPLATE, _SWIFT),
    ("dart", Strings.TEMPLATE, _DART),
    ("php", Strings.TEMPLATE, _PHP),
)


def _joined(rules: _Rules) -> str:
    return "|".join(f"(?P<{part}_{number}>{rule})" for number, (part, rule) in enumerate(rules))


def part_of(found: re.Match[str]) -> Part:
    """What a match of one of the patterns is."""
    return Part((found.lastgroup or "").partition("_")[0])


# Patterns by each name of their language.
LANGUAGES = {
    name: pattern
    for names, pattern in [
        (names, re.compile(_joined(rules), re.DOTALL | re.MULTILINE))
        for names, _, rules in _LANGUAGES
    ]
    for name in names.split()
}
# The name of a language by those that it has as well.
FAMILY = {name: names.split()[0] for names, _, _ in _LANGUAGES for name in names.split()}
STRINGS = {name: strings for names, strings, _ in _LANGUAGES for name in names.split()}
WORDS_OF_SHELL = re.compile(_joined(_SHELL_STRINGS), re.DOTALL | re.MULTILINE)
