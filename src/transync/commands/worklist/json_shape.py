"""The shape of the worklist, which `transync schema worklist` prints with these words."""

from __future__ import annotations

from typing import Literal

from typing_extensions import TypedDict  # pydantic reads no other before Python 3.12

from transync.commands.report.json_shape import BehindObject, HeadObject
from transync.commands.worklist.work import Kind
from transync.model import State
from transync.output.json_shape import FindingObject


class FailureObject(TypedDict):
    """An attempt of Co-op Translator on the source as it is now, which it gave up."""

    date: str
    """When, in ISO 8601."""
    version: str
    """Its own version; empty where it was not recorded."""
    type: str
    """The name of the error; empty where it was not recorded."""
    message: str
    """What it said; empty where it was not recorded."""


class WorkPageObject(TypedDict):
    """A translation to be made."""

    language: str
    """Its BCP 47 code."""
    translation: str
    """Where it is, or should be, relative to the root of the repository, with slashes."""
    state: State
    """What the records say of it."""
    behind: BehindObject | None
    """Null where it is not stale, or where history does not hold what it was made from."""
    failure: FailureObject | None
    """Null where Co-op Translator did not fail on the source as it is now."""
    dropped: list[FindingObject]
    """What says that parts of it, or all of it, were not translated."""


class JobObject(TypedDict):
    """A source to translate for one reason, in some languages."""

    source: str
    """The source, relative to the root of the repository, with slashes."""
    kind: Kind
    """Why they are to be translated, all for the same reason."""
    size: int
    """What readers miss: changed or dropped sections, each counted for each language.

    A missing page counts as one; one whose version history does not hold, as none.
    """
    pages: list[WorkPageObject]
    """Its translations, by language."""


class WorklistObject(TypedDict):
    """The worklist that `transync worklist --format json` prints."""

    schema: Literal["transync.worklist/1"]
    """Which shape this is: it changes when a key goes or gets another meaning."""
    head: HeadObject | None
    """Null without git, or without a commit."""
    languages: list[str]
    """The languages that were looked at, by code."""
    jobs: list[JobObject]
    """What to translate, what matters most first."""
    waiting: list[JobObject]
    """What looks stale, and is not to be translated: nobody misses anything that is known."""
    notes: list[str]
    """Sentences about what was not looked at."""
