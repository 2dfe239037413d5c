"""Stale pairs and git's history: the source that each translation was made from, if it is there."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from typing import NamedTuple

from transync.document import Document
from transync.history import read_history
from transync.load import possible_hashes
from transync.model import Origin, Pair, State
from transync.parse import parse
from transync.tree import Tree


class Origins(NamedTuple):
    """The pairs, the stale ones with their origin; and the original sources, by path and hash."""

    pairs: Sequence[Pair]
    documents: Mapping[tuple[str, str], Document]


def find_origins(tree: Tree, pairs: Sequence[Pair], documents: Mapping[str, Document]) -> Origins:
    """Look up in history which source each stale translation was made from."""
    stale = [pair for pair in pairs if pair.state is State.STALE]
    if not stale or not tree.is_git:
        return Origins(pairs, {})
    sources = {pair.source for pair in stale}
    rewritten = {p for p in sources if p in documents and documents[p].has_own_regions}
    history = read_history(tree.root, sources, rewritten)
    versions = {
        (path, digest): data
        for path, every in history.versions.items()
        for data in every
        for digest in possible_hashes(data)
    }
    wanted = {(pair.source, pair.record.original_hash) for pair in stale if pair.record}
    originals = {key: parse(key[0], versions[key]) for key in wanted & versions.keys()}

    def origin(pair: Pair) -> Origin:
        if pair.record and (pair.source, pair.record.original_hash) in originals:
            return Origin.COMMITTED
        # A file that was renamed since has its versions under another name.
        first = history.first_commits.get(pair.source)
        is_phantom = first and pair.record and first <= _moment(pair.record.translation_date)
        return Origin.PHANTOM if is_phantom else Origin.UNKNOWN

    return Origins(
        [replace(p, origin=origin(p)) if p.state is State.STALE else p for p in pairs],
        {key: found for key, found in originals.items() if isinstance(found, Document)},
    )


def _moment(recorded: str) -> datetime:
    """A recorded date; one without an offset is in UTC, as Co-op Translator takes it."""
    moment = datetime.fromisoformat(recorded)
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)
