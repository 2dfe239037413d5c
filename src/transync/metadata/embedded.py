"""The record that a translation carries in itself: a comment in Markdown, a key in a notebook."""

from __future__ import annotations

import json

from transync.metadata.conflict import conflict_line
from transync.metadata.record import validate
from transync.model import Embedded, Fault, Record


def read_embedded(embedded: Embedded, path: str, language: str) -> Record | Fault:
    """The validated record of the translation at `path`, or the fault that makes it unusable."""

    def fault(message: str, line: int, column: int) -> Fault:
        return Fault("metadata-invalid", path, line, column, message, language)

    try:
        value = json.loads(embedded.text)
    except json.JSONDecodeError as error:
        conflict = conflict_line(embedded.text)
        if conflict:
            return fault("merge conflict markers in the record", embedded.line + conflict - 1, 1)
        column = error.colno if error.lineno > 1 else embedded.column + error.colno - 1
        line = embedded.line + error.lineno - 1
        return fault(f"the record is broken JSON: {error.msg}", line, column)
    except RecursionError:
        return fault("the record is nested too deeply", embedded.line, embedded.column)
    fields = validate(value)
    if isinstance(fields, str):
        return fault(fields, embedded.line, embedded.column)
    return Record(**fields.model_dump(), carrier=path, line=embedded.line, column=embedded.column)
