"""Tags of HTML as the source has them."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import NamedTuple

from transync.comparison.comparison import Comparison
from transync.documents.document import BlockKind, HtmlTag
from transync.documents.editing import EditedText
from transync.documents.parse.active import is_address
from transync.documents.parse.html import kept_attributes
from transync.documents.parse.markup import find_attribute, find_attributes_end, tags
from transync.model import Edit, Fix
from transync.repairs.edited import container, line_of, lines_with

# What pages in languages that are written from right to left change on purpose.
_OF_DIRECTION = re.compile(r"left|right|ltr|rtl", re.IGNORECASE)
# What stands in the place of the bracket behind a tag's name, if anything does, before the text.
_NO_BRACKET = re.compile(r"(?P<wrong>[^\w\s<>/='\"-]?)(?=\w)")


def restore_attributes(comparison: Comparison, source: HtmlTag, translation: HtmlTag) -> Fix | None:
    """The attributes that the source's tag has, where the two tags surely stand for each other."""
    source_values, translation_values = dict(source.attributes), dict(translation.attributes)
    if not translation_values.keys() <= source_values.keys():
        return None
    changed, values = list[str](), list[str]()
    for name, value in source_values.items():
        if value != translation_values.get(name):
            changed.append(name)
            values += (value, translation_values.get(name, ""))
    if any(map(_OF_DIRECTION.search, values)):
        return None
    if any(map(is_address, changed)):
        # From the translation, the same place has another address.
        return None
    source_place = comparison.once(_source_tags).places[source]
    if source_place != comparison.once(_translation_tags).places[translation]:
        return None
    edits = [_attribute(comparison, source, translation, name) for name in changed]
    made = [edit for edit in edits if edit]
    new = lines_with(comparison.translation, made, [translation.line])
    if not new or len(made) < len(edits):
        return None
    if _first_tag(new[0][translation.column - 1 :]) != (translation.name, source.attributes):
        return None
    return Fix(tuple(made))


def restore_start(comparison: Comparison, end: HtmlTag) -> Fix | None:
    """The bracket of a start tag that runs into its text, as in `<strongYes</strong>`."""
    text, name = comparison.translation.text, end.name.removeprefix("/")
    if text is None or text.line(end.line) is None or len(name) < 2:
        return None
    places = comparison.once(_starts)(end.line, name)
    found = [each for each in places if each.end() < end.column]
    if len(found) != 1:
        return None
    place = found[0]
    edit = text.replace(end.line, *place.span("wrong"), ">")
    new = lines_with(comparison.translation, [edit], [end.line])
    if not new or _first_tag(new[0][place.start() - len(name) - 1 :]) != (name, ()):
        return None
    index = comparison.structure.lines.counterpart_index(end.line)
    source_names = comparison.once(_source_tags).bare_names.get(index, ())
    is_wanted = index is not None and name in source_names and f"/{name}" in source_names
    if is_wanted:
        return Fix((edit,))
    return None


def restore_end(comparison: Comparison, tag: HtmlTag) -> Fix | None:
    """An end tag with a line of its own in the source, between the texts that stand beside it."""
    structure, text = comparison.structure, comparison.translation.text
    index = structure.lines.source_index(tag.line)
    counterparts = comparison.once(_counterparts)
    above, below = counterparts.get(index - 1), counterparts.get(index + 1)
    line = line_of(comparison.source.text, tag.line)
    if text is None or line is None or above is None or below != above + 1:
        return None
    block = structure.source[index]
    is_alone = block.kind is BlockKind.HTML and block.line == block.last_line
    is_end = tag.name.startswith("/") and line.strip().lower() == f"<{tag.name}>"
    if not is_alone or not is_end or container(line).strip():
        return None
    if comparison.translation.document.is_notebook:
        return None
    last, first = structure.translation[above].last_line, structure.translation[below].line
    empty = [text.line(number) or "" for number in range(last + 1, first)]
    if any(each.strip() for each in empty):
        return None
    before = block.line - structure.source[index - 1].last_line - 1
    behind = structure.source[index + 1].line - block.last_line - 1
    edit: Edit
    if len(empty) == before + 1 + behind:
        # Its line is still there.
        number = last + 1 + before
        edit = text.replace(number, 0, len(text.line(number) or ""), line)
    elif len(empty) == before:
        edit = text.insert_lines(first, [line, *[""] * behind])
    elif len(empty) == behind:
        edit = text.insert_lines(last + 1, [*[""] * before, line])
    else:
        return None
    if _is_only_one(comparison, tag):
        return Fix((edit,))
    return None


def _offsets(part: str, text: str) -> Iterator[int]:
    """Where a part begins in a text, each time."""
    at = text.find(part)
    while at >= 0:
        yield at
        at = text.find(part, at + 1)


def _is_only_one(comparison: Comparison, tag: HtmlTag) -> bool:
    """Whether the translation lacks no other tag of this name, and has all that it belongs to."""
    name = tag.name.removeprefix("/")
    lost = Counter(comparison.once(_source_tags).numbers)
    lost.subtract(comparison.once(_translation_tags).numbers)
    other = name if tag.name.startswith("/") else f"/{name}"
    return lost[tag.name] == 1 and lost[other] == 0


def _starts(comparison: Comparison) -> Callable[[int, str], Sequence[re.Match[str]]]:
    """The first two places on a line where a start tag with a name has no bracket."""
    text = comparison.translation.text

    @cache
    def starts(number: int, name: str) -> Sequence[re.Match[str]]:
        line = line_of(text, number) or ""
        found: list[re.Match[str]] = []
        for at in _offsets(f"<{name}", line.lower()):
            place = _NO_BRACKET.match(line, at + len(name) + 1)
            if place:
                found.append(place)
            if len(found) == 2:
                break
        return found

    return starts


class _TagPlace(NamedTuple):
    """The source's block in which a tag stands, and which of the tags of its name there it is."""

    block: int | None
    number: int
    of: int


@dataclass(frozen=True, slots=True)
class _Tags:
    """The tags of one document: how many there are of each name, and the place of each.

    `bare_names` are the names of the tags without attributes in each block of the source.
    """

    numbers: Counter[str]
    places: Mapping[HtmlTag, _TagPlace]
    bare_names: Mapping[int | None, Collection[str]]


def _source_tags(comparison: Comparison) -> _Tags:
    return _placed(comparison.source.document.tags, comparison.structure.lines.source_index)


def _translation_tags(comparison: Comparison) -> _Tags:
    return _placed(
        comparison.translation.document.tags, comparison.structure.lines.counterpart_index
    )


def _placed(tags: Sequence[HtmlTag], block_of: Callable[[int], int | None]) -> _Tags:
    """The tags of a document by their places; `block_of` gives the source's block for a line."""
    together = defaultdict[tuple[int | None, str], list[HtmlTag]](list)
    bare_names = defaultdict[int | None, set[str]](set)
    for tag in tags:
        block = block_of(tag.line)
        together[block, tag.name].append(tag)
        if not tag.attributes:
            bare_names[block].add(tag.name)
    places = {}
    for (block, _), some in together.items():
        for number, tag in enumerate(some):
            places[tag] = _TagPlace(block, number, len(some))
    return _Tags(Counter(tag.name for tag in tags), places, bare_names)


def _counterparts(comparison: Comparison) -> Mapping[int, int]:
    """The translation's block for each block of the source, by their indices."""
    return dict(comparison.structure.pairs)


def _first_tag(text: str) -> tuple[str, tuple[tuple[str, str], ...]] | None:
    """The name and the kept attributes of the tag that begins a text."""
    first = next(tags(text), None)
    if first and first.offset == 0:
        return (first.name, kept_attributes(first))
    return None


def _attribute(
    comparison: Comparison, source: HtmlTag, translation: HtmlTag, name: str
) -> Edit | None:
    text = comparison.translation.text
    source_value = find_attribute(_markup(comparison.source.text, source), name)
    markup, start = _markup(text, translation), translation.column - 1
    translation_value, end = find_attribute(markup, name), find_attributes_end(markup)
    if text is None or source_value is None or end is None:
        return None
    if translation_value:
        at = start + translation_value[0]
        return text.replace(translation.line, at, at + len(translation_value[1]), source_value[1])
    at = start + end
    return text.replace(translation.line, at, at, f' {name}="{source_value[1]}"')


def _markup(text: EditedText | None, tag: HtmlTag) -> str:
    """The rest of its line from where a tag begins."""
    line = line_of(text, tag.line) or ""
    return line[tag.column - 1 :]
