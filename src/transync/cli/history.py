"""`transync history`."""

from __future__ import annotations

import shutil
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from transync.cli import options
from transync.cli.console import is_terminal, progress, tell, write
from transync.cli.options import split

if TYPE_CHECKING:
    from transync.git_history import Step


@click.command
@click.option(
    "--by",
    type=click.Choice(("week", "commit")),
    default="week",
    show_default=True,
    help="A point for the last commit of each week (in UTC), or for each commit.",
)
@options.languages
@click.option(
    "--format",
    "form",
    type=click.Choice(("text", "json", "svg")),
    default="text",
    show_default=True,
    help="text: a table, json: for programs, svg: a chart.",
)
@options.output
@options.config
def command(
    by: Step, languages: tuple[str, ...], form: str, output: Path | None, config: Path | None
) -> None:
    """Show the share of current pages for each language over time.

    It is read from git alone: what each commit of HEAD and its first parents held, by today's
    settings. What is not committed does not count.
    """
    from transync.api import set_up
    from transync.commands.history import chart, json, text
    from transync.commands.history.trend import find_trend
    from transync.output.terminal import WIDTH

    setup = set_up(config=config, languages=split(languages), use_baseline=False)
    with progress() as advance:
        trend = find_trend(setup.tree, setup.settings, by, advance=advance)
    if form == "text":
        is_seen = output is None and is_terminal(sys.stdout)
        write(text.render(trend, _columns() if is_seen else WIDTH), output)
        return
    write(chart.render(trend) if form == "svg" else json.render(trend), output)
    for note in trend.notes if form == "svg" else ():
        tell(f"note: {note}")


def _columns() -> int:
    """The width of the terminal; in a narrower one than the table needs, lines are broken."""
    return max(shutil.get_terminal_size().columns, 80)
