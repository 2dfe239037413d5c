"""The lines that findings are about, read when somebody wants to see them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from transync.documents.decoding import Unreadable
from transync.documents.kinds import IMAGE_SUFFIXES
from transync.model import Finding
from transync.repository.contents import read_text
from transync.repository.tree import Tree


class Excerpts(Mapping[tuple[str, int], str]):
    """The offending lines of sources and translations by path and line, of a tree on the disk.

    A line that is not there, or of a file that is no text, is missing.
    """

    def __init__(self, tree: Tree, findings: Iterable[Finding]) -> None:
        self._tree = tree
        self._lines: dict[str, Sequence[str]] = {}
        self._places = dict.fromkeys(place for finding in findings for place in _places(finding))

    def __getitem__(self, place: tuple[str, int]) -> str:
        path, line = place
        if path not in self._lines:
            self._lines[path] = self._read(path)
        lines = self._lines[path]
        if not 1 <= line <= len(lines):
            raise KeyError(place)
        return lines[line - 1]

    def __iter__(self) -> Iterator[tuple[str, int]]:
        return (place for place in self._places if self.get(place) is not None)

    def __len__(self) -> int:
        return sum(1 for _ in self)

    def _read(self, path: str) -> Sequence[str]:
        is_text = path in self._tree.files and not path.lower().endswith(IMAGE_SUFFIXES)
        text = read_text(self._tree, path) if is_text else Unreadable("no text")
        if isinstance(text, Unreadable):
            return ()
        return text.split("\n")


def _places(finding: Finding) -> Iterator[tuple[str, int]]:
    yield finding.path, finding.line
    if finding.source_path and finding.source_line:
        yield finding.source_path, finding.source_line
