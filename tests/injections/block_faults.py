"""Faults of paragraphs, items, quotes and lists."""

from __future__ import annotations

import re
from collections.abc import Mapping
from random import Random

from tests.injections.blocks import (
    ALERT,
    Block,
    find_blocks,
    long_paragraphs,
    source_of,
    stands_alone,
)
from tests.injections.edits import around_gap, at_random, fault, without
from tests.injections.pages import NEIGHBOUR, OTHER_NEIGHBOUR, Page, read_text
from tests.injections.rawtext import INLINE
from tests.injections.verdict import Injection, Kind


def _linked_paragraphs(page: Page) -> list[Block]:
    lines, blocks = page.translation.split("\n"), find_blocks(page.translation)
    return [
        block
        for block in blocks
        if block.kind == "paragraph" and block.is_long and INLINE.search(block.text)
        if stands_alone(lines, block) and not re.search(r"[`<>{}!]", block.text)
    ]


def _items(page: Page) -> list[Block]:
    """Long items of prose between two items of their list."""
    blocks = find_blocks(page.translation)
    return [
        block
        for above, block, below in zip(blocks, blocks[1:], blocks[2:], strict=False)
        if above.kind == block.kind == below.kind == "item" and block.is_prose and block.is_long
        if above.level == block.level == below.level
    ]


def _quotes(page: Page) -> list[Block]:
    return [
        block
        for block in find_blocks(page.translation)
        if block.kind == "quote" and block.is_prose and block.is_long
        if not ALERT.match(block.text.split("\n")[0])
    ]


def _lists(page: Page) -> list[tuple[Block, ...]]:
    """Lists of at least three items of prose, between other blocks, items and no more."""
    lists: list[list[Block]] = [[]]
    for block in find_blocks(page.translation):
        if block.kind == "item":
            lists[-1].append(block)
        elif lists[-1]:
            lists.append([])
    return [
        tuple(items)
        for items in lists[:-1]
        if len(items) >= 3 and all(item.is_prose and item.level == 0 for item in items)
    ]


def remove_block(page: Page, block: Block, rng: Random) -> Injection:
    after = without(page, block.start, block.stop)
    gap, source = around_gap(after, block.start), source_of(page, block)
    return fault(page, after, "text-missing", gap, source)


def remove_linked_block(page: Page, block: Block, rng: Random) -> Injection:
    injection = remove_block(page, block, rng)
    assert injection.expected
    also = injection.expected.also | {"link-target"}
    most = len(INLINE.findall(block.text))
    return injection._replace(expected=injection.expected._replace(also=also, most=most))


def remove_list(page: Page, items: tuple[Block, ...], rng: Random) -> Injection:
    after = without(page, items[0].start, items[-1].stop)
    source = frozenset[int]().union(*(source_of(page, item) for item in items))
    gap = around_gap(after, items[0].start)
    return fault(page, after, "text-missing", gap, source)


def duplicate_block(page: Page, block: Block, rng: Random) -> Injection:
    gap = [] if block.kind == "item" else [""]
    after = without(page, block.stop, block.stop, *gap, *block.text.split("\n"))
    lines = range(block.start + 1, block.stop + len(gap) + len(block.lines) + 1)
    return fault(page, after, "text-added", lines)


def add_paragraph(page: Page, block: Block, rng: Random) -> Injection | None:
    """Puts a paragraph of another page below a paragraph."""
    others = [path for path in (NEIGHBOUR, OTHER_NEIGHBOUR) if path != page.source_path]
    texts = [read_text(page.root / f"translations/{page.folder}/{path}") for path in others]
    foreign = [
        b.text
        for text in texts
        for b in find_blocks(text)
        if b.kind == "paragraph" and b.is_prose and b.is_long and b.text not in page.translation
    ]
    if not foreign:
        return None
    new = rng.choice(foreign).split("\n")
    after = without(page, block.stop, block.stop, "", *new)
    lines = range(block.stop + 2, block.stop + 2 + len(new))
    return fault(page, after, "text-added", lines)


BLOCK_FAULTS: Mapping[str, Kind] = {
    "a paragraph removed": at_random(long_paragraphs, remove_block),
    "a paragraph with links removed": at_random(_linked_paragraphs, remove_linked_block),
    "a list item removed": at_random(_items, remove_block),
    "a list removed": at_random(_lists, remove_list),
    "a quote removed": at_random(_quotes, remove_block),
    "a paragraph added": at_random(long_paragraphs, add_paragraph),
    "a paragraph duplicated": at_random(long_paragraphs, duplicate_block),
    "a list item duplicated": at_random(_items, duplicate_block),
}
