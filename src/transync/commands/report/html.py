"""The dashboard: one file that needs nothing else, and that a browser lets nothing else into.

Its policy of content allows one style and one script, by their hashes. What it shows of the
repository is text to the template, which escapes it, and data to the script, which never makes
markup of it.
"""

from __future__ import annotations

import json
import re
from base64 import b64encode
from hashlib import sha256
from importlib.resources import files
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import quote

from transync.commands.report.backlog import steps
from transync.commands.report.dashboard_data import dashboard_data, language_name, web_address
from transync.commands.report.overview import Language, Overview
from transync.commands.report.words import first_of
from transync.model import Severity, State
from transync.output.inert import inert_json, inert_xml
from transync.output.terminal import printable
from transync.wording import count

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    import jinja2

    from transync.commands.report.backlog import NextStep

_STYLES = ("page.css", "heatmap.css", "views.css", "dark.css", "print.css")
# In the order in which they build on each other; together they are one script.
_SCRIPTS = (
    "dom.js",
    "data.js",
    "words.js",
    "filters.js",
    "tables.js",
    "heatmap.js",
    "findings.js",
    "views.js",
    "main.js",
)
_FEW_PATHS = 6
# What no page may hold.
_CONTROL = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\ud800-\udfff]")
# What controls, separates lines, or turns text around.
_STEERING = re.compile("[\ud800-\udfff\x7f-\x9f\u061c\u2028-\u202e\u2066-\u2069\ufeff]")


def render(overview: Overview, chart: str = "") -> str:
    """The dashboard as a document in HTML; `chart` is an SVG that shows the trend, if there is one.

    The chart is the only markup that is taken as it is.
    """
    style = "\n".join(map(_static, _STYLES))
    script = "\n".join(('"use strict";', "(() => {", *map(_static, _SCRIPTS), "})();"))
    template = _environment().get_template("dashboard.html.j2")
    document = template.render(
        name=_name(overview),
        forge=web_address(overview.forge),
        overview=overview,
        figures=list(_figures(overview)),
        languages=sorted(overview.languages, key=_by_need),
        steps=list(map(_shown, steps(overview))),
        states=[state for state in _WITHOUT_CURRENT if overview.count(state)],
        data=dashboard_data(overview),
        style=style,
        script=script,
        chart=chart,
        policy=_policy(style, script),
    )
    return inert_xml(_CONTROL.sub("\ufffd", document))


class _ShownStep(NamedTuple):
    """What to do next: words around its first paths, how many more there are, and commands."""

    before: str
    paths: Sequence[str]
    more: int
    after: str
    commands: Sequence[str]


def _shown(step: NextStep) -> _ShownStep:
    before, *after = step.words.split("{}")
    paths = first_of(step.paths, _FEW_PATHS)
    return _ShownStep(
        before, paths, len(step.paths) - len(paths), after="".join(after), commands=step.commands
    )


class _Figure(NamedTuple):
    """A number in the headline, with the fragment of the view that shows what it counts."""

    number: str
    text: str
    fragment: str
    kind: str = ""


_WITHOUT_CURRENT = (State.STALE, State.MISSING, State.UNMANAGED, State.ORPHAN)


def _figures(overview: Overview) -> Iterable[_Figure]:
    for state in _WITHOUT_CURRENT:
        if (number := overview.count(state)) or state in (State.STALE, State.MISSING):
            yield _Figure(f"{number:,}", state.value, f"#/?state={state.value}", kind=state.value)
    errors = sum(fault.severity is Severity.ERROR for fault in overview.faults)
    warnings = len(overview.faults) - errors
    errors += sum(language.errors for language in overview.languages)
    warnings += sum(language.warnings for language in overview.languages)
    for severity, number in (("error", errors), ("warning", warnings)):
        text = count(number, severity).partition(" ")[2]
        yield _Figure(f"{number:,}", text, f"#/findings?severity={severity}", kind=severity)
    days = [language.oldest for language in overview.languages if language.oldest is not None]
    if days:
        yield _Figure(f"{max(days):,}", "days, the oldest stale page", "#/?state=stale", kind="age")


def _by_need(language: Language) -> tuple[float, int, int, str]:
    """The language first that has the least current pages; then that with the most defects."""
    return language.current_share, -language.errors, -language.warnings, language.code


def _name(overview: Overview) -> str:
    """The repository's owner and name, as its address ends."""
    address = web_address(overview.forge)
    if address:
        return "/".join(address.rstrip("/").split("/")[-2:])
    return ""


def _environment() -> jinja2.Environment:
    import jinja2

    environment = jinja2.Environment(
        loader=jinja2.PackageLoader("transync.commands.report"),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.policies["json.dumps_function"] = _dumps
    environment.policies["json.dumps_kwargs"] = {}
    environment.filters |= {
        "printable": printable,
        "count": count,
        "fragment": _fragment,
        "share": _share,
        "language_name": language_name,
    }
    return environment


def _dumps(data: object) -> str:
    """Compact JSON in the letters of the texts: escapes would double what Hindi takes.

    What would steer a terminal that the document is printed to is escaped.
    """
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    return inert_json(_STEERING.sub(lambda found: f"\\u{ord(found[0]):04x}", text))


def _share(share: float) -> str:
    """A percentage, rounded down: 100 is all of it."""
    return f"{int(share * 1000 + 1e-9) / 10:.1f}".removesuffix(".0")


def _fragment(text: str) -> str:
    """The text as a part of an address, as the script's `encodeURIComponent` writes it."""
    return quote(text, safe="!'()*~-._", errors="replace")


def _static(name: str) -> str:
    return files("transync.commands.report").joinpath("static", name).read_text("utf-8")


def _policy(style: str, script: str) -> str:
    return "; ".join(
        (
            "default-src 'none'",
            f"script-src {_hash(script)}",
            f"style-src {_hash(style)}",
            "img-src data:",
            "base-uri 'none'",
            "form-action 'none'",
            "require-trusted-types-for 'script'",
            "trusted-types 'none'",
        )
    )


def _hash(text: str) -> str:
    return f"'sha256-{b64encode(sha256(text.encode()).digest()).decode()}'"
