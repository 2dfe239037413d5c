"""Tags of HTML as the source has them."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterator, Sequence
from itertools import islice

from transync.comparison.comparison import Comparison
from transync.documents.document import BlockKind, HtmlTag
from transync.documents.editing import EditedText
from transync.documents.parse.active import is_address
from transync.documents.parse.html import kept_attributes
from transync.documents.parse.markup import find_attribute, find_attributes_end, tags
from transync.model import Edit, Fix
from transync.repairs.edited import container, lines_with

# What pages in languages that are written from right to left change on purpose.
_OF_DIRECTION = re.compile(r"left|right|ltr|rtl", re.IGNORECASE)
# What stands in the place of the bracket behind a tag's name, if anything does, before the text.
_NO_BRACKET = re.compile(r"(?P<wrong>[^\w\s<>/='\"-]?)(?=\w)")


def restore_attributes(comparison: Comparison, source: HtmlTag, translation: HtmlTag) -> Fix | None:
    """The attributes that the source's tag has, where the two tags surely stand for each other."""
    source_values, translation_values = dict(source.attributes), dict(translation.attributes)
    if not translation_values.keys() <= source_values.keys():
        return None
    changed = [
        name for name in source_values if source_values[name] != translation_values.get(name)
    ]
    values = [source_values[name] for name in changed]
    values += [translation_values.get(name, "") for name in changed]
    if any(map(_OF_DIRECTION.search, values)):
        return None
    if any(map(is_address, changed)):
        # From the translation, the same place has another address.
        return None
    known = comparison.once(_KnownTags)
    if known.source.place(source) != known.translation.place(translation):
        return None
    edits = [_attribute(comparison, source, translation, name) for name in changed]
    made = [edit for edit in edits if edit]
    new = lines_with(comparison.translation, made, [translation.line])
    tag = _first_tag(new[0][translation.column - 1 :]) if new else None
    is_mended = len(made) == len(edits) and tag == (translation.name, source.attributes)
    return Fix(tuple(made)) if is_mended else None


def restore_start(comparison: Comparison, end: HtmlTag) -> Fix | None:
    """The bracket of a start tag that runs into its text, as in `<strongYes</strong>`."""
    text, name = comparison.translation.text, end.name.removeprefix("/")
    line = text.line(end.line) if text else None
    if text is None or line is None or len(name) < 2:
        return None
    places = comparison.once(_KnownTags).starts(end.line, line, name)
    found = [each for each in places if each.end() < end.column]
    if len(found) != 1:
        return None
    edit = text.replace(end.line, *found[0].span("wrong"), ">")
    new = lines_with(comparison.translation, [edit], [end.line])
    tag = _first_tag(new[0][found[0].start() - len(name) - 1 :]) if new else None
    index = comparison.structure.source_index(end.line)
    source_names = comparison.once(_KnownTags).source.bare_names(index)
    is_wanted = index is not None and name in source_names and f"/{name}" in source_names
    return Fix((edit,)) if is_wanted and tag == (name, ()) else None


def restore_end(comparison: Comparison, tag: HtmlTag) -> Fix | None:
    """An end tag with a line of its own in the source, between the texts that stand beside it."""
    structure, text = comparison.structure, comparison.translation.text
    source_text = comparison.source.text
    index = structure.block_index(tag.line)
    counterparts = comparison.once(_KnownTags).counterparts
    above, below = counterparts.get(index - 1), counterparts.get(index + 1)
    line = source_text.line(tag.line) if source_text else None
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
    return Fix((edit,)) if _is_only_one(comparison, tag) else None


def _offsets(part: str, text: str) -> Iterator[int]:
    """Where a part begins in a text, each time."""
    at = text.find(part)
    while at >= 0:
        yield at
        at = text.find(part, at + 1)


def _is_only_one(comparison: Comparison, tag: HtmlTag) -> bool:
    """Whether the translation lacks no other tag of this name, and has all that it belongs to."""
    known, name = comparison.once(_KnownTags), tag.name.removeprefix("/")
    lost = (known.source.numbers[n] - known.translation.numbers[n] for n in (f"/{name}", name))
    return list(lost) == ([1, 0] if tag.name.startswith("/") else [0, 1])


class _KnownTags:
    """The tags of both sides by their places, and the blocks that stand for each other."""

    def __init__(self, comparison: Comparison) -> None:
        structure = comparison.structure
        self.source = _Tags(comparison.source.document.tags, structure.block_index)
        self.translation = _Tags(comparison.translation.document.tags, structure.source_index)
        self.counterparts = dict(structure.pairs)
        self._starts: dict[tuple[int, str], Sequence[re.Match[str]]] = {}

    def starts(self, number: int, line: str, name: str) -> Sequence[re.Match[str]]:
        """The first two places on a line where a start tag with this name has no bracket."""
        if (number, name) not in self._starts:
            behind_names = (at + len(name) + 1 for at in _offsets(f"<{name}", line.lower()))
            found = (each for at in behind_names if (each := _NO_BRACKET.match(line, at)))
            self._starts[number, name] = list(islice(found, 2))
        return self._starts[number, name]


class _Tags:
    """The tags of one document; `numbers` says how many there are of each name.

    `index_of` gives the source's block for a line.
    """

    def __init__(self, tags: Sequence[HtmlTag], index_of: Callable[[int], int | None]) -> None:
        self.numbers = Counter(tag.name for tag in tags)
        self._index_of = index_of
        self._sizes: Counter[tuple[int | None, str]] = Counter()
        self._places: dict[tuple[str, int, int], int] = {}
        self._bare: dict[int | None, set[str]] = defaultdict(set)
        for tag in tags:
            index = index_of(tag.line)
            self._places[tag.name, tag.line, tag.column] = self._sizes[index, tag.name]
            self._sizes[index, tag.name] += 1
            if not tag.attributes:
                self._bare[index].add(tag.name)

    def place(self, tag: HtmlTag) -> tuple[int | None, int, int]:
        """The source's block in which a tag stands, and which of the tags of its name there it is.

        The last number is that of these tags.
        """
        index = self._index_of(tag.line)
        number = self._places[tag.name, tag.line, tag.column]
        return index, number, self._sizes[index, tag.name]

    def bare_names(self, index: int | None) -> Collection[str]:
        """The names of the tags without attributes in a block."""
        return self._bare.get(index, ())


def _first_tag(text: str) -> tuple[str, tuple[tuple[str, str], ...]] | None:
    """The name and the kept attributes of the tag that begins a text."""
    first = next(tags(text), None)
    return (first.name, kept_attributes(first)) if first and first.offset == 0 else None


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
    line = text.line(tag.line) if text else None
    return (line or "")[tag.column - 1 :]
