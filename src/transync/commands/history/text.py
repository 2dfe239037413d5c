"""The trend for people at a terminal: a line for each language, what is worst off first."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from textwrap import wrap
from typing import NamedTuple

import click

from transync.commands.history.standings import Share
from transync.commands.history.trend import Course, Trend
from transync.output.inert import inert_text
from transync.output.terminal import printable
from transync.wording import count, is_or_are

_BLOCKS = "▁▂▃▄▅▆▇█"
_LABEL, _DATE = 14, 10
_NUMBERS = len("   now      pages  best  below since")
_WEEK = 7 * 24 * 3600
_NAMED = 5


class _TrendRow(NamedTuple):
    """A line of the table but for its label: languages that share it are shown once."""

    blocks: str
    now: str
    pages: str
    best: str
    since: str


def render(trend: Trend, width: int) -> str:
    """The table with ANSI colours, in lines of so many columns, for the printer to strip."""
    lines = list(_table(trend, width)) if trend.points else []
    lines += _remarks(trend)
    return inert_text("\n".join(lines)) + "\n"


def _table(trend: Trend, width: int) -> Iterator[str]:
    shown = _columns(trend, width - _LABEL - _NUMBERS - 2)
    first, last = str(trend.points[0].time.date()), str(trend.points[-1].time.date())
    span = f"{first}{last.rjust(len(shown) - _DATE)}" if len(shown) > 2 * _DATE else ""
    names_of_columns = _TrendRow(span, "now", "pages", best="best", since="below since")
    head = _line("language", names_of_columns, len(shown))
    yield f"Pages that are current, by {trend.step}, from {first} to {last}"
    yield ""
    yield click.style(head.rstrip(), underline=True)
    if len(trend.languages) > 1:
        row = _row(trend, trend.overall, shown)
        yield click.style(_line("all", row, len(shown)), bold=True)
    alike: dict[_TrendRow, list[Course]] = defaultdict(list)
    for course in trend.courses:
        alike[_row(trend, course, shown)].append(course)
    for row, courses in alike.items():
        names = " ".join(printable(course.name) for course in courses)
        colour = _colour(courses[0].last)
        if len(names) <= _LABEL:
            yield click.style(_line(names, row, len(shown)), fg=colour)
            continue
        label = count(len(courses), "language")
        yield click.style(_line(label, row, len(shown)), fg=colour)
        for line in wrap(names, width - 2):
            yield click.style(f"  {line}", dim=True)
    yield ""


def _columns(trend: Trend, room: int) -> Sequence[int]:
    """The number of the point that each column shows: the last one of a stretch of the axis.

    That is time where points are weeks, and the commits as they follow each other otherwise.
    """
    every = len(trend.points)
    if trend.step == "commit":
        size = min(room, every)
        return [(column + 1) * every // size - 1 for column in range(size)]
    times = [point.time.timestamp() for point in trend.points]
    span = times[-1] - times[0]
    size = max(1, min(room, round(span / _WEEK) + 1))
    shown, number = [], 0
    for column in range(size):
        until = times[0] + span * (column + 1) / size
        while number + 1 < every and times[number + 1] <= until:
            number += 1
        shown.append(number)
    # The last sum may be a little less than the time that it stands for.
    return [*shown[:-1], every - 1]


def _row(trend: Trend, course: Course, shown: Sequence[int]) -> _TrendRow:
    blocks = "".join(_block(course.shares[number]) for number in shown)
    best = since = ""
    if course.changed_at is not None:
        best = course.best.percent
        since = str(trend.points[course.changed_at].time.date())
    if course.last is None:
        return _TrendRow(blocks, "gone", pages="", best="", since=since)
    pages = f"{course.last.current}/{course.last.wanted}"
    return _TrendRow(blocks, course.last.percent, pages, best=best, since=since)


def _block(share: Share | None) -> str:
    """A full block for a full share only."""
    if share is None:
        return " "
    return _BLOCKS[int(share.value * (len(_BLOCKS) - 1))]


def _line(label: str, row: _TrendRow, width: int) -> str:
    numbers = f"{row.now:>6}{row.pages:>11}{row.best:>6}  {row.since}"
    return f"{label:<{_LABEL}}  {row.blocks:<{width}}{numbers}".rstrip()


def _colour(share: Share | None) -> str | None:
    if share is None or share.value >= 0.9:
        return None
    return "yellow" if share.value >= 0.5 else "red"


def _remarks(trend: Trend) -> Iterator[str]:
    for note in trend.notes:
        yield f"note: {printable(note)}"
    if not trend.points:
        yield "no translations found in the history"
        return
    lost = [course for course in trend.courses if course.is_lost]
    lost.sort(key=lambda course: -course.lost)
    if not lost:
        yield "no language is more than 10 points below its best"
        return
    names = ", ".join(printable(course.name) for course in lost[:_NAMED])
    if len(lost) > _NAMED:
        names += f" and {len(lost) - _NAMED} more"
    number = f"{len(lost)} of {count(len(trend.languages), 'language')} {is_or_are(len(lost))}"
    said = f"{number} more than 10 points below the best: {names}"
    yield click.style(said, fg="red", bold=True)
