"""The trend as one JSON object, for programs: schema `transync.history/1`."""

from __future__ import annotations

import json

from transync.commands.history.json_shape import PointObject, ShareObject, TrendObject
from transync.commands.history.standings import Share
from transync.commands.history.trend import Point, Trend
from transync.output.inert import inert_json


def render(trend: Trend) -> str:
    """The whole trend."""
    shown: TrendObject = {
        "schema": "transync.history/1",
        "by": trend.step,
        "languages": list(trend.languages),
        "points": list(map(_point, trend.points)),
        "notes": list(trend.notes),
    }
    return inert_json(json.dumps(shown, indent=2)) + "\n"


def _point(point: Point) -> PointObject:
    return {
        "commit": point.commit,
        "time": point.time.isoformat(),
        "overall": _share(point.overall),
        "languages": {language: _share(share) for language, share in point.shares.items()},
    }


def _share(share: Share) -> ShareObject:
    return {"current": share.current, "wanted": share.wanted}
