"""A source and its translation side by side: what rules compare."""

from __future__ import annotations

from transync.comparison.comparison import Comparison, compare
from transync.comparison.link_identity import LinkDifference, LinkMatch
from transync.comparison.link_tables import RowChange, RowDifference
from transync.comparison.notebook_cells import place_in_cells
from transync.comparison.page import Page, ResolvedLink, page_of

__all__ = [
    "Comparison",
    "LinkDifference",
    "LinkMatch",
    "Page",
    "ResolvedLink",
    "RowChange",
    "RowDifference",
    "compare",
    "page_of",
    "place_in_cells",
]
