"""Options that several commands have, and what follows from them."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from collections.abc import Iterable

    from transync.model import Fault, Finding, Report

OK, FINDINGS, USAGE, BUG = 0, 1, 2, 3
SEVERITIES = ("error", "warning")

languages = click.option(
    "--language",
    "languages",
    multiple=True,
    metavar="CODE",
    help="Only these languages (commas allowed).",
)
output = click.option(
    "--output",
    type=click.Path(path_type=Path, dir_okay=False),
    help="Write to this file instead of stdout.",
)
select = click.option(
    "--select", multiple=True, metavar="RULE", help="Only these rules (commas allowed)."
)
ignore = click.option(
    "--ignore", multiple=True, metavar="RULE", help="Not these rules (commas allowed)."
)
unsafe = click.option(
    "--unsafe", is_flag=True, help="Make edits, too, that somebody has to look at."
)
no_baseline = click.option(
    "--no-baseline", is_flag=True, help="What the baseline holds counts as well."
)
fail_on = click.option(
    "--fail-on",
    type=click.Choice(SEVERITIES),
    default="error",
    show_default=True,
    help="The least severity that makes the exit code 1.",
)
config = click.option(
    "--config",
    type=click.Path(path_type=Path, dir_okay=False),
    help="Read the settings from this file instead of transync.toml or pyproject.toml.",
)
fail_on_stale_source = click.option(
    "--fail-on-stale-source",
    is_flag=True,
    help="Fail where a source is changed without its translations.",
)
jobs = click.option(
    "--jobs",
    type=click.IntRange(1),
    default=lambda: processors(),
    show_default="one a processor",
    help="As many processes at most.",
)
no_cache = click.option(
    "--no-cache", is_flag=True, help="Neither read nor write what earlier runs found out."
)


def processors() -> int:
    """How many processors this process may use."""
    affinity = getattr(os, "sched_getaffinity", None)
    if affinity:
        return len(affinity(0))
    return os.cpu_count() or 1


def split(values: tuple[str, ...]) -> tuple[str, ...]:
    """The values of an option that may be repeated, or hold several, separated by commas."""
    return tuple(part.strip() for value in values for part in value.split(",") if part.strip())


def outcome(report: Report | None, fail_on: str = "error", is_lenient: bool = False) -> int:
    """The exit code of a report: leniency is for what is found, and not for a bug."""
    if report and has_bug(report.findings):
        return BUG
    if fails(report, fail_on) and not is_lenient:
        return FINDINGS
    return OK


def has_bug(findings: Iterable[Finding | Fault]) -> bool:
    """Whether transync failed on a page."""
    from transync.untrusted.isolation import INTERNAL_ERROR

    return any(finding.rule == INTERNAL_ERROR for finding in findings)


def fails(report: Report | None, fail_on: str) -> bool:
    """Whether there is a finding that makes the exit code 1."""
    failing = SEVERITIES[: SEVERITIES.index(fail_on) + 1]
    return any(finding.severity in failing for finding in (report.findings if report else ()))
