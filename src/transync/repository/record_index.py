"""The files of a tree as far as their records tell: no more of them is parsed than is asked for."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping

from transync.co_op_translator import START_OF_REGION_IN_BYTES
from transync.documents.decoding import Unreadable
from transync.documents.kinds import is_notebook
from transync.documents.outline import Outline, outline_of
from transync.documents.parse import parse, parse_record
from transync.repository.document_index import KnownFiles, ReadFile
from transync.repository.project import Project
from transync.untrusted.budget import ORDINARY, Budget
from transync.untrusted.isolation import Stopped, attempt

_DIRECTIVE = b"transync:"


class RecordIndex(Mapping[str, Outline]):
    """The files of one tree, and the outlines of those that can be read.

    An outline has what findings about records need: the record, the directives, the cells of a
    notebook, and of sources, whether there are regions that Co-op Translator rewrites.
    """

    def __init__(self, project: Project, earlier: KnownFiles, budget: Budget = ORDINARY) -> None:
        self._tree, self._earlier, self._budget = project.tree, earlier, budget
        self._sources = project.translated
        self._known: dict[str, ReadFile] = {}
        self._outlines: dict[str, Outline] = {}
        self._whole: set[str] = set()

    @property
    def outlines(self) -> Mapping[str, Outline]:
        """The outlines by path, as an index of documents has them."""
        return self

    def read(
        self, paths: Iterable[str], advance: Callable[[int, int], None] = lambda done, total: None
    ) -> None:
        """Take note of these files; `advance` hears how many of how many are done."""
        wanted = [path for path in dict.fromkeys(paths) if path not in self._known]
        for done, path in enumerate(wanted, 1):
            known = self._known[path] = self._glance(path)
            if known.outline:
                self._outlines[path] = known.outline
            advance(done, len(wanted))

    def known(self, path: str) -> ReadFile:
        """What is known of one file of the tree."""
        if path not in self._known:
            self.read([path])
        return self._known[path]

    def __getitem__(self, path: str) -> Outline:
        if path not in self._whole:
            self._outlines[path] = self._look(path) or self._outlines[path]
            self._whole.add(path)
        return self._outlines[path]

    def __contains__(self, path: object) -> bool:
        return path in self._outlines

    def __iter__(self) -> Iterator[str]:
        return iter(self._outlines)

    def __len__(self) -> int:
        return len(self._outlines)

    def _glance(self, path: str) -> ReadFile:
        known = self._earlier.recall(self._tree, path)
        # Of a page that could not be compared, the record can be read nevertheless.
        if known and not known.stopped:
            self._whole.add(path)
            return known
        data = self._tree.read(path)
        if isinstance(data, Unreadable):
            return ReadFile(None, data)
        found = attempt(lambda: parse_record(path, data), self._budget.limits(len(data)))
        if isinstance(found, Stopped):
            return ReadFile(None, stopped=found)
        if isinstance(found, Unreadable):
            return ReadFile(None, found)
        return ReadFile(Outline(embedded=found))

    def _look(self, path: str) -> Outline | None:
        """The whole outline of a file that has more than its record."""
        data = self._tree.read(path) if path in self else Unreadable("not known")
        if isinstance(data, Unreadable):
            return None
        has_region = path in self._sources and START_OF_REGION_IN_BYTES.search(data)
        if not (has_region or _DIRECTIVE in data or is_notebook(path)):
            return None
        outline = attempt(lambda: _outline(path, data), self._budget.limits(len(data)))
        return outline if isinstance(outline, Outline) else None


def _outline(path: str, data: bytes) -> Outline | None:
    document = parse(path, data)
    if isinstance(document, Unreadable):
        return None
    return outline_of(document)
