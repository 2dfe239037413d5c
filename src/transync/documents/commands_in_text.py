"""What of a text looks like a command, wherever it stands: in a string, a comment or a code span.

These are the usual ones by which something is fetched, run or removed, written as a shell or a
program would take them. What a text says of such a command is prose.
"""

from __future__ import annotations

import re

_HOST = r"(?:[A-Za-z0-9_-]++\.)++(?:[A-Za-z]{2,}+|[0-9]{1,3}(?!\d))(?![A-Za-z0-9_-])(?::\d++)?+"
_OPTIONS = r"(?:[ \t]++-[\w-]++(?:=[^\s;|&]*+)?+){0,9}+"
_COMMAND = re.compile(
    # Piped into what runs it, or behind another command, with what no sentence goes on with.
    r"(?:(?P<pipe>\|&?+|&&|\|\|)|;)[ \t]*+(?:sudo[ \t]++)?+(?:(?:ba|z|da|k|fi)?sh|python[\d.]*+"
    r"|node|perl|ruby|pwsh|powershell|iex|xargs|eval|curl|wget|rm|chmod|nc|npx)"
    r"(?=(?(pipe)[ \t]*+(?:[\"'`)}|;&\n]|\Z)|(?!))|[ \t]++(?:[-+~/$\"'<(.]|[\w-]*+[./:]\w))"
    # Fetched from a host.
    r"|(?<![\w.-])(?:curl|wget|iwr|irm|nc|ncat|Invoke-WebRequest|Invoke-RestMethod)"
    rf"{_OPTIONS}[ \t]++[\"']?(?:[a-z]{{2,9}}+://)?{_HOST}(?:/[!#-&(-;=?-_a-z|~]*+)?+"
    r"|(?<![\w.-])(?:rm[ \t]++-\w++[ \t]++(?=[\w-]*+[~/$.*])[^\s;|&]++|(?:mkfs|Remove-Item"
    r"|iex|Invoke-Expression)[ \t]++[-$(~/][^\s;|&]*+|del[ \t]++/\w[^\s;|&]*+)"
    r"|(?<![\w.])(?:os\.system|os\.popen|subprocess\.\w++|child_process|__import__|execSync"
    r"|shell_exec|passthru|system|eval|exec|popen)[ \t]*+\("
    r"|(?i:</script)",
)
_BLANKS = re.compile(r"[ \t]+")


def commands_in(text: str) -> list[str]:
    """The commands in a text, each as far as it is none of its words, in one spelling."""
    return [_BLANKS.sub(" ", found[0]).rstrip(".,:;!?*_\\") for found in _COMMAND.finditer(text)]
