"""The findings as one JSON object a line, for programs that read them one by one."""

from __future__ import annotations

import json

from transync.model import Report
from transync.output.inert import inert_json
from transync.output.json import finding_as_json


def render(report: Report) -> str:
    """The objects that `findings` holds in the JSON report, escaped to ASCII."""
    lines = (f"{json.dumps(finding_as_json(finding))}\n" for finding in report.findings)
    return inert_json("".join(lines))
