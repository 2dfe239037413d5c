"""A source or a translation -> what has changed since it was translated, and where to follow."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, partial
from itertools import accumulate, chain
from pathlib import Path
from typing import NamedTuple

from transync.checking.wanted import Wanted, chosen_languages, relative_path
from transync.comparison import compare, page_of, place_in_cells
from transync.comparison.common_items import steps
from transync.comparison.structure import Structure
from transync.config import Settings
from transync.documents.decoding import Unreadable
from transync.documents.document import Document
from transync.documents.notebook import NotebookCell
from transync.documents.outline import outline_of
from transync.errors import UsageError
from transync.links.linked_project import LinkedProject
from transync.links.resolver import Resolver
from transync.model import Behind, CellPlace, Fault, Origin, Pair, State
from transync.repository.document_index import (
    DocumentIndex,
    DocumentsInMemory,
    digest_of,
    parse_once,
)
from transync.repository.pairing import pair_up
from transync.repository.project import discover
from transync.repository.tree import Tree
from transync.staleness.behind import Gap, find_behind
from transync.staleness.carried_text import Line
from transync.staleness.origin import find_origins
from transync.staleness.sections import Read, SectionDifference, SectionText, read_sections
from transync.untrusted.budget import ORDINARY
from transync.untrusted.isolation import Stopped, attempt


class Spot(NamedTuple):
    """Where a section stands in a translation; without lines, the line behind which it should.

    `touched` are the numbers of the lines that stand for what has changed, or above what is new;
    `cell` is that of a notebook.
    """

    line: int
    lines: tuple[Line, ...] = ()
    touched: tuple[int, ...] = ()
    cell: CellPlace | None = None

    @property
    def last(self) -> int:
        if self.lines:
            return self.lines[-1].number
        return self.line


class Task(NamedTuple):
    """A section that has changed, and where the translation has it; None where nobody can tell.

    `cell` is that of a notebook, in the source.
    """

    change: SectionDifference
    spot: Spot | None
    cell: CellPlace | None


@dataclass(frozen=True, slots=True)
class PageDifference:
    """One translation: how far it is behind, and its sections that have to follow.

    Where there is nothing to compare, `reason` says why, of one translation or of many.
    """

    pair: Pair
    behind: Behind | None = None
    tasks: tuple[Task, ...] = ()
    reason: str = ""


class Differences(NamedTuple):
    """All translations that were asked for, of one source or just one, and what to say of them.

    `stopped` says on which of them transync failed, or that they took too much.
    """

    source: str
    translations: tuple[PageDifference, ...]
    notes: tuple[str, ...]
    stopped: tuple[Fault, ...] = ()


def find_differences(tree: Tree, settings: Settings, path: Path) -> Differences:
    """What has changed for a translation, or for those of a source in the languages selected.

    Raises UsageError for a path that is neither.
    """
    project = discover(tree, settings)
    languages = chosen_languages(project, settings)
    asked = relative_path(tree, path)
    store = DocumentsInMemory()
    files = DocumentIndex(tree, store)

    def read(path: str, data: bytes) -> Document | Unreadable:
        return parse_once(path, data, digest_of(path, data), store)

    pairing = pair_up(project, files, Wanted(frozenset((asked,))), languages)
    pairs = [pair for pair in pairing.pairs if asked in (pair.source, pair.translation)]
    every = project.translations
    if not pairs and asked not in project.sources | every:
        raise UsageError(f"{path}: neither a source nor a translation, or the settings exclude it")
    if not pairs and asked in every:
        raise UsageError(f"{path}: not a translation into {', '.join(sorted(languages))}")
    source = pairs[0].source if pairs else asked
    pairs = list(find_origins(project, pairs, files.outlines).pairs)
    gaps = find_behind(project, settings, pairs, read)
    resolver = Resolver(LinkedProject(project, files.outlines.get, *settings.of_links))
    stopped = {fault.path: fault for fault in gaps.stopped}
    translations: list[PageDifference] = []
    for pair in pairs:
        gap = gaps.by_translation.get(pair.translation)
        found: PageDifference | Stopped
        if gap is None:
            found = PageDifference(pair, reason=_reason(pair, tree.is_git))
        else:
            size = len(gap.then)
            work = partial(_difference, files, resolver, pair, gap, read)
            found = attempt(work, ORDINARY.limits(size, size, size))
        if isinstance(found, Stopped):
            stopped[pair.translation] = found.fault(pair.translation, pair.language, pair.source)
            found = PageDifference(pair)
        if fault := stopped.get(pair.translation):
            found = PageDifference(pair, reason=fault.text)
        translations.append(found)
    notes = (*tree.notes, *gaps.notes)
    return Differences(source, tuple(translations), notes, tuple(stopped.values()))


def _difference(
    files: DocumentIndex, resolver: Resolver, pair: Pair, gap: Gap, read: Read
) -> PageDifference:
    finder = None
    if files.document(pair.translation) is not None:
        finder = _finder(resolver, pair, gap, read)
    source = files.outlines.get(pair.source)
    tasks = []
    for change in gap.changes:
        spot = finder.find(change) if finder else None
        cell = None
        if source and change.after:
            cell = place_in_cells(source.cells, change.after.first)
        tasks.append(Task(change, spot, cell))
    return PageDifference(pair, gap.behind, tuple(tasks))


def _reason(pair: Pair, is_git: bool) -> str:
    source = pair.source
    if pair.state is State.CURRENT:
        return f"current: the record has the hash of {source} as it is"
    if pair.state is State.MISSING:
        return f"missing: nobody has translated {source} yet"
    if pair.state is State.ORPHAN:
        return f"without source: there is no {source}"
    if pair.state is State.UNMANAGED or not pair.record:
        return "without a record of what it was made from"
    text = f"made from a text of {source} ({pair.record.original_hash[:8]})"
    if pair.origin is Origin.PHANTOM:
        return f"{text} that was never committed, so nothing tells what has changed since"
    if not is_git:
        return f"{text} that is not here: this is no git repository"
    return f"{text} that git's history does not hold, so nothing tells what has changed since"


def _finder(resolver: Resolver, pair: Pair, gap: Gap, read: Read) -> _Finder | None:
    """The translation against the source that it was made from; None where one can't be read."""
    data = resolver.read(pair.translation)
    if isinstance(data, Unreadable):
        return None
    then, translation = read(gap.behind.path, gap.then), read(pair.translation, data)
    if isinstance(then, Unreadable) or isinstance(translation, Unreadable):
        return None
    before = resolver.with_outline(pair.source, outline_of(then))
    source_page = page_of(before, pair.layout, pair.source, then)
    translation_page = page_of(before, pair.layout, pair.translation, translation)
    structure = compare(before, pair, source_page, translation_page).structure
    first = _first_line(translation)
    sections = read_sections(pair.translation, data, read)
    lines = _section_lines(structure, sections, first)
    return _Finder(structure, translation.cells, first, lines=lines)


def _section_lines(
    structure: Structure, sections: Sequence[SectionText], first: int
) -> Mapping[int, tuple[Line, ...]]:
    """The lines of the translation, by the source's sections that they stand for.

    A section goes on to the next one whose heading has a counterpart; without that, to the end.
    """
    starts = {-1: 0}
    counterparts = structure.headings().pairs
    for number, section in enumerate(sections):
        if section.index in counterparts:
            starts[counterparts[section.index]] = number
    ends = (*sorted(starts.values()), len(sections))
    found = {}
    for index, start in starts.items():
        end = ends[bisect_right(ends, start)]
        found[index] = _lines_of(structure, sections[start:end], first)
    return found


def _lines_of(
    structure: Structure, sections: Sequence[SectionText], first: int
) -> tuple[Line, ...]:
    """The lines of sections, without what is not the translation's own."""
    every = chain.from_iterable(section.lines for section in sections)
    below = (line for line in every if line.number >= first)
    lines = [line for line in below if not structure.lines.is_beyond(line.number)]
    while lines and not lines[-1].text.strip():
        lines.pop()
    return tuple(lines)


def _first_line(document: Document) -> int:
    """The line on which a translation begins; above that, there is a record."""
    if document.front_matter:
        return document.front_matter.line
    return document.blocks[0].line if document.blocks else 1


@dataclass(frozen=True)
class _Finder:
    """Finds the places of sections in a translation, by the headings that stand for each other.

    `lines` are those of the translation, by the source's sections, and `first` the line on which it
    begins.
    """

    structure: Structure
    cells: Sequence[NotebookCell]
    first: int
    lines: Mapping[int, tuple[Line, ...]]

    @cached_property
    def _shown(self) -> Sequence[int]:
        """The sections that the translation has anything of."""
        return sorted(index for index, lines in self.lines.items() if lines)

    def find(self, change: SectionDifference) -> Spot:
        spot = self._find(change)
        return spot._replace(cell=place_in_cells(self.cells, spot.line))

    def _find(self, change: SectionDifference) -> Spot:
        if change.before is None:
            return Spot(self._end_of(change.follows.index if change.follows else -2))
        lines = self.lines.get(change.before.index, ())
        if not lines:
            return Spot(self._end_of(change.before.index - 1))
        touched: Sequence[int] = ()
        if change.after:
            touched = self._touched(change.before, change.after)
        first, last = lines[0].number, lines[-1].number
        return Spot(first, lines, tuple(n for n in touched if first <= n <= last))

    def _end_of(self, index: int) -> int:
        """The last line of a section, or of the last one above it that the translation has."""
        at = bisect_right(self._shown, index)
        if at:
            return self.lines[self._shown[at - 1]][-1].number
        return self.first - 1

    def _touched(self, before: SectionText, after: SectionText) -> Sequence[int]:
        """The lines that stand for what differs, or above what is new, in their order."""
        old = [line.text.rstrip() for line in before.lines]
        new = [line.text.rstrip() for line in after.lines]
        if not old:
            return ()
        # Of each line, the last one up to there that is not empty.
        numbers = (n if line else 0 for n, line in enumerate(old))
        filled = list(accumulate(numbers, max))
        touched: set[int] = set()
        for step in steps(old, new):
            if step.is_equal:
                continue
            lines = [n for n in step.left if old[n]]
            if not step.left:
                # What is new stands below what stands above it.
                above = step.left.start - 1
                lines = [filled[above] if above >= 0 else 0]
            touched.update(self.structure.lines.line_of(before.lines[n].number) for n in lines)
        return sorted(touched)
