"""The shape of the trend as JSON, which `transync schema history` prints with these words."""

from __future__ import annotations

from typing import Literal

from typing_extensions import TypedDict  # pydantic reads no other before Python 3.12


class ShareObject(TypedDict):
    """How many pages are current."""

    current: int
    """The pages whose translation was made from the source as it was in that commit."""
    wanted: int
    """The pages that should be there; stale and missing ones count, orphans do not."""


class PointObject(TypedDict):
    """What one commit held."""

    commit: str
    """The hash of the commit in hex."""
    time: str
    """Its time (ISO 8601, in UTC); no point is older than the one before it."""
    overall: ShareObject
    """The pages of all these languages."""
    languages: dict[str, ShareObject]
    """Each language that had translations, by its BCP 47 code."""


class TrendObject(TypedDict):
    """What `transync history --format json` prints."""

    schema: Literal["transync.history/1"]
    """Which shape this is: it changes when a key goes or gets another meaning."""
    by: Literal["week", "commit"]
    """Whether a point is the last commit of a week (of ISO 8601, in UTC), or one commit."""
    languages: list[str]
    """The languages of all points, as BCP 47 codes."""
    points: list[PointObject]
    """The oldest first, beginning with the first translation."""
    notes: list[str]
    """Sentences about what is not known."""
