"""What `fix`, `check --fix` and `hook --fix` do with a repair: write it, and say what can't be."""

from __future__ import annotations

from typing import TYPE_CHECKING

from transync.cli.console import tell

if TYPE_CHECKING:
    from transync.api import Setup
    from transync.commands.fix import Repair


def write_files(setup: Setup, repair: Repair) -> Repair:
    """Write the files of a repair, say which can't be, and return what has come of it."""
    from transync.commands.fix import write_repair

    written = write_repair(repair, *setup)
    for said in written.refused:
        tell(said)
    return written
