"""The front matter of two documents, key by key."""

from __future__ import annotations

import re
from collections import defaultdict, deque
from collections.abc import Hashable, Iterator, Sequence
from itertools import islice, takewhile
from typing import NamedTuple

from transync.documents.front_matter import FrontMatter, FrontMatterValue, ValueKind

# By which a translation may name its own language.
OWN_KEYS = frozenset((("lang",), ("language",), ("locale",), ("dir",)))
_LANGUAGE = re.compile(r"(://)[a-z]{2}(?:-[a-z]{2,4})?\.(?=[^.]+\.)")
_PARTS = (ValueKind.LIST, ValueKind.KEYS)


class KeyPair(NamedTuple):
    """A value of the source and what stands for it; None where one has no counterpart."""

    source: FrontMatterValue | None
    translation: FrontMatterValue | None


def compare_values(
    source: Sequence[FrontMatterValue], translation: Sequence[FrontMatterValue]
) -> Iterator[KeyPair]:
    """The values that differ, without what stands below one of them."""
    translation_values = {value.path: value for value in translation}
    settled: set[tuple[str, ...]] = set()
    lost, added = list[FrontMatterValue](), list[FrontMatterValue]()
    for value in source:
        counterpart = translation_values.pop(value.path, None)
        if _is_below(value.path, settled):
            continue
        if counterpart is None:
            lost.append(value)
        elif not _is_same(value, counterpart):
            yield KeyPair(value, counterpart)
        elif ValueKind.UNKNOWN not in (value.kind, counterpart.kind):
            continue
        settled.add(value.path)
    for value in translation_values.values():
        if not _is_below(value.path, settled):
            added.append(value)
            settled.add(value.path)
    alike: dict[Hashable, deque[FrontMatterValue]] = defaultdict(deque)
    for value in added:
        alike[_place(value)].append(value)
    for value in lost:
        options = alike[_place(value)]
        yield KeyPair(value, options.popleft() if options else None)
    left = {value.path for options in alike.values() for value in options}
    for value in added:
        if value.path in left:
            yield KeyPair(None, value)


def added_servers(source: FrontMatter, translation: FrontMatter) -> Sequence[str]:
    """The servers that the translation's front matter names, and the source's does not."""
    known = {_without_language(server) for server in source.servers}
    return [server for server in translation.servers if _without_language(server) not in known]


def all_below(values: Sequence[FrontMatterValue], at: int) -> Sequence[str]:
    """What a translator keeps of a value and of all that stands below it, which follows it."""
    path = values[at].path
    below = takewhile(lambda each: each.path[: len(path)] == path, islice(values, at, None))
    return [each.value for each in below if each.value]


def _is_same(source: FrontMatterValue, translation: FrontMatterValue) -> bool:
    """Whether nothing is lost: a text may become any other, and what is empty may be filled.

    An address stays on its server, which may have a name for each language.
    """
    if source.kind in (ValueKind.UNKNOWN, ValueKind.NOTHING):
        return True
    if translation.kind is ValueKind.UNKNOWN:
        return False
    are_texts = source.kind is translation.kind is ValueKind.TEXT
    if are_texts and "://" in source.value + translation.value:
        return _without_language(source.value) == _without_language(translation.value)
    if source.kind is ValueKind.TEXT:
        return translation.kind not in (*_PARTS, ValueKind.NOTHING)
    if source.kind in _PARTS or translation.kind in _PARTS:
        return source.kind is translation.kind and source.value == translation.value
    # A number in quotes is still that number.
    return source.value == translation.value


def _without_language(server: str) -> str:
    return _LANGUAGE.sub(r"\1", server)


def _place(value: FrontMatterValue) -> Hashable:
    """What a key that has another name shares with the one that it was."""
    return value.path[:-1], value.kind


def _is_below(path: tuple[str, ...], above: set[tuple[str, ...]]) -> bool:
    return any(path[:depth] in above for depth in range(1, len(path)))
