"""What the forms for people say alike: which languages, how far behind, what has changed."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Sequence
from typing import TypeVar

from transync.commands.report.backlog import NextStep
from transync.commands.report.overview import Overview, PageStatus
from transync.model import Behind
from transync.output.terminal import printable
from transync.wording import count, percent

T = TypeVar("T")

_NAMED_LANGUAGES = 8
_FEWEST_HIDDEN = 2


def first_of(items: Sequence[T], number: int) -> Sequence[T]:
    """So many of the items; all of them where hardly any would be hidden."""
    return items if len(items) < number + _FEWEST_HIDDEN else items[:number]


def headline(overview: Overview) -> str:
    """The share of current pages, and what the others are."""
    if not overview.languages:
        return "no translations to report on"
    current = f"{overview.current} of {count(overview.wanted, 'page')}"
    return f"{percent(overview.current_share)} current ({current})"


def extent(overview: Overview) -> str:
    """What was looked at: how much, and at which commit."""
    sources, languages = len(overview.sources), len(overview.languages)
    head = overview.head
    at = f", at {printable(head.commit[:8])} of {head.time.date().isoformat()}" if head else ""
    untranslated = len(overview.report.untranslated)
    none = f" and {untranslated} in none" if untranslated else ""
    return f"{count(sources, 'source')} in {count(languages, 'language')}{none}{at}"


def languages_of(pages: Iterable[PageStatus], overview: Overview) -> str:
    """` in de vi`, ` in 12 languages`, ` in all 14 languages`; nothing where there is only one."""
    return named_languages({page.pair.language for page in pages}, overview)


def named_languages(codes: Collection[str], overview: Overview) -> str:
    """As `languages_of`, of these codes."""
    if len(overview.languages) == 1:
        return ""
    if len(codes) <= _NAMED_LANGUAGES:
        return f" in {printable(' '.join(sorted(codes)))}"
    return f" in {'all ' if len(codes) == len(overview.languages) else ''}{len(codes)} languages"


def distance(pages: Sequence[PageStatus], worst: Behind | None) -> str:
    """How far the translations of a source are behind it; they need not be equally far."""
    if worst is None:
        return "for an unknown time"
    most = "up to " if len({page.behind for page in pages}) > 1 else ""
    since = f"since {worst.since.date().isoformat()} ({count(worst.days, 'day')})"
    lines = f"+{worst.added} −{worst.removed} lines"
    return f"{most}{count(worst.commits, 'commit')} behind, {since}, {lines}"


def changed_sections(behind: Behind) -> list[str]:
    """The sections in which a reader misses something, in the order of the source."""
    marks = {"added": " (new)", "removed": " (gone)", "moved": " (moved)"}
    return [
        (section.heading or "above the first heading") + marks.get(section.status, "")
        for section in behind.sections
        if not section.is_trivial
    ]


def with_paths(step: NextStep, number: int, show: Callable[[str], str]) -> str:
    """The words of a step with its first paths, each as `show` makes it, and how many more."""
    shown = ", ".join(map(show, first_of(step.paths, number)))
    more = len(step.paths) - len(first_of(step.paths, number))
    before, after = step.words.split("{}")
    return f"{before}{shown}{f' and {more} more' if more else ''}{after}"
