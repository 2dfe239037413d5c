"""What a link resolves to."""

from __future__ import annotations

from enum import StrEnum
from typing import NamedTuple

from transync.links.tracking import TrackingParameter


class Reach(StrEnum):
    """Whether a reader who follows a link gets anywhere."""

    ALIVE = "alive"
    BROKEN = "broken"
    UNTRANSLATED = "untranslated"
    UNKNOWN = "unknown"


class Target(NamedTuple):
    """What a link resolves to.

    `place` is the identity: a URL without tracking parameters and fragment, or the repository path
    of the source (for a translated page or image, that of its source). `path` is the repository
    path that is really hit, empty for what is outside. `is_switcher` marks a link to this page in
    another language, `is_of_unknown_source` a translated image of which nobody knows what it
    translates. `query` is that of a local target, without tracking parameters: nobody knows what a
    page of a site does with it.
    """

    place: str
    is_local: bool
    path: str
    fragment: str
    tracking: tuple[TrackingParameter, ...]
    reach: Reach
    is_switcher: bool = False
    is_of_unknown_source: bool = False
    query: str = ""
