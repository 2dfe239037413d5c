"""The forms of an overview, one module each: `render(overview) -> str`."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from transync.commands.report.overview import Overview

# What each is for, as `--help` says it. A form's module has its name, with underscores.
FORMATS = {
    "text": "for people",
    "html": "a dashboard for a browser, in one file",
    "markdown": "the text of an issue",
    "json": "for programs",
    "csv": "a row for each page and language",
    "badge": "an endpoint of shields.io",
    "badge-svg": "a picture",
}
# Their readers know nothing of what could not be looked at, so that it is said on stderr.
WITHOUT_NOTES = frozenset(("csv", "badge", "badge-svg"))


def render(overview: Overview, form: str, width: int | None = None, chart: str = "") -> str:
    """The overview in one of FORMATS; only the text has a width, in columns.

    Only the dashboard has a chart of the trend, as an element of HTML.
    """
    module = import_module(f"{__name__}.{form.replace('-', '_')}")
    options: dict[str, object] = {"width": width} if form == "text" and width else {}
    if form == "html":
        options["chart"] = chart
    shown: str = module.render(overview, **options)
    return shown
