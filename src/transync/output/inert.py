"""Output that commands nothing: the log of a CI job is read for commands, whoever wrote them.

GitHub's runner obeys `::error::` at the beginning of a line, after any spaces, and `##[error]`
anywhere in it; that of Azure Pipelines obeys `##vso[…]` anywhere.
https://github.com/actions/runner/blob/main/src/Runner.Common/ActionCommand.cs
"""

from __future__ import annotations

import re

_LEADING = re.compile(r"^((?:[^\S\n]|\x1b\[[\d;]*m)*+)(?=::)", re.MULTILINE)
_ANYWHERE = re.compile(r"(?<=#)#(?=\w*\[)")
_INVISIBLE = "\u200c"
# In JSON, by what stands before it: an escape of another kind, and a whole character of two halves.
_HALF = re.compile(r"(\\(?:[^u]|ud[89ab][0-9a-f]{2}\\ud[c-f][0-9a-f]{2}))|\\ud[89a-f][0-9a-f]{2}")


def inert_text(shown: str) -> str:
    """Text with something invisible before or in what could be a command."""
    return _LEADING.sub(rf"\1{_INVISIBLE}", _ANYWHERE.sub(f"{_INVISIBLE}#", shown))


def inert_json(shown: str) -> str:
    """JSON that says the same, for strict readers too.

    They refuse all of it for half a character, which stands for a byte of a name that is no text.
    """
    if "\\ud" in shown:
        shown = _HALF.sub(lambda found: found[1] or r"\ufffd", shown)
    return _ANYWHERE.sub(r"\\u0023", shown)


def inert_xml(shown: str) -> str:
    """XML that says the same."""
    return _ANYWHERE.sub("&#35;", shown)
