"""What GitHub says of the event that started the workflow: its pull request, if it has one.

https://docs.github.com/en/webhooks/webhook-events-and-payloads#pull_request
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any, NamedTuple

_COMMIT = re.compile(r"[0-9a-f]{40}([0-9a-f]{24})?")


class Event(NamedTuple):
    """A change to a branch: the commits it leads from and to, and its pull request's number."""

    base: str = ""
    head: str = ""
    number: int | None = None


def read_event(environment: Mapping[str, str]) -> Event | None:
    """The change of the event; None for events that are about no change, such as a schedule."""
    path = Path(environment.get("GITHUB_EVENT_PATH", ""))
    if not path.is_file():
        return None
    event = json.loads(path.read_bytes())
    if request := event.get("pull_request"):
        base, head = _commit(request["base"]["sha"]), _commit(request["head"]["sha"])
        return Event(base, head, int(request["number"]))
    if group := event.get("merge_group"):
        return Event(_commit(group["base_sha"]), _commit(group["head_sha"]))
    return None


def _commit(value: Any) -> str:
    if not isinstance(value, str) or not _COMMIT.fullmatch(value):
        raise ValueError(f"GITHUB_EVENT_PATH: not a commit: {value!r}")
    return value
