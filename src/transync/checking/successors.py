"""What has taken the place of a page that is gone, so that readers may take it for that."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Collection, Mapping, Sequence
from functools import cached_property

from transync.changes.bumped_records import readable
from transync.documents.kinds import is_document
from transync.model import folders_above
from transync.repository.tree import Tree

_WORD = re.compile(r"\w++")
_LINK = "a symbolic link or a submodule is there now"
_INSIDE = "a folder of this name has taken its place"
# New pages that are held against one that is gone, and how much of all of them is read.
_MOST_COMPARED, _MOST_BYTES = 100, 2**26


class Successors:
    """Looks for what stands in place of pages of one tree in a later one.

    `checked` are the pages of the later one that are held against a source.
    """

    def __init__(self, before: Tree, now: Tree, checked: Collection[str]) -> None:
        self._before, self._now = before, now
        self._new = sorted(now.files - before.files - set(checked))
        self._bytes_left = _MOST_BYTES
        self._lengths: dict[str, Counter[str]] = {}

    def of(self, former: str, path: str, folder: str) -> tuple[str, str] | None:
        """The reason and the place; None where a page is gone without another in its place.

        The page was `former`, would be at `path` now, and the `folder` is that of its language.
        """
        link = next((above for above in folders_above(path) if above in self._now.files), None)
        if link:
            return _LINK, link
        if path in self._now.folders:
            return _INSIDE, path
        twin = self._twins.get(_without_suffix(path)) or self._most_alike(former, folder)
        if not twin:
            return None
        beside, _, name = twin.rpartition("/")
        shown = name if beside == path.rpartition("/")[0] else twin
        return f"{shown} has taken its place", twin

    @cached_property
    def _twins(self) -> Mapping[str, str]:
        """The new pages by what tells them from others for readers."""
        found: dict[str, str] = {}
        for path in reversed(self._new):
            key = _without_suffix(path)
            # A forge shows a README of any kind for its folder.
            if is_document(path) or key.rpartition("/")[2] == "readme":
                found[key] = path
        return found

    @cached_property
    def _by_folder(self) -> Mapping[str, Sequence[str]]:
        """The new pages that each folder holds, in whatever depth."""
        found: dict[str, list[str]] = defaultdict(list)
        for path in filter(is_document, self._new):
            for folder in folders_above(path):
                found[folder].append(path)
        return found

    def _most_alike(self, former: str, folder: str) -> str:
        """The new page of the same language that has most words of one that is gone, if half."""
        candidates = self._by_folder.get(folder, ())[:_MOST_COMPARED]
        words = self._words(self._before, former) if candidates else Counter[str]()
        common = {path: (words & self._words(self._now, path)).total() for path in candidates}
        most = max(common.values(), default=0)
        if not most or 2 * most < words.total():
            return ""
        return next(path for path, number in common.items() if number == most)

    def _words(self, tree: Tree, path: str) -> Counter[str]:
        """How many characters each word takes in a page; nothing of one that can't be read."""
        if tree is self._now and path in self._lengths:
            return self._lengths[path]
        data = tree.read(path) if self._bytes_left > 0 else b""
        found = Counter[str]()
        if isinstance(data, bytes):
            self._bytes_left -= len(data)
            for word in _WORD.findall(readable(path, data) or ""):
                found[word] += len(word)
        if tree is self._now:
            self._lengths[path] = found
        return found


def _without_suffix(path: str) -> str:
    """A path without regard to case and suffix, neither of which readers look at."""
    folder, slash, name = path.casefold().rpartition("/")
    return folder + slash + (name.rpartition(".")[0] or name)
