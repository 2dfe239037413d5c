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
        pair = comparison.structure.pair_at(placeholder.line)
        is_first = pair is not None and pair[1].line == placeholder.line
        return _restored_block(comparison, *pair, placeholder.text) if pair and is_first else None
    if "LINK" in placeholder.text:
        spot = placeholder.line, placeholder.text
        matches = comparison.once(_links_by_target).get(spot, ())
        return restore_target(comparison, matches[0]) if len(matches) == 1 else None
    column = placeholder.column - 1
    for codes in _codes_at(comparison, placeholder.line):
        if found := codes.at(placeholder.line, column):
            return Fix((_edit(comparison, *found),))
    return None


def restore_codes(comparison: Comparison, line: int, codes: Collection[str]) -> Fix | None:
    """These codes of a text or a row that begins on a line, where broken placeholders stand."""
    found = dict(chain.from_iterable(known.pairs for known in _codes_at(comparison, line)))
    if not found or not set(codes) <= {_content(code) for code in found.values()}:
        return None
    return Fix(tuple(_edit(comparison, each, code) for each, code in found.items()))


class _Codes(NamedTuple):
    """The stand-ins of a text or a cell in their order, and the code span that each stands for."""

    pairs: Sequence[tuple[_StandIn, str]]

    def at(self, line: int, column: int) -> tuple[_StandIn, str] | None:
        """The stand-in around a place, and its code span."""
        at = bisect_right(self.pairs, (line, column), key=lambda pair: pair[0].spot) - 1
        found = self.pairs[at] if at >= 0 else None
        return found if found and found[0].line == line and column < found[0].end else None


def _codes_at(comparison: Comparison, line: int) -> Sequence[_Codes]:
    """What stands for code in the text or in the cells of the row around a line."""
    pair = comparison.structure.pair_at(line)
    if pair is None:
        return []
    translation = pair[1]
    is_table = translation.kind is BlockKind.TABLE
    return comparison.once(_codes_by_line)(line if is_table else translation.line)


def _codes_by_line(comparison: Comparison) -> Callable[[int], Sequence[_Codes]]:
    """What stands for code in a text that begins on a line, or in the cells of the row there."""

    @cache
    def codes(line: int) -> Sequence[_Codes]:
        pair = comparison.structure.pair_at(line)
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
    source_codes = [found[0] for piece in source_pieces for found in _CODE.finditer(piece.text)]
    translation_codes, stand_ins = Counter[str](), list[_StandIn]()
    for piece in translation_pieces:
        codes = list(_CODE.finditer(piece.text))
        found = list(_STAND_IN.finditer(piece.text))
        around = [_around(each, codes) for each in found]
        replaced = {span.start() for span in around if span}
        translation_codes.update(
            span["code"].strip() for span in codes if span.start() not in replaced
        )
        for each, span in zip(found, around, strict=True):
            if span and span["code"].strip() != each[0].strip():
                return {}
            start, end = _trimmed(span or each)
            number = int(each["number"])
            stand_ins.append(
                _StandIn(piece.line, piece.start + start, piece.start + end, number=number)
            )
    lost = list[tuple[int, str]]()
    for index, code in enumerate(source_codes):
        if translation_codes[_content(code)]:
            translation_codes[_content(code)] -= 1
        else:
            lost.append((index, code))
    stand_ins.sort(key=lambda each: each.number)
    if len(lost) != len(stand_ins) or translation_codes.total():
        return {}
    steps = {each.number - index for each, (index, _) in zip(stand_ins, lost, strict=True)}
    is_told_apart = len(lost) == 1 or (
        len(steps) == 1 and len(set(source_codes)) == len(source_codes)
    )
    both = zip(stand_ins, lost, strict=True)
    return {each: code for each, (_, code) in both} if is_told_apart else {}


def _around(stand_in: re.Match[str], codes: Sequence[re.Match[str]]) -> re.Match[str] | None:
    """The code span in which a stand-in stands."""
    at = bisect_left(codes, stand_in.start(), key=lambda code: code.start()) - 1
    return codes[at] if at >= 0 and stand_in.end() < codes[at].end() else None


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
        codes = [m["code"].strip() for piece in lines for m in _CODE.finditer(piece.text)]
        # A code span may stand on two lines.
        if codes == list(source.codes):
            yield lines, _lines(translation_text, translation)
    elif source.kind is BlockKind.TABLE and _is_as_long(source, translation):
        source_cells = _cells(source_text, source.line + line - translation.line)
        translation_cells = _cells(translation_text, line)
        if len(source_cells) == len(translation_cells):
            both = zip(source_cells, translation_cells, strict=True)
            yield from (([one], [other]) for one, other in both)


def _is_as_long(source: Block, translation: Block) -> bool:
    return source.last_line - source.line == translation.last_line - translation.line


def _lines(text: EditedText, block: Block) -> Sequence[_Piece]:
    numbers = range(block.line, block.last_line + 1)
    return [_Piece(number, 0, text.line(number) or "") for number in numbers]


def _cells(text: EditedText, number: int) -> Sequence[_Piece]:
    line = text.line(number) or ""
    ends = [0, *(found.end() for found in _BAR.finditer(line)), len(line)]
    both = pairwise(ends)
    return [_Piece(number, start, line[start:end].removesuffix("|")) for start, end in both]


def _edit(comparison: Comparison, stand_in: _StandIn, code: str) -> Edit:
    text = comparison.translation.text
    assert text, "it was read to find what stands in it"
    return text.replace(stand_in.line, stand_in.start, stand_in.end, code)


def _restored_block(
    comparison: Comparison, source: Block, translation: Block, placeholder: str
) -> Fix | None:
    """A whole block of code, where both texts have as many and all of them stand for each other."""
    source_text, translation_text = comparison.source.text, comparison.translation.text
    line = translation_text.line(translation.line) if translation_text else None
    is_code = source.kind is BlockKind.CODE and source.is_fenced and translation.info == placeholder
    if not is_code or not source_text or not translation_text or line is None:
        return None
    if not comparison.structure.has_all_code:
        return None
    lines = [source_text.line(n) or "" for n in range(source.line, source.last_line + 1)]
    before = container(line)
    is_alike = container(lines[0]) == before and line.rstrip() == before + placeholder
    fence = lines[0][len(before) : len(before) + _SHORTEST_FENCE]
    is_closed = lines[-1].startswith(fence, len(before))
    if not is_alike or not is_closed or comparison.translation.document.is_notebook:
        return None
    code = translation_text.newline.join(lines)[len(before) :]
    start = len(before)
    edit = translation_text.replace(translation.line, start, start + len(placeholder), code)
    return Fix((edit,))


def _trimmed(found: re.Match[str]) -> tuple[int, int]:
    """Where it begins and ends, but for spaces around it."""
    text = found[0]
    return found.start() + len(text) - len(text.lstrip()), found.end()


def _content(code: str) -> str:
    return code.strip("`").strip()
