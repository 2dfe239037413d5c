"""The share of current pages as an endpoint of shields.io.

Schema: https://shields.io/badges/endpoint-badge
"""

from __future__ import annotations

import json
from typing import NamedTuple

from transync.commands.report.overview import Overview
from transync.output.inert import inert_json
from transync.output.terminal import printable
from transync.wording import percent

# From which share on, with the name that shields.io has for the colour.
_COLOURS = (
    (1.0, "brightgreen"),
    (0.9, "green"),
    (0.75, "yellowgreen"),
    (0.5, "yellow"),
    (0.25, "orange"),
    (0.0, "red"),
)


class Badge(NamedTuple):
    """What a badge says: a label, a message, and the name of the message's colour."""

    label: str
    message: str
    colour: str


def badge(overview: Overview) -> Badge:
    """The badge of all languages, or of the only one that was asked for."""
    codes = [language.code for language in overview.languages]
    label = f"{printable(codes[0])} translation" if len(codes) == 1 else "translations"
    if not overview.wanted:
        return Badge(label, "none", "lightgrey")
    share = overview.current_share
    colour = next(name for least, name in _COLOURS if share >= least)
    return Badge(label, f"{percent(share)} current", colour)


def render(overview: Overview) -> str:
    """The object that shields.io asks an endpoint for."""
    label, message, colour = badge(overview)
    shown = {"schemaVersion": 1, "label": label, "message": message, "color": colour}
    return inert_json(json.dumps(shown, indent=2)) + "\n"
