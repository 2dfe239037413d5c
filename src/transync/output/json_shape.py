"""The shape of the JSON report, which `transync schema report` prints with these words."""

from __future__ import annotations

from typing import Literal

from typing_extensions import TypedDict  # pydantic reads no other before Python 3.12

from transync.model import Severity


class CellObject(TypedDict):
    """A place in a notebook as people see it."""

    number: int
    """The number of the cell, from 1; all cells count."""
    line: int | None
    """The line in that cell, from 1; null where the cell as a whole is meant."""


class SourceObject(TypedDict):
    """The source of a translation, and the place in it that the finding is about."""

    path: str
    """The source, relative to the root of the repository."""
    line: int | None
    """The line in the source, from 1; null where the finding is about no line of it."""
    cell: CellObject | None
    """Where in a notebook it is; null in other documents."""


class EditObject(TypedDict):
    """Bytes of a file that become others."""

    path: str
    """The file, relative to the root of the repository."""
    start: int
    """The first byte that goes, counted from 0; a byte order mark counts."""
    end: int
    """The first byte behind it that stays."""
    replacement: str
    """What comes there instead, in UTF-8."""


class FixObject(TypedDict):
    """What repairs a finding: all of the edits, or none."""

    safe: bool
    """Whether `transync fix` makes them without `--unsafe`."""
    edits: list[EditObject]
    """None of them overlaps another one of the same fix."""


class FindingObject(TypedDict):
    """Something that is wrong, at one place."""

    rule: str
    """The id of the rule; `transync rule` lists them."""
    severity: Severity
    """How much it matters."""
    message: str
    """What is wrong, in one line."""
    path: str
    """The file, relative to the root of the repository; U+FFFD stands for what is no text."""
    line: int
    """The line in the file, from 1; that of the file in a notebook too."""
    column: int
    """The column in characters, from 1."""
    cell: CellObject | None
    """Where in a notebook it is; null in other documents."""
    language: str | None
    """The language of the translation; null where a source itself is wrong."""
    stale: bool
    """Whether the source has changed since this translation was made."""
    source: SourceObject | None
    """The source of the translation; null where none is meant."""
    group: str
    """The same for findings that are one fault in many languages."""
    fingerprint: str
    """This finding's own; it survives changes elsewhere in the file."""
    fix: FixObject | None
    """What `transync fix` would do; null where nobody can tell what is right."""


class PairCounts(TypedDict):
    """How many pairs of a source and a language are in which state."""

    current: int
    """The translation was made from the source as it is."""
    stale: int
    """The source has changed since the translation was made."""
    unmanaged: int
    """The translation has no record of what it was made from."""
    orphan: int
    """The translation has no source."""
    failed: int
    """Co-op Translator tried and gave up; counted in another state too."""
    missing: int
    """Other languages have the translation, this one does not."""


class FindingCounts(TypedDict):
    """How many findings there are of each severity."""

    error: int
    warning: int


class SilencedObject(TypedDict):
    """A translation that hides findings, which neither its source nor the settings do."""

    path: str
    """The translation, relative to the root of the repository."""
    count: int
    """How many findings it hides."""


class SummaryObject(TypedDict):
    """What was checked, in numbers."""

    sources: int
    """The sources that were checked."""
    translations: int
    """The translations that were checked, of all languages."""
    languages: list[str]
    """The languages, as BCP 47 codes."""
    pairs: PairCounts
    findings: FindingCounts
    known: int
    """Further findings, which the baseline holds."""
    silenced: list[SilencedObject]
    """The translations that hide findings by suppressions of their own."""
    untranslated: list[str]
    """The sources that no language translates."""
    images: int
    """The translated images that were checked."""
    notes: list[str]
    """Sentences about what was not checked."""


class SettingSwitchObject(TypedDict):
    """A setting that has another value than before the change."""

    key: str
    """The key of the configuration."""
    path: str
    """The file that the change has it in; empty where that is none."""
    added: list[str]
    """What comes to its value; of a table, as `key = value`."""
    removed: list[str]
    """What goes from its value."""


class SuppressionSwitchObject(TypedDict):
    """A suppression that the change brings."""

    path: str
    """The file, relative to the root of the repository."""
    line: int
    """The line in the file, from 1."""
    rules: list[str]
    """The rules that it names; empty where it stands for all."""
    file: bool
    """Whether it stands for the whole file."""


class SwitchesObject(TypedDict):
    """What the change brings that decides what is found."""

    obeyed: bool
    """Whether the findings of the report are those that it leaves; `--settings-from` tells."""
    settings: list[SettingSwitchObject]
    """The settings that differ from those before."""
    known: int
    """The findings that are new to the baseline."""
    suppressions: list[SuppressionSwitchObject]
    """The suppressions that are new or stand for something else."""
    hidden: list[FindingObject]
    """What the change introduces by what was there before, and not by what it brings."""
    lowered: list[FindingObject]
    """What is an error by what was there before, and a warning by what the change brings."""


class DiffObject(TypedDict):
    """What a change does to the findings: `findings` of the report are those that it introduces."""

    base: str
    """What the change is compared with, as it was named."""
    commit: str
    """The merge base, as the hash of its commit in hex."""
    changed: int
    """The files that are not as they were in that commit."""
    stale: list[FindingObject]
    """What the change makes stale, where that is only advice."""
    before: list[FindingObject]
    """What was wrong before, in files that the change touches."""
    switches: SwitchesObject | None
    """What the change brings that decides what is found; null where that is nothing."""


class ReportObject(TypedDict):
    """The report that `transync check --output-format json` prints."""

    schema: Literal["transync.report/1"]
    """Which shape this is: it changes when a key goes or gets another meaning."""
    summary: SummaryObject
    findings: list[FindingObject]
    """What is wrong, by path and place; `json-lines` prints these objects."""
    diff: DiffObject | None
    """What `--diff` tells of a change; null without it."""
