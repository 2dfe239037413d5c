"""What `fix`, `check --fix` and `hook --fix` do with a repair: write it, and say what can't be."""

from __future__ import annotations

from typing import TYPE_CHECKING

from transync.cli.console import tell

if TYPE_CHECKING:
    from transync.fix import Repair
    from transync.tree import Tree


def write_files(tree: Tree, repair: Repair) -> bool:
    """Write the files of a repair; whether all of them could be written."""
    from transync.fix import write_repair

    refused = write_repair(tree, repair)
    for said in refused:
        tell(said)
    return not refused
