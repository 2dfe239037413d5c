"""What the faults share: a place chosen, a URL replaced, the finding expected there."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from random import Random

from tests.injections.pages import Page
from tests.injections.rawtext import (
    Link,
    find_links,
)
from tests.injections.verdict import Expected, Injection

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
