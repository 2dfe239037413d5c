"""The record that a translation carries in itself: a comment in Markdown, a key in a notebook."""

from __future__ import annotations

from transync.documents.conflict_markers import conflict_line
from transync.documents.document import Embedded
from transync.documents.parse import parse_record
from transync.model import Fault, Record
from transync.records.record import validate
from transync.untrusted.json_value import JsonFault, Members, load_json


def read_record(path: str, data: bytes, language: str = "") -> Record | Fault | None:
    """The record that a file with these bytes carries in itself; None where it has none."""
    embedded = parse_record(path, data)
    if isinstance(embedded, Embedded):
        return read_embedded(embedded, path, language)
    return None


def read_embedded(embedded: Embedded, path: str, language: str) -> Record | Fault:
    """The validated record of the translation at `path`, or the fault that makes it unusable."""

    def fault(message: str, line: int, column: int) -> Fault:
        return Fault(
            "metadata-invalid", path, line, column=column, message=message, language=language
        )

    members = Members()
    value = load_json(embedded.text, members)
    if isinstance(value, JsonFault):
        if conflict := conflict_line(embedded.text):
            return fault("merge conflict markers in the record", embedded.line + conflict - 1, 1)
        line, column = embedded.line + value.line - 1, value.column
        if value.line == 1:
            column += embedded.column - 1
        return fault(f"the record is broken JSON: {value.message}", line, column)
    if members.are_repeated:
        return fault("the record has a key twice", embedded.line, embedded.column)
    fields = validate(value)
    if isinstance(fields, str):
        return fault(fields, embedded.line, embedded.column)
    return Record(**fields.model_dump(), carrier=path, line=embedded.line, column=embedded.column)
