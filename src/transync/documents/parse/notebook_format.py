"""Whether a notebook is one by Jupyter's own rules, the schemas of nbformat."""

from __future__ import annotations

import warnings
from typing import Any

from transync.documents.notebook import Invalid
from transync.untrusted.json_value import as_object

_VERSION = 4
_LONGEST_REASON = 100
_SCHEMAS = (
    *("markdown_cell", "code_cell", "raw_cell"),
    *("execute_result", "display_data", "stream", "error"),
)


def find_invalid(notebook: dict[str, Any]) -> Invalid | None:
    """The first thing that makes the notebook invalid, if anything does.

    What newer versions of Jupyter only warn of is left alone: cells without an id, unknown keys.
    """
    for name in ("nbformat", "nbformat_minor"):
        if type(notebook.get(name)) is not int:
            return Invalid(f"it has no number {name}")
    version, minor = notebook["nbformat"], notebook["nbformat_minor"]
    if version != _VERSION:
        return None
    fields = {**notebook, "cells": [_with_id(cell, minor) for cell in notebook["cells"]]}
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            return _complaint(fields, minor)
    except RecursionError:
        return None


def _complaint(notebook: dict[str, Any], minor: int) -> Invalid | None:
    from nbformat.validator import get_validator

    # Compiled schemas are fast; those of jsonschema say what is wrong.
    fast, slow = (
        get_validator(_VERSION, minor, relax_add_props=True, name=name)  # type: ignore[no-untyped-call]
        for name in (None, "jsonschema")
    )
    if fast is None or slow is None:
        return Invalid(f"there is no nbformat {_VERSION}.{minor}")
    if next(iter(fast.iter_errors(notebook)), None) is None:
        return None
    error = next(iter(slow.iter_errors(notebook)))
    path = list(error.absolute_path)
    while error.context and (schema := _schema_of(error.instance)):
        inner = next(iter(slow.iter_errors(error.instance, schema)), None)
        if inner is None:
            break
        error = inner
        path += error.absolute_path
    where = [part for part in path if not isinstance(part, int)]
    reason = _reason(str(error.message), where)
    if len(path) > 1 and path[0] == "cells":
        return Invalid(reason, path[1])
    return Invalid(reason)


def _schema_of(part: object) -> dict[str, str] | None:
    """What a cell or an output has to be, by what it says that it is."""
    fields = as_object(part)
    for name in (f"{fields.get('cell_type')}_cell", fields.get("output_type")):
        if name in _SCHEMAS:
            return {"$ref": f"#/definitions/{name}"}
    return None


def _with_id(cell: object, minor: int) -> object:
    if minor >= 5 and isinstance(cell, dict):
        return {"id": "x", **cell}
    return cell


def _reason(message: str, where: list[Any]) -> str:
    """The schema's complaint, unless it quotes half of the notebook."""
    name = " ".join(str(part).removesuffix("s") for part in where) or "notebook"
    is_short = len(message) <= _LONGEST_REASON and "under any of" not in message
    if is_short:
        return f"{name}: {message}"
    return f"the {name} is not as the format wants it"
