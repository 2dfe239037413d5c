"""The texts of a page that were left in the source's language, and how sure that is."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from transync.comparison.comparison import Comparison
from transync.comparison.foreign_words import ForeignWords
from transync.comparison.text_pieces import LeftPiece, TextPieces, find_text_pieces
from transync.languages.detection import writes_latin
from transync.model import Claim

# So many foreign words of a text in Latin letters are no names in a text of another script.
_ENOUGH_WORDS, _ENOUGH_SMALL_WORDS = 3, 2


class LeftText(NamedTuple):
    """A text that was left: its line, that of the source, and its key, the same in all languages.

    Whole sentences have no key: they are no names, whatever other languages do.
    """

    line: int
    source_line: int
    key: str
    claim: Claim


class LeftTexts(NamedTuple):
    """The texts that were left, and how many sentences there are, and others that were left."""

    left: Sequence[LeftText]
    number: int


def left_texts(comparison: Comparison) -> LeftTexts:
    """The texts of a translation that are the source's, letter by letter.

    Running text is surely left, and what the same page translates elsewhere. Of other texts, names
    and terms may well be the same in both languages.
    """
    pieces = find_text_pieces(comparison)
    if not pieces.left:
        return LeftTexts((), pieces.number)
    left = sorted(_judged(comparison, pieces))
    others = sum(1 for text in left if text.key and text.claim is not Claim.SEEN)
    return LeftTexts(left, pieces.number + others)


def _judged(comparison: Comparison, pieces: TextPieces) -> Iterator[LeftText]:
    left, translated = pieces.left, pieces.translated
    lines = {n for piece in left for n in range(piece.line, piece.last_line + 1)}
    foreign = ForeignWords(comparison.translation, lines)
    is_latin = writes_latin(comparison.pair.language)
    judged = list[tuple[LeftPiece, Claim]]()
    for piece in left:
        words = () if piece.is_in_another else _foreign_words(foreign, piece)
        claim = Claim.SEEN
        if piece.is_running or (words and piece.digest in translated):
            claim = Claim.SURE
        elif words:
            # A title may be a name.
            is_counted = piece.level > 1 or foreign.is_label(piece.line)
            claim = _claim(words, is_counted, is_latin)
            is_term = is_latin and foreign.is_abbreviated(piece.line)
            is_name = piece.cell is not None and len(words) == 1 and not words[0].islower()
            if is_term or is_name or piece.is_of_another_page:
                # The title of a page in the source's language, a term with its abbreviation, or
                # what a table lists.
                claim = Claim.WORD
        judged.append((piece, claim))
    for run in _runs(judged):
        has_sure = any(claim is Claim.SURE for _, claim in run)
        for piece, claim in run:
            # What stands among texts that were surely left was left with them.
            is_among = has_sure and claim is Claim.TEXT
            key = "" if piece.is_running else piece.key
            said = Claim.SURE if is_among else claim
            yield LeftText(piece.line, piece.source_line, key, said)


def _runs(
    judged: Sequence[tuple[LeftPiece, Claim]],
) -> Iterator[Sequence[tuple[LeftPiece, Claim]]]:
    """The pieces that stand one below the other, with nothing else in between."""
    run = list[tuple[LeftPiece, Claim]]()
    for each in judged:
        if run and not 0 <= each[0].number - run[-1][0].number <= 1:
            yield run
            run = []
        run.append(each)
    if run:
        yield run


def _foreign_words(foreign: ForeignWords, piece: LeftPiece) -> Sequence[str]:
    if piece.part:
        return foreign.of(piece.part)
    if piece.cell is not None:
        return foreign.in_cell(piece.line, piece.cell)
    return foreign.on_lines(piece.line, piece.last_line)


def _claim(words: Sequence[str], is_every_counted: bool, is_latin: bool) -> Claim:
    """What foreign words in Latin letters say, in a language that is written in these or not.

    Those without a capital are no names; in headings and behind a label, hardly any are.
    """
    if is_latin:
        return Claim.TEXT if len(words) > 1 else Claim.WORD
    small = sum(word.islower() for word in words)
    if small >= _ENOUGH_SMALL_WORDS or (is_every_counted and len(words) >= _ENOUGH_WORDS):
        return Claim.SURE
    return Claim.TEXT
