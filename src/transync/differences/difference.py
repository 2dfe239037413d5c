"""A source or a translation -> what has changed since it was translated, and where to follow."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import partial
from pathlib import Path
from typing import NamedTuple

from transync.behind import Gap, find_behind
from transync.budget import ORDINARY
from transync.comparison import Comparison, Page, place_in_cells
from transync.comparison.structure import Structure
from transync.config import Settings
from transync.discover import discover
from transync.document import Document
from transync.errors import UsageError
from transync.isolation import Stopped, attempt
from transync.library import Library, Memory
from transync.links import Resolver
from transync.model import Behind, CellPlace, Fault, Origin, Pair, State
from transync.origin import find_origins
from transync.outline import outline_of
from transync.pairing import pair_up
from transync.parse import Unreadable, parse
from transync.run import Wanted, chosen_languages, relative_path
from transync.sections import Change, Line, Section, read_sections
from transync.tree import Tree


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
        return self.lines[-1].number if self.lines else self.line


class Task(NamedTuple):
    """A section that has changed, and where the translation has it; None where nobody can tell.

    `cell` is that of a notebook, in the source.
    """

    change: Change
    spot: Spot | None
    cell: CellPlace | None


@dataclass(frozen=True, slots=True)
class Difference:
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
    translations: tuple[Difference, ...]
    notes: tuple[str, ...]
    stopped: tuple[Fault, ...] = ()


def find_differences(tree: Tree, settings: Settings, path: Path) -> Differences:
    """What has changed for a translation, or for those of a source in the languages selected.

    Raises UsageError for a path that is neither.
    """
    project = discover(tree, settings)
    languages = chosen_languages(project, settings)
    asked = relative_path(tree, path)
    library = Library(tree, Memory())
    pairing = pair_up(project, library, Wanted(frozenset((asked,))), languages)
    pairs = [pair for pair in pairing.pairs if asked in (pair.source, pair.translation)]
    every = project.translations
    if not pairs and asked not in project.sources | every:
        raise UsageError(f"{path}: neither a source nor a translation, or the settings exclude it")
    if not pairs and asked in every:
        raise UsageError(f"{path}: not a translation into {', '.join(sorted(languages))}")
    source = pairs[0].source if pairs else asked
    pairs = list(find_origins(tree, pairs, library.outlines).pairs)
    gaps = find_behind(project, settings, pairs)
    resolver = Resolver(project, library.outlines.get, settings.tracking_parameters)
    stopped = {fault.path: fault for fault in gaps.stopped}
    translations: list[Difference] = []
    for pair in pairs:
        gap = gaps.by_translation.get(pair.translation)
        size = len(gap.then) if gap else 0
        work = partial(_difference, library, resolver, pair, gap)
        found = attempt(work, ORDINARY.limits(size, size, size))
        if isinstance(found, Stopped):
            stopped[pair.translation] = found.fault(pair.translation, pair.language, pair.source)
            found = Difference(pair)
        if fault := stopped.get(pair.translation):
            found = Difference(pair, reason=fault.text)
        translations.append(found)
    notes = (*tree.notes, *gaps.notes)
    return Differences(source, tuple(translations), notes, tuple(stopped.values()))


def _difference(library: Library, resolver: Resolver, pair: Pair, gap: Gap | None) -> Difference:
    if gap is None:
        return Difference(pair, reason=_reason(pair, resolver.tree.is_git))
    finder = _finder(resolver, pair, gap, library.document(pair.translation))
    source = library.outlines.get(pair.source)
    cells = source.cells if source else ()
    tasks = (
        Task(
            change,
            finder.find(change) if finder else None,
            place_in_cells(cells, change.after.first) if change.after else None,
        )
        for change in gap.changes
    )
    return Difference(pair, gap.behind, tuple(tasks))


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


def _finder(
    resolver: Resolver, pair: Pair, gap: Gap, translation: Document | None
) -> _Finder | None:
    """The translation against the source that it was made from; None where one can't be read."""
    then = parse(gap.behind.path, gap.then)
    data = resolver.tree.read(pair.translation)
    if not isinstance(then, Document) or not translation or isinstance(data, Unreadable):
        return None
    before = resolver.with_outline(pair.source, outline_of(then))
    pages = (
        Page(before, pair.layout, pair.source, then),
        Page(before, pair.layout, pair.translation, translation),
    )
    structure = Comparison(before, pair, *pages).structure
    return _Finder(structure, translation, read_sections(pair.translation, data))


class _Finder:
    """Finds the places of sections in a translation, by the headings that stand for each other."""

    def __init__(
        self, structure: Structure, translation: Document, sections: Sequence[Section]
    ) -> None:
        self.structure = structure
        self.starts = {-1: 0}
        counterparts = structure.heading_pairs()
        for number, section in enumerate(sections):
            if section.index in counterparts:
                self.starts[counterparts[section.index]] = number
        self.sections = sections
        self.cells = translation.cells
        front = translation.front_matter
        blocks = translation.blocks
        # Above that, there is a record.
        self.first = front.line if front else blocks[0].line if blocks else 1

    def find(self, change: Change) -> Spot:
        spot = self._find(change)
        return spot._replace(cell=place_in_cells(self.cells, spot.line))

    def _find(self, change: Change) -> Spot:
        if change.before is None:
            return Spot(self._end_of(change.follows.index if change.follows else -2))
        lines = self._lines(change.before.index)
        if not lines:
            return Spot(self._end_of(change.before.index - 1))
        touched = self._touched(change.before, change.after) if change.after else ()
        first, last = lines[0].number, lines[-1].number
        return Spot(first, lines, tuple(n for n in touched if first <= n <= last))

    def _end_of(self, index: int) -> int:
        """The last line of a section, or of the last one above it that the translation has."""
        found = (lines[-1].number for n in range(index, -2, -1) if (lines := self._lines(n)))
        return next(found, self.first - 1)

    def _touched(self, before: Section, after: Section) -> Sequence[int]:
        old, new = ([line.text.rstrip() for line in part.lines] for part in (before, after))
        touched = set()
        for tag, start, end, _, _ in SequenceMatcher(None, old, new).get_opcodes():
            if tag == "insert":
                # Below what stands above it, empty lines aside.
                at = next((n for n in range(start - 1, -1, -1) if old[n]), 0)
                touched.add(self.structure.line_of(before.lines[at].number))
            elif tag != "equal":
                numbers = (line.number for line in before.lines[start:end] if line.text.strip())
                touched |= {self.structure.line_of(number) for number in numbers}
        return sorted(touched)

    def _lines(self, index: int) -> tuple[Line, ...]:
        """The lines that the translation has of a section, without what is not its own."""
        start = self.starts.get(index)
        if start is None:
            return ()
        end = min((n for n in self.starts.values() if n > start), default=len(self.sections))
        lines = [
            line
            for part in self.sections[start:end]
            for line in part.lines
            if line.number >= self.first and not self.structure.is_beyond(line.number)
        ]
        while lines and not lines[-1].text.strip():
            lines.pop()
        return tuple(lines)
