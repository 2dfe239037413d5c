"""What git is started with, so that nothing of the repository is run.

transync can't be imported here. `tests/action/test_safe_git.py` holds this against what it does.
"""

from __future__ import annotations

import os
import re
from collections.abc import Mapping
from pathlib import Path

SAFE_OPTIONS = (
    "--no-pager",
    *("-c", "safe.bareRepository=explicit"),
    *("-c", "core.fsmonitor=false"),
    *("-c", f"core.hooksPath={os.devnull}"),
    *("-c", "core.useReplaceRefs=false"),
    *("-c", "log.showSignature=false"),
    *("-c", "protocol.ext.allow=never"),
)
SAFE_VARIABLES = {
    "GIT_ALLOW_PROTOCOL": "",
    "GIT_ASKPASS": "",
    "GIT_GRAFT_FILE": os.path.join(os.devnull, "none"),  # noqa: PTH118
    "GIT_LITERAL_PATHSPECS": "1",
    "GIT_NO_LAZY_FETCH": "1",
    "GIT_NO_REPLACE_OBJECTS": "1",
    "GIT_OPTIONAL_LOCKS": "0",
    "GIT_TERMINAL_PROMPT": "0",
    "LANGUAGE": "",
    "LC_ALL": "C",
}
KEPT = re.compile(
    r"GIT_(CONFIG_(GLOBAL|SYSTEM|NOSYSTEM|COUNT|PARAMETERS|KEY_\d+|VALUE_\d+)"
    r"|EXEC_PATH|CEILING_DIRECTORIES)"
)
SECRET = re.compile(r"TOKEN|SECRET|PASSWORD|ASKPASS", re.IGNORECASE)


def safe_environment(variables: Mapping[str, str]) -> dict[str, str]:
    """The variables for git: those of the runner, but for secrets and what leads elsewhere."""
    kept = {
        name: value
        for name, value in without_secrets(variables).items()
        if not name.startswith("GIT_") or KEPT.fullmatch(name)
    }
    return kept | SAFE_VARIABLES


def without_secrets(variables: Mapping[str, str]) -> dict[str, str]:
    """The variables for programs that have nothing to do with GitHub's API."""
    return {name: value for name, value in variables.items() if not SECRET.search(name)}


def git_program() -> str | None:
    """The full path of git; None where it is not installed."""
    suffix = ".exe" if os.name == "nt" else ""
    return find_program("git", os.environ.get("PATH", os.defpath), suffix)


def find_program(name: str, path: str, suffix: str = "") -> str | None:
    """The full path of a program in the folders of `path`, as PATH has them.

    What stands for the current folder is left out: a program that lies there is never run.
    """
    try:
        current = os.path.realpath(os.curdir)
    except OSError:  # It is deleted, and holds nothing.
        current = ""
    for folder in path.split(os.pathsep):
        plain = folder.strip('"')
        full = Path(plain, name + suffix)
        is_elsewhere = full.is_absolute() and os.path.realpath(plain) != current
        if is_elsewhere and full.is_file() and os.access(full, os.X_OK):
            return str(full)
    return None
