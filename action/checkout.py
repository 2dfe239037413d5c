"""The checkout's git: what it has, and what it can fetch."""

from __future__ import annotations

import base64
import os
import subprocess
from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

from action.errors import UsageError
from action.safe_git import SAFE_OPTIONS, git_program, safe_environment

_LONGEST_SECONDS, _LONGEST_FETCH = 300, 1800
# All that git has without a helper from somewhere else.
_PROTOCOLS = "file:git:http:https:ssh"


class Checkout(NamedTuple):
    """A folder of a git repository, and what it needs to fetch from a private one."""

    folder: Path
    server: str = ""
    token: str = ""

    @property
    def top(self) -> Path | None:
        """The folder with the `.git`: a pull request can bring what looks like one without."""
        above = (self.folder, *self.folder.parents)
        return next((folder for folder in above if os.path.lexists(folder / ".git")), None)

    def git(self, *arguments: str) -> str | None:
        """What git prints, or None where it fails; no network is used."""
        return self._run(arguments, {}, _LONGEST_SECONDS)

    def _run(
        self, arguments: tuple[str, ...], variables: Mapping[str, str], seconds: int
    ) -> str | None:
        program, top = git_program(), self.top
        if program is None:
            raise UsageError("git is not installed on this runner; install it before this")
        if top is None:
            return None
        try:
            done = subprocess.run(
                [program, *SAFE_OPTIONS, "-C", str(top), *arguments],
                env={**safe_environment(os.environ), **variables},
                stdin=subprocess.DEVNULL,
                capture_output=True,
                text=True,
                encoding="utf-8",
                errors="replace",
                timeout=seconds,
                check=False,
            )
        except subprocess.TimeoutExpired:
            return None
        return done.stdout.strip() if done.returncode == 0 else None

    def commit(self, name: str) -> str | None:
        """The commit of a name, if it is here."""
        return self.git("rev-parse", "--verify", "--quiet", "--end-of-options", name + "^{commit}")

    @property
    def is_shallow(self) -> bool:
        return self.git("rev-parse", "--is-shallow-repository") == "true"

    @property
    def parents(self) -> list[str]:
        """HEAD's parents, those as well that a shallow clone lacks."""
        header = (self.git("cat-file", "commit", "HEAD") or "").partition("\n\n")[0]
        return [
            line.removeprefix("parent ")
            for line in header.splitlines()
            if line.startswith("parent ")
        ]

    def is_connected(self, base: str) -> bool:
        """Whether the history from HEAD to where it left the base is here."""
        return self.git("merge-base", base, "HEAD") is not None

    def fetch(self, *arguments: str) -> bool:
        """Fetch from origin; arguments are git's, and what to fetch."""
        # Nothing else is begun by it: no submodule is fetched, and nothing is packed.
        alone = ("--no-recurse-submodules", "--no-auto-maintenance")
        command = ("fetch", "--quiet", "--no-tags", *alone, *arguments)
        variables = {"GIT_ALLOW_PROTOCOL": _PROTOCOLS, **self._credentials()}
        return self._run(command, variables, _LONGEST_FETCH) is not None

    def _credentials(self) -> dict[str, str]:
        """The token for a checkout that was told not to keep it, out of sight of `ps`."""
        key = f"http.{self.server}/.extraheader"
        if not self.server or not self.token or self.git("config", "--get-all", key):
            return {}
        basic = base64.b64encode(f"x-access-token:{self.token}".encode()).decode()
        number = int(os.environ.get("GIT_CONFIG_COUNT") or 0)
        return {
            "GIT_CONFIG_COUNT": str(number + 1),
            f"GIT_CONFIG_KEY_{number}": key,
            f"GIT_CONFIG_VALUE_{number}": f"AUTHORIZATION: basic {basic}",
        }
