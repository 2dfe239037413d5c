"""The action's inputs, as action.yml hands them to the program's environment."""

from __future__ import annotations

import shlex
from collections.abc import Mapping
from typing import NamedTuple

from action.errors import UsageError

FAIL_ON = ("error", "warning", "never")
SETTINGS_FROM = ("base", "change")


class Inputs(NamedTuple):
    """What the workflow asks of a check."""

    paths: tuple[str, ...]
    args: tuple[str, ...]
    config: str
    languages: tuple[str, ...]
    diff: str
    settings_from: str
    fail_on: str
    wants_annotations: bool
    wants_summary: bool
    sarif: str
    wants_comment: bool
    working_directory: str


def read_inputs(environment: Mapping[str, str]) -> Inputs:
    """The inputs, checked; raises UsageError for one that can't be understood."""
    given = {
        name.removeprefix("INPUT_").lower().replace("_", "-"): value.strip()
        for name, value in environment.items()
        if name.startswith("INPUT_")
    }
    try:
        args = shlex.split(given.get("args", ""))
    except ValueError as error:
        raise UsageError(f"args: can't be split: {str(error).lower()}") from None
    return Inputs(
        paths=tuple(line.strip() for line in given.get("paths", "").splitlines() if line.strip()),
        args=tuple(args),
        config=given.get("config", ""),
        languages=tuple(given.get("languages", "").replace(",", " ").split()),
        diff=given.get("diff", "") or "auto",
        settings_from=_one_of(SETTINGS_FROM, "settings-from", given),
        fail_on=_one_of(FAIL_ON, "fail-on", given),
        wants_annotations=_is_true("annotations", given),
        wants_summary=_is_true("summary", given),
        sarif=given.get("sarif", ""),
        wants_comment=_is_true("comment", given),
        working_directory=given.get("working-directory", "") or ".",
    )


def _is_true(name: str, given: Mapping[str, str]) -> bool:
    return _one_of(("true", "false"), name, given) == "true"


def _one_of(choices: tuple[str, ...], name: str, given: Mapping[str, str]) -> str:
    """The input's value; the first choice is what an empty one means."""
    value = given.get(name, "").lower() or choices[0]
    if value not in choices:
        raise UsageError(f"{name}: must be one of {', '.join(choices)}, not {value!r}")
    return value
