"""Markup that stays text, because it is not written as CommonMark wants it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from transync.documents.stray import StrayKind

# `**` with a letter behind it opens and with a letter before it closes, whatever stands around
# them; at spaces, other characters do too (https://spec.commonmark.org/0.31.2/#left-flanking-delimiter-run).
_SURELY_BOLD = re.compile(
    r"(?<!\*)(?:\*\*\w|(?<![^\s])\*\*[^\s*])(?:[^*`\\<\[]*?(?:\w\*\*|[^\s*]\*\*(?![^\s])))(?!\*)"
)
_FILE = r"[^()（）\s]+\.(?:mdx?|ipynb)\b"
# A target in parentheses that does not follow its text at once, or stands in full-width ones.
_LINK = rf"(?<!\[[ xX])\][ \t]*[(（](?=\s*(?:https?://|\.{{0,2}}/|#[^\W\d]|{_FILE}))"
# One of a text in other brackets, and one without the bracket or the parenthesis between them.
_TO_ITS_END = rf"(?=[^()（）\s]++[)）])(?:(?=https?://)|(?={_FILE}))"
_QUOTED = rf"[］」』】》〉][ \t]*[(（](?=[^()（）\s]++[)）])(?={_FILE})"
_UNCLOSED = rf"\[[^\[\]()（）]++(?P<unclosed>[(（]){_TO_ITS_END}"
_UNOPENED = r"(?<=\w)\](?=https?://[^()（）\[\]\s]++\))"
_STRAY = re.compile(rf"\*\*|＊＊|｀|(?<!`)`{{1,2}}(?!`)|{_LINK}|{_QUOTED}|{_UNOPENED}|{_UNCLOSED}")
_MAY_BE_LINK = re.compile(rf"\][ \t]*[(（]|{_UNOPENED}|{_UNCLOSED}")
_MAY_BE_QUOTED = re.compile(_QUOTED)
_KINDS = dict.fromkeys("*＊", StrayKind.BOLD) | dict.fromkeys("`｀", StrayKind.CODE)
ESCAPED_FOOTNOTE = "\\[^"
_FOOTNOTE = re.compile(r"\\\[(?P<name>\^[^\[\]\s\\`]++)\\?\]")


class StrayMark(NamedTuple):
    """What stays text, what it was meant to be, and its offset."""

    mark: str
    kind: StrayKind
    start: int


def escaped_footnotes(content: str) -> Iterator[StrayMark]:
    """The marks of footnotes in inline text that a backslash makes none, outside of code."""
    marks = end = 0
    for found in _FOOTNOTE.finditer(content):
        marks += content.count("`", end, found.start())
        end = found.start()
        if marks % 2 == 0:
            yield StrayMark(f"[{found['name']}]", StrayKind.FOOTNOTE, found.start())


def may_stray(content: str) -> bool:
    """Whether inline text has to be parsed to know that all of its markup works."""
    if "**" in content and "**" in _SURELY_BOLD.sub("", content):
        return True
    if "`" in content and _may_show_backtick(content):
        return True
    if ESCAPED_FOOTNOTE in content or "｀" in content or "＊＊" in content:
        return True
    if ("[" in content or "]" in content) and _MAY_BE_LINK.search(content):
        return True
    is_file_named = ".md" in content or ".ipynb" in content
    return is_file_named and _MAY_BE_QUOTED.search(content) is not None


def _may_show_backtick(content: str) -> bool:
    """Whether the backticks are others than single ones that come in twos."""
    return content.count("`") % 2 == 1 or "``" in content or "\\`" in content


def strays(text: str) -> Iterator[StrayMark]:
    """The markup in what the parser took for plain text."""
    for found in _STRAY.finditer(text):
        if found["unclosed"]:
            yield StrayMark(found["unclosed"], StrayKind.LINK, found.start("unclosed"))
        else:
            mark = found[0]
            yield StrayMark(mark, _KINDS.get(mark[0], StrayKind.LINK), found.start())
