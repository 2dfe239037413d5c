"""Holes as translators leave them that work on chunks of a page: a chunk lost its end."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from random import Random
from typing import NamedTuple

from tests.injections.blocks import Block, paired
from tests.injections.pages import Page
from tests.injections.verdict import Injection, Place

# How many blocks a hole holds, with the one that breaks off.
_SIZES = (3, 4, 5, 6, 8, 10, 14, 20, 30, 50, 90)
_FEWEST_BLOCKS = 8
# Texts that are shorter are not broken off in the middle.
_SHORTEST = 12
_INTO = 0.7  # so often, a hole before a table or code reaches into it

Pairs = Sequence[tuple[Block, Block]]


class Hole(NamedTuple):
    """Lines of a translation (from 0, the end excluded) of which a stump is left.

    Another text follows on the next line, unless the stump ends with one that is empty. It is the
    line `goes_on` (from 1) of the source; None where the page ends.
    """

    start: int
    stop: int
    stump: str
    goes_on: int | None
    shape: str


def cut_holes(page: Page, holes: Sequence[Hole]) -> Injection:
    """The page with holes, given in their order."""
    lines, places = page.translation.split("\n"), []
    moved = 0
    for hole in holes:
        stump = hole.stump.split("\n")
        lines[hole.start + moved : hole.stop + moved] = stump
        last = hole.start + moved + len(stump)
        while not lines[last - 1].strip():
            last -= 1
        places.append(Place("text-missing", range(last, last + 1), hole.goes_on))
        moved += len(stump) - (hole.stop - hole.start)
    after = replace(page, translation="\n".join(lines))
    shape = holes[0].shape if len(holes) == 1 else ""
    return Injection(page, after, places=tuple(places), shape=shape)


def lose_end_of_chunk(page: Page, rng: Random) -> Injection | None:
    """From the middle of a block to the beginning of another, or to a line of it."""
    hole = _hole(_pairs(page), rng, breaks_off=True)
    return cut_holes(page, [hole]) if hole else None


def lose_chunk(page: Page, rng: Random) -> Injection | None:
    """From the end of a block to the beginning of another."""
    hole = _hole(_pairs(page), rng, breaks_off=False)
    return cut_holes(page, [hole]) if hole else None


def lose_end_of_page(page: Page, rng: Random) -> Injection | None:
    """From the middle of a block to the end of the page."""
    pairs = _pairs(page)
    hole = _hole(pairs, rng, breaks_off=True)
    if hole is None:
        return None
    shape = f"{hole.shape.partition(' to ')[0]} to the end"
    stump, stop = f"{hole.stump}\n", pairs[-1][1].stop
    return cut_holes(page, [Hole(hole.start, stop, stump, goes_on=None, shape=shape)])


def lose_two(page: Page, rng: Random) -> Injection | None:
    """A hole in each half of the page."""
    pairs = _pairs(page)
    middle = len(pairs) // 2
    upper = _hole(pairs[:middle], rng, breaks_off=True)
    lower = _hole(pairs[middle:], rng, breaks_off=True)
    return cut_holes(page, [upper, lower]) if upper and lower else None


def _pairs(page: Page) -> Pairs:
    return [] if "\r" in page.translation else paired(page)


def _hole(pairs: Pairs, rng: Random, breaks_off: bool) -> Hole | None:
    """A hole of a random size at a random place, with at least one block on each side of it."""
    if len(pairs) < _FEWEST_BLOCKS:
        return None
    size = min(rng.choice(_SIZES), len(pairs) - 3)
    at = rng.randrange(len(pairs) - size - 1)
    (_, above), (source, below) = pairs[at], pairs[at + size]
    stump = above.text
    if breaks_off and len(stump) >= _SHORTEST:
        stump = stump[: rng.randrange(len(stump) // 3, len(stump) * 5 // 6)]
    into = _line_inside(source, below, rng) if breaks_off and rng.random() < _INTO else 0
    return Hole(
        start=above.start,
        stop=below.start + into,
        stump=stump if breaks_off else f"{stump}\n",
        goes_on=source.start + into + 1,
        shape=f"{above.kind} to {below.kind}{', inside' if into else ''}",
    )


def _line_inside(source: Block, below: Block, rng: Random) -> int:
    """How far below the first line of a table or of code its text goes on; 0 for other blocks."""
    first = {"table": 2, "fence": 1}.get(below.kind)
    length = len(below.lines)
    if first is None or length < 4 or len(source.lines) != length:
        return 0
    return rng.randrange(first, length - 1)


# Each as often as it is drawn: most chunks end in the middle of a text.
_HOLES = (lose_end_of_chunk,) * 3 + (lose_chunk, lose_end_of_page)


def lose_any(page: Page, rng: Random) -> Injection | None:
    """One hole, of any kind."""
    return rng.choice(_HOLES)(page, rng)
