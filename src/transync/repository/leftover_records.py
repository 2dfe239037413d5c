"""Records that outlive their files."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from unicodedata import normalize

from transync.model import Leftovers, Record, below
from transync.records import Sidecar, is_absolute
from transync.repository.tree import Tree


def find_leftovers(
    tree: Tree, sidecar: Sidecar, language: str, files: Iterable[tuple[str, str]]
) -> Iterator[Leftovers]:
    """What is left in a sidecar of files that are gone, if anything is.

    `files` are the paths of what its entries are about, with their keys. What an absolute key is
    about is a guess, so nothing is said of those.
    """
    gone = [
        (path, sidecar.records[key])
        for path, key in files
        if key in sidecar.records and not is_absolute(key) and not tree.exists(path)
    ]
    if not gone:
        return
    folder = sidecar.path.rpartition("/")[0]
    existing = {_folded(file) for file in tree.files if below(file, folder) is not None}
    left = [(path, record) for path, record in gone if _folded(path) not in existing]
    # A sidecar that stands alone is that of files which are kept elsewhere.
    if left and existing != {_folded(sidecar.path)}:
        yield Leftovers(sidecar.path, language, tuple(sorted(left, key=_place)))


def _folded(path: str) -> str:
    """The path as file systems see it that ignore case and how accents are composed."""
    return normalize("NFC", path).casefold()


def _place(gone: tuple[str, Record]) -> tuple[int, int]:
    return gone[1].line, gone[1].column
