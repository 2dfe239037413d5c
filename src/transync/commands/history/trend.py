"""The share of pages that are current in each language, over the history of a repository."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import NamedTuple

from transync.commands.history.standings import Share, Standings
from transync.config import Settings
from transync.errors import UsageError
from transync.git_history import (
    HOW_TO_COMPLETE,
    HOW_TO_DEEPEN,
    AbsentError,
    Step,
    about_misdated,
    open_snapshots,
)
from transync.languages.codes import canonical
from transync.repository.tree import Tree
from transync.wording import count

# Below its best by more than this, a language is on its way out.
_LOSS = 0.1


class Point(NamedTuple):
    """One commit (its hash in hex), its time in UTC, and the share of each language that it has."""

    commit: str
    time: datetime
    shares: Mapping[str, Share]

    @property
    def overall(self) -> Share:
        """That of all languages together."""
        shares = self.shares.values()
        current = sum(share.current for share in shares)
        return Share(current, sum(share.wanted for share in shares))


class Course(NamedTuple):
    """How it went with a language, or with all: its share at each point of the trend.

    A share is None where there was no such language.
    """

    name: str
    shares: tuple[Share | None, ...]

    @property
    def last(self) -> Share | None:
        return self.shares[-1]

    @property
    def best(self) -> Share:
        """The greatest share, as it was the last time."""
        return max(filter(None, reversed(self.shares)), key=lambda share: share.value)

    @property
    def changed_at(self) -> int | None:
        """The number of the first point since which it is below its best, or is gone."""
        if self.last is None:
            values = [float(share is not None) for share in self.shares]
        else:
            values = [share.value if share else -1.0 for share in self.shares]
        since = len(values) - values[::-1].index(max(values))
        return since if since < len(values) else None

    @property
    def lost(self) -> float:
        """By how much it is below its best; nothing where it is gone, which somebody decided."""
        if self.last:
            return self.best.value - self.last.value
        return 0.0

    @property
    def is_lost(self) -> bool:
        """Whether so much is worth a word."""
        return self.lost > _LOSS


@dataclass(frozen=True)
class Trend:
    """The points of a history, the oldest first, beginning with the first translation.

    Each is the last commit of a week, or one commit. `notes` are sentences about what is not known.
    """

    step: Step
    points: tuple[Point, ...]
    notes: tuple[str, ...] = ()

    @cached_property
    def languages(self) -> tuple[str, ...]:
        """Those of all points."""
        return tuple(sorted(set().union(*(point.shares for point in self.points))))

    @cached_property
    def overall(self) -> Course:
        return Course("all", tuple(p.overall if p.shares else None for p in self.points))

    @cached_property
    def courses(self) -> Sequence[Course]:
        """Those of all languages, what is worst off now first; of equals, what has lost more.

        What is gone comes last.
        """
        courses = []
        for language in self.languages:
            shares = (point.shares.get(language) for point in self.points)
            courses.append(Course(language, tuple(shares)))
        return sorted(courses, key=_by_pain)


def find_trend(
    tree: Tree,
    settings: Settings,
    step: Step = "week",
    languages: Collection[str] = (),
    advance: Callable[[int, int], None] = lambda done, total: None,
) -> Trend:
    """The trend as the commits of HEAD and its first parents tell it, with today's settings.

    Each point is what a check of that commit would count. With `languages`, only these codes are
    told. `advance` hears how many of how many commits are done. Raises UsageError without a
    history, and for a language that is nowhere in it.
    """
    points: list[Point] = []
    absent = 0
    standings = Standings(settings)
    with open_snapshots(tree, step) as snapshots:
        for number, snapshot in enumerate(snapshots.each, 1):
            try:
                shares = standings.of(snapshot)
            except AbsentError:
                absent += 1
            else:
                points.append(Point(*snapshot.commit, shares))
            advance(number, snapshots.number)
        begins, misdated = snapshots.begins, snapshots.misdated
    notes = (*_notes(begins, absent), *about_misdated(misdated))
    wanted = {code: canonical(code, settings.aliases) for code in (languages or settings.languages)}
    return restricted(Trend(step, tuple(_from_first(points)), notes), wanted)


def restricted(trend: Trend, wanted: Mapping[str, str]) -> Trend:
    """The trend of some languages: as the user names them -> their codes; of all without any."""
    for name, language in wanted.items():
        if language not in trend.languages:
            known = ", ".join(trend.languages) or "none"
            raise UsageError(
                f"language {name!r}: no translations in the history; there are {known}"
            )
    if not wanted:
        return trend
    codes = set(wanted.values())
    points = []
    for point in trend.points:
        shares = {code: share for code, share in point.shares.items() if code in codes}
        points.append(point._replace(shares=shares))
    return Trend(trend.step, tuple(_from_first(points)), trend.notes)


def _by_pain(course: Course) -> tuple[object, ...]:
    share = course.last.value if course.last else 2
    return share, -course.lost, course.name


def _from_first(points: Iterable[Point]) -> Iterator[Point]:
    """Without the points before the first translation."""
    has_begun = False
    for point in points:
        has_begun = has_begun or bool(point.shares)
        if has_begun:
            yield point


def _notes(begins: datetime | None, absent: int) -> Iterator[str]:
    if begins:
        yield f"this clone is shallow: its history begins on {begins.date()}; {HOW_TO_DEEPEN}"
    if absent:
        number = count(absent, "commit")
        yield f"{number} left out: their files are not in this partial clone; {HOW_TO_COMPLETE}"
