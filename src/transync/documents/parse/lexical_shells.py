"""How strings and comments begin, end and escape in shells and in Dockerfiles."""

from __future__ import annotations

from transync.documents.parse.code_in_text import POWERSHELL, SHELL
from transync.documents.parse.lexical_rules import Part, comment, kept, string

# A word in angle brackets is for the reader to fill in, unless a shell could do more with it.
_WORD = r"<[^\W\d_][^<>;|&$()`\\\n]*+>"
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
        r"(?<!<)<<(?P<tabs>-?+)[ \t]*+(?:\\(?!['\"]))?(?P<quote>['\"]?)(?P<end>[\w.+:,@%^/-]++)"
        r"(?P=quote)(?=[\s;&|<>)])[^\n]{0,1000}+\n.*?(?:^(?(tabs)\t*+)(?P=end)$|\Z)",
    ),
    *SHELL_STRINGS,
)
SHELL_RULES = (*comment(r"(?:^|(?<=[\s;&|(]))#(?!!)[^\n]*"), *_SHELL_WORDS)
# Some comments say what reads the file, and lists of strings what runs.
DOCKERFILE_RULES = (
    *kept(r"(?i:^[ \t]*+#[ \t]*+(?:syntax|escape|check)[ \t]*+=[^\n]*)|\[[ \t]*+\"[^\n]*"),
    *comment(r"^[ \t]*+#[^\n]*"),
    *_SHELL_WORDS,
)
POWERSHELL_RULES = (
    *comment(r"<#.*?(?:#>|\Z)|(?:^|(?<=[\s;|&({]))#(?!!)[^\n]*"),
    *kept(r"`.#*+|--%[^\n]*+"),
    # Curly quotes count as straight ones.
    *string("@[\"“”„][ \\t]*+\\n.*?(?:^[\"“”„]@|\\Z)|@['‘’‚‛][ \\t]*+\\n.*?(?:^['‘’‚‛]@|\\Z)"),
    *string(r"<[^\W\d_][^<>;|&$()`\n]*+>"),
    *string(f'["“”„](?:`.|{POWERSHELL}|[^"“”„`])*+(?:["“”„]|`?\\Z)'),
    *string("['‘’‚‛][^'‘’‚‛]*+(?:['‘’‚‛]|\\Z)"),
)
# What `echo` says has no quotes there.
CMD_RULES = (
    *comment(r"(?i:^[ \t]*+@?(?:rem(?![^\s])|::)[^\n]*)"),
    *string(r"(?i:(?<=\becho )[^\n&|<>^%]++)"),
    *string(r"\"[^\"\n]*+\""),
)
