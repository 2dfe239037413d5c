"""The edits that findings carry, applied to real files as an editor would."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

from transync.model import Edit, Finding


def apply(root: Path, findings: Iterable[Finding]) -> None:
    """Make the edits of all these findings, which must not overlap."""
    edits = {edit for finding in findings if finding.fix for edit in finding.fix.edits}
    for path in {edit.path for edit in edits}:
        file = root / path
        file.write_bytes(_edited(file.read_bytes(), [e for e in edits if e.path == path]))


def _edited(data: bytes, edits: Sequence[Edit]) -> bytes:
    last = len(data)
    for edit in sorted(edits, key=lambda e: e.start, reverse=True):
        assert 0 <= edit.start <= edit.end <= last, f"{edit} overlaps another one, or the end"
        data = data[: edit.start] + edit.replacement.encode() + data[edit.end :]
        last = edit.start
    return data
