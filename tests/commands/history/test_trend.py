"""What a trend says of a language's course."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from transync.commands.history.standings import Share
from transync.commands.history.trend import Course, Point, Trend


def course(*current: int | None, wanted: int = 10) -> Course:
    return Course("vi", tuple(None if n is None else Share(n, wanted) for n in current))


def trend(**languages: list[int | None]) -> Trend:
    """A trend by week of languages with ten pages each, by how many of them are current."""
    start = datetime(2026, 1, 5, tzinfo=UTC)
    rows = zip(*languages.values(), strict=True)
    return Trend(
        "week",
        tuple(
            Point(
                f"{number:040x}",
                start + timedelta(weeks=number),
                {c: Share(n, 10) for c, n in zip(languages, row, strict=True) if n is not None},
            )
            for number, row in enumerate(rows)
        ),
    )


@pytest.mark.parametrize(
    ("current", "wanted", "percent"),
    [
        (0, 500, "0%"),
        (1, 500, "1%"),
        (1, 3, "33%"),
        (2, 3, "66%"),
        (499, 500, "99%"),
        (500, 500, "100%"),
        (0, 0, "100%"),
    ],
)
def test_only_a_full_share_is_100_percent_and_only_an_empty_one_none(
    current: int, wanted: int, percent: str
) -> None:
    assert Share(current, wanted).percent == percent


@pytest.mark.parametrize(
    ("shown", "changed_at", "lost"),
    [
        (course(10), None, 0.0),
        (course(5, 10), None, 0.0),
        (course(10, 5), 1, 0.5),
        (course(10, 5, 10), None, 0.0),
        (course(10, 5, 10, 9, 9, 8), 3, 0.2),
        (course(None, None, 10, 9), 3, 0.1),
        (course(4, 6, 5), 2, 0.1),
    ],
)
def test_a_loss_begins_when_a_language_was_at_its_best_for_the_last_time(
    shown: Course, changed_at: int | None, lost: float
) -> None:
    assert shown.changed_at == changed_at
    assert shown.lost == pytest.approx(lost)


def test_ten_points_are_no_loss_worth_a_word_and_more_are() -> None:
    assert not course(100, 90, wanted=100).is_lost
    assert course(100, 89, wanted=100).is_lost


def test_what_is_gone_has_lost_nothing_but_is_gone_since_then() -> None:
    gone = course(10, 8, 9, None, None)

    assert (gone.last, gone.changed_at, gone.lost, gone.is_lost) == (None, 3, 0.0, False)


def test_a_language_that_came_back_is_not_gone() -> None:
    assert course(10, None, 10).changed_at is None
    assert course(10, None, 9).changed_at == 1


def test_courses_are_ordered_by_what_needs_care() -> None:
    shown = trend(
        full=[10, 10], gone=[10, None], half=[5, 5], fallen=[10, 5], worst=[None, 1], also=[10, 10]
    )

    assert [c.name for c in shown.courses] == ["worst", "fallen", "half", "also", "full", "gone"]
    assert shown.overall.shares == (Share(45, 50), Share(31, 50))
