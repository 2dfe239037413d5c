"""Brings up to date what is made from the program: README's examples, rules' pages, schemas.

Run it after a change of the text output, which the translations of the README have to follow, or
of a rule's docstring, of the JSON report, or of the settings.
"""

from __future__ import annotations

import os
import re
from pathlib import Path

import click
from rich.console import Console
from rich.text import Text
from rule_pages import pages

from transync.checking.run import run
from transync.commands.fix import find_repair
from transync.commands.fix.text import render as show_repair
from transync.commands.report.survey import survey
from transync.commands.report.text import render as show_overview
from transync.config import Settings
from transync.output.text import render
from transync.repository.tree import Tree
from transync.schema import SCHEMAS, schema

PROJECT = Path(__file__).parents[1]
EXAMPLE = PROJECT / "tests" / "demo"
RULES = PROJECT / "docs" / "rules"
PUBLISHED = PROJECT / "docs" / "schema"


def main() -> None:
    refresh_readme()
    refresh_rules()
    refresh_schemas()


def refresh_readme() -> None:
    readme = PROJECT / "README.md"
    checked = session("anchor", "stale", "link-target", "missing-translation")
    sessions = iter((checked, repair(), overview()))
    text = readme.read_text(encoding="utf-8")
    text = re.sub(
        r"(?<=```text\n).*?(?=```)",
        lambda _: click.unstyle(next(sessions)),
        text,
        count=3,
        flags=re.DOTALL,
    )
    readme.write_text(text, encoding="utf-8", newline="\n")
    picture = PROJECT / "docs" / "images" / "check.svg"
    picture.write_text(drawn(session("tracking-id", "link-table")), encoding="utf-8", newline="\n")


def refresh_rules() -> None:
    written = pages()
    RULES.mkdir(exist_ok=True)
    for page in RULES.glob("*.md"):
        if page.name not in written:
            page.unlink()
    for name, text in written.items():
        (RULES / name).write_text(text, encoding="utf-8", newline="\n")


def refresh_schemas() -> None:
    PUBLISHED.mkdir(exist_ok=True)
    for name in SCHEMAS:
        (PUBLISHED / f"{name}.json").write_text(schema(name), encoding="utf-8", newline="\n")


def session(*rules: str) -> str:
    """The command and its output in colours, on the example."""
    shown = render(run(example(), Settings(select=rules)))
    return f"$ transync check --select {','.join(rules)}\n{shown}"


def repair() -> str:
    """The same of `transync fix`."""
    return f"$ transync fix\n{show_repair(find_repair(example(), Settings()))}"


def overview() -> str:
    """The same of `transync report`."""
    shown = show_overview(survey(example(), Settings(), run(example(), Settings())))
    return f"$ transync report\n{shown}"


def example() -> Tree:
    """The example by itself, as if it were no part of this repository."""
    files = {p.relative_to(EXAMPLE).as_posix() for p in EXAMPLE.rglob("*") if p.is_file()}
    return Tree(EXAMPLE, frozenset(files))


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
