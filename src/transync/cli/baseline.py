"""`transync baseline`."""

from __future__ import annotations

from pathlib import Path

import click

from transync.cli import options
from transync.cli.console import progress, write
from transync.cli.options import BUG, OK, has_bug
from transync.errors import UsageError


@click.command
@click.option("--update", is_flag=True, help="Take out the findings that are gone, and add none.")
@options.config
def command(update: bool, config: Path | None) -> int:
    """Make today's findings known, so that only new ones are shown.

    Writes .transync-baseline.json at the root of the repository, to be committed: all findings of
    the whole repository, in place of those that were in it, but for pages that transync could not
    compare.
    """
    from transync.api import set_up
    from transync.checking.baseline import BASELINE_NAME, known_as, read_baseline, write_baseline
    from transync.checking.run import run
    from transync.untrusted.isolation import STOPS
    from transync.wording import count

    with progress() as advance:
        setup = set_up(
            config=config, use_baseline=update, jobs=options.processors(), advance=advance
        )
        before = read_baseline(setup.tree.root)
        if update and before is None:
            raise UsageError(f"there is no {BASELINE_NAME} yet; `transync baseline` writes it")
        report = run(*setup)
    old = before or frozenset()
    found = [finding for finding in report.findings if finding.rule not in STOPS]
    new, left = frozenset(map(known_as, found)), [f for f in report.findings if f.rule in STOPS]
    if update:
        new, left = old - report.gone, list(report.findings)
    write_baseline(setup.tree.root, new)
    removed = f"{len(old - new)} removed"
    said = f"{BASELINE_NAME} holds {count(len(new), 'finding')}"
    if update:
        said = f"{said}: {removed}"
    elif before is not None:
        said = f"{said}: {len(new - old)} added, {removed}"
    write(f"{said}\n")
    if left:
        number = count(len(left), "new finding")
        write(f"{number} not added; `transync check` shows what is new\n")
    return BUG if has_bug(report.findings) else OK
