"""The translations that a commit leaves behind, for people."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

import click

from transync.output.terminal import printable, wrapped
from transync.wording import count

_NAMED_SOURCES = 10


def render(stale: Mapping[str, Sequence[str]], is_error: bool) -> str:
    """The sources with the languages that are stale with them, and what to do about it."""
    return "\n".join(_lines(stale, is_error)) + "\n"


def _lines(stale: Mapping[str, Sequence[str]], is_error: bool) -> Iterator[str]:
    word, colour = ("error", "red") if is_error else ("advice", "cyan")
    number = count(sum(map(len, stale.values())), "translation")
    said = f"stale with this commit, {number} of {count(len(stale), 'source')}"
    yield f"{click.style(word, fg=colour, bold=True)}: {said}"
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
        yield "translate them again when the text has settled; this stops no commit"
