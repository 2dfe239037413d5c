"""`transync clean`."""

from __future__ import annotations

from pathlib import Path

import click


@click.command
def command() -> None:
    """Delete .transync_cache, which makes the next check a little slower."""
    from transync.cache import CACHE_NAME, clean
    from transync.tree import read_tree

    tree = read_tree(Path.cwd())
    was_there = clean(tree.root)
    click.echo(f"{CACHE_NAME} is deleted" if was_there else f"there is no {CACHE_NAME} here")
