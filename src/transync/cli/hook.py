"""`transync hook`."""

from __future__ import annotations

from pathlib import Path

import click

from transync.cli import options
from transync.cli.console import write
from transync.cli.options import FINDINGS, OK, fails


@click.command
@click.argument("files", nargs=-1, type=click.Path(path_type=Path))
@options.fail_on_stale_source
@options.fail_on
@options.config
def command(
    files: tuple[Path, ...], fail_on_stale_source: bool, fail_on: str, config: Path | None
) -> int:
    """Check what is about to be committed; pre-commit runs this.

    FILES are those of the commit. Translations among them are checked, and those whose records
    it changes in a sidecar. Of a source, the translations that are stale with it are listed.
    Other files are passed over, and without anything to say nothing is printed.

    The exit code is 1 when something is wrong with one of these translations.
    """
    from transync.baseline import read_baseline
    from transync.config import load_settings
    from transync.hook import check_staged
    from transync.rules import all_rules
    from transync.tree import read_tree

    tree = read_tree(Path.cwd())
    settings = load_settings(tree.root, config, all_rules())
    report, stale = check_staged(tree, settings, files, read_baseline(tree.root) or frozenset())
    if stale:
        from transync.output import advice

        write(advice.render(stale, fail_on_stale_source))
    if report and report.findings:
        from transync.output import text

        write(("\n" if stale else "") + text.render(report))
    has_failed = bool(stale and fail_on_stale_source) or fails(report, fail_on)
    return FINDINGS if has_failed else OK
