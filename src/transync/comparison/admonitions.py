"""The admonitions of a translation against those of its source."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from transync.comparison.page import Page
from transync.comparison.structure import Structure
from transync.documents.admonition import Admonition

_IMAGE = "!["
# Those that an indentation ends.
_ENDLESS = ("!!!", "???")


class ChangedAdmonition(NamedTuple):
    """An admonition of the source, and the other one in its place, or none."""

    source: Admonition
    translation: Admonition | None


def find_changed_admonitions(
    source: Page, translation: Page, structure: Structure
) -> Iterator[ChangedAdmonition]:
    """The admonitions of the source that are of another type in the translation, or lost."""
    sources = _beginnings(source)
    translations = _beginnings(translation)
    if _types(sources) == _types(translations):
        return
    lines = structure.lines
    remaining = defaultdict[tuple[str, int | None], list[Admonition]](list)
    for each in reversed(translations):
        remaining[each.mark, lines.counterpart_index(each.line)].append(each)
    lost = Counter(_types(sources)) - Counter(_types(translations))
    for each in sources:
        options = remaining[each.mark, lines.source_index(each.line)]
        other = options.pop() if options else None
        kind = (each.mark, each.type.casefold())
        if other and kind == (other.mark, other.type.casefold()):
            continue
        if lost[kind] and not structure.explains_loss(each.line):
            lost[kind] -= 1
            yield ChangedAdmonition(each, other)


def find_unbalanced(source: Page, translation: Page) -> Admonition | None:
    """The first mark of the translation that begins or ends nothing, if the source has none."""
    depth = _depth(source.document.admonitions)
    if _first_alone(source.document.admonitions, depth) is not None:
        return None
    return _first_alone(translation.document.admonitions, depth)


def _first_alone(marks: Iterable[Admonition], most: int) -> Admonition | None:
    """The first mark without the other one, where no more than so many boxes hold each other."""
    opened = list[Admonition]()
    for each in marks:
        if each.mark in _ENDLESS or each.mark == _IMAGE:
            continue
        if each.type and len(opened) >= most:
            return opened[-1] if opened else each
        if each.type:
            opened.append(each)
        elif opened:
            opened.pop()
        else:
            return each
    return opened[0] if opened else None


def _depth(marks: Iterable[Admonition]) -> int:
    """How many boxes hold each other."""
    depth, most = 0, 0
    for each in marks:
        if each.mark not in _ENDLESS and each.mark != _IMAGE:
            depth += 1 if each.type else -1
            most = max(most, depth)
    return most


def _beginnings(page: Page) -> Sequence[Admonition]:
    return [each for each in page.document.admonitions if each.type and each.mark != _IMAGE]


def _types(admonitions: Iterable[Admonition]) -> list[tuple[str, str]]:
    return [(each.mark, each.type.casefold()) for each in admonitions]
