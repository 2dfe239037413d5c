"""`transync schema`."""

from __future__ import annotations

import click

from transync.cli.console import write

_NAMES = ("report", "overview", "history", "differences", "worklist", "config")


@click.command
@click.argument("name", type=click.Choice(_NAMES))
def command(name: str) -> None:
    """Print the JSON Schema of what transync writes, or of the configuration, for editors."""
    from transync.schema import schema

    write(schema(name))
