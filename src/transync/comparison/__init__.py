"""A source and its translation side by side: what rules compare."""

from __future__ import annotations

from transync.comparison.comparison import Comparison
from transync.comparison.link_identity import Difference, Match
from transync.comparison.link_tables import RowChange, RowDifference
from transync.comparison.notebook_cells import place_in_cells
from transync.comparison.page import Page, Side

__all__ = [
    "Comparison",
    "Difference",
    "Match",
    "Page",
    "RowChange",
    "RowDifference",
    "Side",
    "place_in_cells",
]
