"""Documents are held up to a bound, and come back as they were."""

from __future__ import annotations

import pytest

from transync.documents.document import Document
from transync.documents.parse import parse
from transync.repository.document_index import DocumentsInMemory
from transync.repository.held_documents import HeldDocuments


def document(text: str) -> Document:
    found = parse("a.md", text.encode())
    assert isinstance(found, Document)
    return found


ONE, OTHER = document("# One\n\n[a](b.md) `code`\n"), document("| a |\n|---|\n| b |\n")


@pytest.mark.parametrize(("most", "beyond"), [(2**20, 0), (0, 2)], ids=["all", "nothing"])
def test_what_is_held_comes_back(most: int, beyond: int) -> None:
    store = DocumentsInMemory()
    held = HeldDocuments(store, most)

    held.put("1", ONE)
    held.put("2", OTHER)

    assert (held.get("1"), held.get("2"), held.get("3")) == (ONE, OTHER, None)
    assert sum(store.get(digest) is not None for digest in "12") == beyond


def test_half_of_a_character_is_not_held() -> None:
    held = HeldDocuments(DocumentsInMemory())

    held.put("1", Document(prose=ONE.prose._replace(text="\ud800")))

    assert held.get("1") is None
