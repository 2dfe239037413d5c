"""Faults of headings, and of whole sections."""

from __future__ import annotations

import re
from collections.abc import Mapping
from itertools import pairwise
from random import Random

from tests.injections.blocks import (
    Block,
    Section,
    find_blocks,
    find_sections,
    is_linked,
    long_paragraphs,
    source_of,
    stands_alone,
)
from tests.injections.edits import around_gap, at_random, fault, without
from tests.injections.pages import Page
from tests.injections.verdict import Injection, Kind

# --- headings ---------------------------------------------------------------------------------


def _headings(page: Page) -> list[Block]:
    """Headings below the first level that no link leads to, each with text directly under it."""
    lines = page.translation.split("\n")
    return [
        heading
        for heading, below in pairwise(find_blocks(page.translation))
        if heading.kind == "heading" and heading.level > 1 and stands_alone(lines, heading)
        if below.kind in {"paragraph", "item"} and not is_linked(page.translation, heading)
    ]


def _rewritten(page: Page, heading: Block, *new: str) -> Injection:
    after = without(page, heading.start, heading.stop, *new)
    lines = heading.lines if new else around_gap(after, heading.start)
    return fault(page, after, "heading", lines, source_of(page, heading))


def remove_heading(page: Page, heading: Block, rng: Random) -> Injection:
    """Takes a heading away and leaves the text under it."""
    return _rewritten(page, heading)


def change_level(page: Page, heading: Block, rng: Random) -> Injection:
    deeper = heading.level < 3 or (heading.level < 6 and rng.random() < 0.5)
    return _rewritten(page, heading, f"#{heading.text}" if deeper else heading.text[1:])


def embolden_heading(page: Page, heading: Block, rng: Random) -> Injection:
    """Makes a bold paragraph of a heading."""
    return _rewritten(page, heading, f"**{heading.text.strip('# ').replace('*', '')}**")


def glue_heading(page: Page, heading: Block, rng: Random) -> Injection:
    """Takes away the space that makes a heading of it."""
    return _rewritten(page, heading, re.sub(r"^(#+) +", r"\1", heading.text))


def add_heading(page: Page, block: Block, rng: Random) -> Injection:
    guide, reference, appendix, _ = page.words
    new = f"{'#' * rng.randint(2, 4)} {appendix}: {guide}, {reference}"
    after = without(page, block.stop, block.stop, "", new)
    return fault(page, after, "heading", {block.stop + 2})


def underline_paragraph(page: Page, paragraph: Block, rng: Random) -> Injection:
    """Takes away the empty line between a paragraph and dashes, which makes a heading of it."""
    after = without(page, paragraph.stop, paragraph.stop + 1)
    return fault(page, after, "heading", paragraph.lines)


def _above_dashes(page: Page) -> list[Block]:
    return [
        block
        for block, below in pairwise(find_blocks(page.translation))
        if block.kind == "paragraph" and block.is_prose and below.text.strip() == "---"
        if below.kind == "rule" and below.start == block.stop + 1
    ]


# --- sections ---------------------------------------------------------------------------------


def _sections(page: Page, is_last: bool) -> list[Section]:
    """Full sections in the middle, or at the end, that can go without a trace elsewhere."""
    sections = find_sections(page.translation)
    end = max((section.stop for section in sections), default=0)
    return [
        section
        for section in sections
        if section.is_full and (section.stop == end) == is_last and _is_free(page, section)
    ]


def _is_free(page: Page, section: Section) -> bool:
    """Whether no link leads into it, and no element or definition reaches out of it."""
    headings = [section.heading, *(b for b in section.blocks if b.kind == "heading")]
    html = "\n".join(block.text for block in section.blocks if block.kind == "html")
    text = "\n".join(block.text for block in section.blocks)
    return (
        not any(is_linked(page.translation, heading) for heading in headings)
        and html.count("<details") == html.count("</details")
        and "CO-OP" not in html
        and not re.search(r"(?m)^\[[^\]]+\]:", text)
    )


def remove_section(page: Page, section: Section, rng: Random) -> Injection:
    after = without(page, section.heading.start, section.stop)
    gap, source = around_gap(after, section.heading.start), source_of(page, section.heading)
    return fault(page, after, "text-missing", gap, source)


HEADING_FAULTS: Mapping[str, Kind] = {
    "a heading removed, its text left": at_random(_headings, remove_heading),
    "a heading at another level": at_random(_headings, change_level),
    "a heading added": at_random(long_paragraphs, add_heading),
    "a heading made a bold paragraph": at_random(_headings, embolden_heading),
    "a heading without its space": at_random(_headings, glue_heading),
    "a paragraph underlined to a heading": at_random(_above_dashes, underline_paragraph),
    "a section removed": at_random(lambda page: _sections(page, is_last=False), remove_section),
    "the last section removed": at_random(
        lambda page: _sections(page, is_last=True), remove_section
    ),
}
