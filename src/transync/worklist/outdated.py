"""Which translations Co-op Translator takes for outdated, whatever anybody asks it for."""

from __future__ import annotations

from transync.drift import LINE_MARGIN, line_drift
from transync.model import Origin, Pair, State
from transync.tree import Tree


def why_outdated(tree: Tree, pair: Pair) -> str:
    """Why it translates what is there again; nothing where it doesn't."""
    if pair.state is State.STALE:
        is_phantom = pair.origin is Origin.PHANTOM
        return "made from a text that was never committed" if is_phantom else "the source changed"
    if pair.state is State.UNMANAGED:
        return "without a record"
    is_too_far_off = pair.state is State.CURRENT and line_drift(tree, pair) != 0
    return f"more than {LINE_MARGIN} lines are missing or added" if is_too_far_off else ""
