"""The blocks of raw Markdown by their lines: headings, paragraphs, items, tables, fences."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from tests.injections.pages import Page
from tests.injections.rawtext import DELIMITER, FENCE, HEADING, hidden_lines, slug

ITEM = re.compile(r"^(?P<indent>\s*)(?P<mark>[-*+]|\d{1,3}[.)])(?P<space> +)(?=\S)")
RULE = re.compile(r"^ {0,3}([-*_])(?: *\1){2,} *$")
ALERT = re.compile(r"^> *\[!(?P<type>[A-Z]+)\] *$")
SPAN = re.compile(r"(?<![`\\])`(?P<code>[^`\n]+)`(?!`)")
_BOLD = re.compile(r"\*\*[^*\n]+\*\*")
_MARKUP = re.compile(r"[\[\]<>`|{}$@\\]|https?:|^\s*[:!]")


class Block(NamedTuple):
    """A block as written: its kind, its lines (from 0, the end excluded), and their text."""

    kind: str  # heading, paragraph, item, quote, table, fence, rule, html
    start: int
    stop: int
    text: str

    @property
    def level(self) -> int:
        """A heading's number of hashes; an item's indentation."""
        if self.kind == "heading":
            return len(self.text) - len(self.text.lstrip("#"))
        return len(self.text) - len(self.text.lstrip())

    @property
    def language(self) -> str:
        """The first word behind an opening fence, in lower case; empty if there is none."""
        match = FENCE.match(self.text.split("\n")[0])
        words = match["info"].split() if match else []
        return words[0].lower() if words else ""

    @property
    def is_prose(self) -> bool:
        """Whether it is words only: no link, image, code, tag, or variable."""
        words = re.sub(r"^[>\s]*(?:[-*+]|\d+[.)])?\s*", "", self.text)
        return self.kind in {"paragraph", "item", "quote"} and not _MARKUP.search(words)

    @property
    def is_long(self) -> bool:
        """Whether its letters make a sentence or more: a wide character counts as three."""
        return sum(3 if ord(char) > 0x2E7F else 1 for char in self.text if char.isalpha()) >= 60

    @property
    def lines(self) -> frozenset[int]:
        """Its lines, from 1."""
        return frozenset(range(self.start + 1, self.stop + 1))


@lru_cache(maxsize=8192)
def find_blocks(text: str) -> tuple[Block, ...]:
    """The blocks in order; a fence counts as one, and what else is hidden as `html`."""
    lines, hidden = text.split("\n"), hidden_lines(text)
    blocks: list[Block] = []
    at = 0
    while at < len(lines):
        stop = _end(lines, hidden, at)
        if lines[at].strip():
            body = "\n".join(lines[at:stop])
            blocks.append(Block(_kind(lines, hidden, at), at, stop, body))
        at = stop
    return tuple(blocks)


def _kind(lines: list[str], hidden: tuple[bool, ...], at: int) -> str:
    line = lines[at]
    if FENCE.match(line):
        return "fence"
    if hidden[at]:
        return "html"
    if HEADING.match(line):
        return "heading"
    if line.startswith("|") and at + 1 < len(lines) and DELIMITER.match(lines[at + 1]):
        return "table"
    if RULE.match(line):
        return "rule"
    if ITEM.match(line):
        return "item"
    return "quote" if line.lstrip().startswith(">") else "paragraph"


def _end(lines: list[str], hidden: tuple[bool, ...], at: int) -> int:
    """The line after the block that begins at a line; an empty line is a block of its own."""
    kind, end = _kind(lines, hidden, at), at + 1
    if not lines[at].strip() or kind in {"heading", "rule"}:
        return end
    if kind == "fence":
        while end < len(lines) and hidden[end]:
            end += 1
            if FENCE.match(lines[end - 1]) and _closes(lines[end - 1], lines[at]):
                break
        return end
    while end < len(lines) and lines[end].strip() and hidden[end] == hidden[at]:
        following = _kind(lines, hidden, end)
        goes_on = following == "paragraph" or (following == kind and kind in {"quote", "html"})
        if not (lines[end].startswith("|") if kind == "table" else goes_on):
            break
        end += 1
    return end


def _closes(line: str, opening: str) -> bool:
    first, last = FENCE.match(opening), FENCE.match(line)
    assert first and last
    return last["mark"].startswith(first["mark"]) and not last["info"].strip()


def paired(page: Page) -> list[tuple[Block, Block]]:
    """Each block of the source with the translation's; empty unless they correspond one to one."""
    sides = [
        [block for block in find_blocks(text) if block.kind not in {"html", "rule"}]
        for text in (page.source, page.translation)
    ]
    shapes = [[(b.kind, b.level if b.kind == "heading" else 0) for b in side] for side in sides]
    return list(zip(*sides, strict=True)) if shapes[0] == shapes[1] else []


def source_of(page: Page, block: Block) -> frozenset[int]:
    """The lines (from 1) of the source's block for one of the translation; empty if not known."""
    for source, translation in paired(page):
        if translation.start == block.start:
            return source.lines
    return frozenset()


def stands_alone(lines: list[str], block: Block) -> bool:
    """Whether empty lines, or the text's ends, are around it."""
    above = block.start == 0 or not lines[block.start - 1].strip()
    return above and (block.stop >= len(lines) or not lines[block.stop].strip())


def long_paragraphs(page: Page) -> list[Block]:
    """Long paragraphs of prose with empty lines around them."""
    lines, blocks = page.translation.split("\n"), find_blocks(page.translation)
    return [
        block
        for block in blocks
        if block.kind == "paragraph" and block.is_prose and block.is_long
        if stands_alone(lines, block) and not block.text[0].isspace()
    ]


def is_linked(text: str, heading: Block) -> bool:
    """Whether a link of the text may lead to a heading."""
    match = HEADING.match(heading.text)
    anchor = slug(match["text"]) if match else ""
    return re.search(rf"#{re.escape(anchor)}(?:-\d+)?[)\"]", text) is not None


class Section(NamedTuple):
    """A heading with all that stands under it, by its lines (from 0, the end excluded)."""

    heading: Block
    stop: int
    blocks: tuple[Block, ...]  # those under the heading

    @property
    def is_full(self) -> bool:
        """Whether there is enough in it that nobody overlooks its loss."""
        return sum(block.kind != "html" for block in self.blocks) >= 2


def find_sections(text: str) -> list[Section]:
    """Every section below a heading of the second level or deeper, in order."""
    blocks = find_blocks(text)
    end = max((b.stop for b in blocks if b.kind not in {"html", "rule"}), default=0)
    sections = []
    for number, heading in enumerate(blocks):
        if heading.kind != "heading" or heading.level < 2:
            continue
        following = [b for b in blocks[number + 1 :] if b.start < end]
        stops = [b.start for b in following if b.kind == "heading" and b.level <= heading.level]
        stop = min(stops, default=end)
        under = tuple(block for block in following if block.start < stop)
        sections.append(Section(heading, stop, under))
    return sections
