"""The translations that a change leaves behind, for people."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

import click

from transync.model import Finding
from transync.output.inert import inert_text
from transync.output.terminal import printable, wrapped
from transync.wording import count

_NAMED_SOURCES = 10


def render(stale: Mapping[str, Sequence[str]], is_error: bool = False) -> str:
    """The sources with the languages that are stale with them, and what to do about it."""
    return inert_text("\n".join(_lines(stale, is_error))) + "\n"


def by_source(stale: Iterable[Finding]) -> dict[str, list[str]]:
    """The languages of findings that say that something is older than its source."""
    found: dict[str, set[str]] = defaultdict(set)
    for finding in stale:
        found[finding.source_path or finding.path].add(finding.language or finding.path)
    return {source: sorted(found[source]) for source in sorted(found)}


def statement(stale: Mapping[str, Sequence[str]]) -> str:
    """How many they are."""
    number = count(sum(map(len, stale.values())), "translation")
    return f"stale with this change, {number} of {count(len(stale), 'source')}"


def _lines(stale: Mapping[str, Sequence[str]], is_error: bool) -> Iterator[str]:
    word, colour = ("error", "red") if is_error else ("advice", "cyan")
    yield f"{click.style(word, fg=colour, bold=True)}: {statement(stale)}"
    yield ""
    for source, languages in list(stale.items())[:_NAMED_SOURCES]:
        yield f"  {printable(source)}"
        yield from wrapped(languages, "    ")
    if len(stale) > _NAMED_SOURCES:
        yield f"  … and {count(len(stale) - _NAMED_SOURCES, 'more source')}"
    yield ""
    if is_error:
        yield "commit them together with their translations; --fail-on-stale-source asks for it"
    else:
        yield "translate them again when the text has settled; nothing fails for it"
