"""Texts that end too early."""

from __future__ import annotations

from collections.abc import Mapping
from random import Random

from tests.injections.blocks import (
    Block,
    find_blocks,
    is_linked,
    source_of,
)
from tests.injections.edits import around_gap, at_random, fault, without
from tests.injections.pages import Page
from tests.injections.rawtext import IMAGE, INLINE, Link, find_links
from tests.injections.verdict import Injection, Kind


def _end(page: Page) -> int:
    """The line (from 0) after the last block, where only the disclaimer follows."""
    blocks = find_blocks(page.translation)
    return max((b.stop for b in blocks if b.kind not in {"html", "rule"}), default=0)


def _late_blocks(page: Page) -> list[Block]:
    """Blocks of the second half, at least four from the end, after which nothing is linked to."""
    blocks = [b for b in find_blocks(page.translation) if b.kind not in {"html", "rule"}]
    late = []
    for number, block in enumerate(blocks[:-4]):
        if block.start > _end(page) / 2 and number > 4:
            lost = [b for b in blocks[number:] if b.kind == "heading"]
            if not any(is_linked(page.translation, heading) for heading in lost):
                late.append(block)
    return late


def _cut(page: Page, block: Block, *tail: str) -> Injection:
    """Ends the text before a block, with some lines of it left."""
    after = without(page, block.start, _end(page), *tail)
    end = block.start + len(tail)
    last = [b for b in find_blocks(after.translation) if b.start < end and b.kind != "html"][-1]
    lines = around_gap(after, end) | {last.start + 1}
    return fault(page, after, "text-missing", lines, source_of(page, block))


def cut_between_blocks(page: Page, block: Block, rng: Random) -> Injection:
    return _cut(page, block)


def cut_last_blocks(page: Page, rng: Random) -> Injection | None:
    """Loses one to three paragraphs or items at the end of the last section."""
    blocks = [b for b in find_blocks(page.translation) if b.kind not in {"html", "rule"}]
    count = rng.randint(1, 3)
    lost = blocks[-count:]
    if len(lost) < count or any(not block.is_prose or not block.is_long for block in lost):
        return None
    if len(blocks) == count or blocks[-count - 1].kind not in {"paragraph", "item"}:
        return None
    after = without(page, lost[0].start, lost[-1].stop)
    gap, source = around_gap(after, lost[0].start), source_of(page, lost[0])
    return fault(page, after, "text-missing", gap, source)


def cut_in_sentence(page: Page, block: Block, rng: Random) -> Injection:
    return _cut(page, block, *block.text[: len(block.text) // 2].split("\n"))


def _late_prose(page: Page) -> list[Block]:
    return [block for block in _late_blocks(page) if block.is_prose and block.is_long]


def cut_in_link(page: Page, place: tuple[Block, Link], rng: Random) -> Injection:
    """Ends the text in the middle of a link's URL."""
    block, link = place
    lines = page.translation.split("\n")
    stop = rng.randint(link.url_start + 1, link.url_end - 1)
    return _cut(page, block, *lines[block.start : link.line], lines[link.line][:stop])


def _late_links(page: Page) -> list[tuple[Block, Link]]:
    return _late(page, find_links(page.translation, INLINE))


def _late_images(page: Page) -> list[tuple[Block, Link]]:
    return _late(page, find_links(page.translation, IMAGE))


def _late(page: Page, links: tuple[Link, ...]) -> list[tuple[Block, Link]]:
    blocks = [block for block in _late_blocks(page) if block.kind in {"paragraph", "item"}]
    return [(b, link) for b in blocks for link in links if b.start <= link.line < b.stop]


def cut_in_fence(page: Page, block: Block, rng: Random) -> Injection:
    lines = block.text.split("\n")
    return _cut(page, block, *lines[: rng.randint(2, len(lines) - 2)])


def _late_fences(page: Page) -> list[Block]:
    return [b for b in _late_blocks(page) if b.kind == "fence" and len(b.lines) > 4]


def cut_in_table(page: Page, block: Block, rng: Random) -> Injection:
    """Ends the text in the middle of a row."""
    lines = block.text.split("\n")
    row = rng.randint(2, len(lines) - 2)
    return _cut(page, block, *lines[:row], lines[row][: len(lines[row]) // 2])


def _late_tables(page: Page) -> list[Block]:
    return [b for b in _late_blocks(page) if b.kind == "table" and len(b.lines) > 4]


END_FAULTS: Mapping[str, Kind] = {
    "cut off between two blocks": at_random(_late_blocks, cut_between_blocks),
    "the last paragraphs lost": cut_last_blocks,
    "cut off in a sentence": at_random(_late_prose, cut_in_sentence),
    "cut off in a link": at_random(_late_links, cut_in_link),
    "cut off in an image": at_random(_late_images, cut_in_link),
    "cut off in a fence": at_random(_late_fences, cut_in_fence),
    "cut off in a table row": at_random(_late_tables, cut_in_table),
}
