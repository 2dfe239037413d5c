"""What belongs together: layouts, records, pairs, and input that could not be used."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

from transync.model.paths import join


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
        if self.detail:
            return f"{self.message}: {self.detail}"
        return self.message


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
        if self.records:
            return self.records[0]
        return None

    @property
    def is_compared(self) -> bool:
        """Whether its texts are to be held against each other."""
        has_texts = self.state in (State.CURRENT, State.STALE, State.UNMANAGED)
        return has_texts and not self.is_left_alone


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
