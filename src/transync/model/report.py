"""What a check says: findings, what a change brings, and the report that holds them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from transync.model.pairs import Pair, State
from transync.model.problems import Fix, Severity


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
        if self.is_stale:
            return f"{said} (the source has changed since)"
        return said


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
