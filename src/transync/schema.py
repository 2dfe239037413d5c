"""The JSON Schemas of what transync writes and reads: report, history and configuration."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

from pydantic import ConfigDict, TypeAdapter, with_config
from pydantic.json_schema import GenerateJsonSchema, JsonSchemaValue
from pydantic_core.core_schema import TypedDictSchema
from typing_extensions import override

from transync.config import Settings
from transync.output.json_shape import ReportObject
from transync.report.trend_shape import TrendObject
from transync.rules import all_rules


def schema(name: str) -> str:
    """One of SCHEMAS, as JSON by the draft of 2020-12."""
    written = {"$schema": GenerateJsonSchema.schema_dialect, **SCHEMAS[name]()}
    return json.dumps(written, indent=2) + "\n"


def _report() -> dict[str, Any]:
    return _described(ReportObject) | {"title": "Report of transync"}


def _history() -> dict[str, Any]:
    return _described(TrendObject) | {"title": "History of transync"}


def _described(shape: type) -> dict[str, Any]:
    # The descriptions are read only here: to render a report takes no pydantic.
    config = ConfigDict(use_attribute_docstrings=True)
    adapter: TypeAdapter[object] = TypeAdapter(with_config(config)(shape))
    return adapter.json_schema(schema_generator=_Exact)


def _config() -> dict[str, Any]:
    """The keys of the configuration, with what only the validators and the registry know."""
    written = Settings.model_json_schema(schema_generator=_Exact)
    written |= {"title": "Configuration of transync", "description": _CONFIG}
    rule, keys = {"$ref": "#/$defs/Rule"}, written["properties"]
    keys["layouts"]["items"] = {"anyOf": [{"type": "string"}, keys["layouts"]["items"]]}
    written["$defs"]["Rule"] = {"description": "The id of a rule.", "enum": list(all_rules())}
    keys["select"]["items"] = keys["ignore"]["items"] = rule
    keys["severity"]["propertyNames"] = rule
    keys["per-file-ignores"]["additionalProperties"]["items"] = rule
    return written


_CONFIG = "What stands in transync.toml, .transync.toml, or [tool.transync] in pyproject.toml."

SCHEMAS: dict[str, Callable[[], dict[str, Any]]] = {
    "report": _report,
    "history": _history,
    "config": _config,
}


class _Exact(GenerateJsonSchema):
    """Without a title for each key, which would be the key again, and without further keys."""

    @override
    def field_title_should_be_set(self, schema: object) -> bool:
        return False

    @override
    def typed_dict_schema(self, schema: TypedDictSchema) -> JsonSchemaValue:
        return super().typed_dict_schema(schema) | {"additionalProperties": False}
