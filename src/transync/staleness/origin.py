"""Stale pairs and git's history: the source that each translation was made from, if it is there."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from transync.documents.outline import Outline
from transync.model import Fault, Origin, Pair, State
from transync.records.hashes import possible_hashes
from transync.repository.project import Project
from transync.untrusted.isolation import Stopped, attempt

if TYPE_CHECKING:
    from transync.git_history import History

# Bytes that are read of the versions of a source, and of those of all sources.
_MOST_OF_SOURCE = 2**28
_MOST_OF_ALL = 2**32


class Origins(NamedTuple):
    """The pairs, the stale ones with their origin; and the original sources, by path and hash.

    `stopped` says of which sources the versions could not be looked at.
    """

    pairs: Sequence[Pair]
    texts: Mapping[tuple[str, str], bytes]
    stopped: tuple[Fault, ...] = ()


def find_origins(
    project: Project, pairs: Sequence[Pair], outlines: Mapping[str, Outline]
) -> Origins:
    """Look up in history which source each stale translation was made from.

    Where a change is looked at, that is the history before it: what its own commits made of a
    source, and took back, is no text that a translation may be of. Of a very large history, the
    newest versions are read.
    """
    tree, newest = project.tree, (project.former or project.tree).newest
    stale = [pair for pair in pairs if pair.state is State.STALE]
    if not stale or not tree.is_git:
        return Origins(pairs, {})
    # Most commits have no stale pair, and a hook has no time.
    from transync.git_history import open_history

    wanted = {(pair.source, pair.record.original_hash) for pair in stale if pair.record}
    originals: dict[tuple[str, str], bytes] = {}
    first_commits: dict[str, datetime | None] = {}
    stopped: list[Fault] = []
    left = _MOST_OF_ALL
    names = {pair.source: project.former_names.get(pair.source, pair.source) for pair in stale}
    with open_history(tree.repository, frozenset(names.values()), newest) as history:
        for path, name in sorted(names.items()):
            missing = {digest for source, digest in wanted if source == path}
            limit = min(left, _MOST_OF_SOURCE)
            found = attempt(partial(_versions, history, name, missing, limit))
            if isinstance(found, Stopped):
                stopped.append(found.fault(path))
                continue
            originals |= {(path, digest): data for digest, data in found.by_hash.items()}
            left -= found.size
            if path in outlines and outlines[path].has_own_regions:
                first_commits[path] = history.first_commit(name)

    def origin(pair: Pair) -> Origin:
        if pair.record and (pair.source, pair.record.original_hash) in originals:
            return Origin.COMMITTED
        first = first_commits.get(pair.source)
        is_phantom = first and pair.record and first <= _moment(pair.record.translation_date)
        return Origin.PHANTOM if is_phantom else Origin.UNKNOWN

    return Origins(
        [replace(p, origin=origin(p)) if p.state is State.STALE else p for p in pairs],
        originals,
        tuple(stopped),
    )


class _Versions(NamedTuple):
    """The bytes of the versions of a source that are wanted, and how many were read for them."""

    by_hash: Mapping[str, bytes]
    size: int


def _versions(history: History, path: str, wanted: Collection[str], limit: int) -> _Versions:
    """The newest versions are looked at first, until what was read reaches the limit in bytes."""
    versions: dict[str, bytes] = {}
    missing, size = set(wanted), 0
    for _, data in history.blobs(path) if missing and limit > 0 else ():
        size += len(data)
        found = missing & set(possible_hashes(data))
        versions |= dict.fromkeys(found, data)
        missing -= found
        if not missing or size >= limit:
            break
    return _Versions(versions, size)


def _moment(recorded: str) -> datetime:
    """A recorded date; one without an offset is in UTC, as Co-op Translator takes it."""
    moment = datetime.fromisoformat(recorded)
    if moment.tzinfo:
        return moment
    return moment.replace(tzinfo=UTC)
