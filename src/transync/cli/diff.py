"""`transync diff`."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from transync.cli import options
from transync.cli.console import tell_stops, wants_colour, write
from transync.cli.options import BUG, OK, has_bug, split


@click.command
@click.argument("path", type=click.Path(path_type=Path))
@options.languages
@click.option(
    "--format",
    "form",
    type=click.Choice(("text", "json")),
    default="text",
    show_default=True,
    help="text: for people, json: for a program that translates.",
)
@options.config
def command(path: Path, languages: tuple[str, ...], form: str, config: Path | None) -> int:
    """Show what has changed in a source since it was translated.

    PATH is a source or one of its translations. For each section that has changed, you see the old
    text and the new one, and where the translation has it. Sections whose changes leave the
    translation as right as it was are only named. The exit code is 3 for a bug of transync.
    """
    from transync.api import set_up
    from transync.commands.diff import find_differences

    setup = set_up(config=config, languages=split(languages), use_baseline=False)
    differences = find_differences(setup.tree, setup.settings, path)
    if form == "json":
        from transync.commands.diff import json

        write(json.render(differences))
    else:
        from transync.commands.diff import text

        write(text.render(differences, wants_colour(sys.stdout)))
    tell_stops(differences.stopped)
    return BUG if has_bug(differences.stopped) else OK
