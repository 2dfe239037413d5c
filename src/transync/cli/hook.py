"""`transync hook`."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

import click

from transync.cli import options
from transync.cli.console import tell, write
from transync.cli.options import FINDINGS, OK, outcome
from transync.cli.repairing import write_files

if TYPE_CHECKING:
    from transync.api import Setup


@click.command
@click.argument("files", nargs=-1, type=click.Path(path_type=Path))
@click.option("--fix", is_flag=True, help="Repair the translations first; fail if there is any.")
@options.fail_on_stale_source
@options.fail_on
@options.config
def command(
    files: tuple[Path, ...],
    fix: bool,
    fail_on_stale_source: bool,
    fail_on: str,
    config: Path | None,
) -> int:
    """Check what is about to be committed; pre-commit runs this.

    FILES are those of the commit. Translations among them are checked, and those whose records
    it changes in a sidecar. Of a source, the translations that are stale with it are listed.
    Other files are passed over, and without anything to say nothing is printed. Write -- before
    the names, so that none of them is taken for an option.

    With --fix, what can be repaired in these translations is, and has to be looked at and added.

    The exit code is 1 when something is wrong with one of these translations, or was, and 3 for a
    bug of transync.
    """
    from transync.api import set_up
    from transync.commands.hook import check_staged

    setup = set_up(".", files, config=config, use_cache=False)
    is_repaired = fix and _repair(setup)
    tree, settings, paths, _, baseline = setup
    # Where pre-commit checks a pull request, that is what it begins at, and nothing is staged.
    since = os.environ.get("PRE_COMMIT_FROM_REF", "")
    report, stale, notes = check_staged(tree, settings, paths, baseline, since)
    if stale:
        from transync.output import advice

        write(advice.render(stale, fail_on_stale_source))
    if report and report.findings:
        from transync.output import text

        write(("\n" if stale else "") + text.render(report))
    else:
        for note in notes:
            tell(f"note: {note}")
    has_failed = bool(stale and fail_on_stale_source) or is_repaired
    return outcome(report, fail_on) or (FINDINGS if has_failed else OK)


def _repair(setup: Setup) -> bool:
    """Repair the translations among the files and say so; whether there was anything to repair."""
    from transync.commands.fix import find_repair
    from transync.commands.fix.text import verdict
    from transync.commands.hook import staged_translations

    paths = staged_translations(setup.tree, setup.settings, setup.paths)
    # Without any, the whole repository would be meant.
    repair = find_repair(*setup._replace(paths=paths)) if paths else None
    if repair is None or not repair.files:
        return False
    repair = write_files(setup._replace(paths=paths), repair)
    tell(": ".join(filter(None, (verdict(repair), ", ".join(sorted(repair.files))))))
    return True
