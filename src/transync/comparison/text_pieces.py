"""Pieces of text that a translation has letter by letter as the source has them."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from transync.comparison import Page, ResolvedLink
from transync.comparison.comparison import Comparison
from transync.documents.document import SENTENCE_WORDS, Block, BlockKind, Link, Table

# A heading is shorter than a sentence, and no list of names.
_TITLE_WORDS, _LONG_TITLE = 3, 5
_BOLD = re.compile(r"[\s>*+\-\d.)]*?\*\*([^*\n]{2,80})\*\*(?!\*)")


class LeftPiece(NamedTuple):
    """A text of the source that was left as it is, and where it stands in both documents.

    `key` is the same in all languages; `digest` identifies the text. `cell` is the number of a cell
    in its row, from 0; `part` is the text of a link, an image or a bold beginning; a whole block
    has neither. `number` counts the blocks above. What `is_running` holds a sentence; `level` is
    that of a heading. What `is_of_another_page` is all of a link that leads out of the repository,
    and what `is_in_another` stands in a text that was left as a whole.
    """

    key: str
    source_line: int
    line: int
    last_line: int
    digest: str
    number: int
    is_running: bool = False
    level: int = 0
    cell: int | None = None
    part: str = ""
    is_of_another_page: bool = False
    is_in_another: bool = False


@dataclass
class TextPieces:
    """The pieces that were left, and the digests of the others; `number` counts all sentences."""

    left: list[LeftPiece] = field(default_factory=list)
    translated: set[str] = field(default_factory=set)
    number: int = 0


def find_text_pieces(comparison: Comparison) -> TextPieces:
    """Paragraphs, headings and cells that stand for each other, and links in those that differ."""
    pieces, lines = TextPieces(), set[int]()
    for number, (source, translation) in enumerate(comparison.structure.block_pairs()):
        if source.kind is not translation.kind:
            continue
        if source.kind is BlockKind.TABLE:
            _add_cells(pieces, comparison, source, translation, number)
        elif source.kind in (BlockKind.HEADING, BlockKind.TEXT):
            pieces.number += _is_running(source)
            if source.digest != translation.digest:
                pieces.translated.add(source.digest)
                # What was left begins with the same word; most texts need no look at their lines.
                if source.emphasis > 1 and source.names[:1] == translation.names[:1] != ():
                    pieces.left += _beginning(comparison, source, translation)
            elif source.length:
                piece = _block(source, translation, number)
                is_link = _is_link_elsewhere(comparison, source)
                pieces.left.append(piece._replace(is_of_another_page=is_link))
                lines.update(range(translation.line, translation.last_line + 1))
    pieces.left += _links(comparison, lines)
    return pieces


def _block(source: Block, translation: Block, number: int) -> LeftPiece:
    return LeftPiece(
        f"block {source.line}",
        source.line,
        translation.line,
        translation.last_line,
        source.digest,
        number,
        is_running=_is_running(source),
        level=source.level,
    )


def _beginning(comparison: Comparison, source: Block, translation: Block) -> Iterator[LeftPiece]:
    """The bold words at the beginning of a text, if only these were left."""
    text = _bold_beginning(comparison.source, source.line)
    if text and text == _bold_beginning(comparison.translation, translation.line):
        line = translation.line
        yield LeftPiece(f"bold {source.line}", source.line, line, line, text, -1, part=text)


def _bold_beginning(page: Page, line: int) -> str:
    found = _BOLD.match(page.line(line))
    return found[1] if found else ""


def _is_link_elsewhere(comparison: Comparison, block: Block) -> bool:
    """Whether a text is nothing but a link that leads out of the repository."""
    first, end = block.links
    if end - first != 1:
        return False
    link = comparison.source.links[first]
    length = len("".join(link.written.text.split()))
    return not link.target.is_local and block.length <= length


def _is_running(block: Block) -> bool:
    """Whether a text holds a sentence, or is a heading of several words that are no names."""
    if block.kind is BlockKind.HEADING:
        is_long = block.words > 1 and block.words + len(block.names) >= _LONG_TITLE
        return block.words >= _TITLE_WORDS or is_long
    return block.words >= SENTENCE_WORDS


def _add_cells(
    pieces: TextPieces, comparison: Comparison, source: Block, translation: Block, number: int
) -> None:
    """Add the cells with words of two tables; where one has other rows, those with sentences."""
    source_table = comparison.source.document.tables[source.ordinal]
    translation_table = comparison.translation.document.tables[translation.ordinal]
    source_rows, rows = _rows(source_table), _rows(translation_table)
    sentences = frozenset(text for row in source_table.rows for text in row.sentences)
    if [len(texts) for _, texts in source_rows] != [len(texts) for _, texts in rows]:
        pieces.number += sum(len(row.sentences) for row in source_table.rows)
        pieces.left += _sentences(source_table, translation_table, number)
        return
    for (source_line, texts), (line, others) in zip(source_rows, rows, strict=True):
        for cell, (text, other) in enumerate(zip(texts, others, strict=True)):
            if not text:
                continue
            pieces.number += text in sentences
            if text != other:
                pieces.translated.add(text)
                continue
            key, is_running = f"cell {source_line} {cell}", text in sentences
            pieces.left.append(
                LeftPiece(key, source_line, line, line, text, number, is_running, cell=cell)
            )


def _rows(table: Table) -> Sequence[tuple[int, tuple[str, ...]]]:
    return [(table.line, table.header), *((row.line, row.texts) for row in table.rows)]


def _sentences(source: Table, translation: Table, number: int) -> Iterator[LeftPiece]:
    lines = {text: row.line for row in translation.rows for text in row.sentences}
    for row in source.rows:
        for text in row.sentences:
            if line := lines.get(text):
                key = f"cell {row.line} {text}"
                yield LeftPiece(key, row.line, line, line, text, number, is_running=True)


def _links(comparison: Comparison, left: Collection[int]) -> Iterator[LeftPiece]:
    """The texts of links and images that were left."""
    for match_source, translation in _linked(comparison):
        source = match_source.written
        if source.cell is None and source.text and source.text == translation.text:
            yield LeftPiece(
                f"link {source.line} {source.column}",
                source.line,
                translation.line,
                translation.line,
                source.text,
                number=-1,
                part=source.text,
                is_of_another_page=not match_source.target.is_local,
                is_in_another=translation.line in left,
            )


def _linked(comparison: Comparison) -> Iterable[tuple[ResolvedLink, Link]]:
    """The links and images that stand for each other."""
    for match in comparison.matches:
        if match.source is None or match.translation is None:
            continue
        # What an image elsewhere shows is in one language, and so may be what is said of it.
        if not match.source.written.is_image or match.source.is_own_image:
            yield match.source, match.translation.written
