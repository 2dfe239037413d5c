"""The shape of the overview in JSON, which `transync schema overview` prints with these words."""

from __future__ import annotations

from typing import Literal, TypeAlias

from typing_extensions import TypedDict  # pydantic reads no other before Python 3.12

from transync.model import State
from transync.output.json_shape import FindingCounts, FindingObject, PairCounts


class HeadObject(TypedDict):
    """The commit that is checked out; ages are counted to it, whatever the day is."""

    commit: str
    """Its hash in hex."""
    time: str
    """When it was committed, in ISO 8601."""


SectionStatus: TypeAlias = Literal["added", "removed", "changed", "moved"]


class SectionObject(TypedDict):
    """A section of the source that is not what it was."""

    heading: str
    """Its heading; empty for what stands above the first."""
    line: int | None
    """The line in the source as it is now, from 1; null where the section is gone."""
    status: SectionStatus
    """What happened to it; a section that moved says what it said."""
    trivial: bool
    """Whether no reader of a translation misses anything: white space, a badge, a spelling."""


class BehindObject(TypedDict):
    """How far a stale translation is behind its source."""

    commit: str
    """The last commit with the source that the translation was made from, as its hash in hex."""
    path: str
    """The path of the source in that commit."""
    since: str
    """When the source was changed first since then, in ISO 8601."""
    commits: int
    """The commits that have touched the source since then."""
    days: int
    """The days from `since` to the commit that is checked out."""
    added: int
    """The lines that the source has gained since then."""
    removed: int
    """The lines that the source has lost since then."""
    trivial: bool
    """Whether no reader of the translation misses anything."""
    sections: list[SectionObject]
    """The sections that have changed, in the order of the source."""


class PageObject(TypedDict):
    """A source in one language."""

    source: str
    """The source, relative to the root of the repository, with slashes."""
    translation: str
    """Where its translation is, or should be."""
    state: State
    """What the records say of it."""
    uncommitted: bool
    """Whether it was made from a text of the source that was never committed."""
    failed: bool
    """Whether Co-op Translator tried to translate the source as it is now, and gave up."""
    behind: BehindObject | None
    """Null where it is not stale, or where history does not hold what it was made from."""
    findings: FindingCounts
    rules: dict[str, int]
    """The rules that found a defect, and how often.

    That it is stale or missing is a state, and no defect; nor is what only shows that it is stale.
    """


class LanguageObject(TypedDict):
    """The state of one language."""

    language: str
    """Its BCP 47 code."""
    wanted: int
    """The pages that should be current: all but orphans."""
    current: int
    """Those of them that are."""
    share: float
    """The share of these, from 0 to 1."""
    oldest: int | None
    """The days that its oldest stale page is behind; null where there is none that is known."""
    pairs: PairCounts
    findings: FindingCounts
    pages: list[PageObject]
    """Its pages, by source."""
    others: list[FindingObject]
    """Findings that are about none of its pages: its sidecar, its translated images."""


class OverviewObject(TypedDict):
    """The overview that `transync report --format json` prints."""

    schema: Literal["transync.overview/1"]
    """Which shape this is: it changes when a key goes or gets another meaning."""
    head: HeadObject | None
    """Null without git, or without a commit."""
    forge: str | None
    """The address of the repository in a browser; null where nobody knows it."""
    wanted: int
    """The pages of all languages that should be current."""
    current: int
    """Those of them that are."""
    share: float
    """The share of these, from 0 to 1."""
    sources: int
    """The sources that some language translates."""
    untranslated: list[str]
    """The sources that no language translates."""
    languages: list[LanguageObject]
    """The languages, by code."""
    faults: list[FindingObject]
    """What is wrong with the sources themselves."""
    known: int
    """Further findings, which the baseline holds."""
    notes: list[str]
    """Sentences about what was not looked at."""
