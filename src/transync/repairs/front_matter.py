"""Lines of front matter as the source has them: names of keys, and values that are no text."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple, TypeAlias

from transync.comparison.comparison import Comparison
from transync.comparison.front_matter import OWN_KEYS, KeyPair
from transync.documents.editing import EditedText
from transync.documents.front_matter import FrontMatter, FrontMatterValue, ValueKind
from transync.model import Edit, Fix

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

_Path: TypeAlias = tuple[str, ...]


def restore_entry(comparison: Comparison, pair: KeyPair) -> Fix | None:
    """The key or the value that the source has, where one line says all of it."""
    source_text, translation_text = comparison.source.text, comparison.translation.text
    keys = comparison.once(_keys)
    if not source_text or not translation_text or not keys or not pair.source:
        return None
    source, translation = pair.source, pair.translation
    if translation is None:
        edit = _inserted(source_text, translation_text, source, keys)
    elif translation.path in OWN_KEYS:
        edit = None
    elif source.path != translation.path:
        is_same_place = keys.source.place(source) == keys.translation.place(translation)
        edit = _renamed(translation_text, source, translation) if is_same_place else None
    else:
        edit = _revalued(source_text, translation_text, source, translation)
    if edit:
        return Fix((edit,))
    return None


@dataclass(frozen=True, slots=True)
class _Values:
    """The values of front matter by the keys above them, and the last line of all.

    `places` says which key it is of those beside it, and `numbers` how many there are, but for
    those of the language.
    """

    last_line: int
    below: Mapping[_Path, Sequence[FrontMatterValue]]
    places: Mapping[_Path, int]
    numbers: Mapping[_Path, int]

    def place(self, value: FrontMatterValue) -> tuple[int, int]:
        """Which of how many keys beside each other it is, but for those of the language."""
        return self.places.get(value.path, -1), self.numbers.get(value.path[:-1], 0)


def _values(front_matter: FrontMatter) -> _Values:
    below = defaultdict[_Path, list[FrontMatterValue]](list)
    places: dict[_Path, int] = {}
    numbers = Counter[_Path]()
    for value in front_matter.values:
        above = value.path[:-1]
        below[above].append(value)
        if value.path not in OWN_KEYS:
            places.setdefault(value.path, numbers[above])
            numbers[above] += 1
    last_line = max((value.line for value in front_matter.values), default=0)
    return _Values(last_line, below, places, numbers=numbers)


class _Beside(NamedTuple):
    """Keys beside each other in the source by their numbers, and those that both sides have."""

    numbers: Mapping[_Path, int]
    common: Sequence[int]
    translation_values: Sequence[FrontMatterValue]


class _Keys(NamedTuple):
    """The front matter of both sides, and what stands beside each other below each key.

    It is None where the translation has it in another order.
    """

    source: _Values
    translation: _Values
    beside: Mapping[_Path, _Beside | None]


def _keys(comparison: Comparison) -> _Keys | None:
    source_matter = comparison.source.document.front_matter
    translation_matter = comparison.translation.document.front_matter
    if not source_matter or not translation_matter:
        return None
    source, translation = _values(source_matter), _values(translation_matter)
    beside = {}
    for above, source_values in source.below.items():
        beside[above] = _beside(source_values, translation.below.get(above, ()))
    return _Keys(source, translation, beside)


def _beside(
    source_values: Sequence[FrontMatterValue], translation_values: Sequence[FrontMatterValue]
) -> _Beside | None:
    source_paths = [value.path for value in source_values]
    numbers = {path: number for number, path in enumerate(source_paths)}
    translation_paths = {value.path for value in translation_values}
    known = [x for x in translation_values if x.path in numbers or x.path not in OWN_KEYS]
    kept = [path for path in source_paths if path in translation_paths]
    if [value.path for value in known] != kept:
        return None
    return _Beside(numbers, [numbers[value.path] for value in known], known)


def _renamed(
    text: EditedText, source: FrontMatterValue, translation: FrontMatterValue
) -> Edit | None:
    found, name = _ENTRY.match(text.line(translation.line) or ""), source.path[-1]
    if not found or found["key"] != translation.path[-1] or not _PLAIN_KEY.fullmatch(name):
        return None
    return text.replace(translation.line, *found.span("key"), name)


def _revalued(
    source_text: EditedText,
    translation_text: EditedText,
    source: FrontMatterValue,
    translation: FrontMatterValue,
) -> Edit | None:
    source_entry = _entry(source_text, source)
    translation_entry = _entry(translation_text, translation)
    if source.kind not in _NO_TEXTS or not source_entry or not translation_entry:
        return None
    if _goes_on(translation_text, translation.line):
        return None
    if translation.kind in _PARTS or not _SCALAR.fullmatch(source_entry["value"] or ""):
        return None
    new = source_entry["value"]
    if translation_entry["value"]:
        start, end = translation_entry.span("value")
    elif source.path[-1].startswith("["):
        start = end = translation_entry.end("before")
    else:
        start, end = translation_entry.span("space")
        new = f" {new}"
    return translation_text.replace(translation.line, start, end, new)


def _inserted(
    source_text: EditedText, translation_text: EditedText, source: FrontMatterValue, keys: _Keys
) -> Edit | None:
    """A missing line, between those that stand beside it in the source."""
    entry = _entry(source_text, source)
    if source.kind not in _NO_TEXTS or not entry or "-" in entry["before"]:
        return None
    if not _SCALAR.fullmatch(entry["value"] or ""):
        return None
    beside = keys.beside[source.path[:-1]]
    if beside is None:
        return None
    at = beside.numbers[source.path]
    behind = bisect_left(beside.common, at)
    if at - 1 not in beside.common[behind - 1 : behind] and (
        at + 1 not in beside.common[behind : behind + 1]
    ):
        return None
    line = f"{entry['before']}{entry['key']}{entry['colon']}{entry['space']}{entry['value']}"
    if behind < len(beside.translation_values):
        below = beside.translation_values[behind]
        is_alike = _before(translation_text.line(below.line) or "") == entry["before"]
        if is_alike:
            return translation_text.insert_lines(below.line, [line])
        return None
    end = _end(translation_text, keys.translation.last_line + 1)
    if len(source.path) == 1:
        return translation_text.insert_lines(end, [line])
    return None


def _entry(text: EditedText, value: FrontMatterValue) -> re.Match[str] | None:
    """The line of a value, if it is that of its key and nothing else."""
    line, name = text.line(value.line) or "", value.path[-1]
    if name.startswith("["):
        return _ITEM.match(line)
    found = _ENTRY.match(line)
    return found if found and found["key"] == name else None


def _end(text: EditedText, first: int) -> int:
    """The line of dashes below front matter."""
    numbers = range(first, len(text.lines) + 1)
    return next((n for n in numbers if _END.match(text.line(n) or "")), first)


def _goes_on(text: EditedText, number: int) -> bool:
    """Whether the value of a line has more lines."""
    line, below = text.line(number) or "", text.line(number + 1) or ""
    indentation = len(line) - len(line.lstrip(" "))
    return below.strip() != "" and len(below) - len(below.lstrip(" ")) > indentation


def _before(line: str) -> str:
    return line[: len(line) - len(line.lstrip(" \t-"))]
