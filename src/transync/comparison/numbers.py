"""Numbers in running text that a translation says otherwise."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from transync.comparison.comparison import Comparison
from transync.comparison.page import Page
from transync.documents.document import Block, BlockKind
from transync.documents.parse.blocks import visible_prose

# A number by itself, with its separators; no part of a name, a version, a date or a time.
_NUMBER = re.compile(
    r"(?<![A-Za-z0-9_.,/:#+-])(?:[0-9]{1,3}(?:[ '’\u00a0\u202f][0-9]{3}){1,4}|[0-9]{1,15})"
    r"(?:[.,][0-9]{1,9}){0,4}"
    r"(?![A-Za-z0-9_/:+-]|[.,][0-9])"
)
_DIGITS = re.compile(r"[0-9]++(?:[.,][0-9]++)*+")
_VERSION = re.compile(r"[0-9]++(?:\.[0-9]{1,2}){2,}+")
_SEPARATOR = re.compile(r"[.,]")
_GROUPING = re.compile(r"[ '’\u00a0\u202f]")
# Words by which other languages count in other steps, and hours that are counted from noon.
_SCALE = re.compile(
    r"(?<=[0-9])[ \u00a0]?(?:[万萬億亿千百兆만억천백]|k\b|m\b|mio|mln|mld|mrd|млн|млрд|тыс"
    r"|thousand|million|billion|trillion|triệu|nghìn|ngàn|tỷ|लाख|करोड़|हज़?ार|lakh|crore|ribu|juta|bin\b|milyon|mil\b"
    r"|พัน|หมื่น|แสน|ล้าน|হাজার|லட்ச|ஆயிர|[ap]\.?m\b)",
    re.IGNORECASE,
)


class OtherNumbers(NamedTuple):
    """The numbers of a text that its translation has not, and those that it has instead."""

    source: Sequence[str]
    translation: Sequence[str]
    source_line: int
    line: int


def other_numbers(comparison: Comparison) -> Iterator[OtherNumbers]:
    """The texts in whose translations as many numbers are others.

    A number that is only missing may be written as a word, and one that is only there may have
    been one.
    """
    for source, translation in comparison.structure.block_pairs():
        if source.numbers == translation.numbers or source.kind is not translation.kind:
            continue
        is_text = source.kind in (BlockKind.TEXT, BlockKind.HEADING)
        if not is_text or sorted(source.numbers) == sorted(translation.numbers):
            continue
        source_text = _text(comparison.source, source)
        text = _text(comparison.translation, translation)
        if _SCALE.search(source_text) or _SCALE.search(text):
            continue
        lost, added = _others(source_text, text), _others(text, source_text)
        # Those below ten are often words.
        is_sure = any(len(number) > 1 for number in lost)
        if is_sure and len(lost) == len(added) and not _are_shares(lost, added):
            yield OtherNumbers(lost, added, source.line, translation.line)


def _others(text: str, other: str) -> Sequence[str]:
    """The numbers of a text that another one has nowhere, as they are written."""
    values = frozenset(map(_value, _NUMBER.findall(other)))
    elsewhere = frozenset(_DIGITS.findall(other))
    found = dict.fromkeys(_NUMBER.findall(text))
    return [n for n in found if _value(n) not in values | elsewhere and not _VERSION.fullmatch(n)]


def _are_shares(lost: Sequence[str], added: Sequence[str]) -> bool:
    """Whether a share is written in percent in one of the texts only: `0.4` and `40 %`."""
    source, translation = (sorted(float(_value(n)) for n in numbers) for numbers in (lost, added))
    factors = {round(b / a, 6) for a, b in zip(source, translation, strict=True) if a}
    return factors <= {100.0, 0.01}


def _text(page: Page, block: Block) -> str:
    """What readers see of a text, with Western digits."""
    return "".join(map(_western, visible_prose("\n".join(page.written_lines(block)))))


def _western(character: str) -> str:
    is_other = character.isdecimal() and not character.isascii()
    return str(int(character)) if is_other else character


def _value(number: str) -> str:
    """A number in one spelling: without separators of thousands, with a full stop for a fraction.

    Where three digits stand behind a separator, it parts thousands; there is no telling.
    """
    first, *rest = _SEPARATOR.split(_GROUPING.sub("", number))
    if not rest:
        return first.lstrip("0") or "0"
    if len(rest[-1]) == 3 or len(rest) > 1:
        return "".join((first, *rest)).lstrip("0") or "0"
    return f"{first}.{rest[0]}".rstrip("0").removesuffix(".")
