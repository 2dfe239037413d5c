"""The documents of a tree: each file is read once, however often it is asked for."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from hashlib import sha256
from typing import NamedTuple, Protocol

from transync.document import Document
from transync.load import possible_hashes
from transync.outline import Outline, outline_of
from transync.parse import Unreadable, parse
from transync.tree import Tree


class Store(Protocol):
    """Where documents are kept, by a digest of the bytes that they were made from."""

    def get(self, digest: str) -> Document | None: ...

    def put(self, digest: str, document: Document) -> None: ...


class Known(NamedTuple):
    """What is known of a file: its outline, or why there is none.

    `hashes` are MD5 in hex: of the bytes as they are, then with LF and with CRLF line endings,
    because a checkout may have other line endings than the file that was translated. `digest`
    stands for the document in the store.
    """

    outline: Outline | Unreadable
    hashes: tuple[str, ...] = ()
    digest: str = ""


class Library:
    """The files of one tree. Outlines are held, documents are left to the store."""

    def __init__(self, tree: Tree, store: Store) -> None:
        self._tree, self._store = tree, store
        self._known: dict[str, Known] = {}
        self._outlines: dict[str, Outline] = {}

    @property
    def outlines(self) -> Mapping[str, Outline]:
        """The outlines of all documents that were read so far, by path; it grows with them."""
        return self._outlines

    def read(self, paths: Iterable[str]) -> None:
        """Take note of these files, in less time than one by one."""
        for path in paths:
            self.known(path)

    def known(self, path: str) -> Known:
        """What is known of one file of the tree, or why nothing is."""
        if path not in self._known:
            known = self._known[path] = self._read(path)
            if isinstance(known.outline, Outline):
                self._outlines[path] = known.outline
        return self._known[path]

    def document(self, path: str) -> Document | None:
        """The document at a path; None when it can't be read."""
        known = self.known(path)
        if isinstance(known.outline, Unreadable):
            return None
        return self._store.get(known.digest)

    def _read(self, path: str) -> Known:
        data = self._tree.read(path)
        if isinstance(data, Unreadable):
            return Known(data)
        digest = digest_of(path, data)
        hashes = tuple(possible_hashes(data))
        document = self._store.get(digest) or parse(path, data)
        if isinstance(document, Unreadable):
            return Known(document, hashes)
        self._store.put(digest, document)
        return Known(outline_of(document), hashes, digest)


def digest_of(path: str, data: bytes) -> str:
    """What a document depends on: the bytes, and what kind of file they are."""
    kind = "notebook" if path.lower().endswith(".ipynb") else "markdown"
    return f"{sha256(data).hexdigest()}-{kind}"


class Memory:
    """A store for few documents, which are needed soon."""

    def __init__(self) -> None:
        self._documents: dict[str, Document] = {}

    def get(self, digest: str) -> Document | None:
        return self._documents.get(digest)

    def put(self, digest: str, document: Document) -> None:
        self._documents[digest] = document
