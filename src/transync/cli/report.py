"""`transync report`."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import click

from transync.cli import options
from transync.cli.console import progress, require_place, tell, tell_stops, terminal_width, write
from transync.cli.options import BUG, FINDINGS, OK, has_bug, split
from transync.commands.report import FORMATS, WITHOUT_NOTES, render
from transync.errors import UsageError
from transync.untrusted.isolation import Stopped, attempt

if TYPE_CHECKING:
    from transync.commands.history.trend import Trend
    from transync.commands.report.overview import Overview
    from transync.config import Settings
    from transync.repository.tree import Tree

_EACH = "each"


@click.command
@click.option(
    "--format",
    "form",
    type=click.Choice(tuple(FORMATS)),
    default="text",
    show_default=True,
    help=f"{', '.join(f'{form}: {purpose}' for form, purpose in FORMATS.items())}.",
)
@options.output
@options.languages
@click.option(
    "--path",
    "paths",
    multiple=True,
    type=click.Path(path_type=Path),
    help="Only what this page or folder touches (may be repeated).",
)
@click.option(
    "--min-current",
    "minima",
    multiple=True,
    metavar="[CODE=]PERCENT",
    help="Exit 1 where fewer pages are current: of all, of one language, or of `each` language.",
)
@options.config
@options.jobs
@options.no_cache
@options.no_baseline
def command(
    form: str,
    output: Path | None,
    languages: tuple[str, ...],
    paths: tuple[Path, ...],
    minima: tuple[str, ...],
    config: Path | None,
    jobs: int,
    no_cache: bool,
    no_baseline: bool,
) -> int:
    """Show the state of every language.

    Which pages are current, stale or missing, since when and by how much, as git's history tells;
    what is wrong with them; and what to do next.

    --min-current 80 wants 80 of 100 pages to be current, --min-current vi=90 wants more of one
    language, --min-current each=70 something of every language. The exit code is 1 when one of them
    is missed, and 0 whatever else is found.
    """
    from transync.api import set_up
    from transync.checking.run import run
    from transync.commands.report.survey import survey

    wanted = list(map(_minimum, split(minima)))
    require_place(output)
    with progress() as advance:
        setup = set_up(
            ".",
            paths,
            config=config,
            languages=split(languages),
            use_baseline=not no_baseline,
            use_cache=not no_cache,
            jobs=jobs,
            advance=advance,
        )
        tree, settings = setup.tree, setup.settings
        overview = survey(tree, settings, run(*setup))
        # Of a few pages there is no trend.
        trend = _trend(tree, settings) if form == "html" and not paths else None
    missed = list(_missed(overview, wanted, settings.aliases))
    chart = ""
    if isinstance(trend, Stopped):
        tell(f"the trend is left out: {trend.message}: {trend.detail}")
    elif trend:
        from transync.commands.history.chart import inline

        chart = inline(trend)
        overview = replace(overview, notes=(*overview.notes, *trend.notes))
    write(render(overview, form, None if output else terminal_width(), chart), output)
    notes = overview.notes if form in WITHOUT_NOTES else ()
    for said in (*(f"note: {note}" for note in notes), *missed):
        tell(said)
    tell_stops(overview.stopped)
    if has_bug(overview.stopped) or isinstance(trend, Stopped):
        return BUG
    return FINDINGS if missed else OK


def _trend(tree: Tree, settings: Settings) -> Trend | Stopped | None:
    """How it went, where there is more than one point in the history to tell of."""
    from transync.commands.history.trend import find_trend

    try:
        trend = attempt(lambda: find_trend(tree, settings))
    except UsageError:
        return None
    if isinstance(trend, Stopped) or len(trend.points) > 1:
        return trend
    return None


def _minimum(item: str) -> tuple[str, float]:
    code, equals, number = item.partition("=")
    if not equals:
        code, number = "", item
    try:
        percent = float(number.removesuffix("%"))
    except ValueError:
        percent = -1
    if not 0 <= percent <= 100:
        raise UsageError(f"--min-current {item}: must look like 80, vi=90 or {_EACH}=70")
    return code, percent


def _missed(
    overview: Overview, wanted: list[tuple[str, float]], aliases: Mapping[str, str]
) -> Iterator[str]:
    """What to say of each share that is below what is wanted."""
    from transync.languages.codes import canonical
    from transync.wording import percent

    shares = {language.code: language.current_share for language in overview.languages}
    for code, least in wanted:
        if code in ("", _EACH):
            chosen = shares if code else {"all languages": overview.current_share}
        elif (language := canonical(code, aliases)) in shares:
            chosen = {language: shares[language]}
        else:
            known = ", ".join(shares) or "none"
            raise UsageError(f"--min-current {code}: no such language here; there are {known}")
        for name, share in chosen.items():
            if share * 100 < least:
                yield f"{name}: {percent(share)} of the pages are current, fewer than {least:g}%"
