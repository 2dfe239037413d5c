"""`transync schema`."""

from __future__ import annotations

import click

from transync.cli.console import write


@click.command
@click.argument("name", type=click.Choice(("report", "history", "config")))
def command(name: str) -> None:
    """Print the JSON Schema of the JSON report or history, or of the configuration, for editors."""
    from transync.schema import schema

    write(schema(name))
