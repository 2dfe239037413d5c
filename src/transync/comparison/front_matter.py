"""The front matter of two documents, key by key."""

from __future__ import annotations

import re
from collections import defaultdict, deque
from collections.abc import Hashable, Iterator, Sequence
from typing import NamedTuple

from transync.documents.front_matter import FrontMatterValue, ValueKind

# By which a translation may name its own language.
OWN_KEYS = frozenset((("lang",), ("language",), ("locale",), ("dir",)))
_LANGUAGE = re.compile(r"(://)[a-z]{2}(?:-[a-z]{2,4})?\.(?=[^.]+\.)")
_PARTS = (ValueKind.LIST, ValueKind.KEYS)


class KeyPair(NamedTuple):
    """A value of the source and what stands for it; None where one has no counterpart."""

    source: FrontMatterValue | None
    translation: FrontMatterValue | None


def compare_values(
    source: Sequence[FrontMatterValue], there: Sequence[FrontMatterValue]
) -> Iterator[KeyPair]:
    """The values that differ, without what stands below one of them."""
    theirs = {value.path: value for value in there}
    settled: set[tuple[str, ...]] = set()
    lost, added = list[FrontMatterValue](), list[FrontMatterValue]()
    for value in source:
        given = theirs.pop(value.path, None)
        if _is_below(value.path, settled):
            continue
        if given is None:
            lost.append(value)
        elif not _is_same(value, given):
            yield KeyPair(value, given)
        elif ValueKind.UNKNOWN not in (value.kind, given.kind):
            continue
        settled.add(value.path)
    for value in theirs.values():
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


def _is_same(value: FrontMatterValue, given: FrontMatterValue) -> bool:
    """Whether nothing is lost: a text may become any other, and what is empty may be filled.

    An address stays on its server, which may have a name for each language.
    """
    if ValueKind.UNKNOWN in (value.kind, given.kind) or value.kind is ValueKind.NOTHING:
        return True
    if value.kind is given.kind is ValueKind.TEXT and "://" in value.value + given.value:
        servers = (_LANGUAGE.sub(r"\1", server.value) for server in (value, given))
        return len(set(servers)) == 1
    if value.kind is ValueKind.TEXT:
        return given.kind not in (*_PARTS, ValueKind.NOTHING)
    if value.kind in _PARTS or given.kind in _PARTS:
        return value.kind is given.kind and value.value == given.value
    # A number in quotes is still that number.
    return value.value == given.value


def _place(value: FrontMatterValue) -> Hashable:
    """What a key that has another name shares with the one that it was."""
    return value.path[:-1], value.kind


def _is_below(path: tuple[str, ...], above: set[tuple[str, ...]]) -> bool:
    return any(path[:depth] in above for depth in range(1, len(path)))
