"""Translations that Co-op Translator makes anew for their length, whatever their record says."""

from __future__ import annotations

from transync.load import read_text
from transync.model import Pair
from transync.parse import MARKDOWN_SUFFIXES, Unreadable
from transync.tree import Tree

# `LINE_BREAK_MARGIN` in the `constants.py` of its versions 0.18 to 0.23. The labelled comment does
# not count: it moves into a sidecar before.
LINE_MARGIN = 15
_LABELLED, _END = "<!--\nCO_OP_TRANSLATOR_METADATA:", "-->"


def line_drift(tree: Tree, pair: Pair) -> int:
    """By how many lines a page is too long, or too short (below 0), to be left alone; 0 if not."""
    source, translation = read_text(tree, pair.source), read_text(tree, pair.translation)
    is_counted = pair.source.lower().endswith(MARKDOWN_SUFFIXES)
    if isinstance(source, Unreadable) or isinstance(translation, Unreadable) or not is_counted:
        return 0
    lines = translation.count("\n") - _lines_of_record(translation) - source.count("\n")
    return lines if abs(lines) > LINE_MARGIN else 0


def _lines_of_record(text: str) -> int:
    """How many lines the labelled comment takes."""
    start = text.find(_LABELLED)
    end = text.find(_END, start) if start >= 0 else -1
    if end < 0:
        return 0
    return text.count("\n", start, end) + text.startswith("\n", end + len(_END))
