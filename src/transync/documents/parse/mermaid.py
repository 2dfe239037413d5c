"""Diagrams of Mermaid: what of their lines makes the picture, without the texts in it.

Nodes count by the order in which they appear, so that whoever translates their names everywhere
draws the same picture (https://mermaid.js.org/intro/syntax-reference.html).
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from transync.documents.parse.mermaid_labels import BROKEN, without_labels

_FRONT_MATTER = "---"
_KEY = re.compile(r"[ \t]*+([A-Za-z][\w-]*+)[ \t]*+:(?=\s|$)")
_WORD = re.compile(r"[^\s;:(\[{]++")
_FLOWCHARTS = ("graph", "flowchart", "flowchart-elk")
_STATES = ("stateDiagram", "stateDiagram-v2")
_ARROW = re.compile(r"((?:<|(?<!\S)[xo])?(?:--+|==+|-\.+-?|~~~+)[>xo]?)")
# Arrows of sequences, and lines between entities, classes and states.
_MESSAGE = re.compile(
    r"(?P<left>[^\s:<\-][^:<>\-]*+)(?P<arrow><{0,2}--?(?:>{1,2}|x|\)|\|?[\\/]{1,2})[+-]?)"
    r"(?P<right>[^:]++)(?P<text>:)?"
)
_RELATION = re.compile(
    r"(?P<left>\[\*\]|[^\s:]++)[ \t]++(?:\"[^\"]*+\"[ \t]++)?(?P<arrow>[<>|o*.(){}-]{2,12})[ \t]++"
    r"(?:\"[^\"]*+\"[ \t]++)?(?P<right>\[\*\]|[^\s:]++)[ \t]*+(?P<text>:)?"
)
_PARTICIPANT = re.compile(
    r"(?P<word>(?:create )?(?:participant|actor)) ++(?P<name>[^\n]+?)(?: as .*)?$"
)
_NOTE = re.compile(
    r"(?i:note) (?P<place>(?i:left of|right of|over)) ++(?P<names>[^:\n]++)(?P<text>:)?"
)
_BLOCKS = frozenset((
    "activate", "actor", "alt", "and", "autonumber", "box", "break", "create", "critical",
    "deactivate", "destroy", "else", "end", "link", "links", "loop", "opt", "option", "par",
    "participant", "properties", "rect", "title",
))  # fmt: skip
_KEYWORDS = frozenset((
    "accDescr", "accTitle", "axisFormat", "bar", "branch", "checkout", "cherry-pick", "class",
    "classDef", "commit", "dateFormat", "direction", "excludes", "line", "merge", "namespace",
    "note", "section", "showData", "state", "style", "tickInterval", "title",
    "todayMarker", "x-axis", "y-axis",
))  # fmt: skip
_NUMBER = re.compile(r"\"[^\"]*+\"[ \t]*+:[ \t]*+([\d.]++)[ \t]*+\Z")


class _Names:
    """The names of a diagram, by the order in which they appear."""

    def __init__(self) -> None:
        self._numbers: dict[str, int] = {}

    def number(self, name: str) -> str:
        name = name.strip()
        if name == "[*]":
            return name
        return str(self._numbers.setdefault(name, len(self._numbers)))

    def numbers(self, names: str) -> str:
        return ",".join(map(self.number, names.split(",")))


def diagram_lines(content: str) -> Iterator[tuple[int, str]]:
    """The lines that make the picture, by their number from 0, without the texts in it."""
    lines = [line.strip() for line in content.split("\n")]
    first = next((number for number, line in enumerate(lines) if line), len(lines))
    if lines[first : first + 1] == [_FRONT_MATTER] and _FRONT_MATTER in lines[first + 1 :]:
        end = lines.index(_FRONT_MATTER, first + 1)
        for number in range(first, end + 1):
            key = _KEY.match(lines[number])
            if key or lines[number] == _FRONT_MATTER:
                yield number, key[1] if key else _FRONT_MATTER
        first = end + 1
    kind, names = "", _Names()
    is_text = False
    for number, line in enumerate(lines[first:], first):
        if not line or (line.startswith("%%") and not line.startswith("%%{")):
            continue
        if not kind:
            found = _WORD.match(line)
            is_diagram = found is not None and not line.startswith(("%%", _FRONT_MATTER))
            kind = found[0] if found and is_diagram else ""
            yield number, line.rstrip("; ") if kind in _FLOWCHARTS else kind or line
            continue
        if kind in _STATES and is_text:
            is_text = line != "end note"
            continue
        is_text = line.lower().startswith("note ") and ":" not in line
        if picture := _picture(kind, line, names):
            yield number, picture


def _picture(kind: str, line: str, names: _Names) -> str:
    if kind in _FLOWCHARTS:
        return _flow(line.rstrip("; "), names)
    if kind == "sequenceDiagram":
        return _sequence(line, names)
    word = line.partition(" ")[0].rstrip(":{")
    has_relations = kind in (*_STATES, "erDiagram", "classDiagram")
    if has_relations and (found := _RELATION.match(line)):
        return _between(found, names)
    if found := _NUMBER.search(line):
        return found[1]
    return word if word in _KEYWORDS else ""


def _sequence(line: str, names: _Names) -> str:
    if found := _PARTICIPANT.match(line):
        return f"{found['word']} {names.number(found['name'])}"
    if found := _NOTE.match(line):
        return f"note {found['place'].lower()} {names.numbers(found['names'])}"
    word = line.partition(" ")[0].rstrip(":;")
    if word in _BLOCKS:
        return word
    if found := _MESSAGE.match(line):
        return _between(found, names)
    return "?"


def _between(found: re.Match[str], names: _Names) -> str:
    left, right = names.number(found["left"]), names.number(found["right"])
    return f"{left} {found['arrow']} {right}{found['text'] or ''}"


def _flow(line: str, names: _Names) -> str:
    """A line of a flowchart: what it joins, or what it says of nodes."""
    word, _, rest = line.partition(" ")
    if word in ("subgraph", "end"):
        return word
    if word in ("direction", "linkStyle"):
        return line
    if word in ("class", "classDef", "style", "click"):
        subject, _, said = rest.strip().partition(" ")
        if word == "click":
            return f"{word} {names.numbers(subject)}"
        said = names.number(said) if word == "class" else " ".join(said.split())
        return f"{word} {names.numbers(subject)} {said}"
    pieces: list[str] = _ARROW.split(without_labels(line))
    pieces[::2] = [_nodes(piece, names) for piece in pieces[::2]]
    return " ".join(pieces)


def _nodes(piece: str, names: _Names) -> str:
    """Nodes of a flowchart that stand side by side, each with its form and its class."""
    found = []
    for node in piece.split("&"):
        node = node.strip()
        name, mark, form = node.lstrip(BROKEN).partition("\0")
        name, *styles = name.split(":::")
        broken = BROKEN if node.startswith(BROKEN) else ""
        parts = (broken, names.number(name), mark + form, *map(names.number, styles))
        found.append(":".join(parts))
    return "&".join(found)
