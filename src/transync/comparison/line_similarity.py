"""How surely a line of a translation stands for one of the source, by what a translator keeps.

The weights were set by hand; nobody has measured them one by one. What all of them do together was
measured by holes that were cut into pages of real repositories.
"""

from __future__ import annotations

import re
from collections import Counter
from enum import Enum
from math import exp, log
from typing import NamedTuple

from transync.comparison.common_items import number_in_common
from transync.comparison.fences import FENCE

# What two lines are worth that a translator may not change.
_SAME_FENCE, _SAME_CODE = 1.0, 1.2
# Of code that is not the same, so much has to be; what two comments are worth.
_LEAST_SAME, _COMMENT = 0.2, 0.3
# What is left of code, or of a share of it, where a line breaks off.
_PART = 0.8
# What the same mark at the beginning is worth: of a heading, of an item or a row, of a text.
_HEADING, _MARKED, _TEXT = 1.0, 0.4, 0.2
# What code spans, addresses, numbers and symbols are worth, and which share of them any two have.
_KEPT, _USUAL_SHARE, _USUAL_SHARE_OF_PART = 1.0, 0.4, 0.5
# What the expected length is worth, and by how much lengths usually differ, as a logarithm; by how
# many characters any line may.
_LENGTH, _SPREAD, _NOISE = 0.3, 0.5, 5
# What each Latin word in both is worth, up to so many of them.
_WORD, _MOST_WORDS = 0.05, 4
# What another indentation costs.
_OTHER_INDENT = 0.15
_NO_PAIR = -1.0
_TAB = 4

_MARK = re.compile(
    r"(?P<indent>[ \t>]*+)(?:(?P<heading>#{1,6}+)(?=[ \t])|(?P<bullet>[-+*])(?=[ \t])"
    r"|(?P<number>\d{1,9}[.)])(?=[ \t])|(?P<row>\|))?"
)
_KEPT_ITEM = re.compile(
    r"`[^`]++`|https?://[^\s)>\]\"]++|\]\([^)\s]++|\d++|[\u2190-\u2bff\U0001f000-\U0001faff]"
)
_LATIN_WORD = re.compile(r"[A-Za-z_][A-Za-z_0-9]{2,}+")
_PIECE_OF_CODE = re.compile(r"[A-Za-z_0-9]++|[^\sA-Za-z_0-9]")


class Mark(Enum):
    """What a line begins with."""

    FENCE = "fence"
    HEADING = "heading"
    BULLET = "bullet"
    NUMBER = "number"
    ROW = "row"
    TEXT = "text"


class KeptLine(NamedTuple):
    """What a translator keeps of a line.

    `shape` is its mark with what belongs to it: the level of a heading, the language of a fence,
    the number of bars in a row. `items` are code spans, the last parts of addresses, numbers and
    symbols, `words` the Latin words beside them, `length` the number of characters. Of `code`,
    every piece is kept.
    """

    text: str
    mark: Mark
    shape: tuple[Mark, str]
    indent: int
    items: Counter[str]
    words: Counter[str]
    length: int
    code: Counter[str]


def line_of(text: str) -> KeptLine:
    """What there is to compare of a line, whether it is code or not."""
    mark, detail, indent = _mark_of(text)
    # Where a link leads, and how long that is, tells nothing of the text around it.
    prose = _KEPT_ITEM.sub("", text)
    items = (item.rpartition("/")[2].partition(".")[0] for item in _KEPT_ITEM.findall(text))
    return KeptLine(
        text.strip(),
        mark,
        (mark, detail),
        indent,
        items=Counter(items),
        words=Counter(_LATIN_WORD.findall(prose)),
        length=len(prose.strip()),
        code=Counter(_PIECE_OF_CODE.findall(text)),
    )


def _mark_of(text: str) -> tuple[Mark, str, int]:
    """What a line begins with, what belongs to that, and how far it is indented."""
    if fence := FENCE.match(text):
        return Mark.FENCE, fence["info"].strip().casefold(), 0
    found = _MARK.match(text)
    if found is None:
        return Mark.TEXT, "", 0
    indent = len(found["indent"].expandtabs(_TAB))
    if found["heading"]:
        return Mark.HEADING, found["heading"], indent
    if found["row"]:
        return Mark.ROW, str(text.count("|")), indent
    if found["bullet"]:
        return Mark.BULLET, "", indent
    if found["number"]:
        return Mark.NUMBER, "", indent
    return Mark.TEXT, "", indent


def whole(source: KeptLine, translation: KeptLine, growth: float, *, is_code: bool) -> float:
    """How much two lines share; below 0 where nothing says that they stand for each other.

    Prose is longer by `growth` in the translation. `is_code` says of the source's that it stands
    between fences.
    """
    if Mark.FENCE in (source.mark, translation.mark):
        return _SAME_FENCE if source.shape == translation.shape else _NO_PAIR
    if is_code:
        return _same_code(source, translation)
    if source.shape != translation.shape:
        return _NO_PAIR
    most = max(source.items.total(), translation.items.total())
    worth = _marked(source) + _kept(source, translation, most, _USUAL_SHARE)
    worth += _LENGTH * exp(-(_strayed(source, translation, growth) ** 2) / 2) - _LENGTH / 2
    return worth + _words(source, translation) - _OTHER_INDENT * _is_shifted(source, translation)


def part(source: KeptLine, translation: KeptLine, growth: float, *, is_code: bool) -> float:
    """How much a line of the translation is like the beginning of one of the source."""
    marks = {source.mark, translation.mark}
    if Mark.FENCE in marks:
        return _NO_PAIR
    if is_code:
        return _PART * _same_beginning(source, translation)
    is_row = marks == {Mark.ROW}
    if source.shape != translation.shape and not is_row:
        return _NO_PAIR
    worth = _marked(source)
    worth += _kept(source, translation, translation.items.total(), _USUAL_SHARE_OF_PART)
    strayed = _strayed(source, translation, growth)
    if strayed > 0:
        worth += _LENGTH * exp(-(strayed**2) / 2) - _LENGTH / 2
    return worth + _words(source, translation)


def _same_code(source: KeptLine, translation: KeptLine) -> float:
    if source.text == translation.text:
        return _SAME_CODE
    if source.mark is translation.mark is Mark.HEADING:
        # In code, that is a comment.
        return _COMMENT
    most = max(source.code.total(), translation.code.total())
    return _SAME_CODE * (number_in_common(source.code, translation.code) / most - _LEAST_SAME)


def _same_beginning(source: KeptLine, translation: KeptLine) -> float:
    if source.text.startswith(translation.text):
        return _SAME_CODE
    pieces = translation.code.total()
    share = number_in_common(source.code, translation.code) / pieces if pieces else 0.0
    return _SAME_CODE * (share - _USUAL_SHARE)


def _marked(source: KeptLine) -> float:
    if source.mark is Mark.HEADING:
        return _HEADING
    return _TEXT if source.mark is Mark.TEXT else _MARKED


def _kept(source: KeptLine, translation: KeptLine, most: int, usual: float) -> float:
    """What the items of two lines are worth, of which the lines have so many at most."""
    if not most:
        return 0.0
    return _KEPT * (number_in_common(source.items, translation.items) / most - usual)


def _words(source: KeptLine, translation: KeptLine) -> float:
    return _WORD * min(number_in_common(source.words, translation.words), _MOST_WORDS)


def _strayed(source: KeptLine, translation: KeptLine, growth: float) -> float:
    expected = source.length * growth + _NOISE
    return log((translation.length + _NOISE) / expected) / _SPREAD


def _is_shifted(source: KeptLine, translation: KeptLine) -> bool:
    return source.indent != translation.indent
