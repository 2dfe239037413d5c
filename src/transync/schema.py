"""The JSON Schemas of what transync writes and reads: what it prints, and its configuration."""

from __future__ import annotations

import json
from typing import Any

from pydantic import ConfigDict, TypeAdapter, with_config
from pydantic.json_schema import GenerateJsonSchema, JsonSchemaValue
from typing_extensions import override

from transync.commands.diff.json_shape import DifferencesObject
from transync.commands.history.json_shape import TrendObject
from transync.commands.report.json_shape import OverviewObject
from transync.commands.worklist.json_shape import WorklistObject
from transync.config import Settings
from transync.output.json_shape import ReportObject
from transync.rules import all_rules, rule_names

_SHAPES: dict[str, type[Any]] = {
    "report": ReportObject,
    "overview": OverviewObject,
    "history": TrendObject,
    "differences": DifferencesObject,
    "worklist": WorklistObject,
}
SCHEMAS = (*_SHAPES, "config")
_CONFIG = "What stands in transync.toml, .transync.toml, or [tool.transync] in pyproject.toml."


def schema(name: str) -> str:
    """One of SCHEMAS, as JSON by the draft of 2020-12."""
    described = _printed(name) if name in _SHAPES else _config()
    return json.dumps({"$schema": GenerateJsonSchema.schema_dialect, **described}, indent=2) + "\n"


def _printed(name: str) -> dict[str, Any]:
    # The descriptions are read only here: to render a report takes no pydantic.
    config = ConfigDict(use_attribute_docstrings=True)
    shape = TypeAdapter(with_config(config)(_SHAPES[name]))
    return shape.json_schema(schema_generator=_Exact) | {"title": f"{name.title()} of transync"}


def _config() -> dict[str, Any]:
    """The keys of the configuration, with what only the validators and the registry know."""
    written = Settings.model_json_schema(schema_generator=_Exact)
    written |= {"title": "Configuration of transync", "description": _CONFIG}
    rule, keys = {"$ref": "#/$defs/Rule"}, written["properties"]
    keys["layouts"]["items"] = {"anyOf": [{"type": "string"}, keys["layouts"]["items"]]}
    former = [name for name in rule_names() if name not in all_rules()]
    written["$defs"]["Rule"] = {
        "description": "The id of a rule, or a former id that stands for what took its place.",
        "anyOf": [{"enum": list(all_rules())}, {"enum": former, "deprecated": True}],
    }
    keys["select"]["items"] = keys["ignore"]["items"] = rule
    keys["severity"]["propertyNames"] = rule
    keys["per-file-ignores"]["additionalProperties"]["items"] = rule
    return written


class _Exact(GenerateJsonSchema):
    """Without a title for each key, which would be the key again, and without further keys."""

    @override
    def field_title_should_be_set(self, schema: object) -> bool:
        return False

    @override
    def typed_dict_schema(self, schema: Any) -> JsonSchemaValue:
        return super().typed_dict_schema(schema) | {"additionalProperties": False}
