"""`transync check`."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

import click

from transync.cli import options
from transync.cli.console import progress, require_place, tell, write
from transync.cli.options import FINDINGS, OK, outcome, split
from transync.cli.repairing import write_files
from transync.errors import UsageError
from transync.output import FORMATS, WITHOUT_NOTES, remarks, render

if TYPE_CHECKING:
    from transync.api import Setup
    from transync.model import Report


@click.command
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path))
@options.languages
@options.select
@options.ignore
@click.option("--severity", multiple=True, metavar="RULE=LEVEL", help="LEVEL is error or warning.")
@options.fail_on
@click.option(
    "--output-format",
    type=click.Choice(tuple(FORMATS)),
    default="text",
    show_default=True,
    help=f"{', '.join(f'{form}: {purpose}' for form, purpose in FORMATS.items())}.",
)
@click.option(
    "--output-file",
    type=click.Path(path_type=Path, dir_okay=False),
    help="Write the report to this file instead of stdout.",
)
@click.option(
    "--also",
    multiple=True,
    metavar="FORMAT=FILE",
    help="Write the report in this format to this file, too.",
)
@click.option(
    "--diff",
    metavar="BASE",
    help="Only what has changed since the merge base of this commit, branch or tag and HEAD.",
)
@click.option("--fix", is_flag=True, help="Repair what can be repaired, and report the rest.")
@options.unsafe
@options.fail_on_stale_source
@click.option(
    "--settings-from",
    type=click.Choice(("base", "change")),
    show_default="base",
    help="Whose settings, baseline and suppressions count with --diff.",
)
@options.config
@options.jobs
@options.no_cache
@options.no_baseline
@click.option("--exit-zero", is_flag=True, help="Exit 0 whatever is found; 3 for a bug.")
@click.option("-v", "--verbose", is_flag=True, help="Every place of every finding.")
def command(
    paths: tuple[Path, ...],
    languages: tuple[str, ...],
    select: tuple[str, ...],
    ignore: tuple[str, ...],
    severity: tuple[str, ...],
    fail_on: str,
    output_format: str,
    output_file: Path | None,
    also: tuple[str, ...],
    diff: str | None,
    fix: bool,
    unsafe: bool,
    fail_on_stale_source: bool,
    settings_from: Literal["base", "change"] | None,
    config: Path | None,
    jobs: int,
    no_cache: bool,
    no_baseline: bool,
    exit_zero: bool,
    verbose: bool,
) -> int:
    """Check translations against their sources.

    PATHS are sources, translations, images, sidecars or folders: what they touch is checked.
    Without any, the whole repository is, wherever you stand in it.

    What .transync-baseline.json holds is known, and only counted.

    With --diff, what is not committed counts as changed, too. What the change introduces is told
    apart from what was there before, and from the translations that it makes stale. Settings, known
    findings and suppressions that the change itself brings are told first, with what they would
    hide; they count only with --settings-from change.

    With --fix, the files are repaired first, as by `transync fix`.

    The exit code is 0 when nothing is wrong, 1 when something is, 2 for wrong usage or settings,
    and 3 for a bug of transync.
    """
    from transync.api import check, set_up

    if unsafe and not fix:
        raise UsageError("--unsafe: works only with --fix")
    if fix and diff is not None:
        raise UsageError("--fix: works only without --diff; PATHS say what is to be repaired")
    if settings_from and diff is None:
        raise UsageError(
            f"--settings-from {settings_from}: works only with --diff, which has a base"
        )
    destinations = [(output_file, output_format), *_destinations(also)]
    for file, _ in destinations:
        require_place(file)
    with progress() as advance:
        choices: dict[str, Any] = {
            "config": config,
            "languages": split(languages),
            "select": split(select),
            "ignore": split(ignore),
            "severity": dict(map(_level, split(severity))),
            "use_baseline": not no_baseline,
            "use_cache": not no_cache,
            "jobs": jobs,
            "advance": advance,
        }
        change: dict[str, Any] = {
            "diff": diff,
            "fail_on_stale_source": fail_on_stale_source,
            "settings_from": settings_from,
        }
        report, is_whole = (
            _repair(set_up(".", paths, **choices), unsafe)
            if fix
            else (check(".", paths, **choices, **change), True)
        )
    for file, form in destinations:
        write(render(report, form, verbose), file)
    for note in remarks(report) if output_format in WITHOUT_NOTES else ():
        tell(note)
    has_failed = not is_whole and not exit_zero
    return outcome(report, fail_on, is_lenient=exit_zero) or (FINDINGS if has_failed else OK)


def _repair(setup: Setup, unsafe: bool) -> tuple[Report, bool]:
    """Repair the files, and say so on stderr; what is left, and whether all could be written."""
    from transync.commands.fix import find_repair
    from transync.commands.fix.text import verdict

    repair = write_files(setup, find_repair(*setup, unsafe=unsafe))
    tell(verdict(repair))
    return repair.after, not repair.refused


def _level(item: str) -> tuple[str, str]:
    rule, equals, level = item.partition("=")
    if not equals:
        raise UsageError(f"--severity {item}: must look like RULE=error or RULE=warning")
    return rule, level


def _destinations(also: tuple[str, ...]) -> Iterator[tuple[Path, str]]:
    for item in also:
        form, _, file = item.partition("=")
        if form not in FORMATS or not file:
            known = ", ".join(FORMATS)
            raise UsageError(f"--also {item}: must look like FORMAT=FILE; formats are {known}")
        yield Path(file), form
