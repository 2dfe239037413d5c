"""Brings the README's example up to date: the output that it shows, and its picture.

Run it after a change of the text output; the translations of the README have to follow.
"""

from __future__ import annotations

import os
import re
from pathlib import Path

import click
from rich.console import Console
from rich.text import Text

from transync.config import Settings
from transync.output.text import render
from transync.run import run
from transync.tree import Tree

PROJECT = Path(__file__).parents[1]
EXAMPLE = PROJECT / "tests" / "demo"


def main() -> None:
    readme = PROJECT / "README.md"
    shown = click.unstyle(session("anchor", "stale", "link-target", "missing-translation"))
    text = readme.read_text(encoding="utf-8")
    text = re.sub(r"(?<=```text\n).*?(?=```)", lambda _: shown, text, count=1, flags=re.DOTALL)
    readme.write_text(text, encoding="utf-8", newline="\n")
    picture = PROJECT / "docs" / "images" / "check.svg"
    picture.write_text(drawn(session("tracking-id", "link-table")), encoding="utf-8", newline="\n")


def session(*rules: str) -> str:
    """The command and its output in colours, on the example."""
    files = {p.relative_to(EXAMPLE).as_posix() for p in EXAMPLE.rglob("*") if p.is_file()}
    shown = render(run(Tree(EXAMPLE, frozenset(files)), Settings(select=rules)))
    return f"$ transync check --select {','.join(rules)}\n{shown}"


def drawn(shown: str) -> str:
    """A terminal session as SVG."""
    with Path(os.devnull).open("w") as nowhere:
        console = Console(record=True, width=116, file=nowhere)
        console.print(Text.from_ansi(shown))
        svg = console.export_svg(title="transync", unique_id="transync")
    # A picture in a repository loads nothing from elsewhere: the reader's own font will do.
    return re.sub(r"@font-face \{.*?\}\s*", "", svg, flags=re.DOTALL)


if __name__ == "__main__":
    main()
