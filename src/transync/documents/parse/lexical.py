"""How strings and comments begin, end and escape, by language: one pattern for each.

What a language runs must never lie within what counts as a comment or a string here. Where tools
differ (dialects of SQL, shells), what is code for one of them is code.
"""

from __future__ import annotations

import re

from transync.documents.parse.code_in_text import BRACES, PARENTHESES, TEMPLATE, Strings
from transync.documents.parse.lexical_declarative import (
    CSS_RULES,
    HCL_RULES,
    KUSTO_RULES,
    SCSS_RULES,
)
from transync.documents.parse.lexical_rules import Part, Rules, comment, kept, long, quoted, string
from transync.documents.parse.lexical_shells import (
    CMD_RULES,
    DOCKERFILE_RULES,
    POWERSHELL_RULES,
    SHELL_RULES,
    SHELL_STRINGS,
)

_DOUBLE, _SINGLE = quoted('"'), quoted("'")
# One character: what else an apostrophe may be (of a lifetime, between digits) begins no string.
_CHARACTER = kept(r"(?<!\\)'(?:\\[^\n][^'\n]{0,9}+|[^'\\\n])'")
_LINE_COMMENT = comment(r"(?<!:)//[^\n]*")
_BLOCK_COMMENT = comment(r"/\*.*?(?:\*/|\Z)")
_C_COMMENTS = (*_LINE_COMMENT, *_BLOCK_COMMENT)
# Where comments hold comments, one that does is code to the end, so that nobody has to count.
_NESTED_COMMENT = (
    *comment(r"/\*(?:[^*/]|\*(?!/)|/(?!\*))*+(?:\*/|\Z)"),
    *kept(r"/\*.*\Z"),
)
_NESTING_COMMENTS = (*_LINE_COMMENT, *_NESTED_COMMENT)
# Comments that say what is installed, and in which encoding the code is written.
_HASH = (
    *kept(
        r"^# /// [\w-]++$(?:\n#(?: [^\n]*+)?$)*+"
        r"|\A(?:[^\n]*+\n)?[ \t\f]*+#[^\n]*?coding[:=][ \t]*+(?!utf-?8\b)[^\W\d_]++[\d_-][^\n]*+"
    ),
    *comment(r"#(?!!)[^\n]*"),
)

_F = r"(?<!\w)(?i:f|fr|rf|t|tr|rt)"
_PYTHON = (
    (Part.SHELL_LINE, r"^[ \t]*+(?:[\w,. ]{1,80}+=[ \t]*+)?(?:!|%{1,2}[A-Za-z])[^\n]*"),
    *_HASH,
    *(
        rule
        for quote in ('"', "'")
        for rule in (
            *long(quote, has=rf"\{{\{{|{BRACES}|\\(?=\{{)", prefix=_F),
            *quoted(quote, has=rf"\{{\{{|{BRACES}|\\(?=\{{)", prefix=_F),
        )
    ),
    *(
        rule
        for quote in ('"', "'")
        for rule in (
            *long(quote, prefix=r"(?:(?<!\w)[A-Za-z]{1,2})?"),
            *quoted(quote, prefix=r"(?:(?<!\w)[A-Za-z]{1,2})?"),
        )
    ),
)

# MySQL takes `--` for a comment only where a blank follows: what could go on with code behind it.
_MINUSES = kept(r"--(?=-*+[^\s\d-][^\n;]*+;|[('\"@`]|\d++[^\n.):])[^\n]*+")
_SQL = (
    *kept(r"/\*[!+M].*?(?:\*/|\Z)"),
    *_MINUSES,
    *comment(r"--[^\n]*"),
    *_NESTED_COMMENT,
    *kept(r"`[^`\n]*+`|\[[^\]\n]*+\]?"),
    *string(r"(?:(?<!\w)N)?'(?:\\\\|\\(?![\\'])|[^'\\])*+(?:'|\\?\Z)"),
    *string(r"\"(?:\\\\|\\(?![\\\"])|[^\"\\\n])*+\""),
    # With a quote behind a backslash, which ends a string in some dialects only.
    *kept(r"'.*\Z"),
    *kept(r"\"[^\"\n]*+\\\".*\Z"),
)

_REGULAR_EXPRESSION = kept(
    r"(?:[(,=:\[!&|?{};+]|\breturn|^)[ \t]*+/(?![/*])"
    r"(?:\\[^\n]|\[(?:\\[^\n]|[^\]\\\n])*+\]?|[^/\\\[\n])++/?"
)
_TEMPLATE_STRING = string(rf"(?<!\\)`(?:{TEMPLATE}|\\.|[^`\\])*+`?")
# In HTML, the end of the script ends a comment. In JSX, attributes know no backslash and go on over
# lines, and an apostrophe in a text begins no string.
_JAVASCRIPT = (
    *kept(
        r"<[A-Za-z][\w.:-]*+"
        r"(?:\s++[\w:-]++(?:=(?:\"[^\"\\\n]*+\"|'[^'\\\n]*+'|\{[^{}\n]*+\})|(?![\w:=-])))*+"
        r"(?:\s++[\w:-]++=(?:\"[^\"\\\n]*+|'[^'\\\n]*+)[\\\n]).*\Z"
        r"|(?<=\w)(?:'[^'\n]*+'?|\"[^\"\n]*+\"?)"
    ),
    *comment(r"(?<!:)//(?:[^<\n\u2028\u2029]|<(?!(?i:/script)))*+(?!<)"),
    *comment(r"/\*(?:[^*<]|\*(?!/)|<(?!(?i:/script)))*+(?:\*/|\Z)"),
    *kept(r"(?<!:)//[^\n]*+|/\*.*\Z"),
    *_REGULAR_EXPRESSION,
    *_DOUBLE,
    *_SINGLE,
    *_TEMPLATE_STRING,
)
# Some escapes of Unicode are read before anything else, and end a comment or a string.
_EARLY = r"\\u++00(?:22|27|2[aAfF]|5[cC]|0[aAdD])"
_JAVA = (
    *comment(rf"(?<!:)//(?:[^\\\n]|(?!{_EARLY})\\)*+$"),
    *comment(rf"/\*(?:[^*\\]|\*(?!/)|(?!{_EARLY})\\)*+(?:\*/|\Z)"),
    *kept(r"(?<!:)//[^\n]*|/\*.*\Z"),
    *string(rf"\"\"\"(?:(?!{_EARLY})\\.|(?!\"\"\")[^\\])*+(?:\"\"\"|\\?\Z)"),
    *string(rf"(?<!\\)\"(?:(?!{_EARLY})\\.|[^\"\\\n])*+\""),
    *_CHARACTER,
)
_CSHARP = (
    *comment(r"(?<!:)//[^\n\x85\u2028\u2029]*"),
    *_BLOCK_COMMENT,
    *string(r"\${0,8}+(?P<marks>\"{3,}+).*?(?:(?P=marks)|\Z)"),
    *string(r"(?:@\$?|\$@)\"(?:\"\"|[^\"])*+(?:\"|\Z)"),
    *quoted('"', has=rf"\{{\{{|{BRACES}", prefix=r"\$"),
    *quoted('"'),
    *_CHARACTER,
)
# A backslash at the end of a line joins it with the next one, whatever stands there.
_JOINED_LINES = r"(?:\\[ \t]*+\n)"
_CPP = (
    *comment(rf"(?<!:)//(?:[^\\\n]|{_JOINED_LINES}|\\)*+"),
    *comment(rf"/\*(?:[^*]|\*(?!{_JOINED_LINES}*+/))*+(?:\*{_JOINED_LINES}*+/|\Z)"),
    *string(r"(?:u8|[uUL])?R\"(?P<name>[^()\\\s]{0,16})\(.*?(?:\)(?P=name)\"|\Z)"),
    *quoted('"'),
    *_CHARACTER,
)
_GO_LINE = r"(?<!:)//(?!go:|line |export )[^\n]*+"
_GO_COMMENT = rf"(?:{_GO_LINE}|/\*(?:[^*]|\*(?!/))*+\*/)"
_GO_COMMENTS = rf"{_GO_COMMENT}(?:[ \t]*+\n[ \t]*+{_GO_COMMENT})*+"
_GO = (
    # What stands right above `import "C"` is code of C; other comments are commands of tools.
    *kept(
        rf"{_GO_COMMENTS}(?=[ \t]*+\n[ \t]*+(?:import[ \t(]*+)?[\"`]C[\"`])"
        r"|//(?:go:|line |export )[^\n]*+"
    ),
    *comment(rf"{_GO_COMMENTS}|/\*.*\Z"),
    *string(r"`[^`]*+(?:`|\Z)"),
    *quoted('"'),
    *_CHARACTER,
)
_RUST = (
    *_NESTING_COMMENTS,
    *string(r"\b[bc]?r(?P<hashes>#{0,8})\".*?(?:\"(?P=hashes)|\Z)"),
    *_CHARACTER,
    *quoted('"', breaks=""),
)
_KOTLIN = (
    *_NESTING_COMMENTS,
    *long('"', has=TEMPLATE, is_raw=True),
    *quoted('"', has=TEMPLATE),
    *_CHARACTER,
)
_SWIFT = (
    *_NESTING_COMMENTS,
    *string(r"(?P<hashes>#{1,8})(?P<many>\"{3}|\").*?(?:(?P=many)(?P=hashes)|\Z)"),
    *long('"', has=PARENTHESES),
    *quoted('"', has=PARENTHESES),
)
_DART = (
    *_NESTING_COMMENTS,
    *(
        rule
        for quote in ('"', "'")
        for rule in (
            *long(quote, prefix=r"\br", is_raw=True),
            *string(rf"\br{quote}[^{quote}\n]*+{quote}"),
            *long(quote, has=TEMPLATE),
            *quoted(quote, has=TEMPLATE),
        )
    ),
)
_BICEP = (*_C_COMMENTS, *long("'", is_raw=True), *quoted("'", has=TEMPLATE), *quoted('"'))
# Backticks run what is between them; the end of the program ends a comment of a line. What stands
# outside of the program is HTML.
_PHP = (
    *kept(r"\A(?:[^<]|<(?!\?(?!xml)))*+(?=<)|\?>(?:[^<]|<(?!\?))*+"),
    *comment(r"(?:#(?!\[)|(?<!:)//)(?:[^\n?]|\?(?!>))*+"),
    *_BLOCK_COMMENT,
    *string(r"<<<[ \t]*+(?P<mark>[\"']?)(?P<name>\w++)(?P=mark)\n.*?(?:^[ \t]*+(?P=name)\b|\Z)"),
    *quoted('"', breaks=""),
    *quoted("'", breaks=""),
)

_LANGUAGES: tuple[tuple[str, Strings, Rules], ...] = (
    ("python py python3", Strings.PYTHON, _PYTHON),
    ("bash sh zsh shell dash ksh ash", Strings.SHELL, SHELL_RULES),
    ("dockerfile docker containerfile", Strings.SHELL, DOCKERFILE_RULES),
    ("powershell ps1 pwsh", Strings.POWERSHELL, POWERSHELL_RULES),
    ("sql tsql", Strings.PLAIN, _SQL),
    ("cmd bat batch", Strings.PLAIN, CMD_RULES),
    ("javascript js typescript ts", Strings.TEMPLATE, _JAVASCRIPT),
    ("jsx tsx astro", Strings.TEMPLATE, _JAVASCRIPT),
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
    ("hcl terraform tf", Strings.TEMPLATE, HCL_RULES),
    ("css", Strings.PLAIN, CSS_RULES),
    ("scss less", Strings.PLAIN, SCSS_RULES),
    ("kusto kql", Strings.PLAIN, KUSTO_RULES),
)


# With what a part of code begins in the languages in which most code of pages is written. Where no
# part may, they are not tried one after the other, which takes several times as long as to look.
_SHELL_MARKS = r"[#$<\\\"'(]"
_BEGINNINGS = {
    "python": r"^|[#\"']|(?<!\w)[A-Za-z]{1,2}[\"']",
    "bash": _SHELL_MARKS,
    "powershell": "[#`@<\"“”„'‘’‚‛-]",
}
# To look a member up here takes a fraction of what a call of the class takes.
_PARTS = {str(part): part for part in Part}


def _joined(rules: Rules, beginning: str = "") -> str:
    named = (f"(?P<{part}_{number}>{rule})" for number, (part, rule) in enumerate(rules))
    return rf"(?={beginning})(?:{'|'.join(named)})"


def _beginning(names: str) -> str:
    return _BEGINNINGS.get(names.split()[0], "")


def part_of(found: re.Match[str]) -> Part:
    """What a match of one of the patterns is."""
    return _PARTS[(found.lastgroup or "").partition("_")[0]]


# Patterns by each name of their language.
LANGUAGES = {
    name: pattern
    for names, pattern in [
        (names, re.compile(_joined(rules, _beginning(names)), re.DOTALL | re.MULTILINE))
        for names, _, rules in _LANGUAGES
    ]
    for name in names.split()
}
# The name of a language by those that it has as well.
FAMILY = {name: names.split()[0] for names, _, _ in _LANGUAGES for name in names.split()}
STRINGS = {name: strings for names, strings, _ in _LANGUAGES for name in names.split()}
WORDS_OF_SHELL = re.compile(_joined(SHELL_STRINGS, _SHELL_MARKS), re.DOTALL | re.MULTILINE)
