"""`transync stamp`."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import click

from transync.cli import options
from transync.cli.console import progress, write
from transync.cli.options import BUG, FINDINGS, OK, has_bug, split


@click.command
@click.argument("paths", nargs=-1, required=True, type=click.Path(path_type=Path))
@options.languages
@click.option("--force", is_flag=True, help="Stamp translations with errors, too.")
@options.config
def command(
    paths: tuple[Path, ...], languages: tuple[str, ...], force: bool, config: Path | None
) -> int:
    """Record that translations are up to date.

    PATHS are translations that you have brought up to date by hand, sources (for all their
    translations), or folders. The source's hash and today's date are recorded as Co-op Translator
    does it, where each translation has its record, so that it leaves your text alone. A translation
    that has none gets it in the sidecar of its language folder.

    A translation in which `transync check` would find errors is refused, and they are shown.

    The exit code is 1 when one was refused, and 3 for a bug of transync.
    """
    from transync.api import set_up
    from transync.commands.stamp import StampResult, stamp, text

    with progress() as advance:
        setup = set_up(".", paths, config=config, languages=split(languages), advance=advance)
        stamping = stamp(*setup, now=datetime.now(UTC), is_forced=force)
    write(text.render(stamping))
    if stamping.report and has_bug(stamping.report.findings):
        return BUG
    was_refused = any(outcome.verdict is StampResult.REFUSED for outcome in stamping.outcomes)
    return FINDINGS if was_refused else OK
