"""Faults of diagrams, and of fences that a line break parts from the text above them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from random import Random

from tests.injections.blocks import Block, find_blocks, source_of
from tests.injections.edits import around_gap, at_random, fault, without
from tests.injections.pages import Page
from tests.injections.verdict import Injection, Kind

_EDGE = re.compile(r"\s*\w+(?:[\[({].*)?\s*--+>")


def _fences(page: Page) -> list[Block]:
    return [block for block in find_blocks(page.translation) if block.kind == "fence"]


def _diagrams(page: Page) -> list[Block]:
    return [fence for fence in _fences(page) if fence.language == "mermaid"]


def _edges(page: Page) -> list[tuple[Block, int]]:
    """The lines (from 0) of diagrams that join two nodes."""
    lines = page.translation.split("\n")
    numbers = ((fence, n) for fence in _diagrams(page) for n in range(fence.start, fence.stop))
    return [(fence, n) for fence, n in numbers if _EDGE.match(lines[n])]


def delete_edge(page: Page, place: tuple[Block, int], rng: Random) -> Injection:
    fence, line = place
    after = without(page, line, line + 1)
    lines = {*around_gap(after, line), *fence.lines}
    return fault(page, after, "code-block", lines)


def translate_keyword(page: Page, fence: Block, rng: Random) -> Injection:
    """Puts another word in the place of the first one, which says what is drawn."""
    line = page.translation.split("\n")[fence.start + 1]
    new = re.sub(r"\S+", "".join(page.words[:1]), line, count=1)
    after = without(page, fence.start + 1, fence.start + 2, new)
    return fault(page, after, "code-block", {fence.start + 2}, source_of(page, fence))


def _below_paragraphs(page: Page) -> list[Block]:
    """Fences with one empty line between them and a paragraph."""
    blocks = find_blocks(page.translation)
    ends = {block.stop for block in blocks if block.kind == "paragraph" and block.is_prose}
    fences = [block for block in blocks if block.kind == "fence" and block.language]
    return [fence for fence in fences if fence.start - 1 in ends and fence.text[0] in "`~"]


def glue_opening(page: Page, fence: Block, rng: Random) -> Injection:
    lines = page.translation.split("\n")
    glued = lines[fence.start - 2].rstrip() + lines[fence.start]
    after = without(page, fence.start - 2, fence.start + 1, glued)
    return fault(page, after, "link-syntax", {fence.start - 1})


DIAGRAM_FAULTS: Mapping[str, Kind] = {
    "an arrow of a diagram deleted": at_random(_edges, delete_edge),
    "the kind of a diagram translated": at_random(_diagrams, translate_keyword),
    "an opening fence glued to the text above it": at_random(_below_paragraphs, glue_opening),
}
