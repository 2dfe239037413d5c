"""What the translator's placeholders stand for, where the source's text leaves no choice.

Co-op Translator takes code and targets of links out of a text before it is translated, and numbers
them in the order in which they stand (its `spans.py` and `link_placeholders.py`).
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from itertools import pairwise
from typing import NamedTuple

from transync.comparison import Comparison
from transync.document import Block, BlockKind, Placeholder
from transync.model import Edit, Fix
from transync.repairs.edited import container
from transync.repairs.target import restore_target
from transync.text import Text

_CODE = re.compile(r"(?<!`)(?P<ticks>`{1,16})(?!`)(?P<code>.+?)(?<!`)(?P=ticks)(?!`)")
# Translators put spaces into placeholders and lose their marks.
_STAND_IN = re.compile(r"@{0,2} ?INLINE[_ ]?CODE[_ ]?(?P<number>\d+)(?: ?@{1,2})?", re.IGNORECASE)
_BAR = re.compile(r"(?<!\\)\|")


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


def restore_placeholder(comparison: Comparison, placeholder: Placeholder) -> Fix | None:
    """The code, or the target of a link, that a placeholder stands for."""
    text = placeholder.text
    if "CODE_BLOCK" in text:
        pairs = comparison.structure.block_pairs()
        found = (pair for pair in pairs if pair[1].line == placeholder.line)
        return next((_restored_block(comparison, *pair, text) for pair in found), None)
    if "LINK" in text:
        links = ((m, m.translation.link) for m in comparison.matches if m.translation)
        here = [m for m, x in links if x.line == placeholder.line and x.target == text]
        return restore_target(comparison, here[0]) if len(here) == 1 else None
    at = placeholder.line, placeholder.column - 1
    for ours, theirs in _pieces(comparison, placeholder.line):
        for stand_in, code in _codes(ours, theirs).items():
            if stand_in.line == at[0] and stand_in.start <= at[1] < stand_in.end:
                return Fix((_edit(comparison, stand_in, code),))
    return None


def restore_codes(comparison: Comparison, line: int, codes: Collection[str]) -> Fix | None:
    """These codes of a text or a row that begins on a line, where broken placeholders stand."""
    pieces = _pieces(comparison, line)
    found = {each: code for both in pieces for each, code in _codes(*both).items()}
    if not found or not set(codes) <= {_content(code) for code in found.values()}:
        return None
    return Fix(tuple(_edit(comparison, each, code) for each, code in found.items()))


def _codes(ours: Sequence[_Piece], theirs: Sequence[_Piece]) -> Mapping[_StandIn, str]:
    """The code span that each stand-in stands for, as the source writes it.

    All other code of the two texts is the same. Where there are several, their numbers say which
    is which, as far as they are as far from each other as the code spans of the source.
    """
    if any(_STAND_IN.search(piece.text) for piece in ours):
        return {}
    wanted = [found[0] for piece in ours for found in _CODE.finditer(piece.text)]
    given, stand_ins = Counter[str](), list[_StandIn]()
    for piece in theirs:
        codes = list(_CODE.finditer(piece.text))
        found = list(_STAND_IN.finditer(piece.text))
        inside = [code for code in codes if any(_is_within(each, code) for each in found)]
        given.update(code["code"].strip() for code in codes if code not in inside)
        for each in found:
            around = next((code for code in inside if _is_within(each, code)), each)
            if around is not each and around["code"].strip() != each[0].strip():
                return {}
            start, end = _trimmed(around)
            number = int(each["number"])
            stand_ins.append(_StandIn(piece.line, piece.start + start, piece.start + end, number))
    left = list[tuple[int, str]]()
    for index, code in enumerate(wanted):
        if given[_content(code)]:
            given[_content(code)] -= 1
        else:
            left.append((index, code))
    stand_ins.sort(key=lambda each: each.number)
    if len(left) != len(stand_ins) or given.total():
        return {}
    steps = {each.number - index for each, (index, _) in zip(stand_ins, left, strict=True)}
    is_told_apart = len(left) == 1 or (len(steps) == 1 and len(set(wanted)) == len(wanted))
    both = zip(stand_ins, left, strict=True)
    return {each: code for each, (_, code) in both} if is_told_apart else {}


def _pieces(
    comparison: Comparison, line: int
) -> Iterator[tuple[Sequence[_Piece], Sequence[_Piece]]]:
    """Texts, or cells of tables, that stand for each other, around a line of the translation."""
    ours, theirs = comparison.source.text, comparison.translation.text
    if not ours or not theirs:
        return
    for source, there in comparison.structure.block_pairs():
        if source.kind is not there.kind or not there.line <= line <= there.last_line:
            continue
        if source.kind in (BlockKind.TEXT, BlockKind.HEADING):
            lines = _lines(ours, source)
            codes = [m["code"].strip() for piece in lines for m in _CODE.finditer(piece.text)]
            # A code span may stand on two lines.
            if codes == list(source.codes):
                yield lines, _lines(theirs, there)
        elif source.kind is BlockKind.TABLE and _is_as_long(source, there):
            above = line - there.line
            cells = [_cells(text, n) for text, n in ((ours, source.line + above), (theirs, line))]
            if len(cells[0]) == len(cells[1]):
                yield from (([a], [b]) for a, b in zip(*cells, strict=True))


def _is_as_long(source: Block, there: Block) -> bool:
    return source.last_line - source.line == there.last_line - there.line


def _lines(text: Text, block: Block) -> Sequence[_Piece]:
    numbers = range(block.line, block.last_line + 1)
    return [_Piece(number, 0, text.line(number) or "") for number in numbers]


def _cells(text: Text, number: int) -> Sequence[_Piece]:
    line = text.line(number) or ""
    ends = [0, *(found.end() for found in _BAR.finditer(line)), len(line)]
    both = pairwise(ends)
    return [_Piece(number, start, line[start:end].removesuffix("|")) for start, end in both]


def _edit(comparison: Comparison, stand_in: _StandIn, code: str) -> Edit:
    text = comparison.translation.text
    assert text, "it was read to find what stands in it"
    return text.replace(stand_in.line, stand_in.start, stand_in.end, code)


def _restored_block(
    comparison: Comparison, source: Block, there: Block, placeholder: str
) -> Fix | None:
    """A whole block of code, where both texts have as many and all of them stand for each other."""
    ours, theirs, structure = (
        comparison.source.text,
        comparison.translation.text,
        comparison.structure,
    )
    line = theirs.line(there.line) if theirs else None
    is_code = source.kind is BlockKind.CODE and source.is_fenced and there.info == placeholder
    if not is_code or not ours or not theirs or line is None:
        return None
    if any(structure.lost_blocks(BlockKind.CODE)) or any(structure.added_blocks(BlockKind.CODE)):
        return None
    lines = [ours.line(n) or "" for n in range(source.line, source.last_line + 1)]
    before = container(line)
    is_alike = container(lines[0]) == before and line.rstrip() == before + placeholder
    is_closed = lines[-1][len(before) :].startswith(lines[0][len(before) :][:3])
    if not is_alike or not is_closed or comparison.translation.document.is_notebook:
        return None
    code = theirs.newline.join(lines)[len(before) :]
    edit = theirs.replace(there.line, len(before), len(before) + len(placeholder), code)
    return Fix((edit,))


def _is_within(inner: re.Match[str], outer: re.Match[str]) -> bool:
    return outer.start() < inner.start() and inner.end() < outer.end()


def _trimmed(found: re.Match[str]) -> tuple[int, int]:
    """Where it begins and ends, but for spaces around it."""
    text = found[0]
    return found.start() + len(text) - len(text.lstrip()), found.end()


def _content(code: str) -> str:
    return code.strip("`").strip()
