"""A record contradicts the place of its file, or the file's other record.

The record's `language_code` must be the language of the folder (older codes such as `br` or `tw`
count as the language that they stand for), its `source_file` the source that the file mirrors,
and a comment and a sidecar must not disagree on `original_hash`. The sidecar wins for Co-op
Translator.

Fails: `translations/vi/a.md` records `"language_code": "ko"`, or `"source_file": "b.md"`.

Passes: `translations/pt-BR/a.md` records `"language_code": "br"`, `"source_file": "a.md"`.

What to do: correct the record; a copied file often keeps the record of its model. `transync fix`
writes the name of the folder as `language_code`, and, where the recorded hash is that of the
source as it is, its path as `source_file`; which of two hashes is right, nobody can tell.
"""

from collections.abc import Iterator
from typing import NamedTuple

from transync.co_op_translator import HASH_FIELD, LANGUAGE_FIELD, SOURCE_FIELD
from transync.model import Fix, Pair, Problem, Record, Severity, State, below
from transync.records import is_absolute, posix
from transync.records.edits import RecordEdits
from transync.rules._groups import Group

GROUP = Group.RECORDS
SEVERITY = Severity.ERROR


class _Mismatch(NamedTuple):
    """A problem of a record, and the value that a field of it should have, where that is known."""

    problem: Problem
    record: Record
    field: str
    value: str = ""


def check_pair(pair: Pair) -> Iterator[Problem]:
    for mismatch in _mismatches(pair):
        yield mismatch.problem


def fix_pair(pair: Pair, problem: Problem, carriers: RecordEdits) -> Fix | None:
    for mismatch in _mismatches(pair):
        carrier = carriers.at(mismatch.record.carrier) if mismatch.value else None
        if carrier and mismatch.problem == problem:
            edit = carrier.replace(mismatch.record, mismatch.field, mismatch.value)
            if edit:
                return Fix((edit,))
            return None
    return None


def _mismatches(pair: Pair) -> Iterator[_Mismatch]:
    for record in pair.records:
        if record.language != pair.language:
            problem = _problem(
                record,
                f"the record's language_code is {record.language_code}",
                f"the file stands in {pair.folder}",
            )
            yield _Mismatch(problem, record, LANGUAGE_FIELD, value=pair.folder)
        if not _is_source(record, pair):
            problem = _problem(
                record,
                "the record's source_file is another file",
                f"{record.source_file}, but this is the translation of {pair.source}",
            )
            # A record of another text may be that of a file that stands in the wrong place.
            known = _source_file(pair) if _is_current(record, pair) else ""
            yield _Mismatch(problem, record, SOURCE_FIELD, value=known)
    if len({record.original_hash for record in pair.records}) > 1:
        sidecar, own_record = pair.records
        problem = _problem(
            own_record,
            "the file's own record and the sidecar disagree on original_hash",
            f"{own_record.original_hash} here, {sidecar.original_hash} in {sidecar.carrier}",
        )
        yield _Mismatch(problem, own_record, HASH_FIELD)


def _is_source(record: Record, pair: Pair) -> bool:
    recorded, expected = posix(record.source_file), _source_file(pair)
    if is_absolute(recorded):
        return recorded.endswith("/" + expected)
    return recorded.removeprefix("./") in (expected, pair.source)


def _source_file(pair: Pair) -> str:
    """The source as Co-op Translator records it: relative to the source root."""
    return below(pair.source, pair.layout.source_root) or pair.source


def _is_current(record: Record, pair: Pair) -> bool:
    """Whether the record is of the source as it is."""
    return pair.state is State.CURRENT and record.original_hash == pair.records[0].original_hash


def _problem(record: Record, message: str, detail: str) -> Problem:
    return Problem(message, record.line, record.column, detail=detail, path=record.carrier)
