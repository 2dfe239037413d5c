"""`transync fix`."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from transync.cli import options
from transync.cli.console import is_terminal, progress, tell_stops, write, write_beside
from transync.cli.options import FINDINGS, OK, outcome, split
from transync.cli.repairing import write_files


@click.command
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path))
@options.languages
@options.select
@options.ignore
@options.unsafe
@click.option("--diff", is_flag=True, help="Show what would be changed, and write nothing.")
@options.fail_on
@click.option(
    "--exit-non-zero-on-fix", is_flag=True, help="Exit 1 where something was repaired, too."
)
@options.config
@options.jobs
@options.no_cache
@options.no_baseline
@click.option("-v", "--verbose", is_flag=True, help="Every place of every finding.")
def command(
    paths: tuple[Path, ...],
    languages: tuple[str, ...],
    select: tuple[str, ...],
    ignore: tuple[str, ...],
    unsafe: bool,
    diff: bool,
    fail_on: str,
    exit_non_zero_on_fix: bool,
    config: Path | None,
    jobs: int,
    no_cache: bool,
    no_baseline: bool,
    verbose: bool,
) -> int:
    """Repair what the source and its alignment with the translation say how to.

    PATHS are translations, sources or folders, as for `transync check`: the translations that they
    touch are repaired, all of them without any. Sources are never changed.

    Before anything is written, the files are checked as they would be: an edit is made only if its
    finding is gone then, and no other is there. Every other byte stays.

    The exit code is that of `transync check` on what is left.
    """
    from transync.api import set_up
    from transync.commands.fix import find_repair
    from transync.commands.fix.text import render

    with progress() as advance:
        setup = set_up(
            ".",
            paths,
            config=config,
            languages=split(languages),
            select=split(select),
            ignore=split(ignore),
            use_baseline=not no_baseline,
            use_cache=not no_cache,
            jobs=jobs,
            advance=advance,
        )
        repair = find_repair(*setup, unsafe=unsafe)
    if diff:
        from transync.commands.fix import unified

        show = unified.render if is_terminal(sys.stdout) else unified.patch
        write(show(repair.files, repair.originals))
    else:
        repair = write_files(setup, repair)
    (write_beside if diff else write)(render(repair, not diff, verbose))
    has_failed = repair.refused or (exit_non_zero_on_fix and repair.fixed)
    tell_stops(repair.after.findings)
    return outcome(repair.after, fail_on) or (FINDINGS if has_failed else OK)
