"""Prints the changelog's section of a version; fails without one, or for another version."""

from __future__ import annotations

import re
import sys
import tomllib
from pathlib import Path

PROJECT = Path(__file__).parents[1]


def notes(changelog: str, version: str) -> str | None:
    """The text below the heading of a version, up to the next one; None without."""
    section = re.compile(
        rf"^## \[?{re.escape(version)}\]?(?: [^\n]*)?\n(.*?)(?=^## |\Z)", re.MULTILINE | re.DOTALL
    )
    found = section.search(changelog)
    return found[1].strip() + "\n" if found else None


def main(version: str) -> int:
    project = tomllib.loads((PROJECT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    if project["version"] != version:
        print(f"pyproject.toml has version {project['version']}, not {version}", file=sys.stderr)
        return 1
    text = notes((PROJECT / "CHANGELOG.md").read_text(encoding="utf-8"), version)
    if text is None:
        print(f"CHANGELOG.md has no section {version}", file=sys.stderr)
        return 1
    print(text, end="")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
