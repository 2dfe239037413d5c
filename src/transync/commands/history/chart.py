"""The trend as a picture: SVG for a file of its own, or for a page of HTML that holds it.

It needs no font, script, style or id: text and lines have the colour of the text around it, areas
those of `--trend-current` and `--trend-lost` where they are set.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import date
from html import escape
from textwrap import wrap
from typing import NamedTuple

from transync.commands.history.standings import Share
from transync.commands.history.trend import Course, Trend
from transync.output.inert import inert_xml
from transync.output.terminal import printable
from transync.wording import count

# Columns, from the left: labels, the plot, the share now, what was lost. All in pixels.
_WIDTH, _MARGIN = 716, 16
_LEFT, _RIGHT, _NOW, _SINCE = 112, 492, 536, 546
_TOP, _HEIGHT = 54, 100
_ROW, _STRIP, _NAMES = 20, 14, 14
_LABEL_LENGTH, _NAMES_LENGTH = 14, 104
_DATE_WIDTH = 80
_WEEK = 7 * 24 * 3600
_MOST_TICKS = 6
_NOTHING = "no translations found in the history"
_CURRENT = 'fill="var(--trend-current, #5b8fdd)"'
_NOT_CURRENT = 'fill="var(--trend-lost, #e5710b)"'
_DIM = 'fill-opacity=".7"'
_STYLE = (
    "<style>svg{background:#fff;color:#1f2328}"
    "@media(prefers-color-scheme:dark){svg{background:#0d1117;color:#e6edf3}}</style>"
)


class _Drawn(NamedTuple):
    """What is seen of a language: those that look the same are drawn once.

    `is_lost` says that it should catch the eye.
    """

    areas: str
    now: str
    since: str
    is_lost: bool


class _Axis(NamedTuple):
    """Where the stretch of each point begins, in pixels, and where the last one ends."""

    starts: tuple[float, ...]
    end: float


def render(trend: Trend) -> str:
    """The picture as a file, in the colours that its reader prefers."""
    return _svg(trend, _STYLE) + "\n"


def inline(trend: Trend) -> str:
    """The picture as an element of HTML, in the colours of the page."""
    return _svg(trend, "")


def _svg(trend: Trend, style: str) -> str:
    axis = _axis(trend)
    rows = _rows(trend, axis)
    body: list[str] = []
    height = _TOP + _HEIGHT + 38
    for drawn, names in rows:
        body += _row(drawn, names, height)
        height += _ROW + _NAMES * len(_names_below(names))
    if trend.points:
        body = [*_head(trend), *_overall(trend, axis), *_ticks(trend, axis, height), *body]
    else:
        body, height = [f'<text y="14">{_NOTHING}</text>'], 20
    box = f"{-_MARGIN} {-_MARGIN} {_WIDTH + 2 * _MARGIN} {height + 2 * _MARGIN}"
    picture = "".join(
        (
            f'<svg xmlns="http://www.w3.org/2000/svg" class="trend" role="img" viewBox="{box}" '
            f'width="{_WIDTH + 2 * _MARGIN}" height="{height + 2 * _MARGIN}" '
            'font-family="system-ui, sans-serif" font-size="13" fill="currentColor">',
            f"<title>{_text(_title(trend))}</title>",
            f"<desc>{_text(_description(trend, rows))}</desc>",
            style,
            *body,
            "</svg>",
        )
    )
    return inert_xml(picture)


def _title(trend: Trend) -> str:
    return f"Pages that are current, by {trend.step}"


def _description(trend: Trend, rows: Sequence[tuple[_Drawn, Sequence[str]]]) -> str:
    """What the picture shows, for who does not see it."""
    if not trend.points:
        return _NOTHING
    said = [_summary(trend)]
    for drawn, names in rows:
        said.append(f"{' '.join(names)}: {drawn.now} {drawn.since}".strip())
    return "; ".join(said)


def _summary(trend: Trend) -> str:
    if not trend.points[-1].shares:
        return "no translations are left"
    share, languages = trend.points[-1].overall, len(trend.points[-1].shares)
    pages = f"{share.current} of {count(share.wanted, 'page')}"
    return f"{share.percent} current: {pages} in {count(languages, 'language')}"


def _head(trend: Trend) -> Iterator[str]:
    yield f'<text y="14" font-size="16" font-weight="600">{_text(_summary(trend))}</text>'
    said = "; ".join(filter(None, (_title(trend), _since(trend, trend.overall))))
    yield f'<text y="34" {_DIM}>{_text(said)}</text>'


def _overall(trend: Trend, axis: _Axis) -> Iterator[str]:
    """The share of all languages together, over a scale."""
    for percent in (0, 50, 100):
        y = _number(_TOP + _HEIGHT * (1 - percent / 100))
        yield f'<path d="M{_LEFT} {y}H{_RIGHT}" stroke="currentColor" stroke-opacity=".2"/>'
        yield (
            f'<text x="{_LEFT - 8}" y="{y}" dy=".35em" text-anchor="end" font-size="12" '
            f"{_DIM}>{percent}%</text>"
        )
    yield from _areas(trend.overall, axis, _TOP, _HEIGHT)


def _rows(trend: Trend, axis: _Axis) -> Sequence[tuple[_Drawn, Sequence[str]]]:
    """What is drawn for each language, what is worst off first."""
    alike: dict[_Drawn, list[str]] = defaultdict(list)
    for course in trend.courses:
        drawn = _Drawn(
            "".join(_areas(course, axis, 0, _STRIP)),
            course.last.percent if course.last else "gone",
            _since(trend, course),
            is_lost=course.is_lost,
        )
        alike[drawn].append(printable(course.name))
    return list(alike.items())


def _row(drawn: _Drawn, names: Sequence[str], y: int) -> Iterator[str]:
    below = _names_below(names)
    label = count(len(names), "language") if below else " ".join(names)
    title = f"{' '.join(names)}: {drawn.now} {drawn.since}".strip()
    weight = ' font-weight="600"' if drawn.is_lost else ""
    yield f'<g transform="translate(0 {y})"><title>{_text(title)}</title>'
    yield f'<text x="{_LEFT - 8}" y="12" text-anchor="end"{weight}>{_text(label)}</text>'
    yield drawn.areas
    yield f'<text x="{_NOW}" y="12" text-anchor="end"{weight}>{_text(drawn.now)}</text>'
    if drawn.since:
        yield f'<text x="{_SINCE}" y="12" font-size="12" {_DIM}>{_text(drawn.since)}</text>'
    for number, line in enumerate(below, 1):
        place = f'x="{_LEFT}" y="{12 + _NAMES * number}"'
        yield f'<text {place} font-size="11" {_DIM}>{_text(line)}</text>'
    yield "</g>"


def _names_below(names: Sequence[str]) -> Sequence[str]:
    """The names of languages that don't fit beside their row."""
    label = " ".join(names)
    if len(names) > 1 and len(label) > _LABEL_LENGTH:
        return wrap(label, _NAMES_LENGTH)
    return ()


def _since(trend: Trend, course: Course) -> str:
    """How many points a language is below its best, or that it is gone, and since when."""
    if course.changed_at is None:
        return ""
    since = f"since {trend.points[course.changed_at].time.date()}"
    if course.last:
        return f"−{count(max(round(100 * course.lost), 1), 'point')} {since}"
    return since


def _axis(trend: Trend) -> _Axis:
    """Time where points are weeks, and the commits as they follow each other otherwise.

    A point lasts until the next one; the last is wide enough to be seen.
    """
    times = [point.time.timestamp() for point in trend.points]
    if trend.step == "commit" or len(times) < 2:
        places, tail = list(map(float, range(len(times)))), 1.0
    else:
        places = [time - times[0] for time in times]
        tail = max(_WEEK, places[-1] / 60)
    scale = (_RIGHT - _LEFT) / (places[-1] + tail) if places else 1.0
    return _Axis(tuple(_LEFT + place * scale for place in places), _RIGHT)


def _areas(course: Course, axis: _Axis, top: int, height: int) -> Iterator[str]:
    """What is current, below what should be."""
    wanted = [share and Share(1, 1) for share in course.shares]
    yield f'<path d="{_area(wanted, axis, top, height)}" {_NOT_CURRENT}/>'
    yield f'<path d="{_area(course.shares, axis, top, height)}" {_CURRENT}/>'


def _area(shares: Sequence[Share | None], axis: _Axis, top: int, height: int) -> str:
    """The path around what is below the shares, one piece for each time that there are some."""
    path, level = "", None
    bottom = _number(top + height)
    for share, start in zip(shares, axis.starts, strict=True):
        now = None if share is None else _number(top + height * (1 - share.value))
        if now == level:
            continue
        x = _number(start)
        if level is None:
            path += f"M{x} {bottom}V{now}"
        elif now is None:
            path += f"H{x}V{bottom}Z"
        else:
            path += f"H{x}V{now}"
        level = now
    if level is not None:
        path += f"H{_number(axis.end)}V{bottom}Z"
    return path


def _ticks(trend: Trend, axis: _Axis, bottom: int) -> Iterator[str]:
    """The dates of both ends below the scale, and of months between where there is room."""
    first, last = trend.points[0].time.date(), trend.points[-1].time.date()
    yield _date(_LEFT, "start", str(first))
    if first == last:
        return
    yield _date(_RIGHT, "end", str(last))
    if trend.step == "commit":
        return
    width = axis.starts[-1] - axis.starts[0]
    for month in _months(first, last):
        x = _LEFT + width * (month - first).days / (last - first).days
        yield (
            f'<path d="M{_number(x)} {_TOP}V{bottom}" stroke="currentColor" stroke-opacity=".15"/>'
        )
        if _LEFT + _DATE_WIDTH + 20 < x < _RIGHT - _DATE_WIDTH - 20:
            yield _date(x, "middle", f"{month:%Y-%m}")


def _date(x: float, anchor: str, said: str) -> str:
    place = f'x="{_number(x)}" y="{_TOP + _HEIGHT + 18}" text-anchor="{anchor}"'
    return f'<text {place} font-size="12" {_DIM}>{said}</text>'


def _months(first: date, last: date) -> Sequence[date]:
    """The beginnings of months, quarters, halves or years between two days, only a few."""
    begun = first.year * 12 + first.month
    every = range(begun, last.year * 12 + last.month)
    step = next((n for n in (1, 3, 6) if len(every) / n <= _MOST_TICKS), 12)
    if step == 12:
        step *= 1 + len(every) // (step * (_MOST_TICKS + 1))
    return [date(number // 12, number % 12 + 1, 1) for number in every if number % step == 0]


def _number(value: float) -> str:
    return f"{value:.1f}".removesuffix(".0")


def _text(said: str) -> str:
    return escape(said)
