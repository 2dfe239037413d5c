"""`transync clean`."""

from __future__ import annotations

from pathlib import Path

import click


@click.command
def command() -> None:
    """Delete the cache of this repository, which makes the next check a little slower."""
    from transync.cache import clean
    from transync.tree import read_tree

    deleted = clean(read_tree(Path.cwd()))
    for folder in deleted:
        click.echo(f"{folder} is deleted")
    if not deleted:
        click.echo("there is no cache of this repository")
