"""The sections of a document, and which of them differ between two versions of it.

A section is a heading with what stands below it, up to the next heading of any level; what stands
above the first heading is one too. A notebook's sections go through its cells.

A change is trivial where a translation of the old text is just as right for the new one: white
space and line wrapping (but not in code), the spelling of a URL that leads to the same place, a
badge, a comment of HTML, or what Co-op Translator itself writes into the source (the language
table, other courses). A changed tracking ID means nothing to a reader, but a translation has to
carry it, so it is not trivial.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter, deque
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence, Set
from functools import cached_property
from typing import Literal, NamedTuple, TypeAlias

from transync.co_op_translator import BORDER_OF_REGION
from transync.comparison.alignment import align
from transync.comparison.common_items import number_in_common
from transync.documents.decoding import Unreadable, decode
from transync.documents.document import Block, BlockKind, Document
from transync.documents.parse import parse
from transync.documents.parse.markdown import read_markdown
from transync.documents.parse.notebook import cell_texts
from transync.links.resolver import Resolver
from transync.links.tracking import TrackingParameter
from transync.model import Layout
from transync.staleness.carried_text import Identify, Line, carried_text

# A section with another heading is the same one if it shares so much of its words.
_LEAST_SHARED = 0.5
# A section of fewer characters may be told twice: it is not taken for one that moved.
_LEAST_MOVED = 40


class SectionText:
    """A heading (`""` and the index -1 above the first) and its lines, that of the heading first.

    `index` is that of the heading in its document; `blocks` are what its text is made of, each at
    the numbers of its first and its last line within the section, from 0.
    """

    def __init__(
        self,
        heading: str,
        index: int,
        lines: Sequence[Line],
        blocks: Sequence[tuple[int, int, Block]] = (),
    ) -> None:
        self.heading, self.index = heading, index
        self.lines, self.blocks = tuple(lines), tuple(blocks)

    @property
    def first(self) -> int:
        return self.lines[0].number if self.lines else 1

    @property
    def last(self) -> int:
        return self.lines[-1].number if self.lines else 1

    @cached_property
    def text(self) -> str:
        return "\n".join(line.text for line in self.lines)

    @cached_property
    def words(self) -> Counter[str]:
        return Counter(re.findall(r"\w+", self.text.lower()))


Status: TypeAlias = Literal["added", "removed", "changed", "moved"]


class SectionDifference(NamedTuple):
    """A section that is not what it was: `added`, `removed`, `changed`, or `moved` as it is.

    `follows` is the section of the old text behind which it stands in the new one; None at the top.
    """

    before: SectionText | None
    after: SectionText | None
    status: Status
    is_trivial: bool
    follows: SectionText | None = None


def identify_by(resolver: Resolver, path: str, layout: Layout) -> Identify:
    """By identity, not by spelling: what a link in the file at a path leads to."""

    def identify(target: str) -> str:
        found = resolver.resolve(path, target, layout)
        return " ".join((found.place, found.fragment, *sorted(map(_spelt, found.tracking))))

    return identify


def _spelt(parameter: TrackingParameter) -> str:
    return f"{parameter.identity}={parameter.value} {parameter.where}{parameter.is_misspelt}"


# A file's path and bytes -> the document that they are.
Read = Callable[[str, bytes], Document | Unreadable]


def read_sections(path: str, data: bytes, read: Read = parse) -> list[SectionText]:
    """The sections of a document; of one that can't be understood, its lines as code.

    `read` knows documents that were parsed before.
    """
    text, document = decode(data), read(path, data)
    if isinstance(text, Unreadable) or isinstance(document, Unreadable):
        lines = data.decode(errors="replace").splitlines()
        return [_code_section(range(1, len(lines) + 1), lines)]
    if not document.is_notebook:
        lines = text.split("\n")
        return _joined(_parts(lines, range(1, len(lines) + 1), document))
    parts: list[SectionText] = []
    for cell, source in zip(document.cells, cell_texts(text), strict=True):
        lines = source.removesuffix("\n").split("\n") if source else []
        if cell.kind == "markdown":
            parts += _parts(lines, cell.lines, read_markdown(source))
        else:
            parts.append(_code_section(cell.lines, lines))
    return _joined(parts)


def compare_sections(
    before: Sequence[SectionText],
    after: Sequence[SectionText],
    identify_before: Identify,
    identify_after: Identify,
) -> list[SectionDifference]:
    """What differs, in the order of the new text, with what is gone where it stood."""

    def similarity(i: int, j: int) -> float:
        former, latter = before[i], after[j]
        size = former.words.total() + latter.words.total()
        shared = 2 * number_in_common(former.words, latter.words) / max(size, 1)
        if former.heading == latter.heading:
            return 1 + shared
        if not former.heading or not latter.heading or shared < _LEAST_SHARED:
            return 0.0
        return shared

    found = align(
        [section.text.rstrip() for section in before],
        [section.text.rstrip() for section in after],
        similarity,
        lambda i: len(before[i].text) >= _LEAST_MOVED,
    )
    partners = {j: i for i, j in found.pairs}
    moved = {j: i for i, j in found.moved}
    former_places = partners | moved
    gone = deque(i for i in found.left_only if before[i].text.strip())
    behind = _next_partners(partners, len(before), len(after))
    changes: list[SectionDifference] = []
    above: SectionText | None = None
    for j, section in enumerate(after):
        # What is gone stands before what came in its place.
        while gone and gone[0] < behind[j]:
            changes.append(_removed(before[gone.popleft()], identify_before))
        former = before[former_places[j]] if j in former_places else None
        status = _status(former, section, is_moved=j in moved)
        is_trivial = False
        if status == "added":
            is_trivial = not _gist(section, identify_after)
        elif status == "changed" and former:
            is_trivial = _is_same(former, section, identify_before, identify_after)
        if status:
            changes.append(SectionDifference(former, section, status, is_trivial, follows=above))
        if j in partners:
            above = former
    return changes + [_removed(before[i], identify_before) for i in gone]


def _status(former: SectionText | None, section: SectionText, is_moved: bool) -> Status | None:
    """What has become of a section, and of the former one that it is; None for nothing."""
    if former is None:
        return "added" if section.text.strip() else None
    if is_moved:
        return "moved"
    return "changed" if former.text.rstrip() != section.text.rstrip() else None


def _next_partners(partners: Mapping[int, int], before: int, after: int) -> Sequence[int]:
    """Of each section of the new text, what the first one from there on stands for in the old one.

    `before` and `after` are the numbers of sections; behind the last pair stands the end.
    """
    found, beyond = [before] * after, before
    for j in range(after - 1, -1, -1):
        beyond = partners.get(j, beyond)
        found[j] = beyond
    return found


def _removed(section: SectionText, identify: Identify) -> SectionDifference:
    return SectionDifference(section, None, "removed", is_trivial=not _gist(section, identify))


def _is_same(
    before: SectionText, after: SectionText, of_before: Identify, of_after: Identify
) -> bool:
    """Whether two texts say the same, and are built of the same blocks."""
    is_same = _gist(before, of_before) == _gist(after, of_after)
    return is_same and list(_shapes(before, of_before)) == list(_shapes(after, of_after))


def _shapes(section: SectionText, identify: Identify) -> Iterator[tuple[BlockKind, str, int]]:
    for first, last, block in section.blocks:
        if carried_text(section.lines[first : last + 1], identify):
            yield block.kind, block.nesting, block.level


def _gist(section: SectionText, identify: Identify) -> str:
    """What a translator has to carry of a section, in one spelling."""
    return carried_text(section.lines, identify)


def _parts(lines: Sequence[str], numbers: Sequence[int], document: Document) -> list[SectionText]:
    """The sections of one Markdown text; `numbers` are those of its lines in the file."""
    marked = _marked(lines, numbers, _lines_of_code(lines, document))
    headings = ["", *(heading.text for heading in document.headings)]
    starts = [0, *(heading.line - 1 for heading in document.headings)]
    ends = [*starts[1:], len(marked)]
    sections = []
    for index, (heading, start, end) in enumerate(zip(headings, starts, ends, strict=True), -1):
        blocks = _blocks(document, start, end)
        sections.append(SectionText(heading, index, marked[start:end], blocks=blocks))
    return sections


def _lines_of_code(lines: Sequence[str], document: Document) -> Set[int]:
    """The lines of a text, counted from 0, that are code or front matter."""
    code: set[int] = set()
    for block in document.blocks:
        if block.kind is BlockKind.CODE:
            code.update(range(block.line - 1, block.last_line))
    if document.front_matter:
        fences = [n for n, line in enumerate(lines) if line.rstrip() == "---"][:2]
        if fences:
            code.update(range(fences[0], fences[-1] + 1))
    return code


def _marked(lines: Sequence[str], numbers: Sequence[int], code: Set[int]) -> list[Line]:
    """The lines, with what is known of each; in `code`, no comment begins or ends a region."""
    marked: list[Line] = []
    is_in_region = False
    for n, (number, text) in enumerate(zip(numbers, lines, strict=False)):
        borders: list[str] = []
        if n not in code:
            borders = [border.upper() for _, border in BORDER_OF_REGION.findall(text)]
        is_marked = is_in_region or "START" in borders
        marked.append(Line(number, text, n in code, is_in_region=is_marked))
        if borders:
            is_in_region = borders[-1] == "START"
    return marked


def _code_section(numbers: Iterable[int], lines: Iterable[str]) -> SectionText:
    """A section without a heading, all of it code."""
    both = zip(numbers, lines, strict=False)
    return SectionText("", -1, [Line(number, line, is_code=True) for number, line in both])


def _blocks(document: Document, start: int, end: int) -> list[tuple[int, int, Block]]:
    first = bisect_left(document.blocks, start, key=lambda block: block.line - 1)
    last = bisect_left(document.blocks, end, key=lambda block: block.line - 1)
    return [
        (block.line - 1 - start, block.last_line - 1 - start, block)
        for block in document.blocks[first:last]
    ]


def _joined(parts: Iterable[SectionText]) -> list[SectionText]:
    """The sections of several texts as those of one: what has no heading belongs to the last."""
    groups = [[SectionText("", -1, ())]]
    for part in parts:
        if part.index >= 0:
            groups.append([part])
        elif part.lines:
            groups[-1].append(part)
    return [_one(group, index) for index, group in enumerate(groups, -1)]


def _one(parts: Sequence[SectionText], index: int) -> SectionText:
    lines: list[Line] = []
    blocks: list[tuple[int, int, Block]] = []
    for part in parts:
        size = len(lines)
        blocks += ((first + size, last + size, block) for first, last, block in part.blocks)
        lines += part.lines
    return SectionText(parts[0].heading, index, lines, blocks=blocks)
