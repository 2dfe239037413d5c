"""The front matter of two documents, key by key."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from transync.document import FrontMatterValue, ValueKind

# By which a translation may name its own language.
OWN_KEYS = frozenset((("lang",), ("language",), ("locale",), ("dir",)))
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
    for value in lost:
        renamed = next((x for x in added if _may_be_renamed(value, x)), None)
        if renamed:
            added.remove(renamed)
        yield KeyPair(value, renamed)
    for value in added:
        yield KeyPair(None, value)


def _is_same(value: FrontMatterValue, given: FrontMatterValue) -> bool:
    """Whether nothing is lost: a text may become any other, and what is empty may be filled."""
    if ValueKind.UNKNOWN in (value.kind, given.kind) or value.kind is ValueKind.NOTHING:
        return True
    if value.kind is ValueKind.TEXT:
        return given.kind not in (*_PARTS, ValueKind.NOTHING)
    if value.kind in _PARTS or given.kind in _PARTS:
        return value.kind is given.kind and value.value == given.value
    # A number in quotes is still that number.
    return value.value == given.value


def _may_be_renamed(value: FrontMatterValue, given: FrontMatterValue) -> bool:
    return value.path[:-1] == given.path[:-1] and value.kind is given.kind


def _is_below(path: tuple[str, ...], above: set[tuple[str, ...]]) -> bool:
    return any(path[:depth] in above for depth in range(1, len(path)))
