"""Texts of which a part was left in the source's language: a run of the source's words."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from transync.comparison.comparison import Comparison
from transync.comparison.page import Page
from transync.documents.document import Block, BlockKind
from transync.documents.parse.blocks import running_text
from transync.languages.detection import writes_latin

# So many words, with so many small ones, are a piece of a sentence and no name of a button or page.
_FEWEST_WORDS, _FEWEST_SMALL_WORDS = 5, 2
# Of a language in Latin letters, only those that hardly any other one has.
_ENGLISH_WORD = re.compile(
    r"\b(?:about|and|are|because|from|how|into|our|that|the|their|there|these|they|this|those|using"
    r"|what|when|where|which|will|with|would|you|your)\b"
)
_SMALL_WORD = re.compile(
    r"\b(?:about|and|are|because|been|but|by|can|does|for|from|has|have|how|if|into|is|it|its|not|of"
    r"|or|our|so|than|that|the|their|them|then|there|these|they|this|those|to|using|was|were|what"
    r"|when|where|which|while|who|will|with|without|would|you|your)\b"
)
# Names of buttons and titles are emphasized or stand between quotation marks.
_NAMED = re.compile(
    r"\*\*[^*\n]*\*\*|__[^_\n]*__|(?<![*\w])\*(?![*\s])[^*\n]{1,200}\*(?!\*)"
    r"|(?<![_\w])_(?![_\s])[^_\n]{1,200}_(?![_\w])|«[^«»\n]*»|“[^“”\n]*”|„[^„”“\n]*[”“]"
    r"|(?<!\w)'[^'\n]{1,200}'(?!\w)|\"[^\"\n]{1,200}\"|「[^「」\n]*」|『[^『』\n]*』|‘[^‘’\n]*’"
)
_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*+")


class PartLeft(NamedTuple):
    """A piece of a sentence of the source in a translation, and where the two texts stand."""

    piece: str
    line: int
    source_line: int


def texts_partly_left(comparison: Comparison) -> Iterator[PartLeft]:
    """The texts that hold a piece of a sentence of their source, but not all of it."""
    small_word = _ENGLISH_WORD if writes_latin(comparison.pair.language) else _SMALL_WORD
    for source, translation in comparison.structure.block_pairs():
        is_prose = source.kind is translation.kind is BlockKind.TEXT
        if not is_prose or not translation.is_english or source.digest == translation.digest:
            continue
        words = _WORD.findall(_running_text(comparison.source, source))
        text = _running_text(comparison.translation, translation)
        if piece := _common_piece(words, text, small_word):
            yield PartLeft(piece, translation.line, source.line)


def _running_text(page: Page, block: Block) -> str:
    """A text without code, links, and what it names or quotes."""
    return running_text(_NAMED.sub(" | ", " ".join(page.written_lines(block))))


def _common_piece(source: Sequence[str], translation: str, small_word: re.Pattern[str]) -> str:
    """The longest piece of the translation whose words the source has as well; none if short.

    Some of its words have to be small ones: it is no name.
    """
    size = _FEWEST_WORDS
    known = {tuple(source[at : at + size]) for at in range(len(source) - size + 1)}
    found = list(_WORD.finditer(translation))
    words = [word[0] for word in found]
    longest, start = range(0), 0
    for at in range(len(words) - size + 1):
        if tuple(words[at : at + size]) not in known:
            start = at + 1
        elif at + size - start > len(longest):
            longest = range(start, at + size)
    if sum(bool(small_word.fullmatch(words[at])) for at in longest) < _FEWEST_SMALL_WORDS:
        return ""
    return " ".join(translation[found[longest[0]].start() : found[longest[-1]].end()].split())
