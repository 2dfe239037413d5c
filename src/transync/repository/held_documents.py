"""Documents that one run needs again, held as JSON: a few times as large as a file, not fifty."""

from __future__ import annotations

from transync.documents.document import Document
from transync.repository.document_index import DocumentStore

# All of security-101's 1,900 pages take 13 MiB; what is more goes to the disk.
_MOST_BYTES = 64 * 2**20


class HeldDocuments:
    """A store in memory, up to so many bytes; what is more, it leaves to the one `beyond`."""

    def __init__(self, beyond: DocumentStore, most: int = _MOST_BYTES) -> None:
        self._beyond, self._left = beyond, most
        self._held: dict[str, bytes] = {}

    def get(self, digest: str) -> Document | None:
        import msgspec

        held = self._held.get(digest)
        if held is None:
            return self._beyond.get(digest)
        return msgspec.json.decode(held, type=Document)

    def put(self, digest: str, document: Document) -> None:
        """Hold a document, unless it can't be written; then it is parsed anew."""
        import msgspec

        try:
            text = msgspec.json.encode(document)
        except (UnicodeEncodeError, msgspec.MsgspecError, RecursionError):
            return
        if len(text) > self._left:
            self._beyond.put(digest, document)
            return
        self._left -= len(text)
        self._held[digest] = text
