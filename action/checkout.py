"""The checkout's git: what it has, and what it can fetch."""

from __future__ import annotations

import base64
import os
import subprocess
from pathlib import Path
from typing import NamedTuple


class Checkout(NamedTuple):
    """A folder of a git repository, and what it needs to fetch from a private one."""

    folder: Path
    server: str = ""
    token: str = ""

    def git(self, *arguments: str, **variables: str) -> str | None:
        """What git prints, or None where it fails."""
        done = subprocess.run(
            ["git", *arguments],
            cwd=self.folder,
            env={**os.environ, "GIT_TERMINAL_PROMPT": "0", **variables},
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            encoding="utf-8",
            errors="replace",
            check=False,
        )
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
        fetched = self.git("fetch", "--quiet", "--no-tags", *arguments, **self._credentials())
        return fetched is not None

    def _credentials(self) -> dict[str, str]:
        """The token for a checkout that was told not to keep it, out of sight of `ps`."""
        key = f"http.{self.server}/.extraheader"
        if not self.server or not self.token or self.git("config", "--get-all", key):
            return {}
        basic = base64.b64encode(f"x-access-token:{self.token}".encode()).decode()
        return {
            "GIT_CONFIG_COUNT": "1",
            "GIT_CONFIG_KEY_0": key,
            "GIT_CONFIG_VALUE_0": f"AUTHORIZATION: basic {basic}",
        }
