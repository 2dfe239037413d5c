"""The shape of the differences, which `transync schema differences` prints with these words."""

from __future__ import annotations

from typing import Literal

from typing_extensions import TypedDict  # pydantic reads no other before Python 3.12

from transync.model import State
from transync.staleness.sections import Status


class TextObject(TypedDict):
    """The text of a section, and where it stands."""

    text: str
    """The lines of the section, its heading first; of a notebook, those of its cells."""
    first: int
    """The line of the file on which it begins, from 1; of a notebook too."""
    last: int
    """The line of the file on which it ends."""


class ChangedSectionObject(TypedDict):
    """A section of the source that is not what it was: a heading with the text up to the next."""

    heading: str
    """The heading as it is now, or was where it is gone; empty above the first heading."""
    status: Status
    """What became of it; a section that moved says what it said."""
    trivial: bool
    """Whether the translation is as right as it was: white space, the spelling of a URL, …"""
    old: TextObject | None
    """The section in the source that was translated; null where it is new."""
    new: TextObject | None
    """The section in the source as it is; null where it is gone."""
    translation: TextObject | None
    """The section in the translation; null where it is not there."""
    touched: list[int]
    """The lines of the translation that stand for what changed, or above what is new in it."""
    after: int | None
    """Where the translation does not have it, the line behind which it should stand."""


class VersionObject(TypedDict):
    """The source that a translation was made from."""

    hash: str
    """The MD5 of the source, as the translation's record has it."""
    commit: str
    """The last commit that held it, as a hash in hex."""
    path: str
    """The path of the source in that commit."""


class LagObject(TypedDict):
    """How far a translation is behind."""

    commits: int
    """The commits that have touched the source since."""
    days: int
    """The days between the commit that changed the source and the one that is checked out."""
    since: str
    """The time of the commit that changed the source, in ISO 8601."""
    added: int
    """The lines that the source has gained since."""
    removed: int
    """The lines that it has lost since."""


class TranslationObject(TypedDict):
    """A translation, and what has changed since it was made."""

    path: str
    """The translation, relative to the root of the repository, with slashes."""
    language: str
    """Its language, as a BCP 47 code."""
    source: str
    """Its source, relative to the root of the repository."""
    state: State
    """What its record says of it."""
    hash: str | None
    """The MD5 of the source as it is; null where it is not there."""
    version: VersionObject | None
    """What it was made from; null where that is what it still is, or not known."""
    behind: LagObject | None
    """How far it is behind; null where nothing tells."""
    sections: list[ChangedSectionObject]
    """The sections of the source that are not what they were, in their order."""
    reason: str | None
    """Why there is nothing to compare, in one sentence; null where there is."""


class DifferencesObject(TypedDict):
    """The differences that `transync diff --format json` prints."""

    schema: Literal["transync.differences/1"]
    """Which shape this is: it changes when a key goes or gets another meaning."""
    source: str
    """The source that was asked for, or that of the translation."""
    translations: list[TranslationObject]
    """Its translations that were asked for, by language."""
    notes: list[str]
    """Sentences about what could not be found out."""
