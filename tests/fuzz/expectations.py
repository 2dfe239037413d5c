"""What several trials expect of a command: well-formed output, and files left alone."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from tests.fuzz import outputs
from tests.fuzz.running import Place, Ran


def findings_of(ran: Ran) -> dict[str, Mapping[str, Any]] | None:
    """The findings of a report by fingerprint; None where there is no report."""
    if not ran.is_usable:
        return None
    return {f"{f['fingerprint']}": f for f in json.loads(ran.output)["findings"]}


def examine(place: Place, ran: Ran, form: str, output: bytes) -> None:
    """Note what is wrong with an output of a command in this form."""
    if said := outputs.fault(form, output):
        kind = said.partition(":")[0][:60]
        place.fail(
            f"output of {ran.arguments[0]} as {form}: {kind}",
            f"transync {' '.join(ran.arguments)}\n{said}",
        )


def expect_untouched(place: Place, before: Mapping[str, bytes], command: str) -> None:
    """Note the files that a command has changed that should only read."""
    if touched := changed(before, place.content()):
        place.fail(f"{command}: writes to the repository", str(sorted(touched)))


def changed(before: Mapping[str, bytes], after: Mapping[str, bytes]) -> set[str]:
    """The paths of files that are not the same any more."""
    return {path for path in before.keys() | after.keys() if before.get(path) != after.get(path)}
