"""The lines of a text of several lines, each as a block: where one ends, another text may begin.

Translators work on pieces of a page. Where one piece breaks off, the next one begins on the next
line, in the same paragraph.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from itertools import chain

from transync.comparison.block_similarity import PlacedBlock
from transync.comparison.page import Page
from transync.documents.document import Block, BlockKind
from transync.documents.parse.blocks import text_block

# Of a text with more lines, nobody looks for another one in it.
_MOST_LINES = 24
# The marks of quotes and items of lists at the beginning of a line.
_MARKS = re.compile(r"[ \t>]*+(?:[-+*][ \t]++|\d{1,9}[.)][ \t]++)?")


def lines_of(page: Page, block: Block) -> Sequence[PlacedBlock]:
    """The lines of a block of running text; nothing for any other, and for one line alone."""
    number = block.last_line - block.line + 1
    if block.kind is not BlockKind.TEXT or not 1 < number <= _MOST_LINES:
        return ()
    if page.document.is_notebook or page.text is None:
        return ()
    found = []
    links = page.links[slice(*block.links)]
    for line in range(block.line, block.last_line + 1):
        written = page.text.line(line) or ""
        text = text_block(_MARKS.sub("", written, count=1), line, block.nesting, (0, 0))
        places = Counter(link.target.place for link in links if link.written.line == line)
        found.append(PlacedBlock(text, places))
    return found


def joined(lines: Sequence[PlacedBlock], *, is_glued: bool) -> PlacedBlock:
    """Some lines as one block."""
    first, last = lines[0].block, lines[-1].block
    if len(lines) == 1:
        return lines[0]._replace(is_glued=is_glued)
    blocks = [line.block for line in lines]
    block = first._replace(
        last_line=last.last_line,
        length=sum(block.length for block in blocks),
        codes=tuple(chain.from_iterable(block.codes for block in blocks)),
        numbers=tuple(chain.from_iterable(block.numbers for block in blocks)),
        formulas=tuple(chain.from_iterable(block.formulas for block in blocks)),
        names=tuple(dict.fromkeys(chain.from_iterable(block.names for block in blocks))),
        emphasis=sum(block.emphasis for block in blocks),
        ending=last.ending,
        digest="",
        cut_line=last.cut_line,
    )
    places = sum((line.places for line in lines), Counter[str]())
    return PlacedBlock(block, places, is_glued)
