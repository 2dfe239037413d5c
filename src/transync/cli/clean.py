"""`transync clean`."""

from __future__ import annotations

from pathlib import Path

import click

from transync.cli.console import write


@click.command
def command() -> None:
    """Delete the cache of this repository, which makes the next check a little slower."""
    from transync.output.terminal import printable
    from transync.repository.cache import clean
    from transync.repository.tree import read_tree

    deleted = clean(read_tree(Path.cwd()))
    for folder in deleted:
        write(f"{printable(str(folder))} is deleted\n")
    if not deleted:
        write("there is no cache of this repository\n")
