"""Lines of front matter as the source has them: names of keys, and values that are no text."""

from __future__ import annotations

import re
from collections.abc import Sequence

from transync.comparison import Comparison
from transync.comparison.front_matter import OWN_KEYS, KeyPair
from transync.document import FrontMatterValue, ValueKind
from transync.model import Edit, Fix
from transync.text import Text

_NO_TEXTS = (ValueKind.NUMBER, ValueKind.BOOLEAN, ValueKind.DATE)
_PARTS = (ValueKind.LIST, ValueKind.KEYS)
# White space is part of what goes on behind it, of nothing before a colon, a comment or the end.
_SPACE = r"[ \t](?:[ \t](?!#))*+"
_VALUE = (
    r"(?P<value>[^\s'\"#|>&*\[{](?:[^\"' \t]++|[ \t]++(?!#|\Z))*+|\"[^\"\\]*\"|'[^']*')?+"
    r"(?P<comment>[ \t]++#.*+)?[ \t]*+\Z"
)
_ENTRY = re.compile(
    r"(?P<before>[ \t]*+(?:-[ \t]++)*+)(?P<quote>[\"']?)"
    r"(?P<key>[^\s\"':#-](?:[^\"':# \t]++|[ \t]++(?!:))*+)(?P=quote)"
    rf"(?P<colon>[ \t]*+:)(?P<space>(?:[ \t](?!#))*+){_VALUE}"
)
_ITEM = re.compile(rf"(?P<before>[ \t]*+(?:-{_SPACE})++){_VALUE}")
_PLAIN_KEY = re.compile(r"[A-Za-z_][\w.-]*")
# A number, a boolean or a date, and nothing of a list around it.
_SCALAR = re.compile(r"[\w.:+-]++(?: [\w.:+-]++)*+|(?P<quote>[\"'])[\w.:+ -]+(?P=quote)")
_END = re.compile(r"(?:---|\.\.\.)[ \t]*\Z")


def restore_entry(comparison: Comparison, pair: KeyPair) -> Fix | None:
    """The key or the value that the source has, where one line says all of it."""
    source, there = comparison.source, comparison.translation
    ours, theirs = source.document.front_matter, there.document.front_matter
    if not source.text or not there.text or not ours or not theirs or not pair.source:
        return None
    value, given = pair.source, pair.translation
    if given is None:
        edit = _inserted(source.text, there.text, value, ours.values, theirs.values)
    elif given.path in OWN_KEYS:
        edit = None
    elif value.path != given.path:
        is_same_place = _place(value, ours.values) == _place(given, theirs.values)
        edit = _renamed(there.text, value, given) if is_same_place else None
    else:
        edit = _revalued(source.text, there.text, value, given)
    return Fix((edit,)) if edit else None


def _renamed(text: Text, value: FrontMatterValue, given: FrontMatterValue) -> Edit | None:
    found = _ENTRY.match(text.line(given.line) or "")
    if not found or found["key"] != given.path[-1] or not _PLAIN_KEY.fullmatch(value.path[-1]):
        return None
    return text.replace(given.line, found.start("key"), found.end("key"), value.path[-1])


def _revalued(
    ours: Text, theirs: Text, value: FrontMatterValue, given: FrontMatterValue
) -> Edit | None:
    wanted, there = _entry(ours, value), _entry(theirs, given)
    if value.kind not in _NO_TEXTS or not wanted or not there or _goes_on(theirs, given.line):
        return None
    if given.kind in _PARTS or not _SCALAR.fullmatch(wanted["value"] or ""):
        return None
    if there["value"]:
        return theirs.replace(given.line, there.start("value"), there.end("value"), wanted["value"])
    is_item = value.path[-1].startswith("[")
    start, end = (there.end("before"),) * 2 if is_item else there.span("space")
    new = wanted["value"] if is_item else f" {wanted['value']}"
    return theirs.replace(given.line, start, end, new)


def _inserted(
    ours: Text,
    theirs: Text,
    value: FrontMatterValue,
    wanted: Sequence[FrontMatterValue],
    given: Sequence[FrontMatterValue],
) -> Edit | None:
    """A missing line, between those that stand beside it in the source."""
    entry = _entry(ours, value)
    if value.kind not in _NO_TEXTS or not entry or "-" in entry["before"]:
        return None
    if not _SCALAR.fullmatch(entry["value"] or ""):
        return None
    names, there = (
        [x.path for x in values if x.path[:-1] == value.path[:-1]] for values in (wanted, given)
    )
    at = names.index(value.path)
    beside = [path for path in (names[at - 1 : at] + names[at + 1 : at + 2]) if path in there]
    known = [path for path in there if path in names or path not in OWN_KEYS]
    if known != [path for path in names if path in there] or not beside:
        return None
    line = f"{entry['before']}{entry['key']}{entry['colon']}{entry['space']}{entry['value']}"
    below = next((x for x in given if x.path in names[at + 1 :]), None)
    if below:
        is_alike = _before(theirs.line(below.line) or "") == entry["before"]
        return theirs.insert_lines(below.line, [line]) if is_alike else None
    return theirs.insert_lines(_end(theirs, given), [line]) if len(value.path) == 1 else None


def _entry(text: Text, value: FrontMatterValue) -> re.Match[str] | None:
    """The line of a value, if it is that of its key and nothing else."""
    line, name = text.line(value.line) or "", value.path[-1]
    if name.startswith("["):
        return _ITEM.match(line)
    found = _ENTRY.match(line)
    return found if found and found["key"] == name else None


def _end(text: Text, values: Sequence[FrontMatterValue]) -> int:
    """The line of dashes below front matter."""
    first = max(value.line for value in values) + 1
    numbers = range(first, len(text.lines) + 1)
    return next((n for n in numbers if _END.match(text.line(n) or "")), first)


def _goes_on(text: Text, number: int) -> bool:
    """Whether the value of a line has more lines."""
    line, below = text.line(number) or "", text.line(number + 1) or ""
    indentation = len(line) - len(line.lstrip(" "))
    return below.strip() != "" and len(below) - len(below.lstrip(" ")) > indentation


def _before(line: str) -> str:
    return line[: len(line) - len(line.lstrip(" \t-"))]


def _place(value: FrontMatterValue, values: Sequence[FrontMatterValue]) -> tuple[int, int]:
    """Which of how many keys beside each other it is, but for those of the language."""
    beside = [x.path for x in values if x.path[:-1] == value.path[:-1] and x.path not in OWN_KEYS]
    return beside.index(value.path) if value.path in beside else -1, len(beside)
