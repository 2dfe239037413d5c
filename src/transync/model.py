"""The values that everybody shares: layouts, records, pairs, problems and findings."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import NamedTuple


class Severity(StrEnum):
    """How much a finding matters; errors fail the run, warnings do not by default."""

    ERROR = "error"
    WARNING = "warning"


class State(StrEnum):
    """What the records say of a pair, before any text is compared."""

    CURRENT = "current"
    STALE = "stale"
    UNMANAGED = "unmanaged"
    ORPHAN = "orphan"
    MISSING = "missing"


class Origin(StrEnum):
    """What git's history says of the source that a stale translation was made from.

    A phantom is a text that was never committed: Co-op Translator rewrites the language table of a
    source before it translates, and the usual workflow commits only the translations.
    """

    UNKNOWN = "unknown"
    COMMITTED = "committed"
    PHANTOM = "phantom"


class Layout(NamedTuple):
    """Where translations stand: `<translation_root>/<lang>/[<subdir>/]<path below source_root>`.

    All three are POSIX paths relative to the root of the tree; `""` is the tree's root itself.
    """

    source_root: str
    translation_root: str
    subdir: str = ""

    def folder(self, language: str) -> str:
        """The folder that mirrors the source root for one language folder's name."""
        return join(self.translation_root, language, self.subdir)


class Fault(NamedTuple):
    """Input that could not be used: which rule reports it, where, and why.

    `detail` and `traceback` are those of a problem.
    """

    rule: str
    path: str
    line: int
    column: int
    message: str
    language: str | None = None
    source: str | None = None
    detail: str = ""
    traceback: str = ""

    @property
    def text(self) -> str:
        """The whole statement, in one line."""
        return f"{self.message}: {self.detail}" if self.detail else self.message


class Record(NamedTuple):
    """What Co-op Translator noted of one translation, and where it is written.

    `language_code` and `source_file` are as recorded; `original_hash` is lower-case MD5 in hex;
    `translation_date` is ISO 8601. `line` and `column` say where in `carrier` the record begins;
    `language` is the canonical form of `language_code`, once the aliases are known.
    """

    original_hash: str
    translation_date: str
    source_file: str
    language_code: str
    carrier: str
    line: int
    column: int
    language: str = ""


class Failure(NamedTuple):
    """A translation that Co-op Translator tried and gave up, as its sidecar notes it."""

    original_hash: str
    failure_date: str
    error_type: str
    error_message: str
    translator_version: str
    carrier: str
    line: int


@dataclass(frozen=True, slots=True)
class Pair:
    """A source and its translation into one language; one of the two files may be absent.

    `language` is the canonical BCP 47 code, `folder` the language folder's own name.
    `records` holds every usable record, the one that wins first; `has_unusable_record` is set
    where a carrier was broken, so that nobody asks for a record that is there. `is_left_alone` is
    set in folders of hand-made translations. `origin` is known of stale pairs only; `renamed_to` is
    the source's new name where the change that is looked at gave it one.
    """

    layout: Layout
    language: str
    folder: str
    source: str
    translation: str
    state: State
    source_hash: str = ""
    records: tuple[Record, ...] = ()
    failure: Failure | None = None
    has_unusable_record: bool = False
    is_managed: bool = True
    is_left_alone: bool = False
    origin: Origin = Origin.UNKNOWN
    renamed_to: str = ""

    @property
    def record(self) -> Record | None:
        return self.records[0] if self.records else None

    @property
    def is_compared(self) -> bool:
        """Whether its texts are to be held against each other."""
        has_texts = self.state in (State.CURRENT, State.STALE, State.UNMANAGED)
        return has_texts and not self.is_left_alone


class Place(NamedTuple):
    """A line of the file that is checked, and that of the source that it stands for."""

    line: int
    source_line: int | None


class TranslatedImage(NamedTuple):
    """A translated image whose record names a source image that is there.

    `source_hashes` are those of the source image as it is now, as for texts.
    """

    path: str
    language: str
    source: str
    source_hashes: tuple[str, ...]
    record: Record


class Leftovers(NamedTuple):
    """The records that a sidecar keeps of files that are gone, by the path of each, in order."""

    sidecar: str
    language: str
    records: tuple[tuple[str, Record], ...]


class Edit(NamedTuple):
    """The bytes of a file from `start` up to `end`, counted from 0, become the `replacement`.

    A byte order mark counts; the replacement is written in UTF-8.
    """

    path: str
    start: int
    end: int
    replacement: str


class Fix(NamedTuple):
    """The edits that repair what a finding says, all of them or none.

    It is safe where the source and the alignment say exactly what the right text is. `brings` are
    the rules that have to speak of the result of an unsafe one: a row that is copied from the
    source is not translated.
    """

    edits: tuple[Edit, ...]
    is_safe: bool = True
    brings: tuple[str, ...] = ()


class Problem(NamedTuple):
    """What a rule says of a pair, a source or an image: a fact, its place, what identifies it.

    `message` is the same in every language that has the fault; `detail` is what this one has
    instead. `line` and `column` are in the file that is checked, `source_line` in the source.
    `identity` tells the problem from others of its rule and file without naming any position;
    without it, message and detail do. `is_absent` says that what is meant should stand at `line`,
    but does not. `path` is another file than the one that is checked. `places` are all places of
    a problem that is said once for many, out of `candidates` that could have had it. `fix` repairs
    it, where anybody can tell how. `traceback` says in lines where transync failed. `is_grave` is
    set for what could do harm: an older source excuses it only if it is known to have had it.
    """

    message: str
    line: int = 1
    column: int = 1
    detail: str = ""
    source_line: int | None = None
    source_column: int = 1
    identity: str = ""
    is_absent: bool = False
    path: str | None = None
    severity: Severity | None = None
    places: tuple[Place, ...] = ()
    candidates: int = 0
    fix: Fix | None = None
    traceback: str = ""
    is_grave: bool = False


class CellPlace(NamedTuple):
    """A place in a notebook as people see it: the number of a cell and a line in it, from 1.

    All cells count, as in Visual Studio Code. `line` is None where the file does not tell lines
    of a cell apart, or where another part of the cell is meant.
    """

    number: int
    line: int | None


@dataclass(frozen=True, slots=True)
class Finding:
    """A problem with its policy applied: what an output shows.

    `language` is None for a fault of the source. In a notebook, `line` is that of the file, and
    `cell` says where people find it; the same goes for the source's. `group` is shared by the
    findings that are one fault in many languages; `fingerprint` is this finding's own and survives
    unrelated edits. `share` is that of the texts that have the fault, of those that could have it;
    1 where nobody counts them. `fix` repairs it, where anybody can tell how. `traceback` says in
    lines where transync failed.
    """

    rule: str
    severity: Severity
    message: str
    detail: str
    path: str
    line: int
    column: int
    cell: CellPlace | None
    language: str | None
    source_path: str | None
    source_line: int | None
    source_column: int
    source_cell: CellPlace | None
    is_stale: bool
    is_absent: bool
    group: str
    fingerprint: str
    share: float = 1.0
    fix: Fix | None = None
    traceback: str = ""

    @property
    def text(self) -> str:
        """The whole statement, in one line."""
        said = f"{self.message}: {self.detail}" if self.detail else self.message
        return f"{said} (the source has changed since)" if self.is_stale else said


class SectionChange(NamedTuple):
    """A section of a source that is not what it was when a translation was made from it.

    `heading` is the section's own, as it is now (as it was, of one that is gone); `""` is what
    stands above the first. `line` is that of today's source, None of a section that is gone.
    `status` is `added`, `removed`, `changed`, or `moved` with all that it says. Trivial are changes
    that leave a translation as right as it was: white space, the spelling of a URL, a badge, the
    language table. A tracking ID is not: no reader misses it, but a translation has to carry it.
    """

    heading: str
    line: int | None
    status: str
    is_trivial: bool


class Behind(NamedTuple):
    """How far a stale translation is behind its source, as git's history tells.

    `commit` is the last one that held the source which the translation was made from (hash in hex),
    `path` the source's path in it, `since` the time of the commit that changed it. `commits` have
    touched the source since then, merges aside; `days` lie between `since` and the commit that is
    checked out. `added` and `removed` are lines of the source, as git counts them. Of a source
    that is changed but not committed, `commit` is the one that is checked out.
    """

    commit: str
    path: str
    since: datetime
    commits: int
    days: int
    added: int
    removed: int
    sections: tuple[SectionChange, ...]

    @property
    def is_trivial(self) -> bool:
        """Whether the translation is as right as it was."""
        return all(section.is_trivial for section in self.sections)


class Head(NamedTuple):
    """The commit that is checked out: its hash in hex and its time, by which ages are counted."""

    commit: str
    time: datetime


class KnownFinding(NamedTuple):
    """A finding as a baseline remembers it: nothing of its place but the file."""

    path: str
    rule: str
    fingerprint: str


class LanguageTally(NamedTuple):
    """One language's pairs by state, and its findings by severity."""

    language: str
    translations: int
    states: Mapping[State, int]
    failed: int
    errors: int
    warnings: int


class SettingSwitch(NamedTuple):
    """A setting that a change brings: its key, and what comes to its value and goes from it.

    `path` is the file where the change has it, empty where that is none.
    """

    key: str
    path: str
    added: tuple[str, ...]
    removed: tuple[str, ...]


class SuppressionSwitch(NamedTuple):
    """A suppression that a change brings: where it is written, and the rules, all if it names none.

    It stands for a block, or for the whole file.
    """

    path: str
    line: int
    rules: tuple[str, ...]
    is_for_file: bool


class Switches(NamedTuple):
    """What a change brings that decides what is found, and what that does to its own findings.

    `known` is the number of findings that are new to the baseline. `hidden` are those which the
    change introduces by the settings, the baseline and the suppressions before it, and not by its
    own; `lowered` are errors by the former and warnings by the latter. `is_obeyed` says that the
    findings of the report are those by its own.
    """

    settings: tuple[SettingSwitch, ...]
    known: int
    suppressions: tuple[SuppressionSwitch, ...]
    is_obeyed: bool
    hidden: tuple[Finding, ...] = ()
    lowered: tuple[Finding, ...] = ()


class Diff(NamedTuple):
    """What a report on a change is held against: a base as it was named, and its merge base.

    `changed` is the number of files that are not as they were in that commit (its hash in hex).
    `stale` are the findings that say which translations the change makes stale, where that is only
    advice; `before` are those that were there before, in files that it touches. `switches` is None
    where the change decides nothing of the check itself.
    """

    base: str
    commit: str
    changed: int
    stale: tuple[Finding, ...]
    before: tuple[Finding, ...]
    switches: Switches | None = None


@dataclass(frozen=True, slots=True)
class Report:
    """All that a check found, in a stable order, ready for any output.

    `images` is the number of translated images that were checked, `untranslated` are the sources
    that no language translates; `notes` are sentences for the reader about what was not checked.
    `excerpts` holds the offending lines by path and line. `known` counts further findings, which
    the baseline holds; `gone` is what it holds in vain. `silenced` counts those that a translation
    hides by a suppression of its own, by path. With a `diff`, `findings` are those that
    the change introduces. `pairs` are those that were looked at, by source and language. `digests`
    stand for what the documents held that were read, by path.
    """

    sources: int
    languages: tuple[LanguageTally, ...]
    findings: tuple[Finding, ...]
    images: int = 0
    untranslated: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    known: int = 0
    silenced: Mapping[str, int] = field(default_factory=dict)
    gone: frozenset[KnownFinding] = frozenset()
    excerpts: Mapping[tuple[str, int], str] = field(default_factory=dict)
    diff: Diff | None = None
    pairs: tuple[Pair, ...] = ()
    digests: Mapping[str, str] = field(default_factory=dict)


def join(*parts: str) -> str:
    """Join POSIX path parts, leaving out the empty ones."""
    return "/".join(part for part in parts if part)


def below(path: str, folder: str) -> str | None:
    """The path relative to `folder`, or None when it does not stand below it."""
    if not folder:
        return path
    prefix = folder + "/"
    return path[len(prefix) :] if path.startswith(prefix) else None


def folders_above(path: str) -> Iterator[str]:
    """The folders that a path stands in, the nearest first, but for the root of the tree."""
    while path := path.rpartition("/")[0]:
        yield path
