"""The documents of a tree: each file is read once, however often it is asked for."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from hashlib import sha256
from typing import NamedTuple, Protocol

from transync.documents.decoding import Unreadable
from transync.documents.document import Document
from transync.documents.kinds import is_notebook
from transync.documents.outline import Outline, outline_of
from transync.documents.parse import parse
from transync.repository.tree import Tree
from transync.untrusted.budget import ORDINARY, Budget
from transync.untrusted.isolation import Stopped, attempt

# Within this time a file can change and keep its modification time; git knows it as racy
# (Documentation/technical/racy-git.txt), and the coarsest clocks of file systems take two seconds.
_RACY_NANOSECONDS = 2 * 10**9


class DocumentStore(Protocol):
    """Where documents are kept, by a digest of the bytes that they were made from."""

    def get(self, digest: str) -> Document | None: ...

    def put(self, digest: str, document: Document) -> None: ...


class ReadFile(NamedTuple):
    """What is known of a file: its outline or why there is none, and the digest of its document.

    What is `stopped` is no fault of the file; if that would not last, there is no digest.
    """

    outline: Outline | None
    unreadable: Unreadable | None = None
    digest: str = ""
    stopped: Stopped | None = None


class FileStamp(NamedTuple):
    """A file as it was: its size in bytes, its times in nanoseconds, its digest."""

    size: int
    modified: int
    changed: int
    digest: str

    @property
    def stamp(self) -> tuple[int, int, int]:
        """What a tree says of the file without reading it."""
        return self.size, self.modified, self.changed


class UnparsedFile(NamedTuple):
    """A file that is to be parsed, and its size in bytes: all of them are too much to be held."""

    path: str
    size: int


class KnownFiles(NamedTuple):
    """What one run leaves to the next: files as they were seen by path, what is known by digest."""

    seen: dict[str, FileStamp]
    known: dict[str, ReadFile]

    def recall(self, tree: Tree, path: str) -> ReadFile | None:
        """What is known of a file that is as it was, by the stamp that the tree gives of it."""
        seen = self.seen.get(path)
        is_same = seen and tree.stamp(path) == seen.stamp
        if seen and is_same:
            return self.known.get(seen.digest)
        return None


# Parses files, puts their documents into the store, and gives what is known by path, in any order;
# None where there is too little to do for this.
Parser = Callable[[Sequence[UnparsedFile]], Iterable[tuple[str, ReadFile]] | None]


def no_parser(files: Sequence[UnparsedFile]) -> None:
    """Leaves all files to others."""


def parse_file(tree: Tree, path: str, store: DocumentStore, budget: Budget) -> ReadFile:
    """What is known of a file; the store gets its document, unless it has it."""
    data = tree.read(path)
    if isinstance(data, Unreadable):
        return ReadFile(None, data)
    digest = digest_of(path, data)
    known = attempt(lambda: _parsed(path, data, digest, store), budget.limits(len(data)))
    if isinstance(known, Stopped):
        return ReadFile(None, None, digest if known.is_lasting else "", stopped=known)
    return known


def _parsed(path: str, data: bytes, digest: str, store: DocumentStore) -> ReadFile:
    document = parse_once(path, data, digest, store)
    if isinstance(document, Unreadable):
        return ReadFile(None, document, digest)
    return ReadFile(outline_of(document), None, digest)


def parse_once(path: str, data: bytes, digest: str, store: DocumentStore) -> Document | Unreadable:
    """The document that these bytes are, by their digest from the store, or into it."""
    document = store.get(digest)
    if document is None:
        parsed = parse(path, data)
        if isinstance(parsed, Unreadable):
            return parsed
        store.put(digest, document := parsed)
    return document


def find_document(tree: Tree, path: str, store: DocumentStore, digest: str) -> Document | None:
    """The document of a file that has this digest, from the store or parsed anew.

    None where it can't be read, or has changed since.
    """
    if found := store.get(digest):
        return found
    # The store could not keep it. A file that has changed since is another run's.
    data = tree.read(path)
    if isinstance(data, Unreadable) or digest_of(path, data) != digest:
        return None
    document = parse(path, data)
    if isinstance(document, Unreadable):
        return None
    return document


class DocumentIndex:
    """The files of one tree: outlines are held, documents are left to the store.

    What an `earlier` run knew is not parsed again, and not read again where size and modification
    time are the same.
    """

    def __init__(
        self,
        tree: Tree,
        store: DocumentStore,
        earlier: KnownFiles | None = None,
        parser: Parser = no_parser,
        budget: Budget = ORDINARY,
    ) -> None:
        self._tree, self._store, self._parser = tree, store, parser
        self._budget = budget
        self._earlier = earlier or KnownFiles({}, {})
        self._seen: dict[str, FileStamp] = {}
        self._known: dict[str, ReadFile] = {}
        self._outlines: dict[str, Outline] = {}

    @property
    def outlines(self) -> Mapping[str, Outline]:
        """The outlines of all documents that were read so far, by path; it grows with them."""
        return self._outlines

    @property
    def digests(self) -> Mapping[str, str]:
        """The digests of all documents that were read so far, by path."""
        return {path: self._known[path].digest for path in self._outlines}

    @property
    def known_files(self) -> KnownFiles:
        """What a later run may know."""
        return KnownFiles(self._seen, {k.digest: k for k in self._known.values() if k.digest})

    def read(
        self, paths: Iterable[str], advance: Callable[[int, int], None] = lambda done, total: None
    ) -> None:
        """Take note of these files; `advance` hears how many of how many are done."""
        wanted = [path for path in dict.fromkeys(paths) if path not in self._known]
        files = []
        for path in wanted:
            found = self._remembered(path)
            if isinstance(found, UnparsedFile):
                files.append(found)
            else:
                self._keep(path, found)
        done = len(wanted) - len(files)
        for path, known in self._parser(files) or self._parse(files):
            self._keep(path, known)
            done += 1
            advance(done, len(wanted))

    def known(self, path: str) -> ReadFile:
        """What is known of one file of the tree."""
        if path not in self._known:
            self.read([path])
        return self._known[path]

    def document(self, path: str) -> Document | None:
        """The document at a path; None when it can't be read."""
        known = self.known(path)
        if known.outline is None:
            return None
        return find_document(self._tree, path, self._store, known.digest)

    def _parse(self, files: Sequence[UnparsedFile]) -> Iterator[tuple[str, ReadFile]]:
        tree, store, budget = self._tree, self._store, self._budget
        return ((file.path, parse_file(tree, file.path, store, budget)) for file in files)

    def _keep(self, path: str, known: ReadFile) -> None:
        self._known[path] = known
        if known.outline:
            self._outlines[path] = known.outline

    def _remembered(self, path: str) -> ReadFile | UnparsedFile:
        """What is known of a file without parsing it, or the file."""
        if known := self._earlier.recall(self._tree, path):
            self._seen[path] = self._earlier.seen[path]
            return known
        stamp, now = self._tree.stamp(path), time.time_ns()
        data = self._tree.read(path)
        if isinstance(data, Unreadable):
            return ReadFile(None, data)
        digest = digest_of(path, data)
        seen = FileStamp(*stamp, digest) if stamp else None
        if seen and now - max(seen.modified, seen.changed) > _RACY_NANOSECONDS:
            self._seen[path] = seen
        return self._earlier.known.get(digest) or UnparsedFile(path, len(data))


def digest_of(path: str, data: bytes) -> str:
    """What a document depends on: the bytes, and what kind of file they are."""
    kind = "notebook" if is_notebook(path) else "markdown"
    return f"{sha256(data).hexdigest()}-{kind}"


class DocumentsInMemory:
    """A store without limits, for documents that are few."""

    def __init__(self) -> None:
        self._documents: dict[str, Document] = {}

    def get(self, digest: str) -> Document | None:
        return self._documents.get(digest)

    def put(self, digest: str, document: Document) -> None:
        self._documents[digest] = document
