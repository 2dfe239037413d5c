"""Which translations Co-op Translator takes for outdated, whatever anybody asks it for."""

from __future__ import annotations

from transync.co_op_translator import LINE_MARGIN, START_OF_LABELLED_COMMENT
from transync.documents.decoding import Unreadable
from transync.documents.kinds import MARKDOWN_SUFFIXES
from transync.model import Origin, Pair, State
from transync.repository.contents import read_text
from transync.repository.tree import Tree

_END = "-->"


def why_outdated(tree: Tree, pair: Pair) -> str:
    """Why it translates what is there again; nothing where it doesn't."""
    if pair.state is State.STALE:
        is_phantom = pair.origin is Origin.PHANTOM
        if is_phantom:
            return "made from a text that was never committed"
        return "the source changed"
    if pair.state is State.UNMANAGED:
        return "without a record"
    is_too_far_off = pair.state is State.CURRENT and line_drift(tree, pair) != 0
    if is_too_far_off:
        return f"more than {LINE_MARGIN} lines are missing or added"
    return ""


def line_drift(tree: Tree, pair: Pair) -> int:
    """By how many lines a page is too long, or too short (below 0), to be left alone; 0 if not.

    The labelled comment does not count: Co-op Translator moves it into a sidecar before.
    """
    source, translation = read_text(tree, pair.source), read_text(tree, pair.translation)
    is_counted = pair.source.lower().endswith(MARKDOWN_SUFFIXES)
    if isinstance(source, Unreadable) or isinstance(translation, Unreadable) or not is_counted:
        return 0
    lines = translation.count("\n") - _lines_of_record(translation) - source.count("\n")
    return lines if abs(lines) > LINE_MARGIN else 0


def _lines_of_record(text: str) -> int:
    """How many lines the labelled comment takes."""
    start = text.find(START_OF_LABELLED_COMMENT)
    end = text.find(_END, start)
    if start < 0 or end < 0:
        return 0
    return text.count("\n", start, end) + text.startswith("\n", end + len(_END))
