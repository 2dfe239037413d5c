"""Which translations Co-op Translator takes for outdated, whatever anybody asks it for."""

from __future__ import annotations

import re

from transync.model import Origin, Pair, State
from transync.tree import Tree

# Of its versions 0.18 to 0.23; a translation may have so many lines more or less.
_MARGIN = 15
_RECORD = re.compile(rb"<!--\r?\nCO_OP_TRANSLATOR_METADATA:.*?-->\n?", re.DOTALL)
_LINE = re.compile(rb"\r\n|\r|\n")


def why_outdated(tree: Tree, pair: Pair) -> str:
    """Why it translates what is there again; nothing where it doesn't."""
    if pair.state is State.STALE:
        is_phantom = pair.origin is Origin.PHANTOM
        return "made from a text that was never committed" if is_phantom else "the source changed"
    if pair.state is State.UNMANAGED:
        return "without a record"
    if pair.state is not State.CURRENT or pair.source.lower().endswith(".ipynb"):
        return ""
    source, translation = tree.read(pair.source), tree.read(pair.translation)
    if not isinstance(source, bytes) or not isinstance(translation, bytes):
        return ""
    # The record moves into a sidecar before the lines are counted.
    text = _RECORD.sub(b"", translation, count=1)
    difference = abs(len(_LINE.findall(source)) - len(_LINE.findall(text)))
    return f"more than {_MARGIN} lines are missing or added" if difference > _MARGIN else ""
