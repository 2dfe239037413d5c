"""What the forms for people say alike: which languages, how far behind, what has changed."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Sequence
from typing import TypeVar

from transync.commands.report.backlog import NextStep
from transync.commands.report.overview import Overview, PageStatus
from transync.model import Behind, Head, SectionChange
from transync.output.terminal import printable
from transync.wording import count, percent

T = TypeVar("T")

_NAMED_LANGUAGES = 8
_FEWEST_HIDDEN = 2
_MARKS = {"added": " (new)", "removed": " (gone)", "moved": " (moved)"}


def first_of(items: Sequence[T], number: int) -> Sequence[T]:
    """So many of the items; all of them where hardly any would be hidden."""
    if len(items) < number + _FEWEST_HIDDEN:
        return items
    return items[:number]


def joined(shown: Sequence[str], hidden: int, ellipsis: str = "… ") -> str:
    """What is shown in one line, and how many more there are."""
    said = list(shown)
    if hidden:
        said.append(f"{ellipsis}and {hidden} more")
    return " · ".join(said)


def headline(overview: Overview) -> str:
    """The share of current pages, and what the others are."""
    if not overview.languages:
        return "no translations to report on"
    current = f"{overview.current} of {count(overview.wanted, 'page')}"
    return f"{percent(overview.current_share)} current ({current})"


def extent(overview: Overview) -> str:
    """What was looked at: how much, and at which commit."""
    sources, languages = len(overview.sources), len(overview.languages)
    said = f"{count(sources, 'source')} in {count(languages, 'language')}"
    if untranslated := len(overview.report.untranslated):
        said += f" and {untranslated} in none"
    return said + at_commit(overview.head)


def at_commit(head: Head | None) -> str:
    """`, at 01234567 of 2026-01-31`; nothing without a commit."""
    if head is None:
        return ""
    return f", at {printable(head.commit[:8])} of {head.time.date().isoformat()}"


def languages_of(pages: Iterable[PageStatus], overview: Overview) -> str:
    """` in de vi`, ` in 12 languages`, ` in all 14 languages`; nothing where there is only one."""
    return named_languages({page.pair.language for page in pages}, overview)


def named_languages(codes: Collection[str], overview: Overview) -> str:
    """As `languages_of`, of these codes."""
    if len(overview.languages) == 1:
        return ""
    if len(codes) <= _NAMED_LANGUAGES:
        return f" in {printable(' '.join(sorted(codes)))}"
    which = "all " if len(codes) == len(overview.languages) else ""
    return f" in {which}{len(codes)} languages"


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
    sections = (section for section in behind.sections if not section.is_trivial)
    return list(map(_section, sections))


def with_paths(step: NextStep, number: int, show: Callable[[str], str]) -> str:
    """The words of a step with its first paths, each as `show` makes it, and how many more."""
    shown = first_of(step.paths, number)
    paths = ", ".join(map(show, shown))
    if more := len(step.paths) - len(shown):
        paths += f" and {more} more"
    before, after = step.words.split("{}")
    return f"{before}{paths}{after}"


def _section(section: SectionChange) -> str:
    heading = section.heading or "above the first heading"
    return heading + _MARKS.get(section.status, "")
