"""`transync worklist`."""

from __future__ import annotations

from pathlib import Path

import click

from transync.cli import options
from transync.cli.console import progress, require_place, tell_stops, terminal_width, write
from transync.cli.options import BUG, OK, has_bug, split

_FORMATS = {
    "text": "for people",
    "json": "for programs",
    "co-op": "the commands of Co-op Translator",
}


@click.command
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path), metavar="[PATH]...")
@click.option(
    "--format",
    "form",
    type=click.Choice(tuple(_FORMATS)),
    default="text",
    show_default=True,
    help=f"{', '.join(f'{form}: {purpose}' for form, purpose in _FORMATS.items())}.",
)
@options.output
@options.languages
@options.config
@options.jobs
@options.no_cache
def command(
    paths: tuple[Path, ...],
    form: str,
    output: Path | None,
    languages: tuple[str, ...],
    config: Path | None,
    jobs: int,
    no_cache: bool,
) -> int:
    """Show what to translate next.

    PATH is a source, a translation or a folder; without any, it is all of them. What matters most
    comes first: pages that are stale, by how much of the source has changed for how many readers;
    those that Co-op Translator failed on; those that are missing; and those that lost sections or
    were left in the source's language, which only another translation cures. What looks stale but
    can wait is at the end. The exit code is 0 whatever there is to do, and 3 for a bug of transync.

    --format co-op prints the commands that translate just that, as far as Co-op Translator can be
    told, and in comments what else they would do.
    """
    from transync.api import set_up
    from transync.commands.worklist import all_pairs, find_work

    require_place(output)
    with progress() as advance:
        setup = set_up(
            ".",
            paths,
            config=config,
            languages=split(languages),
            use_baseline=False,
            use_cache=not no_cache,
            jobs=jobs,
            advance=advance,
        )
        tree, settings = setup.tree, setup.settings
        worklist = find_work(tree, settings, setup.paths, setup.resources)
    if form == "json":
        from transync.commands.worklist import json

        shown = json.render(worklist)
    elif form == "co-op":
        from transync.commands.worklist import co_op

        pairs = all_pairs(tree, settings, setup.resources)
        shown = co_op.render(worklist, pairs, tree)
    else:
        from transync.commands.worklist import text

        width = None if output else terminal_width()
        shown = text.render(worklist, width) if width else text.render(worklist)
    write(shown, output)
    tell_stops(worklist.stopped)
    return BUG if has_bug(worklist.stopped) else OK
