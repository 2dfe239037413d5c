"""Texts on which a pattern that looks at characters again and again does so most."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise, product
from re import _constants as codes  # type: ignore[attr-defined]
from re import _parser as parser  # type: ignore[attr-defined]
from typing import Any, NamedTuple

# What may stand for a character that is told by what it is not.
_CHARACTERS = "a1 _\n\t\"'`~^=-\u20ac"
# What makes a text fail that could go on.
_ENDS = ("", "\0", "\n", "a!")
_MOST_SAMPLES = 4
_MOST_CHARACTERS = 16
_BLOCK = 300
_REPEATS = (codes.MAX_REPEAT, codes.MIN_REPEAT, codes.POSSESSIVE_REPEAT)
_CLASSES = {
    codes.CATEGORY_DIGIT: r"\d",
    codes.CATEGORY_NOT_DIGIT: r"\D",
    codes.CATEGORY_SPACE: r"\s",
    codes.CATEGORY_NOT_SPACE: r"\S",
    codes.CATEGORY_WORD: r"\w",
    codes.CATEGORY_NOT_WORD: r"\W",
}


class Recipe(NamedTuple):
    """A text of any length: a beginning, what is repeated, and an end; or runs that grow."""

    before: str
    repeated: str
    end: str = ""
    is_growing: bool = False

    def text(self, length: int) -> str:
        if not self.is_growing:
            times = max(length // len(self.repeated), 1)
            return f"{self.before}{self.repeated * times}{self.end}"
        runs, size, total = list[str](), 1, 0
        while total < length:
            runs.append(self.repeated * size)
            total += size + 1
            size += 1
        return ("a" if self.repeated == " " else " ").join(runs)


def recipes(pattern: re.Pattern[Any]) -> list[Recipe]:
    """Texts with what a pattern repeats or begins with, again and again, and without its end.

    Of a pattern of bytes, each character stands for one.
    """
    written = pattern.pattern
    if isinstance(written, bytes):
        written = written.decode("latin-1")
    tree = parser.parse(written, pattern.flags & ~re.DEBUG)
    found = list[Recipe]()
    for is_short in (False, True):
        walk = _Walk(is_short)
        for before, repeated in walk.repeats(tree, ""):
            found += (Recipe(before, repeated, end) for end in _ENDS)
            found += (
                Recipe("", before + repeated),
                Recipe("", "\n" + before + repeated),
                Recipe("", before + repeated * (_BLOCK // len(repeated) + 1)),
            )
        for beginning in walk.beginnings(tree, ""):
            found += (Recipe("", beginning + end) for end in ("", " ", "\n"))
    alphabet = list(dict.fromkeys(_alphabet(tree)))[:_MOST_CHARACTERS]
    found += (Recipe("", character, is_growing=True) for character in alphabet)
    found += (Recipe("", one + other) for one, other in product(alphabet, repeat=2))
    return list(dict.fromkeys(found))


class _Walk:
    """A way through a pattern; the short one leaves out what need not be there."""

    def __init__(self, is_short: bool) -> None:
        self._is_short = is_short
        self._groups: dict[int, str] = {}

    def repeats(self, nodes: Sequence[Any], before: str) -> Iterator[tuple[str, str]]:
        """What leads to each repeat, and what that repeats."""
        for node in nodes:
            kind, value = node
            if kind in _REPEATS:
                if value[1] > _MOST_SAMPLES:
                    samples = [text for text in self._sequence(value[2]) if text]
                    yield from ((before, text) for text in samples)
                    yield from ((before, one + other) for one, other in pairwise(samples))
                yield from self.repeats(value[2], before)
            for inner in _inner(node):
                yield from self.repeats(inner, before)
            before += self._samples(node)[0]

    def beginnings(self, nodes: Sequence[Any], before: str) -> Iterator[str]:
        """What the pattern matches up to the end of each of its parts."""
        for node in nodes:
            if node[0] in _REPEATS:
                yield from self.beginnings(node[1][2], before)
            for inner in _inner(node):
                yield from self.beginnings(inner, before)
            samples = self._samples(node)
            yield from (before + text for text in samples if before + text)
            before += samples[0]

    def _sequence(self, nodes: Sequence[Any]) -> list[str]:
        """Some texts that the nodes match one after the other, but for what they look around at."""
        found = [""]
        for node in nodes:
            first, *others = self._samples(node)
            found = [text + first for text in found] + [found[0] + text for text in others]
            found = found[:_MOST_SAMPLES]
        return found

    def _samples(self, node: tuple[Any, Any]) -> list[str]:
        """Some texts that a node matches, never none."""
        kind, value = node
        if kind is codes.LITERAL:
            return [chr(value)]
        if kind is codes.NOT_LITERAL:
            return [c for c in _CHARACTERS if c != chr(value)][:_MOST_SAMPLES]
        if kind is codes.ANY:
            return ["a", " "]
        if kind is codes.IN:
            return _members(value)[:_MOST_SAMPLES]
        if kind is codes.BRANCH:
            return [text for branch in value[1] for text in self._sequence(branch)[:2]]
        if kind is codes.SUBPATTERN:
            samples = self._sequence(value[3])
            self._groups[value[0]] = samples[0]
            return samples
        if kind is codes.ATOMIC_GROUP:
            return self._sequence(value)
        if kind is codes.GROUPREF:
            return [self._groups.get(value, "")]
        if kind in _REPEATS:
            least, _, body = value
            samples = [text * max(least, 1) for text in self._sequence(body)]
            if least:
                return samples
            return ["", *samples] if self._is_short else [*samples, ""]
        return [""]


def _inner(node: tuple[Any, Any]) -> Sequence[Sequence[Any]]:
    kind, value = node
    if kind is codes.BRANCH:
        branches: Sequence[Sequence[Any]] = value[1]
        return branches
    if kind is codes.SUBPATTERN:
        return [value[3]]
    if kind is codes.ATOMIC_GROUP:
        return [value]
    return [value[1]] if kind in (codes.ASSERT, codes.ASSERT_NOT) else []


def _alphabet(nodes: Sequence[Any]) -> Iterator[str]:
    """The characters that the pattern names, and some of each set."""
    for node in nodes:
        kind, value = node
        for inner in _inner(node):
            yield from _alphabet(inner)
        if kind in _REPEATS:
            yield from _alphabet(value[2])
        elif kind in (codes.LITERAL, codes.NOT_LITERAL):
            yield chr(value)
        elif kind is codes.IN:
            yield from _members(value)[:3]


def _members(value: Sequence[Any]) -> list[str]:
    """Characters of a set."""
    named = [item for item in value if item[0] is not codes.NEGATE]
    pattern = re.compile(f"[{''.join(map(_source, named))}]")
    if len(named) < len(value):
        return [c for c in _CHARACTERS if not pattern.match(c)] or ["\u4e2d"]
    firsts = [
        chr(item[0] if kind is codes.RANGE else item)
        for kind, item in named
        if kind is not codes.CATEGORY
    ]
    return list(dict.fromkeys([*firsts, *filter(pattern.match, _CHARACTERS)]))


def _source(item: tuple[Any, Any]) -> str:
    kind, value = item
    if kind is codes.LITERAL:
        return re.escape(chr(value))
    if kind is codes.RANGE:
        return f"{re.escape(chr(value[0]))}-{re.escape(chr(value[1]))}"
    return _CLASSES[value]
