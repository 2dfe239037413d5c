"""What the faults share: a place chosen, a URL replaced, the finding expected there."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import replace
from random import Random
from typing import TypeVar

from tests.injections.pages import Page
from tests.injections.rawtext import (
    Link,
    find_links,
)
from tests.injections.verdict import Expected, Injection, Kind

Place = TypeVar("Place")
ADDED = "https://added.example.com/page"


def shuffled(page: Page, rng: Random, *patterns: re.Pattern[str]) -> Iterator[Link]:
    links = find_links(page.translation, *patterns)
    yield from rng.sample(links, len(links))


def with_url(page: Page, link: Link, url: str, rule: str) -> Injection:
    line = page.translation.split("\n")[link.line]
    old, start, end = line[link.start : link.end], link.url_start, link.url_end
    new = old[: start - link.start] + url + old[end - link.start :]
    return replaced(
        page, link, new, rule, source_lines(page, link.url) if link.external else frozenset()
    )


def replaced(
    page: Page, link: Link, new: str, rule: str, source_lines: frozenset[int] = frozenset()
) -> Injection:
    lines = page.translation.split("\n")
    line = lines[link.line]
    lines[link.line] = line[: link.start] + new + line[link.end :]
    after = replace(page, translation="\n".join(lines))
    places = frozenset({link.line + 1})
    return Injection(page, after, Expected(rule, page.translation_path, places, source_lines))


def source_lines(page: Page, *urls: str) -> frozenset[int]:
    """The lines (from 1) of the source where a link to one of these URLs stands."""
    lines = page.source.split("\n")
    found = set()
    for url in urls:
        pattern = re.compile(rf"{re.escape(url)}(?![\w/?&#%=.-])")
        for number, line in enumerate(lines):
            if url in line and (match := pattern.search(line)):
                found.add(number + 1)
                if "[" not in line[: match.start()] and f"]({url}" in line:
                    found.add(number)  # where the link's text begins
    return frozenset(found)


def without(page: Page, start: int, stop: int, *new: str) -> Page:
    """The page with lines of the translation (from 0, the end excluded) replaced."""
    lines = page.translation.split("\n")
    lines[start:stop] = new
    return replace(page, translation="\n".join(lines))


def around_gap(page: Page, line: int) -> frozenset[int]:
    """The lines (from 1) of the text before and after a line (from 0) where something was lost."""
    lines = page.translation.split("\n")
    before = [number for number in range(min(line, len(lines))) if lines[number].strip()]
    after = [number for number in range(line, len(lines)) if lines[number].strip()]
    return frozenset({number + 1 for number in [line, *before[-1:], *after[:1]]})


def at_random(
    places: Callable[[Page], Sequence[Place]],
    edit: Callable[[Page, Place, Random], Injection | None],
) -> Kind:
    """Edits one of the places that a page offers."""

    def inject(page: Page, rng: Random) -> Injection | None:
        candidates = places(page)
        return edit(page, rng.choice(candidates), rng) if candidates else None

    return inject


def fault(
    page: Page,
    after: Page,
    rule: str,
    lines: Collection[int],
    source: Collection[int] = (),
    most: int = 1,
    also: Collection[str] = (),
) -> Injection:
    """An injection that this rule must find at one of these lines (from 1) of either side."""
    path = page.translation_path
    places = Expected(rule, path, frozenset(lines), frozenset(source), most, frozenset(also))
    return Injection(page, after, places)


def changed(page: Page, after: Page) -> Injection | None:
    """A harmless injection, if anything has changed."""
    return Injection(page, after) if after != page else None
