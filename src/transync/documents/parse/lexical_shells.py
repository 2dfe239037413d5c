"""How strings and comments begin, end and escape in shells and in Dockerfiles."""

from __future__ import annotations

from transync.documents.parse.code_in_text import POWERSHELL, SHELL
from transync.documents.parse.lexical_rules import Part, comment, kept, string

# A word in angle brackets is for the reader to fill in, unless a shell could do more with it.
# One with quotes is told by them: those that follow may stand for another end of a string.
_WORD = r"<[^\W\d_][^<>;|&$()`\\\n]*+>"
# What stands behind the mark of a here-document on its line, which may go on below.
_HEAD = r"(?:[^\\\n\"'`<$]|\\.|<(?!<)|\$(?!\()|\$\([^()\n]*+\)|`[^`\n]*+`|\"[^\"\n]*+\"|'[^'\n]*+')"
# Without an end, a string takes the rest, lest each quote be tried as the beginning of another.
SHELL_STRINGS = (
    # Where a word goes on behind an escape, `#` begins no comment.
    *kept(r"\\.#*+"),
    *string(_WORD),
    *string(rf"\"(?:\\.|{SHELL}|[^\"\\])*+(?:\"|\\?\Z)"),
    # Some shells have escapes in these, others have not.
    *string(r"\$'(?:\\[^']|[^'\\])*+(?:'|\Z)"),
    *kept(r"\$'.*\Z"),
    # As one string: 'Don'\''t'.
    *string(r"'[^']*+(?:'\\''[^']*+)*+(?:'|\Z)"),
    # Arithmetic, in which `#` and `<<` are operators.
    *kept(r"\(\([^()\n]*+(?:\([^()\n]*+\)[^()\n]*+)*+\)\)|\$\[[^\[\]\n]*+\]"),
)
_SHELL_WORDS = (
    (Part.EXPANSION, r"\$\{(?:\\.|\"[^\"\n]*+\"|'[^'\n]*+'|[^{}\\\"'\n])*+\}?"),
    (
        Part.DOCUMENT,
        r"(?<!<)<<(?P<tabs>-)?+[ \t]*+(?:\\(?!['\"]))?(?P<quote>['\"]?)(?P<end>[\w.+:,@%^/-]++)"
        rf"(?P=quote)(?=[ \t\n;&|<>)])(?P<head>{_HEAD}{{0,1000}}+)\n"
        r"(?P<body>.*?(?:^(?(tabs)\t*+)(?P=end)$|\Z))",
    ),
    # One of which it is not sure where it begins or ends.
    *kept(r"(?<!<)<<(?!<)-?+[ \t]*+[\w\\\"'$.+:,@%^/-].*\Z"),
    *SHELL_STRINGS,
)
SHELL_RULES = (*comment(r"(?:^|(?<=[ \t\n;&|(]))#(?!!)[^\n]*"), *_SHELL_WORDS)
# Some comments say what reads the file, and lists of strings what runs.
DOCKERFILE_RULES = (
    *kept(r"(?i:^[ \t]*+#[ \t]*+(?:syntax|escape|check)[ \t]*+=[^\n]*)|\[[ \t]*+\"[^\n]*"),
    *comment(r"^[ \t]*+#[^\n]*"),
    *_SHELL_WORDS,
)
POWERSHELL_RULES = (
    *comment(r"<#.*?(?:#>|\Z)|(?:^|(?<=[ \t\n;|&({]))#(?!!|(?i:requires)\b)[^\n]*"),
    *kept(r"`.#*+|--%[^\n]*+"),
    # Curly quotes count as straight ones.
    *string("@[\"“”„][ \\t]*+\\n.*?(?:^[\"“”„]@|\\Z)|@['‘’‚‛][ \\t]*+\\n.*?(?:^['‘’‚‛]@|\\Z)"),
    *string(r"<[^\W\d_][^<>;|&$()`\n]*+>"),
    *string(f'["“”„](?:`.|{POWERSHELL}|[^"“”„`])*+(?:["“”„]|`?\\Z)'),
    *string("['‘’‚‛][^'‘’‚‛]*+(?:['‘’‚‛]|\\Z)"),
)
# What `echo` says goes on over quotes. What follows `rem` has none of what would end it, and no
# comment goes on below.
CMD_RULES = (
    *comment(r"(?i:^[ \t]*+@?rem(?:[ \t]++(?![,;=])[^\s&|<>^]++(?:[ \t][^\n]*+)?+)?+[ \t]*+$)"),
    *comment(r"^[ \t]*+@?::(?:[^^\n]|\^(?!$))*+$"),
    *string(r"(?i:(?<=\becho )(?:[^\n&|<>^%\"]|\"[^\"\n]*+\"?)++)"),
    *string(r"\"[^\"\n]*+\""),
)
