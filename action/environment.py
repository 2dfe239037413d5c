"""The virtual environment that transync is installed in, and what is cached under which key."""

from __future__ import annotations

import hashlib
import os
import re
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

from action.errors import UsageError
from action.safe_git import without_secrets
from action.workflow_commands import fail, write_outputs

ACTION = Path(__file__).parents[1]
LOCKS = ACTION / "requirements"
USAGE = 2
# What strangers can't start with their content.
TRUSTED_EVENTS = ("push", "schedule", "workflow_dispatch")


class Environment(NamedTuple):
    """Where transync is, or will be."""

    folder: Path
    key: str
    requirement: str

    @property
    def python(self) -> Path:
        return self.folder / ("Scripts/python.exe" if os.name == "nt" else "bin/python")


def main(command: str) -> int:
    """Locate the environment for the cache, or install transync into it."""
    try:
        environment = locate(os.environ)
    except UsageError as error:
        return fail(str(error), USAGE)
    if command == "install":
        return install(environment)
    write_outputs(
        folder=str(environment.folder),
        key=environment.key,
        python=str(environment.python),
        documents=str(environment.folder.with_name("transync-documents")),
        cache=str(may_restore(os.environ)).lower(),
    )
    return 0


def locate(variables: Mapping[str, str]) -> Environment:
    """The environment for this version, system and Python; another of them is another one."""
    version = variables.get("INPUT_VERSION", "").strip()
    if version and not re.fullmatch(r"[0-9A-Za-z.!+]+", version):
        raise UsageError(f"version: must be a release such as 0.1.0, not {version!r}")
    requirement = f"transync=={version}" if version else str(ACTION)
    # A virtual environment names its Python by path, and holds no other's packages.
    parts = [part.encode() for part in (requirement, sys.version, sys.executable)]
    digest = hashlib.sha256(b"\0".join(parts if version else [*parts, *_own_files()]))
    name = digest.hexdigest()[:32]
    key = f"transync-{variables.get('RUNNER_OS', '')}-{variables.get('RUNNER_ARCH', '')}-{name}"
    return Environment(Path(variables["RUNNER_TEMP"], f"transync-{name[:8]}"), key, requirement)


def may_restore(variables: Mapping[str, str]) -> bool:
    """Whether something may be taken from caches, and left there.

    What GitHub keeps for a pull request, every run of that pull request may have written, one of a
    workflow that it has changed meanwhile included: a restored environment would run a stranger's
    code, and restored documents would say what a stranger wants. Only who may push to the
    repository starts a run on the other events.
    """
    is_trusted = variables.get("GITHUB_EVENT_NAME", "") in TRUSTED_EVENTS
    return is_trusted and variables.get("INPUT_CACHE", "").strip() == "true"


def install(environment: Environment) -> int:
    """Install transync, unless the cache brought it; returns pip's exit code."""
    if _is_usable(environment):
        print(f"transync is in the cache: {environment.key}")
        return 0
    # Not in the checkout, whose modules must not stand in for pip's.
    folder = environment.folder.parent
    python = [sys.executable, "-P", "-m"]
    # Without a pip of its own, which takes longer to install than transync.
    create = [*python, "venv", "--clear", "--without-pip", str(environment.folder)]
    pip = [*python, "pip", "--python", str(environment.python), "--disable-pip-version-check"]
    installs = ([*pip, "install", "--quiet", *what] for what in _locked(environment.requirement))
    for command in (create, *installs):
        code = subprocess.run(command, cwd=folder, env=_without_path(), check=False).returncode
        if code:
            return fail(f"{environment.requirement} can't be installed; the log says why", code)
    return 0


def _locked(requirement: str) -> list[list[str]]:
    """What pip is to install, one after the other: from the action's own commit, nothing else.

    A release from PyPI says for itself what it needs.
    """
    if requirement != str(ACTION):
        return [[requirement]]
    build, runtime = (str(LOCKS / name) for name in ("build.txt", "runtime.txt"))
    return [
        ["--require-hashes", "--only-binary=:all:", f"--requirement={build}"],
        ["--require-hashes", "--no-build-isolation", f"--requirement={runtime}"],
        ["--no-deps", "--no-build-isolation", requirement],
    ]


def _is_usable(environment: Environment) -> bool:
    command = [str(environment.python), "-P", "-m", "transync", "--version"]
    try:
        done = subprocess.run(command, env=_without_path(), capture_output=True, check=False)
    except OSError:
        return False
    return done.returncode == 0


def _without_path() -> dict[str, str]:
    """The variables for another Python: PYTHONPATH is for this program, and no secret for any."""
    return {n: v for n, v in without_secrets(os.environ).items() if n != "PYTHONPATH"}


def _own_files() -> list[bytes]:
    """All that an installation from the action's own commit is made of."""
    locks = sorted(LOCKS.glob("*.txt"))
    files = [ACTION / "pyproject.toml", *locks, *sorted((ACTION / "src").rglob("*.py"))]
    return [part for f in files for part in (os.fsencode(f.relative_to(ACTION)), f.read_bytes())]


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
