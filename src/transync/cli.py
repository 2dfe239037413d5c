"""The command line: arguments -> settings -> exit code; nothing else prints or exits."""

from __future__ import annotations

import io
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import click

from transync.errors import UsageError
from transync.output import FORMATS, WITHOUT_NOTES, render

if TYPE_CHECKING:
    from transync.model import Report

OK, FINDINGS, USAGE, BUG = 0, 1, 2, 3
_SEVERITIES = ("error", "warning")

_fail_on = click.option(
    "--fail-on",
    type=click.Choice(_SEVERITIES),
    default="error",
    show_default=True,
    help="The least severity that makes the exit code 1.",
)
_config = click.option(
    "--config",
    type=click.Path(path_type=Path, dir_okay=False),
    help="Read the settings from this file instead of transync.toml or pyproject.toml.",
)
_fail_on_stale_source = click.option(
    "--fail-on-stale-source",
    is_flag=True,
    help="Fail where a source is changed without its translations.",
)


def main(arguments: list[str] | None = None) -> int:
    """Run the command and return its exit code: 0 clean, 1 findings, 2 usage, 3 a bug of ours."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            # An old code page on Windows lacks most of the world's characters.
            stream.reconfigure(errors="replace")
    try:
        result = _commands.main(args=arguments, prog_name="transync", standalone_mode=False)
        return result if isinstance(result, int) else OK
    except click.exceptions.Abort:
        return 130
    except click.ClickException as error:
        error.show()
        return USAGE
    except UsageError as error:
        click.echo(f"transync: {_printable(str(error))}", err=True)
        return USAGE
    except BrokenPipeError:
        # The reader went away (`transync check | head`); there is nobody to tell.
        sys.stderr.close()
        return OK
    except Exception:
        import traceback

        traceback.print_exc()
        click.echo(
            "transync: this is a bug of transync; please report it with the text above", err=True
        )
        return BUG


def run() -> None:
    """The console script."""
    sys.exit(main())


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="transync", prog_name="transync")
def _commands() -> None:
    """Keep the translations of a documentation repository true to their sources."""


@_commands.command("check")
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path))
@click.option(
    "--language",
    "languages",
    multiple=True,
    metavar="CODE",
    help="Only these languages (commas allowed).",
)
@click.option("--select", multiple=True, metavar="RULE", help="Only these rules (commas allowed).")
@click.option("--ignore", multiple=True, metavar="RULE", help="Not these rules (commas allowed).")
@click.option("--severity", multiple=True, metavar="RULE=LEVEL", help="LEVEL is error or warning.")
@_fail_on
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
@_fail_on_stale_source
@_config
@click.option("--no-baseline", is_flag=True, help="Show what the baseline holds as well.")
@click.option("--exit-zero", is_flag=True, help="Exit 0 whatever is found.")
@click.option("-v", "--verbose", is_flag=True, help="Every place of every finding.")
def _check(
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
    fail_on_stale_source: bool,
    config: Path | None,
    no_baseline: bool,
    exit_zero: bool,
    verbose: bool,
) -> int:
    """Check translations against their sources.

    PATHS are sources, translations, images, sidecars or folders: what they touch is checked.
    Without any, the whole repository is, wherever you stand in it.

    What .transync-baseline.json holds is known, and only counted.

    With --diff, what is not committed counts as changed, too. What the change introduces is told
    apart from what was there before, and from the translations that it makes stale.

    The exit code is 0 when nothing is wrong, 1 when something is, 2 for wrong usage or settings,
    and 3 for a bug of transync.
    """
    from transync.api import check

    destinations = [(output_file, output_format), *_destinations(also)]
    for file, _ in destinations:
        if file and not file.absolute().parent.is_dir():
            raise UsageError(f"{file}: can't be written: there is no such folder")
    with _progress() as advance:
        report = check(
            ".",
            paths,
            config=config,
            languages=_split(languages),
            select=_split(select),
            ignore=_split(ignore),
            severity=dict(_level(item) for item in _split(severity)),
            diff=diff,
            fail_on_stale_source=fail_on_stale_source,
            use_baseline=not no_baseline,
            advance=advance,
        )
    for file, form in destinations:
        _write(render(report, form, verbose), file)
    for note in report.notes if output_format in WITHOUT_NOTES else ():
        click.echo(f"transync: note: {_printable(note)}", err=True)
    return FINDINGS if _fails(report, fail_on) and not exit_zero else OK


@_commands.command("hook")
@click.argument("files", nargs=-1, type=click.Path(path_type=Path))
@_fail_on_stale_source
@_fail_on
@_config
def _hook(
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

        _write(advice.render(stale, fail_on_stale_source))
    if report and report.findings:
        from transync.output import text

        _write(("\n" if stale else "") + text.render(report))
    has_failed = bool(stale and fail_on_stale_source) or _fails(report, fail_on)
    return FINDINGS if has_failed else OK


@_commands.command("baseline")
@click.option("--update", is_flag=True, help="Take out the findings that are gone, and add none.")
@_config
def _baseline(update: bool, config: Path | None) -> None:
    """Make today's findings known, so that only new ones are shown.

    Writes .transync-baseline.json at the root of the repository, to be committed: all findings of
    the whole repository, in place of those that were in it.
    """
    from transync.baseline import BASELINE_NAME, known_as, read_baseline, write_baseline
    from transync.config import load_settings
    from transync.rules import all_rules
    from transync.run import run
    from transync.tree import read_tree
    from transync.wording import count

    tree = read_tree(Path.cwd())
    settings = load_settings(tree.root, config, all_rules())
    before = read_baseline(tree.root)
    if update and before is None:
        raise UsageError(f"there is no {BASELINE_NAME} yet; `transync baseline` writes it")
    old = before or frozenset()
    with _progress() as advance:
        report = run(tree, settings, advance=advance, baseline=old if update else frozenset())
    new = old - report.gone if update else frozenset(map(known_as, report.findings))
    write_baseline(tree.root, new)
    added = "" if update else f"{len(new - old)} added, "
    changes = "" if before is None else f": {added}{len(old - new)} removed"
    click.echo(f"{BASELINE_NAME} holds {count(len(new), 'finding')}{changes}")
    if update and report.findings:
        number = count(len(report.findings), "new finding")
        click.echo(f"{number} not added; `transync check` shows what is new")


@_commands.command("rule")
@click.argument("rule_id", required=False, metavar="[RULE]")
def _rule(rule_id: str | None) -> None:
    """List the rules, or explain one."""
    from transync.config import check_rule_names
    from transync.rules import all_rules

    rules = all_rules()
    if rule_id:
        check_rule_names([rule_id], rules, "rule")
        rule = rules[rule_id]
        title = f"{click.style(rule.id, bold=True)} ({rule.severity})"
        click.echo(f"{title}\n\n{rule.documentation}", color=_wants_colour())
        return
    width = max(map(len, rules))
    for rule in rules.values():
        click.echo(f"{rule.id.ljust(width)}  {rule.severity.value.ljust(7)}  {rule.summary}")


@_commands.command("schema")
@click.argument("name", type=click.Choice(("report", "config")))
def _schema(name: str) -> None:
    """Print the JSON Schema of the JSON report, or of the configuration, for editors."""
    from transync.schema import schema

    _write(schema(name))


def _split(values: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(part.strip() for value in values for part in value.split(",") if part.strip())


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


def _fails(report: Report | None, fail_on: str) -> bool:
    failing = _SEVERITIES[: _SEVERITIES.index(fail_on) + 1]
    return any(finding.severity in failing for finding in (report.findings if report else ()))


def _write(output: str, file: Path | None = None) -> None:
    if file is None:
        # Colours are stripped by click where stdout is no terminal; NO_COLOR is for terminals too.
        click.echo(output, nl=False, color=_wants_colour())
        return
    try:
        file.write_text(click.unstyle(output), encoding="utf-8", newline="\n")
    except OSError as error:
        reason = (error.strerror or "").lower()
        raise UsageError(f"{file}: can't be written: {reason}") from None


def _wants_colour() -> bool:
    import os

    return sys.stdout.isatty() and not os.environ.get("NO_COLOR")


@contextmanager
def _progress() -> Iterator[Callable[[int, int], None]]:
    """A bar on stderr, for people only, once the work has taken a second."""
    if not sys.stderr.isatty():
        yield lambda done, total: None
        return
    started, bar = time.monotonic(), None

    def advance(done: int, total: int) -> None:
        nonlocal bar
        if bar is None and time.monotonic() - started > 1:
            from rich.console import Console
            from rich.progress import BarColumn, MofNCompleteColumn, Progress, TimeRemainingColumn

            columns = ("checking", BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
            bar = Progress(*columns, console=Console(stderr=True), transient=True)
            bar.start()
            bar.add_task("", total=total)
        if bar:
            bar.update(bar.task_ids[0], completed=done, total=total)

    try:
        yield advance
    finally:
        if bar:
            bar.stop()


def _printable(text: str) -> str:
    from transync.output.terminal import printable

    return printable(text)
