"""Carriers: they are read late and once, and nothing is changed that is not what was recorded."""

from __future__ import annotations

from collections import Counter

import pytest

from tests.conftest import DATE, Repository
from transync.checking.run import run
from transync.config import Settings
from transync.documents.decoding import Unreadable
from transync.model import Record
from transync.records.edits import RecordEdits
from transync.repository.tree import Tree

HASH = "0123456789abcdef" * 2
RECORD = Record(HASH, DATE, "a.md", "ko", "s.json", 2, 3)
FIELDS = (
    f'"original_hash": "{HASH}", "translation_date": "{DATE}", '
    '"source_file": "a.md", "language_code": "ko"'
)
SIDECAR = f'{{\n  "a.md": {{{FIELDS}}}\n}}'


def carriers(content: str | bytes | Unreadable) -> RecordEdits:
    """The carriers of a tree in which every file holds the same."""
    data = content.encode() if isinstance(content, str) else content
    return RecordEdits(lambda path: data)


def test_a_value_is_replaced_between_its_quotes() -> None:
    carrier = carriers(SIDECAR).at("s.json")
    assert carrier

    start = SIDECAR.index('"ko"') + 1
    assert carrier.replace(RECORD, "language_code", "vi") == ("s.json", start, start + 2, "vi")


@pytest.mark.parametrize(
    "content",
    [
        SIDECAR.replace(HASH, "f" * 32),
        SIDECAR.replace(DATE, "2026-01-03"),
        SIDECAR.replace('"ko"', '"ja"'),
        SIDECAR.replace('"ko"', "7"),
        SIDECAR.replace(', "language_code": "ko"', ""),
        SIDECAR.replace("{\n", "{\n\n"),
        SIDECAR.replace('"a.md": {', '"a.md": [{'),
        SIDECAR.replace('"a.md": {', '"a.md" {'),
        SIDECAR[:-9],
        "{}",
        "",
        "[" * 10_000,
        "<<<<<<< HEAD\n" + SIDECAR,
    ],
)
def test_nothing_is_replaced_where_the_text_is_not_what_was_recorded(content: str) -> None:
    carrier = carriers(content).at("s.json")
    assert carrier

    assert carrier.replace(RECORD, "language_code", "vi") is None


@pytest.mark.parametrize("content", [b"\xff" + SIDECAR.encode(), Unreadable("gone")])
def test_a_carrier_that_is_no_text_is_none(content: bytes | Unreadable) -> None:
    assert carriers(content).at("s.json") is None


def test_a_name_that_can_not_be_written_is_not() -> None:
    carrier = carriers(SIDECAR).at("s.json")
    assert carrier

    assert carrier.replace(RECORD, "source_file", "\udcff.md") is None


def test_entries_are_taken_out_together_or_not_at_all() -> None:
    carrier = carriers(SIDECAR).at("s.json")
    assert carrier

    assert carrier.remove([RECORD]) == [("s.json", 1, len(SIDECAR) - 1, "")]
    assert carrier.remove([RECORD, RECORD._replace(line=3)]) == ()
    assert carrier.remove([RECORD._replace(line=99)]) == ()


@pytest.mark.parametrize(
    ("select", "more"), [("stale", 0), ("metadata-missing", 0), ("metadata-mismatch", 1)]
)
def test_a_carrier_is_read_again_only_where_its_records_can_be_mended(
    folder: Repository, select: str, more: int
) -> None:
    for name in ("a.md", "b.md"):
        folder.write(name, "# One\n")
        folder.write(f"translations/vi/{name}", "# Một\n")
    settings = Settings.model_validate({"select": [select]})
    counts = []
    for code in ("vi", "ko"):
        path = folder.sidecar("vi", {n: folder.record(n, code) for n in ("a.md", "b.md")})
        reads = Counter[str]()

        def stored(path: str, reads: Counter[str] = reads) -> bytes:
            reads[path] += 1
            return (folder.root / path).read_bytes()

        files = ("a.md", "b.md", "translations/vi/a.md", "translations/vi/b.md", path)
        report = run(Tree(folder.root, frozenset(files), stored=stored), settings)
        assert len(report.pairs) == 2
        counts.append(reads[path])

    assert counts[1] - counts[0] == more
