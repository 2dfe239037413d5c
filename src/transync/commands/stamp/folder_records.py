"""Where the records of a language folder stand, and what Co-op Translator reads there.

It looks for a source in the sidecar of the folder, and then for the record in the file itself. Of a
notebook it takes the sidecar's longest key that the source's path ends with. Source:
`_is_translation_outdated` and `is_notebook_up_to_date` in Co-op Translator 0.23.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from transync.co_op_translator import FAILURES_KEY, SOURCE_FIELD
from transync.documents.decoding import Unreadable
from transync.documents.document import Embedded
from transync.documents.kinds import is_notebook
from transync.documents.parse import parse_record
from transync.model import Fault, Pair, Record, State, below
from transync.records import posix, read_embedded, read_record, sidecar_entries
from transync.records.hashes import possible_hashes
from transync.records.rewrite import (
    Fields,
    is_comment_read,
    new_record,
    rewrite_comment,
    rewrite_notebook,
    rewrite_sidecar,
)
from transync.repository.contents import load_sidecar
from transync.repository.pairing import resolved_keys
from transync.repository.project import LanguageFolder, Project
from transync.repository.tree import Tree
from transync.untrusted.json_value import as_object


@dataclass(frozen=True, slots=True)
class Plan:
    """What is to be recorded of a pair: in the file itself, in the sidecar, or in both.

    `was` are the translation's bytes, and `own` those with the new record, where it carries one.
    `has_entry` says that the sidecar gets one, `key` is how it spells the source so far.
    """

    pair: Pair
    record: Fields
    was: bytes
    own: bytes | None
    has_entry: bool
    key: str

    @property
    def source_file(self) -> str:
        return self.record[SOURCE_FIELD]


@dataclass(frozen=True, slots=True)
class FolderRecords:
    """The sidecar of one language folder, and the files that may carry records of their own.

    `data` are the bytes of the sidecar, None where there is none; `obstacle` says why it can't be
    written, and is empty where it can. `keys` is how it spells each source, `entries` what it has.
    """

    folder: LanguageFolder
    tree: Tree
    data: bytes | None
    obstacle: str
    keys: Mapping[str, str]
    entries: Mapping[str, object]

    def plan(self, pair: Pair, now: datetime) -> Plan | str | None:
        """What is to be written for a pair; why that can't be; None where nothing has to be."""
        source, was = self.tree.read(pair.source), self.tree.read(pair.translation)
        if isinstance(source, Unreadable):
            return f"{pair.source}: {source.message}"
        if isinstance(was, Unreadable):
            return was.message
        found = parse_record(pair.translation, was)
        embedded = None if isinstance(found, Unreadable) else found
        if self._is_current(pair, source, was, embedded):
            return None
        if self.obstacle:
            return self.obstacle
        source_file = below(pair.source, self.folder.layout.source_root) or pair.source
        if not _is_unicode(source_file):
            return "the name of its source is no UTF-8, so that no record can hold it"
        record = new_record(source, source_file, pair.language, now)
        own = _with_record(pair.translation, was, embedded, record) if embedded else None
        if isinstance(own, str):
            return own
        has_entry = pair.source in self.keys or not self._is_read_in_file(pair, was, embedded)
        key = self.keys.get(pair.source, "")
        return Plan(pair, record, was, own=own, has_entry=has_entry, key=key)

    def sidecar_with(self, plans: Iterable[Plan]) -> bytes | None:
        """The sidecar as it is to be, None where it stays as it is."""
        plans = list(plans)
        records = {plan.source_file: plan.record for plan in plans if plan.has_entry}
        succeeded = {plan.source_file for plan in plans}
        failed = map(posix, as_object(self.entries.get(FAILURES_KEY)))
        if not records and succeeded.isdisjoint(failed):
            return None
        replaced = {plan.key for plan in plans if plan.key}
        return rewrite_sidecar(self.data, records, replaced, succeeded)

    def _is_current(self, pair: Pair, source: bytes, was: bytes, embedded: Embedded | None) -> bool:
        """Whether all records say so, and Co-op Translator finds one of them."""
        if pair.state is not State.CURRENT or pair.has_unusable_record:
            return False
        hashes = frozenset(possible_hashes(source))
        if any(record.original_hash not in hashes for record in pair.records):
            return False
        source_file = below(pair.source, self.folder.layout.source_root) or pair.source
        return source_file in self.entries or self._is_read_in_file(pair, was, embedded)

    def _is_read_in_file(self, pair: Pair, was: bytes, embedded: Embedded | None) -> bool:
        """Whether Co-op Translator reads the record in a file that the sidecar has no entry of."""
        if embedded is None:
            return False
        if not is_notebook(pair.translation):
            return is_comment_read(was, embedded)
        parts = pair.source.split("/")
        return not any("/".join(parts[start:]) in self.entries for start in range(len(parts)))


def read_folder_records(project: Project, folder: LanguageFolder) -> FolderRecords:
    """What the sidecar of a language folder holds."""
    tree, path = project.tree, folder.sidecar
    data: bytes | Unreadable | None = None
    if path in tree.files and path not in tree.absent:
        data = tree.read(path)
    if isinstance(data, Unreadable):
        data = None
    sidecar = load_sidecar(tree, path, folder.language)
    fault = sidecar.faults[0] if sidecar.is_broken else None
    obstacle = _obstacle(tree, path, data, fault)
    entries: dict[str, object] = {}
    if not obstacle:
        entries = sidecar_entries(data) or {}
    keys = resolved_keys(sidecar, folder, project)
    return FolderRecords(folder, tree, data, obstacle=obstacle, keys=keys, entries=entries)


def _obstacle(tree: Tree, path: str, data: bytes | None, fault: Fault | None) -> str:
    """Why a sidecar can't be written; empty where it can."""
    if fault:
        return f"{path}: {fault.message}; mend it first"
    if path in tree.absent:
        return f"{path}: not checked out here"
    try:
        rewrite_sidecar(data, {})
    except UnicodeEncodeError:
        return f"{path}: holds half of a character, which can't be written; mend it first"
    return ""


def _is_unicode(name: str) -> bool:
    try:
        name.encode()
    except UnicodeEncodeError:
        return False
    return True


def _with_record(path: str, was: bytes, embedded: Embedded, record: Fields) -> bytes | str:
    """The file with this record in place of its own, or why that can't be."""
    fault = read_embedded(embedded, path, "")
    if is_notebook(path):
        data = rewrite_notebook(was, record)
    else:
        data = rewrite_comment(was, embedded, record)
    if data:
        written = read_record(path, data)
        if isinstance(written, Record) and written._asdict().items() >= record.items():
            return data
    why = "the record can't be rewritten"
    if isinstance(fault, Fault):
        why = fault.message
    return f"{why}; mend it, or take it out, first"
