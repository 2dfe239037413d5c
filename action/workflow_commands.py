"""What a step tells GitHub Actions: commands in its log, and the files that it collects.

https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-commands
"""

from __future__ import annotations

import os
import secrets
from pathlib import Path

from action.excerpt import excerpt

_SUMMARY_BYTES = 1024 * 1024


def write_outputs(**outputs: str) -> None:
    """Set outputs of the step; an underscore in a name stands for a hyphen."""
    lines = []
    for name, value in outputs.items():
        # Random, so that no value can end itself and set another output.
        delimiter = secrets.token_hex(16)
        lines.append(f"{name.replace('_', '-')}<<{delimiter}\n{value}\n{delimiter}\n")
    _append("GITHUB_OUTPUT", "".join(lines))


def append_summary(markdown: str) -> None:
    """Add to the step's summary what of it fits: GitHub shows nothing of a larger one."""
    used = Path(os.environ["GITHUB_STEP_SUMMARY"]).stat().st_size
    shown = excerpt(markdown, _SUMMARY_BYTES - used, lambda text: len(text.encode()))
    _append("GITHUB_STEP_SUMMARY", shown)


def fail(message: str, code: int) -> int:
    """Annotate the job with what went wrong, and return the exit code."""
    escaped = message.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")
    print(f"::error title=transync::{escaped}", flush=True)
    return code


def verbatim(text: str) -> str:
    """Text for the log of which no line is a command; GitHub finds them behind blanks as well."""
    token = secrets.token_hex(16)
    return f"::stop-commands::{token}\n{text.rstrip()}\n::{token}::\n"


def _append(variable: str, text: str) -> None:
    with Path(os.environ[variable]).open("a", encoding="utf-8", newline="\n") as file:
        file.write(text)
