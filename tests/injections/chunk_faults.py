"""Chunks and sections that are lost, made up, moved, or in the place of others."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from functools import lru_cache
from pathlib import Path
from random import Random

from tests.injections.blocks import Block, Section, find_blocks, find_sections, paired
from tests.injections.holes import lose_any, lose_two
from tests.injections.pages import Page, read_text
from tests.injections.verdict import Injection, Kind, Place

_LONGEST = 30  # blocks of a made-up chunk
# Links, images and tags have rules of their own, wherever they stand.
_MARKUP = re.compile(r"\]\(|\]\[|https?:|www\.|<|!\[|\[\^|^\[", re.MULTILINE)
# What a section is recognized by, in any language.
_KEPT = re.compile(r"\]\(|`|https?:")
_TRIES = 50


@lru_cache(maxsize=64)
def _pages(root: Path, folder: str) -> tuple[Path, ...]:
    return tuple(sorted((root / "translations" / folder).rglob("*.md")))


def _foreign_blocks(page: Page, rng: Random, least: int) -> list[Block] | None:
    """Neighbouring blocks of another page in the language, which this page has nothing of."""
    others = [p for p in _pages(page.root, page.folder) if p != page.root / page.translation_path]
    for _ in range(_TRIES if others else 0):
        blocks = find_blocks(read_text(rng.choice(others)))
        first = rng.randrange(max(len(blocks), 1))
        found: list[Block] = []
        for block in blocks[first : first + rng.randint(least, _LONGEST)]:
            is_own = block.text in page.translation
            if is_own or block.kind in {"html", "rule"} or _MARKUP.search(block.text):
                break
            found.append(block)
        if len(found) >= least and any(block.is_prose and block.is_long for block in found):
            return found
    return None


def _text(blocks: list[Block]) -> list[str]:
    """The lines of blocks, apart from each other as they were."""
    lines: list[str] = []
    for number, block in enumerate(blocks):
        if number and block.start > blocks[number - 1].stop:
            lines.append("")
        lines += block.text.split("\n")
    return lines


def make_up_chunk(page: Page, rng: Random) -> Injection | None:
    """Puts 3 to 30 blocks that the source does not have between two blocks."""
    pairs, blocks = paired(page), _foreign_blocks(page, rng, least=3)
    later = [translation for _, translation in pairs[1:]]
    places = [b for b in later if b.kind in {"paragraph", "heading"} and not b.text[0].isspace()]
    if not places or not blocks:
        return None
    at, new = rng.choice(places).start, _text(blocks)
    lines = page.translation.split("\n")
    gap = [""] if lines[at - 1].strip() else []
    lines[at:at] = [*gap, *new, ""]
    first = at + len(gap) + 1
    after = replace(page, translation="\n".join(lines))
    place = Place("text-added", range(first, first + len(new)))
    return Injection(page, after, places=(place,))


def move_section(page: Page, rng: Random) -> Injection | None:
    """Puts a section behind the next one of its level, or behind the one after that."""
    runs = list(_neighbours(page))
    if not runs:
        return None
    moved, *passed = rng.choice(runs)
    start, stop = moved.heading.start, passed[-1].stop
    lines = page.translation.split("\n")
    text, rest = lines[start : moved.stop], lines[moved.stop : stop]
    if rest[-1].strip():
        rest.append("")
    lines[start:stop] = [*rest, *text, *([""] if text[-1].strip() else [])]
    at = start + len(rest) + 1
    places = {at, start + 1} if len(passed) == 1 else {at}
    after = replace(page, translation="\n".join(lines))
    around = range(start + 1, stop + 2)
    place = Place("section-moved", tuple(sorted(places)), around=around)
    shape = "with a link or code" if _KEPT.search("\n".join(text)) else "prose alone"
    return Injection(page, after, places=(place,), shape=shape)


def _neighbours(page: Page) -> list[list[Section]]:
    """Each full section with the one or two sections of its level that follow it."""
    sections = [s for s in find_sections(page.translation) if s.is_full] if paired(page) else []
    runs = []
    for section in sections:
        run = [section]
        for other in sections:
            if other.heading.start == run[-1].stop and other.heading.level == section.heading.level:
                run.append(other)
        runs += [run[:number] for number in (2, 3) if len(run) >= number]
    return runs


def replace_section(page: Page, rng: Random) -> Injection | None:
    """Loses a section, and puts one that the source does not have there or elsewhere."""
    sections = find_sections(page.translation) if paired(page) else []
    full = [section for section in sections if section.is_full]
    blocks = _foreign_blocks(page, rng, least=2)
    if len(full) < 2 or not blocks:
        return None
    lost, other = rng.sample(full, 2)
    if lost.heading.start <= other.heading.start < lost.stop:
        return None
    mark = "#" * lost.heading.level
    prose = [block for block in blocks if block.kind != "heading"]
    new = [f"{mark} {page.words[1]}: {page.words[0]}", "", *_text(prose), ""]
    at = rng.choice([lost.heading.start, other.heading.start])
    return _replaced(page, lost, at, new) if len(prose) > 1 else None


def _replaced(page: Page, lost: Section, at: int, new: list[str]) -> Injection:
    """Takes out a section, and puts lines before a line (from 0) that is not in it."""
    lines = page.translation.split("\n")
    size = lost.stop - lost.heading.start
    gone = lost.heading.start
    if at <= gone:
        del lines[gone : lost.stop]
        lines[at:at] = new
        added, missing = at, gone + len(new)
    else:
        lines[at:at] = new
        del lines[gone : lost.stop]
        added, missing = at - size, gone
    after = replace(page, translation="\n".join(lines))
    # It is missing behind the text above it, which may be the new one.
    above = range(max(added, 1) if added + len(new) == missing else missing - 1, missing + 2)
    places = (
        Place("text-missing", above),
        Place("text-added", range(added + 1, added + len(new) + 1)),
    )
    shape = "in its place" if at == gone else "elsewhere"
    return Injection(page, after, places=places, shape=shape)


CHUNK_FAULTS: Mapping[str, Kind] = {
    "a hole": lose_any,
    "two holes": lose_two,
    "a chunk made up": make_up_chunk,
    "a section moved": move_section,
    "a section lost, another added": replace_section,
}
