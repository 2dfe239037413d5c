"""Lines of front matter as the source has them: names of keys, and values that are no text."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
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
    source, there = comparison.source.text, comparison.translation.text
    keys = comparison.once(_Keys.of)
    if not source or not there or not keys or not pair.source:
        return None
    value, given = pair.source, pair.translation
    if given is None:
        edit = _inserted(source, there, value, keys)
    elif given.path in OWN_KEYS:
        edit = None
    elif value.path != given.path:
        is_same_place = keys.ours.place(value) == keys.theirs.place(given)
        edit = _renamed(there, value, given) if is_same_place else None
    else:
        edit = _revalued(source, there, value, given)
    return Fix((edit,)) if edit else None


class _Values:
    """The values of front matter, by the keys beside them."""

    def __init__(self, front_matter: FrontMatter) -> None:
        self.last_line = max((value.line for value in front_matter.values), default=0)
        self._beside: dict[_Path, list[FrontMatterValue]] = defaultdict(list)
        self._places: dict[_Path, int] = {}
        self._numbers: Counter[_Path] = Counter()
        for value in front_matter.values:
            above = value.path[:-1]
            self._beside[above].append(value)
            if value.path not in OWN_KEYS:
                self._places.setdefault(value.path, self._numbers[above])
                self._numbers[above] += 1

    def below(self, above: _Path) -> Sequence[FrontMatterValue]:
        """The values of the keys directly below another, in their order."""
        return self._beside.get(above, ())

    def place(self, value: FrontMatterValue) -> tuple[int, int]:
        """Which of how many keys beside each other it is, but for those of the language."""
        return self._places.get(value.path, -1), self._numbers[value.path[:-1]]


class _Keys:
    """The front matter of both sides, and which keys stand below each key in both."""

    def __init__(self, ours: FrontMatter, theirs: FrontMatter) -> None:
        self.ours, self.theirs = _Values(ours), _Values(theirs)
        self._beside: dict[_Path, _Beside | None] = {}

    @classmethod
    def of(cls, comparison: Comparison) -> _Keys | None:
        ours, theirs = (
            page.document.front_matter for page in (comparison.source, comparison.translation)
        )
        return cls(ours, theirs) if ours and theirs else None

    def beside(self, above: _Path) -> _Beside | None:
        """The keys below one; None where those of the translation stand in another order."""
        if above not in self._beside:
            ours, theirs = self.ours.below(above), self.theirs.below(above)
            self._beside[above] = _Beside.of([value.path for value in ours], theirs)
        return self._beside[above]


class _Beside(NamedTuple):
    """Keys beside each other in the source by their numbers, and those that both sides have."""

    numbers: Mapping[_Path, int]
    common: Sequence[int]
    there: Sequence[FrontMatterValue]

    @classmethod
    def of(cls, names: Sequence[_Path], theirs: Sequence[FrontMatterValue]) -> _Beside | None:
        numbers = {name: number for number, name in enumerate(names)}
        given = {value.path for value in theirs}
        known = [x for x in theirs if x.path in numbers or x.path not in OWN_KEYS]
        if [value.path for value in known] != [name for name in names if name in given]:
            return None
        return cls(numbers, [numbers[value.path] for value in known], known)


def _renamed(text: EditedText, value: FrontMatterValue, given: FrontMatterValue) -> Edit | None:
    found = _ENTRY.match(text.line(given.line) or "")
    if not found or found["key"] != given.path[-1] or not _PLAIN_KEY.fullmatch(value.path[-1]):
        return None
    return text.replace(given.line, found.start("key"), found.end("key"), value.path[-1])


def _revalued(
    ours: EditedText, theirs: EditedText, value: FrontMatterValue, given: FrontMatterValue
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
    ours: EditedText, theirs: EditedText, value: FrontMatterValue, keys: _Keys
) -> Edit | None:
    """A missing line, between those that stand beside it in the source."""
    entry = _entry(ours, value)
    if value.kind not in _NO_TEXTS or not entry or "-" in entry["before"]:
        return None
    if not _SCALAR.fullmatch(entry["value"] or ""):
        return None
    beside = keys.beside(value.path[:-1])
    if beside is None:
        return None
    at = beside.numbers[value.path]
    behind = bisect_left(beside.common, at)
    if at - 1 not in beside.common[behind - 1 : behind] and (
        at + 1 not in beside.common[behind : behind + 1]
    ):
        return None
    line = f"{entry['before']}{entry['key']}{entry['colon']}{entry['space']}{entry['value']}"
    if behind < len(beside.there):
        below = beside.there[behind]
        is_alike = _before(theirs.line(below.line) or "") == entry["before"]
        return theirs.insert_lines(below.line, [line]) if is_alike else None
    end = _end(theirs, keys.theirs.last_line + 1)
    return theirs.insert_lines(end, [line]) if len(value.path) == 1 else None


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
