"""A record contradicts the place of its file, or the file's other record.

The record's `language_code` must be the language of the folder (older codes such as `br` or `tw`
count as the language that they stand for), its `source_file` the source that the file mirrors,
and a comment and a sidecar must not disagree on `original_hash`. The sidecar wins for Co-op
Translator.

Fails: `translations/vi/a.md` records `"language_code": "ko"`, or `"source_file": "b.md"`.

Passes: `translations/pt-BR/a.md` records `"language_code": "br"`, `"source_file": "a.md"`.

What to do: correct the record; a copied file often keeps the record of its model.
"""

from collections.abc import Iterator

from transync.metadata import is_absolute, posix
from transync.model import Pair, Problem, Record, Severity, below

SEVERITY = Severity.ERROR


def check_pair(pair: Pair) -> Iterator[Problem]:
    for record in pair.records:
        if record.language != pair.language:
            yield _problem(
                record,
                f"the record's language_code is {record.language_code}",
                f"the file stands in {pair.folder}",
            )
        if not _is_source(record, pair):
            yield _problem(
                record,
                "the record's source_file is another file",
                f"{record.source_file}, but this is the translation of {pair.source}",
            )
    if len({record.original_hash for record in pair.records}) > 1:
        sidecar, own = pair.records
        yield _problem(
            own,
            "the file's own record and the sidecar disagree on original_hash",
            f"{own.original_hash} here, {sidecar.original_hash} in {sidecar.carrier}",
        )


def _is_source(record: Record, pair: Pair) -> bool:
    recorded = posix(record.source_file)
    expected = below(pair.source, pair.layout.source_root) or pair.source
    if is_absolute(recorded):
        return recorded.endswith("/" + expected)
    return recorded.removeprefix("./") in (expected, pair.source)


def _problem(record: Record, message: str, detail: str) -> Problem:
    return Problem(message, record.line, record.column, detail, path=record.carrier)
