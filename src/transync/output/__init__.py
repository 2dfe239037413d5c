"""The forms in which a report can be shown, one module each: `render(report) -> str`."""

from __future__ import annotations

from collections.abc import Iterator
from importlib import import_module

from transync.model import Report

# What each is for, as `--help` says it. A form's module has its name, with underscores.
FORMATS = {
    "text": "for people",
    "concise": "one line a finding",
    "json": "for programs",
    "json-lines": "one object a finding",
    "github": "annotations of GitHub Actions",
    "markdown": "a short summary",
    "sarif": "code scanning",
    "junit": "test reports",
    "gitlab": "Code Quality of GitLab",
}
# Their readers know findings and nothing else, so that what was not checked is said on stderr.
WITHOUT_NOTES = frozenset(("concise", "json-lines", "junit", "gitlab"))


def remarks(report: Report) -> Iterator[str]:
    """What is to be said beside the forms WITHOUT_NOTES, each a line."""
    if report.diff and report.diff.switches:
        from transync.output.switches import sentence

        yield f"warning: {sentence(report.diff.switches)}"
    yield from (f"note: {note}" for note in report.notes)


def render(report: Report, form: str, is_verbose: bool = False) -> str:
    """The report in one of FORMATS; only the text knows a verbose form."""
    module = import_module(f"{__name__}.{form.replace('-', '_')}")
    options = {"is_verbose": is_verbose} if form == "text" else {}
    shown: str = module.render(report, **options)
    return shown
