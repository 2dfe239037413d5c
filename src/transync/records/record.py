"""One Co-op Translator record: untrusted JSON -> validated fields, or what is wrong with it.

Format: `create_metadata` in Co-op Translator's `metadata_utils.py`.
"""

from __future__ import annotations

import re
from datetime import datetime
from typing import Annotated

from pydantic import AfterValidator, BaseModel, ConfigDict, ValidationError

_MD5 = re.compile(r"[0-9a-fA-F]{32}")
_TYPE_NAMES = {"dict": "an object", "list": "a list", "int": "a number", "float": "a number"}


def _md5(value: str) -> str:
    if not _MD5.fullmatch(value):
        raise ValueError("is no MD5 in hex")
    return value.lower()


def _date(value: str) -> str:
    try:
        datetime.fromisoformat(value)
    except ValueError:
        raise ValueError("is no ISO 8601 date") from None
    return value


def _filled(value: str) -> str:
    if not value.strip():
        raise ValueError("is empty")
    return value


class RecordFields(BaseModel):
    """The four fields of a record; unknown ones may follow and are left alone."""

    model_config = ConfigDict(strict=True, frozen=True, extra="ignore")

    original_hash: Annotated[str, AfterValidator(_md5)]
    translation_date: Annotated[str, AfterValidator(_date)]
    source_file: Annotated[str, AfterValidator(_filled)]
    language_code: Annotated[str, AfterValidator(_filled)]


class FailureFields(BaseModel):
    """A failure record of a sidecar; only the hash is needed to know what was tried."""

    # Few sidecars have any: until one has, nothing is built of these fields.
    model_config = ConfigDict(frozen=True, extra="ignore", defer_build=True)

    original_hash: Annotated[str, AfterValidator(str.lower)]
    failure_date: str | None = None
    error_type: str | None = None
    error_message: str | None = None
    translator_version: str | None = None


def validate(value: object) -> RecordFields | str:
    """The record's fields, or one clause that says what is wrong with it."""
    if not isinstance(value, dict):
        return f"the record is {_type_name(value)}, not an object"
    try:
        return RecordFields.model_validate(value)
    except ValidationError as error:
        return "; ".join(
            _clause(str(e["loc"][0]), e["type"], e["input"], e["msg"]) for e in error.errors()
        )


def _clause(field: str, kind: str, value: object, message: str) -> str:
    if kind == "missing":
        return f"the record has no {field}"
    if kind == "value_error":
        return f"{field} {message.removeprefix('Value error, ')}: {value!r}"
    return f"{field} is {_type_name(value)}, not text"


def _type_name(value: object) -> str:
    if value is None or isinstance(value, bool):
        return {None: "null", True: "true", False: "false"}[value]
    return _TYPE_NAMES.get(type(value).__name__, "text")
