"""Badges of shields.io: the same image, whatever language their words are in.

Source of the format: https://shields.io/badges/static-badge
"""

from __future__ import annotations

from typing import NamedTuple
from urllib.parse import parse_qsl, urlsplit

_HOSTS = ("img.shields.io", "shields.io", "raster.shields.io")
_STATIC = "/badge/"
# Parameters that hold words.
_WORDS = ("label", "message")


class ShieldsBadge(NamedTuple):
    """What a badge shows besides its words: a static one its colour, others what they count."""

    path: str
    parameters: tuple[tuple[str, str], ...]


def badge_at(url: str) -> ShieldsBadge | None:
    """The badge at an address; None for any other image."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return None
    if parts.scheme not in ("http", "https") or parts.netloc.lower() not in _HOSTS:
        return None
    path = parts.path.removesuffix(".svg")
    said = path.removeprefix(_STATIC)
    if said != path and "/" not in said:
        # Two hyphens are one in a word; the last word is the colour.
        colour = said.replace("--", "").rpartition("-")[2]
        path = f"{_STATIC}{colour.lower()}"
    parameters = parse_qsl(parts.query, keep_blank_values=True)
    return ShieldsBadge(path, tuple(sorted(p for p in parameters if p[0] not in _WORDS)))


def is_same_badge(source: str, translation: str) -> bool:
    """Whether two addresses are of badges that differ in nothing but their words."""
    badge = badge_at(source)
    return badge is not None and badge == badge_at(translation)
