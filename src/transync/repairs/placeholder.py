"""What the translator's placeholders stand for, where the source's text leaves no choice.

Co-op Translator takes code and targets of links out of a text before it is translated, and numbers
them in the order in which they stand (its `spans.py` and `link_placeholders.py`).
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from functools import cache
from itertools import chain, pairwise
from typing import NamedTuple

from transync.comparison import LinkMatch
from transync.comparison.comparison import Comparison
from transync.documents.document import Block, BlockKind, Placeholder
from transync.documents.editing import EditedText
from transync.model import Edit, Fix
from transync.repairs.edited import container
from transync.repairs.target import restore_target

_CODE = re.compile(r"(?<!`)(?P<ticks>`{1,16})(?!`)(?P<code>.+?)(?<!`)(?P=ticks)(?!`)")
# Translators put spaces into placeholders and lose their marks.
_STAND_IN = re.compile(
    r"@{0,2} ?INLINE[_ ]?CODE[_ ]?(?P<number>\d{1,9})(?!\d)(?: ?@{1,2})?", re.IGNORECASE
)
_BAR = re.compile(r"(?<!\\)\|")
_SHORTEST_FENCE = 3


class _Piece(NamedTuple):
    """A part of a line: its number, from where on it is meant, and its text."""

    line: int
    start: int
    text: str


class _StandIn(NamedTuple):
    """What stands for a code span: its line, where it begins and ends, and its number."""

    line: int
    start: int
    end: int
    number: int

    @property
    def spot(self) -> tuple[int, int]:
        """Its line, and where it begins."""
        return self.line, self.start


def restore_placeholder(comparison: Comparison, placeholder: Placeholder) -> Fix | None:
    """The code, or the target of a link, that a placeholder stands for."""
    if "CODE_BLOCK" in placeholder.text:
        return _restored_block(comparison, placeholder)
    if "LINK" in placeholder.text:
        spot = placeholder.line, placeholder.text
        matches = comparison.once(_links_by_target).get(spot, ())
        if len(matches) == 1:
            return restore_target(comparison, matches[0])
        return None
    column = placeholder.column - 1
    for codes in _codes_at(comparison, placeholder.line):
        if found := codes.at(placeholder.line, column):
            return Fix((_edit(comparison, *found),))
    return None


def restore_codes(comparison: Comparison, line: int, codes: Collection[str]) -> Fix | None:
    """These codes of a text or a row that begins on a line, where broken placeholders stand."""
    found = dict(chain.from_iterable(known.pairs for known in _codes_at(comparison, line)))
    if not found or not set(codes) <= set(map(_content, found.values())):
        return None
    return Fix(tuple(_edit(comparison, each, code) for each, code in found.items()))


class _Codes(NamedTuple):
    """The stand-ins of a text or a cell in their order, and the code span that each stands for."""

    pairs: Sequence[tuple[_StandIn, str]]

    def at(self, line: int, column: int) -> tuple[_StandIn, str] | None:
        """The stand-in around a place, and its code span."""
        at = bisect_right(self.pairs, (line, column), key=lambda pair: pair[0].spot) - 1
        if at < 0:
            return None
        stand_in, _ = self.pairs[at]
        if stand_in.line == line and column < stand_in.end:
            return self.pairs[at]
        return None


def _codes_at(comparison: Comparison, line: int) -> Sequence[_Codes]:
    """What stands for code in the text or in the cells of the row around a line."""
    pair = comparison.structure.lines.pair_at(line)
    if pair is None:
        return []
    _, translation = pair
    if translation.kind is not BlockKind.TABLE:
        line = translation.line
    return comparison.once(_codes_by_line)(line)


def _codes_by_line(comparison: Comparison) -> Callable[[int], Sequence[_Codes]]:
    """What stands for code in a text that begins on a line, or in the cells of the row there."""

    @cache
    def codes(line: int) -> Sequence[_Codes]:
        pair = comparison.structure.lines.pair_at(line)
        if pair is None:
            return []
        pieces = _pieces(comparison, *pair, line)
        return [_Codes(sorted(_codes(*both).items())) for both in pieces]

    return codes


def _links_by_target(
    comparison: Comparison,
) -> Mapping[tuple[int, str], Sequence[LinkMatch]]:
    """The translation's links by their lines and targets."""
    links = defaultdict[tuple[int, str], list[LinkMatch]](list)
    for match in comparison.matches:
        if match.translation:
            link = match.translation.written
            links[link.line, link.target].append(match)
    return links


def _codes(
    source_pieces: Sequence[_Piece], translation_pieces: Sequence[_Piece]
) -> Mapping[_StandIn, str]:
    """The code span that each stand-in stands for, as the source writes it.

    All other code of the two texts is the same. Where there are several, their numbers say which
    is which, as far as they are as far from each other as the code spans of the source.
    """
    if any(_STAND_IN.search(piece.text) for piece in source_pieces):
        return {}
    translation_codes, stand_ins = Counter[str](), list[_StandIn]()
    for piece in translation_pieces:
        found = _in_piece(piece)
        if found is None:
            return {}
        translation_codes.update(found.codes)
        stand_ins += found.stand_ins
    source_codes = [found[0] for piece in source_pieces for found in _CODE.finditer(piece.text)]
    lost = dict[int, str]()
    for index, code in enumerate(source_codes):
        if translation_codes[_content(code)]:
            translation_codes[_content(code)] -= 1
        else:
            lost[index] = code
    stand_ins.sort(key=lambda each: each.number)
    if len(lost) != len(stand_ins) or translation_codes.total():
        return {}
    steps = {each.number - index for each, index in zip(stand_ins, lost, strict=True)}
    are_unique = len(set(source_codes)) == len(source_codes)
    if len(lost) > 1 and (len(steps) > 1 or not are_unique):
        return {}
    return dict(zip(stand_ins, lost.values(), strict=True))


class _PieceCodes(NamedTuple):
    """The code spans of a piece of a translation, and what stands for others."""

    codes: Sequence[str]
    stand_ins: Sequence[_StandIn]


def _in_piece(piece: _Piece) -> _PieceCodes | None:
    """What a piece has; None where a stand-in is only a part of a code span."""
    codes = list(_CODE.finditer(piece.text))
    replaced, stand_ins = set[int](), list[_StandIn]()
    for found in _STAND_IN.finditer(piece.text):
        span = _around(found, codes)
        if span:
            if span["code"].strip() != found[0].strip():
                return None
            replaced.add(span.start())
        start, end = _trimmed(span or found)
        number = int(found["number"])
        stand_ins.append(
            _StandIn(piece.line, piece.start + start, piece.start + end, number=number)
        )
    kept = (span["code"].strip() for span in codes if span.start() not in replaced)
    return _PieceCodes(list(kept), stand_ins)


def _around(stand_in: re.Match[str], codes: Sequence[re.Match[str]]) -> re.Match[str] | None:
    """The code span in which a stand-in stands."""
    at = bisect_left(codes, stand_in.start(), key=lambda code: code.start()) - 1
    if at >= 0 and stand_in.end() < codes[at].end():
        return codes[at]
    return None


def _pieces(
    comparison: Comparison, source: Block, translation: Block, line: int
) -> Iterator[tuple[Sequence[_Piece], Sequence[_Piece]]]:
    """Texts that stand for each other; of tables, the cells of the row on a line of the
    translation."""
    source_text, translation_text = comparison.source.text, comparison.translation.text
    if not source_text or not translation_text or source.kind is not translation.kind:
        return
    if source.kind in (BlockKind.TEXT, BlockKind.HEADING):
        lines = _lines(source_text, source)
        found = chain.from_iterable(_CODE.finditer(piece.text) for piece in lines)
        codes = [span["code"].strip() for span in found]
        # A code span may stand on two lines.
        if codes == list(source.codes):
            yield lines, _lines(translation_text, translation)
    elif source.kind is BlockKind.TABLE and _is_as_long(source, translation):
        source_cells = _cells(source_text, source.line + line - translation.line)
        translation_cells = _cells(translation_text, line)
        if len(source_cells) == len(translation_cells):
            for source_cell, translation_cell in zip(source_cells, translation_cells, strict=True):
                yield [source_cell], [translation_cell]


def _is_as_long(source: Block, translation: Block) -> bool:
    return source.last_line - source.line == translation.last_line - translation.line


def _lines(text: EditedText, block: Block) -> Sequence[_Piece]:
    numbers = range(block.line, block.last_line + 1)
    return [_Piece(number, 0, text.line(number) or "") for number in numbers]


def _cells(text: EditedText, number: int) -> Sequence[_Piece]:
    line = text.line(number) or ""
    cells = pairwise([0, *(found.end() for found in _BAR.finditer(line)), len(line)])
    return [_Piece(number, start, line[start:end].removesuffix("|")) for start, end in cells]


def _edit(comparison: Comparison, stand_in: _StandIn, code: str) -> Edit:
    text = comparison.translation.text
    assert text, "it was read to find what stands in it"
    return text.replace(stand_in.line, stand_in.start, stand_in.end, code)


def _restored_block(comparison: Comparison, placeholder: Placeholder) -> Fix | None:
    """A whole block of code, where both texts have as many and all of them stand for each other."""
    source_text, translation_text = comparison.source.text, comparison.translation.text
    pair = comparison.structure.lines.pair_at(placeholder.line)
    if pair is None or not source_text or not translation_text:
        return None
    source, translation = pair
    line = translation_text.line(translation.line)
    is_stand_in = translation.line == placeholder.line and translation.info == placeholder.text
    is_code = source.kind is BlockKind.CODE and source.is_fenced
    if not is_stand_in or not is_code or line is None:
        return None
    if not comparison.structure.has_all_code:
        return None
    lines = [source_text.line(n) or "" for n in range(source.line, source.last_line + 1)]
    before = container(line)
    is_alike = container(lines[0]) == before and line.rstrip() == before + placeholder.text
    fence = lines[0][len(before) : len(before) + _SHORTEST_FENCE]
    is_closed = lines[-1].startswith(fence, len(before))
    if not is_alike or not is_closed or comparison.translation.document.is_notebook:
        return None
    code = translation_text.newline.join(lines)[len(before) :]
    start = len(before)
    end = start + len(placeholder.text)
    return Fix((translation_text.replace(translation.line, start, end, code),))


def _trimmed(found: re.Match[str]) -> tuple[int, int]:
    """Where it begins and ends, but for spaces around it."""
    text = found[0]
    return found.start() + len(text) - len(text.lstrip()), found.end()


def _content(code: str) -> str:
    return code.strip("`").strip()
