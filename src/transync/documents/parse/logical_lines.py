"""The lines of bare code, as far as they say anything."""

from __future__ import annotations

import re

from transync.documents.parse.lexical import FAMILY

# Where indentation is part of the code.
_INDENTED = frozenset(("python", "py", "python3"))
# The mark by which a line goes on below, where it is no backslash. In Dockerfiles, comments and
# empty lines may stand between.
_GOING_ON = {"powershell": "`", "cmd": "^", "dockerfile": ""}
# Pieces of one string, such as 'Don'\''t'.
_SEVERAL_MARKS = re.compile(r"\0{2,}")


def code_lines(text: str, language: str) -> list[tuple[int, str]]:
    """The lines of bare code by their numbers, but for those of which nothing is left.

    Below a line that goes on, an empty one or a comment ends what stands above.
    """
    mark = _GOING_ON.get(FAMILY.get(language, ""), "\\")
    is_indented = language in _INDENTED
    found = list[tuple[int, str]]()
    goes_on = False
    for number, line in enumerate(_SEVERAL_MARKS.sub("\0", text).split("\n")):
        if goes_on or line.strip("\0 \t"):
            found.append((number, _squeezed(line, mark, is_indented)))
        goes_on = bool(mark) and line.endswith(mark) and _goes_on(line, mark)
    return found


def _goes_on(line: str, mark: str) -> bool:
    """Whether the mark at the end of a line is none that another one escapes."""
    return (len(line) - len(line.rstrip(mark))) % 2 == 1


def _squeezed(line: str, mark: str, is_indented: bool) -> str:
    """The line without what only looks, and with its indentation if that says something.

    White space of other kinds than blanks and tabs is part of a word in most languages. A blank
    behind the mark by which a line goes on keeps it from doing so.
    """
    words = " ".join(_words(line))
    if mark and words.endswith(mark) and not line.endswith(mark):
        words += " "
    if is_indented:
        return " " * (len(line) - len(line.lstrip())) + words
    return words


def _words(text: str) -> list[str]:
    return [word for word in text.replace("\t", " ").split(" ") if word]
