"""The share of current pages as a badge that is a picture, in the flat look of shields.io."""

from __future__ import annotations

from html import escape

from transync.commands.report.badge import badge
from transync.commands.report.overview import Overview
from transync.output.inert import inert_xml

_COLOURS = {
    "brightgreen": "#4c1",
    "green": "#97ca00",
    "yellowgreen": "#a4a61d",
    "yellow": "#dfb317",
    "orange": "#fe7d37",
    "red": "#e05d44",
    "lightgrey": "#9f9f9f",
}
# What a character of Verdana takes, in 1/2048 of its size; others are taken for the widest.
# fmt: off
_ADVANCES = {
    " ": 720, "%": 2204, "-": 930, "0": 1302, "1": 1302, "2": 1302, "3": 1302, "4": 1302,
    "5": 1302, "6": 1302, "7": 1302, "8": 1302, "9": 1302, "A": 1400, "B": 1404, "C": 1430,
    "D": 1578, "E": 1295, "F": 1177, "G": 1588, "H": 1539, "I": 862, "J": 931, "K": 1419,
    "L": 1140, "M": 1726, "N": 1532, "O": 1612, "P": 1235, "Q": 1612, "R": 1424, "S": 1400,
    "T": 1262, "U": 1499, "V": 1400, "W": 2025, "X": 1403, "Y": 1260, "Z": 1403, "a": 1230,
    "b": 1276, "c": 1067, "d": 1276, "e": 1220, "f": 720, "g": 1276, "h": 1296, "i": 562,
    "j": 705, "k": 1212, "l": 562, "m": 1992, "n": 1296, "o": 1243, "p": 1276, "q": 1276,
    "r": 874, "s": 1067, "t": 807, "u": 1296, "v": 1212, "w": 1676, "x": 1212, "y": 1212,
    "z": 1076,
}
# fmt: on
_WIDEST = 2204
_SIZE, _UNITS = 11, 2048
_PADDING = 5
_HEIGHT = 20


def render(overview: Overview) -> str:
    """A picture with a title for those who do not see it; it loads nothing from elsewhere."""
    label, message, colour = badge(overview)
    title = escape(f"{label}: {message}")
    left, right = (text_width(text) + 2 * _PADDING for text in (label, message))
    return inert_xml(f"""\
<svg xmlns="http://www.w3.org/2000/svg" width="{left + right}" height="{_HEIGHT}" role="img" \
aria-label="{title}">
<title>{title}</title>
<linearGradient id="shade" x2="0" y2="100%">
<stop offset="0" stop-color="#bbb" stop-opacity=".1"/>
<stop offset="1" stop-opacity=".1"/>
</linearGradient>
<clipPath id="outline"><rect width="{left + right}" height="{_HEIGHT}" rx="3"/></clipPath>
<g clip-path="url(#outline)">
<rect width="{left}" height="{_HEIGHT}" fill="#555"/>
<rect x="{left}" width="{right}" height="{_HEIGHT}" fill="{_COLOURS[colour]}"/>
<rect width="{left + right}" height="{_HEIGHT}" fill="url(#shade)"/>
</g>
<g fill="#fff" font-family="Verdana,Geneva,DejaVu Sans,sans-serif" font-size="{_SIZE}">
{_text(label, _PADDING)}
{_text(message, left + _PADDING)}
</g>
</svg>
""")


def text_width(text: str) -> int:
    """The width of a text in Verdana, in whole pixels."""
    units = sum(_ADVANCES.get(character, _WIDEST) for character in text)
    return round(units * _SIZE / _UNITS)


def _text(text: str, left: int) -> str:
    """A text on its shadow, as wide as it was measured in whatever font there is."""
    place = f'x="{left}" textLength="{text_width(text)}"'
    shadow = f'<text {place} y="15" fill="#010101" fill-opacity=".3" aria-hidden="true">'
    return f'{shadow}{escape(text)}</text>\n<text {place} y="14">{escape(text)}</text>'
