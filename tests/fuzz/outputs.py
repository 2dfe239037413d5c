"""What every output has to be: what its readers take for well-formed, and nothing that acts."""

from __future__ import annotations

import csv
import io
import json
import re
import unicodedata
from collections.abc import Callable, Mapping
from functools import cache
from html.parser import HTMLParser
from typing import Any
from xml.etree import ElementTree as ET

from jsonschema import Draft202012Validator
from jsonschema.exceptions import best_match
from sarif_pydantic import Sarif

from tests.output import (
    test_concise,
    test_github,
    test_gitlab,
    test_junit,
    test_markdown,
    test_sarif,
)
from tests.output.test_inert import commands
from tests.test_schema import validator

# Control, surrogate and separator characters, and those that turn the direction of text around.
_STEERING = frozenset(("Cc", "Cs", "Zl", "Zp", "Cf"))
# Joiners and marks that Persian, Hindi, Hebrew or emoji need.
_NEEDED = frozenset("\n\u200c\u200d\u200e\u200f")
# What a browser obeys of these.
_TURNING = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
_COLOUR = re.compile("\x1b\\[[0-9;]*m")
_ACTIVE = frozenset(
    ("iframe", "object", "embed", "form", "base", "link", "frame", "applet", "math")
)

Check = Callable[[str], None]


def fault(form: str, output: bytes) -> str:
    """What is wrong with an output in this form; nothing if all is well."""
    try:
        text = output.decode()
    except UnicodeDecodeError as error:
        return f"no UTF-8: {error}"
    try:
        if form in _CHECKS:
            _CHECKS[form](text)
    except Exception as error:  # whatever a reader has against it
        return f"{type(error).__name__}: {error}"[:2000]
    return _acting(form, text)


def _acting(form: str, text: str) -> str:
    """What a terminal or the log of a CI job would obey in it."""
    if form == "patch":
        # It is bytes for git, whatever stands in the files.
        return ""
    if form == "coloured":
        text = _COLOUR.sub("", text)
    steering = {c for c in set(text) if _is_steering(c, form)}
    if steering:
        at = min(text.index(c) for c in steering)
        around = text[max(0, at - 60) : at + 60]
        return f"steering characters {sorted(map(ascii, steering))}: {around!r}"
    if form != "github" and (found := next(commands(text), "")):
        return f"a command for the runner: {found[:300]!r}"
    return ""


def _is_steering(character: str, form: str) -> bool:
    """Whether a character would move the cursor, or turn text around, where the form is shown."""
    if form in ("html", "csv", "svg"):
        is_ours = character in ("\n", "\r", "\t")
        return character in _TURNING or (unicodedata.category(character) == "Cc" and not is_ours)
    is_ours = character in _NEEDED or (character == "\r" and form == "github")
    return unicodedata.category(character) in _STEERING and not is_ours


@cache
def _validator(name: str) -> Draft202012Validator:
    return validator(name)


def _valid(name: str) -> Check:
    def check(text: str) -> None:
        if error := best_match(_validator(name).iter_errors(_loaded(text))):
            raise ValueError(f"{error.json_path}: {error.message[:300]}")

    return check


def _json_lines(text: str) -> None:
    for line in text.splitlines():
        _loaded(line)


def _loaded(text: str) -> Any:
    """What JSON holds, if it is of whole characters: strict readers refuse half of one."""
    found = json.loads(text)
    json.dumps(found, ensure_ascii=False).encode()
    return found


def _sarif(text: str) -> None:
    log = Sarif.model_validate_json(text)
    # Of the standard, but unknown to the reader.
    known = test_sarif.UNREAD | {"$schema", "baselineState"}
    if (others := set(test_sarif.unknown(log)) - known) or not text.isascii():
        raise ValueError(f"not of the standard, or not ASCII: {others}")


def _concise(text: str) -> None:
    for line in text.split("\n")[:-1]:
        if not test_concise.LINE.fullmatch(line):
            raise ValueError(f"no line of a finding: {line!r}")


def _markdown(text: str) -> None:
    found = list(test_markdown.tokens(text))
    if sum(token.nesting for token in found):
        raise ValueError("what opens does not close")
    for token in found:
        if token.type in ("image", "html_inline", "html_block") and not _is_own(token.content):
            raise ValueError(f"active: {token.type} {token.content[:200]!r}")
        href = str(token.attrGet("href") or "") if token.type == "link_open" else ""
        if href and not href.startswith(("http", "#", "/", ".")) and ":" in href:
            raise ValueError(f"a link to {href!r}")


def _is_own(html: str) -> bool:
    """Whether HTML is what we write into Markdown ourselves."""
    return bool(
        re.fullmatch(
            r"\s*(?:</?(?:details|summary|sub|br|b|code)>|<!-- transync[^<>]*-->|[^<>])*\s*", html
        )
    )


class _Html(HTMLParser):
    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        for name, value in attrs:
            if name.startswith("on") or name in ("srcdoc", "formaction"):
                raise ValueError(f"active: {tag} {name}")
            if name in ("href", "src", "xlink:href", "action") and value:
                scheme = value.strip().lower().partition(":")[0]
                if scheme in ("javascript", "vbscript") or (scheme == "data" and tag != "link"):
                    raise ValueError(f"active: {tag} {name}={value[:100]!r}")
        if tag in _ACTIVE and not (tag == "link" and dict(attrs).get("rel") == "icon"):
            raise ValueError(f"active: {tag}")
        self.scripts += tag == "script"

    scripts = 0


def _html(text: str) -> None:
    parser = _Html()
    parser.feed(text)
    parser.close()
    if parser.scripts > 2:
        raise ValueError(f"{parser.scripts} scripts")


def _csv(text: str) -> None:
    rows = list(csv.reader(io.StringIO(text, newline=""), strict=True))
    if len({len(row) for row in rows}) > 1:
        raise ValueError("rows of different length")
    for row in rows[1:]:
        for value in row:
            if value[:1] in ("=", "+", "-", "@", "\t", "\r") and not re.fullmatch(r"-?\d+", value):
                raise ValueError(f"computed by a spreadsheet: {value[:80]!r}")


def _svg(text: str) -> None:
    for element in ET.fromstring(text).iter():
        name = str(element.tag).rpartition("}")[2]
        if name in ("script", "foreignObject", "a", "image", "use", "set", "animate"):
            raise ValueError(f"active: {name}")
        for key, value in element.attrib.items():
            if key.rpartition("}")[2].startswith("on") or (
                "url(" in value and "url(#" not in value
            ):
                raise ValueError(f"active: {name} {key}")


def _patch(text: str) -> None:
    if text and not text.startswith("diff --git "):
        raise ValueError(f"no patch: {text[:200]!r}")


_CHECKS: Mapping[str, Callable[[str], Any]] = {
    "json": _valid("report"),
    "overview": _valid("overview"),
    "worklist": _valid("worklist"),
    "differences": _valid("differences"),
    "history": _valid("history"),
    "json-lines": _json_lines,
    "sarif": _sarif,
    "junit": test_junit.read,
    "gitlab": test_gitlab.read,
    "github": test_github.commands,
    "concise": _concise,
    "markdown": _markdown,
    "html": _html,
    "csv": _csv,
    "svg": _svg,
    "badge": _loaded,
    "patch": _patch,
}
