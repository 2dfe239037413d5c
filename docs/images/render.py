"""Draws `check.svg`, the picture in the README: `transync check` on the example, in its colours."""

from __future__ import annotations

import os
import re
from pathlib import Path

from rich.console import Console
from rich.text import Text

from transync.config import Settings
from transync.output.text import render
from transync.run import run
from transync.tree import Tree

HERE = Path(__file__).parent
EXAMPLE = HERE.parents[1] / "tests" / "demo"


def main() -> None:
    files = {p.relative_to(EXAMPLE).as_posix() for p in EXAMPLE.rglob("*") if p.is_file()}
    settings = Settings(select=("tracking-id", "link-table"))
    shown = render(run(Tree(EXAMPLE, frozenset(files)), settings))
    console = Console(record=True, width=112, file=open(os.devnull, "w"))  # noqa: SIM115, PTH123
    console.print(Text.from_ansi(f"$ transync check --select {','.join(settings.select)}\n{shown}"))
    svg = console.export_svg(title="transync", unique_id="transync")
    # A picture in a repository loads nothing from elsewhere: the reader's own font will do.
    svg = re.sub(r"@font-face \{.*?\}\s*", "", svg, flags=re.DOTALL)
    (HERE / "check.svg").write_text(svg, encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()
