"""Which edits can be made together."""

from __future__ import annotations

from bisect import bisect_left, insort
from collections import defaultdict
from collections.abc import Iterable, Sequence

from transync.model import Edit, Finding


def without_overlap(findings: Iterable[Finding]) -> list[Finding]:
    """The findings whose edits can be made together: of those that overlap, the first ones'."""
    # Ranges of bytes that go, by file, in order.
    taken: dict[str, list[tuple[int, int]]] = defaultdict(list)
    edits: set[Edit] = set()
    chosen = []
    for finding in findings:
        new = [edit for edit in finding.fix.edits if edit not in edits] if finding.fix else []
        if all(_is_free(taken[edit.path], edit) for edit in new):
            chosen.append(finding)
            edits.update(new)
            for edit in new:
                insort(taken[edit.path], (edit.start, edit.end))
    return chosen


def _is_free(taken: Sequence[tuple[int, int]], edit: Edit) -> bool:
    """Whether a range neither overlaps nor touches those that are taken."""
    at = bisect_left(taken, (edit.start, edit.end))
    return (at == 0 or taken[at - 1][1] < edit.start) and (
        at == len(taken) or edit.end < taken[at][0]
    )
